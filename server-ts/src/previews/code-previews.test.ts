import { expect, jest, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Connection } from '../ci/connection.ts';
import type { CodeAddress, Previews } from '../ci/preview.ts';
import { CiError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import { linksIn } from './code-links.ts';
import { createCodePreviews, type CodeSetting } from './code-previews.ts';
import { codeText } from './code-text.ts';

const connection: Connection = { provider: 'forge', name: 'lab', url: 'https://forge.example', webhookSecrets: [] };
const link = 'https://forge.example/app/f.ts#L2';
const address: CodeAddress = { project: 'team/app', names: ['main', 'f.ts'], first: 2, last: 2 };
const found = { path: 'f.ts', ref: 'main', text: 'one\n\ttwo\nthree\n' };
const quiet: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined, child: () => quiet };

function desk(setting: CodeSetting, more: Partial<Previews> = {}) {
  const asked: string[] = [];
  const previews: Previews = {
    find: () => undefined,
    look: async () => undefined,
    findCode: (url) => (url === link ? address : undefined),
    readCode: async (_address, { credentials }) => {
      asked.push(credentials?.token ?? 'nobody');
      return found;
    },
    visibility: async () => 'internal',
    ...more,
  };
  const reach = { connection, http: () => Promise.reject(new Error('not here')) };
  const clock = { now: 0 };
  const rewrite = createCodePreviews({
    places: () => [{ connection, previews }],
    setting: () => setting,
    async as(userId) {
      if (userId === 'stranger') throw new CiError('CI_ACCOUNT_MISSING', 'None.', 'Connect.');
      return { ...reach, credentials: { token: `token of ${userId}` } };
    },
    anybody: () => reach,
    now: () => clock.now,
    log: quiet,
  });
  return { asked, clock, post: (message: string, userId = 'ada') => rewrite({ userId, message }) };
}

test('what everybody may read is asked for as nobody, the rest as who writes, and only where it is allowed', async () => {
  const open = desk('public');
  expect(await open.post(`see ${link}`)).toBe(
    `see ${link}\n\n\`f.ts\` lines 1–3 · \`team/app\` at \`main\`\n\`\`\`typescript\none\n\ttwo\nthree\n\`\`\``,
  );
  expect(open.asked).toEqual(['nobody']);
  const own = desk('private');
  expect(await own.post(link)).toContain('two');
  expect(await own.post(link, 'stranger')).toBeUndefined();
  expect(own.asked).toEqual(['token of ada']);
  expect(await desk('internal').post(link)).toContain('two');
  expect(await desk('internal', { visibility: async () => 'private' }).post(link)).toBeUndefined();
  expect(await desk('off').post(link)).toBeUndefined();
});

test('whoever does not answer, or fails, delays one message and is left alone for a minute', async () => {
  jest.useFakeTimers();
  try {
    const readCode = jest.fn<Previews['readCode']>(() => new Promise(() => undefined));
    const slow = desk('public', { readCode });
    const first = slow.post(link);
    await jest.advanceTimersByTimeAsync(1_500);
    expect(await first).toBeUndefined();
    expect(await slow.post(link)).toBeUndefined();
    expect(readCode).toHaveBeenCalledTimes(1);
    slow.clock.now = 60_000;
    readCode.mockResolvedValue(found);
    expect(await slow.post(link)).toContain('two');
    const broken = desk('public', { readCode: () => Promise.reject(new Error('no')) });
    expect(await broken.post(link)).toBeUndefined();
    // One whom the CI system refuses takes nothing from the others.
    const refused = new CiError('CI_FORGE_UNAUTHORIZED', 'Not this token.', 'Connect.');
    const readOwn = jest.fn<Previews['readCode']>(async (_address, { credentials }) => {
      if (credentials?.token === 'token of mallory') throw refused;
      return found;
    });
    const shared = desk('private', { readCode: readOwn });
    expect(await shared.post(link, 'mallory')).toBeUndefined();
    expect(await shared.post(link)).toContain('two');
    expect(await shared.post(link, 'mallory')).toBeUndefined();
    expect(readOwn).toHaveBeenCalledTimes(2);
  } finally {
    jest.useRealTimers();
  }
});

test('a message that would get too long stays, and who writes many links is shown no more', async () => {
  expect(await desk('public').post(`${link} ${'x'.repeat(16_300)}`)).toBeUndefined();
  const busy = desk('public');
  const answers = await Promise.all(Array.from({ length: 30 }, () => busy.post(link)));
  expect(answers.filter((each) => each !== undefined)).toHaveLength(20);
});

const of = (message: string) => linksIn(message).links;

test('only links that stand open in the text are read', () => {
  expect(of(`a ${link}, b (${link}) <${link}> ${link}-4.`)).toEqual([link, `${link}-4`]);
  for (const hidden of [
    `\`${link}\``,
    `\`\` ${link} \`\``,
    `[x](${link})`,
    `> ${link}`,
    `    ${link}`,
    `~~~\n${link}\n~~~`,
    `${link}x`,
    'https://a#L1b',
  ])
    expect(of(hidden)).toEqual([]);
  expect(linksIn(`${link}\n\`\`\`\ncode`).open).toBe(true);
  expect(linksIn(`\`\`\`\ncode\n\`\`\`\n${link}`)).toEqual({ links: [link], open: false });
});

test('no message keeps the others waiting, however it was made', () => {
  const growing = Array.from({ length: 180 }, (_, index) => `${'`'.repeat(index + 1)}a`).join('');
  for (const part of [growing, '`', '` ', '``a`', 'https://', 'https://a#L1x', '](  ', '#L', '#L1x']) {
    const message = part.repeat(Math.ceil(16_000 / part.length)).slice(0, 16_000);
    const begun = performance.now();
    linksIn(`${message}#L1x`);
    expect([part.slice(0, 20), Math.floor((performance.now() - begun) / 500)]).toEqual([part.slice(0, 20), 0]);
  }
  expect(of(`\`\`a\`b\`\` ${link} \`\`\` ${link}2 \` ${link}3 \``)).toEqual([link, `${link}2`]);
});

test('whatever a file holds, it ends with the block it stands in, and nothing else is in the message', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('`', '~', '\n', '@all', ' ', '\r', '\u202E', '\u2028', 'x', '\t') }), (text) => {
      const shown = codeText({ path: 'a`@all.ts', ref: 'x`', text }, { ...address, first: 1, last: 20 });
      if (shown === undefined) return true;
      const lines = shown.split('\n');
      const fence = /^`+/.exec(lines[1] ?? '')?.[0] ?? '';
      return lines.filter((line) => line.trim().startsWith(fence)).length === 2 && lines.at(-1) === fence && lines.length <= 23;
    }),
  );
  expect(codeText({ ...found, text: 'a\0b\nc' }, address)).toBeUndefined();
  expect(codeText({ ...found, text: 'a\rb\r\nc' }, address)).toMatch(/lines 1–3 [^]*\na\nb\nc\n```$/);
  expect(codeText({ ...found, text: 'a\n\n' }, { ...address, first: 3, last: 3 })).toBeUndefined();
  expect(codeText({ ...found, text: 'a\n\n' }, address)).toContain('lines 1–2 ');
  expect(codeText({ ...found, text: 'x\n'.repeat(50) }, { ...address, first: 3, last: 40 })).toMatch(/lines 3–22 .*\n[^]*… 18 more lines$/);
});
