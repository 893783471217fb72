import { describe, expect, it, test } from '@jest/globals';
import { codesIn, createManualAddress, pagesIn } from './links.ts';
import { createManual } from './manual.ts';

const files = new Map([
  ['index.html', '<h1>Manual</h1>'],
  ['configure.html', '<h1>Configuration</h1>'],
  ['style.css', 'a { color: red; }'],
]);
const asked: string[] = [];
const manual = createManual(async (name) => {
  asked.push(name);
  return files.get(name);
});
const signedIn = { 'Mattermost-User-Id': 'u'.repeat(26) };
const get = (path: string, headers: Record<string, string> = signedIn) => manual.request(path, { headers });

describe('the manual', () => {
  it('shows its first page and every other by name, as HTML that loads nothing but its own style', async () => {
    expect(await (await get('/docs/')).text()).toBe('<h1>Manual</h1>');
    const page = await get('/docs/configure');
    expect(await page.text()).toBe('<h1>Configuration</h1>');
    expect(page.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'; style-src 'self';/);
    expect((await get('/docs/style.css')).headers.get('Content-Type')).toBe('text/css; charset=utf-8');
  });

  it('leads from its folder to its first page, wherever Mattermost is', async () => {
    const moved = await get('/docs');
    expect([moved.status, moved.headers.get('Location')]).toEqual([302, 'docs/']);
  });

  it('is for people who are signed in', async () => {
    const refused = await get('/docs/configure', {});
    expect([refused.status, await refused.text()]).toEqual([401, expect.stringContaining('Sign in to Mattermost first')]);
  });

  it('reads no file but its own', async () => {
    asked.length = 0;
    for (const path of [
      '/docs/..%2fplugin.json',
      '/docs/index.html',
      '/docs/%2e%2e',
      '/docs/Configure',
      '/docs/a/b',
      '/docs/style.css%00',
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    }
    expect(asked).toEqual([]);
  });
});

const address = createManualAddress(() => 'https://chat.example.com/mm', 'ci-command-center');

test('what a text of ours speaks of has an address, once Mattermost knows its own', () => {
  expect(pagesIn('As docs/configure.md and docs/api.md show (docs/api.md).').map(address)).toEqual([
    'https://chat.example.com/mm/plugins/ci-command-center/docs/configure',
    'https://chat.example.com/mm/plugins/ci-command-center/docs/api',
  ]);
  expect(pagesIn('https://a.example/docs/api.md, other-docs/api.md')).toEqual([]);
  expect(codesIn('It is shut. Open it. (CI_A_B)\n  - And (CI_C) this.\nAgain. (CI_A_B)')).toEqual(['CI_A_B']);
  expect(createManualAddress(() => '', 'ci-command-center')('api')).toBeUndefined();
});
