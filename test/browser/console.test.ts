// The System Console's page of the plugin in a real browser: the checked editor of the configuration, the status, and a person's popover.
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openChannel } from '../server/channel.ts';
import { configure, usual } from '../server/configuration.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { inspect } from './axe.ts';
import { openBrowser, screenshot, type Browser } from './open.ts';

jest.setTimeout(180_000);

let server: TestServer;
let browser: Browser;
const wrong = `# Where news go
notify:
  pipelines: changes
  deployments: loudly

routes:
  - match: {event: pipeline, branch: "release/*"}
    to: {channel: releases}
notifi: {}
`;

beforeAll(async () => {
  server = await testServer();
  await configure(server, usual);
  browser = await openBrowser(server);
});
afterEach(() => browser.closeWindows());
afterAll(async () => {
  await browser?.close();
  if (server !== undefined) await configure(server, usual);
});

async function openConsole(options: { readonly theme?: 'denim' | 'onyx'; readonly width?: number }): Promise<Page> {
  const page = await browser.open('admin', 'builds', options);
  await page.goto(new URL('/admin_console/plugins/plugin_ci-command-center', page.url()).href);
  await page.getByText(/^Nothing is wrong with it/).waitFor();
  return page;
}

const editor = (page: Page) => page.getByRole('textbox', { name: 'Configuration:' });

test.each([
  ['denim', 1280],
  ['onyx', 1280],
  ['denim', 320],
] as const)('%s, %i pixels wide: faults stand at their lines as one types, and the status below', async (theme, width) => {
  const page = await openConsole({ theme, width });
  await editor(page).fill(wrong);
  const faults = page.getByRole('list', { name: 'Faults of the configuration' }).getByRole('button');
  await faults.first().waitFor();
  expect(await faults.allInnerTexts()).toEqual([
    expect.stringMatching(/Line 4[^]*notify.deployments/),
    expect.stringMatching(/Line 9[^]*notifi/),
  ]);
  await page.getByText('Deliveries', { exact: true }).waitFor();
  await screenshot(page, `console-wrong-${theme}-${width}`);
  await page.getByRole('heading', { name: 'Status' }).scrollIntoViewIfNeeded();
  await page.locator('.ci-status').evaluate((panel) => panel.scrollIntoView());
  await screenshot(page, `console-status-${theme}-${width}`);
  expect((await inspect(page, '.ci-console')).findings).toEqual([]);
  expect(await page.locator('body').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
});

test('by keyboard alone: a fault leads to its line, Tab indents, Esc and Tab leave; what is right is saved and in force', async () => {
  const page = await openConsole({});
  await editor(page).fill(wrong);
  const fault = page.getByRole('list', { name: 'Faults of the configuration' }).getByRole('button', { name: /Line 9/ });
  await fault.focus();
  await page.keyboard.press('Enter');
  expect(await editor(page).evaluate((field: HTMLTextAreaElement) => field.value.slice(field.selectionStart, field.selectionEnd))).toBe(
    'notifi: {}',
  );
  await page.keyboard.type('thread: flat');
  await editor(page).evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(0, 0));
  await page.keyboard.press('Tab');
  expect(await editor(page).inputValue()).toMatch(/^ {2}# Where news go/);
  await page.keyboard.press('Control+z');
  expect(await editor(page).inputValue()).toMatch(/^# Where news go/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  expect(await editor(page).evaluate((field) => field === document.activeElement)).toBe(false);
  await editor(page).fill(`${usual}thread: flat\n`);
  await page.getByText(/^Nothing is wrong with it/).waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  expect(await server.mmctl('config', 'get', 'PluginSettings.Plugins.ci-command-center.configuration')).toContain('thread: flat');
});

const inSettings = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

test.each([
  ['denim', 1280],
  ['onyx', 320],
] as const)('%s, %i pixels wide: settings stand in sections, and what cannot work is told as it is typed', async (theme, width) => {
  const page = await openConsole({ theme, width });
  await inSettings(page, 'GitLab address:').fill('gitlab.example.com');
  await inSettings(page, 'Team:').fill('nobodys-team');
  await inSettings(page, 'Addresses that may call:').fill('10.0.0.0/99');
  for (const said of [
    /The address of GitLab is not one of a web server/,
    /There is no team nobodys-team/,
    /which is no address or network/,
  ])
    await page.getByText(said).waitFor();
  expect(await page.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual(
    expect.arrayContaining(['Channels', 'GitLab', 'Jenkins', 'SonarQube', 'Artifactory', 'Alertmanager', 'Secrets, and who may call']),
  );
  await page.evaluate(() => scrollTo(0, 0));
  await screenshot(page, `console-settings-${theme}-${width}`);
  await page.getByRole('heading', { name: 'Secrets, and who may call' }).evaluate((head) => head.scrollIntoView());
  await screenshot(page, `console-secrets-${theme}-${width}`);
  expect((await inspect(page, '.ci-setting')).findings).toEqual([]);
  expect(await page.locator('body').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
});

test('the webhook secret is masked, shown to administrators on demand, and made anew; saved, it is in force and masked again', async () => {
  const page = await openConsole({});
  const field = page.getByLabel('Webhook secret:');
  expect(await field.inputValue()).toMatch(/^\*+$/);
  await page.getByRole('button', { name: 'Show' }).click();
  await page.getByRole('button', { name: 'Hide' }).waitFor();
  expect(await field.inputValue()).toBe(server.webhookSecret);
  await page.getByRole('button', { name: 'Hide' }).click();
  expect(await field.inputValue()).toMatch(/^\*+$/);
  await page.getByRole('button', { name: 'Generate a new one' }).first().click();
  expect(await field.inputValue()).toMatch(/^[A-Za-z0-9]{32}$/);
  await field.fill(server.webhookSecret);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  expect(await field.inputValue()).toMatch(/^\*+$/);
  expect(await server.mmctl('config', 'get', 'PluginSettings.Plugins.ci-command-center.webhooksecret')).toContain(server.webhookSecret);
});

test.each([
  ['light', 1280],
  ['dark', 320],
] as const)('%s, %i pixels wide: the manual reads well, and nothing of it comes from elsewhere', async (colorScheme, width) => {
  const page = await browser.open('alice', 'builds', { width });
  await page.emulateMedia({ colorScheme });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).origin));
  await page.goto(new URL('/plugins/ci-command-center/docs/', page.url()).href);
  await page.getByRole('heading', { level: 1, name: 'Manual of CI Command Center' }).waitFor();
  await screenshot(page, `manual-${colorScheme}-${width}`);
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Settings and configuration' }).click();
  await page.getByRole('heading', { level: 2, name: 'All settings' }).waitFor();
  expect((await inspect(page, 'body')).findings).toEqual([]);
  expect(await page.locator('body').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  await page.getByRole('heading', { level: 3, name: 'routes', exact: true }).evaluate((head) => head.scrollIntoView());
  await screenshot(page, `manual-keys-${colorScheme}-${width}`);
  expect(new Set(asked)).toEqual(new Set([new URL(page.url()).origin]));
});

test.each(['denim', 'onyx'] as const)('%s: the popover of a person says who they are in the CI systems', async (theme) => {
  const { id } = await openChannel(server, 'popover', 'alice');
  await server.as('alice').post('/api/v4/posts', { channel_id: id, message: 'Who am I?' });
  const page = await browser.open('alice', 'popover', {
    theme,
    prepare: (unopened) =>
      unopened.route(/\/api\/v1\/people\/[a-z0-9]+\/accounts$/, (route) =>
        route.fulfill({
          json: {
            accounts: [
              { title: 'GitLab', login: 'alice.demo', url: 'https://gitlab.example.com/alice.demo' },
              { title: 'Jenkins', login: 'ademo' },
            ],
          },
        }),
      ),
  });
  await page.getByRole('button', { name: 'alice', exact: true }).last().click();
  const lines = page.getByRole('region', { name: 'Profile of alice' }).getByRole('listitem');
  await lines.first().waitFor();
  expect(await lines.allInnerTexts()).toEqual([expect.stringMatching(/GitLab\s*alice\.demo/), expect.stringMatching(/Jenkins\s*ademo/)]);
  await page.getByRole('region', { name: 'Profile of alice' }).scrollIntoViewIfNeeded();
  await screenshot(page, `popover-${theme}`);
  expect((await inspect(page, '.popover')).findings).toEqual([]);
});

test('who is no administrator is told nothing', async () => {
  const page = await browser.open('alice', 'builds');
  const [status, check] = await page.evaluate(async () => {
    const token = /MMCSRF=([^;]+)/.exec(document.cookie)?.[1] ?? '';
    const headers = { 'X-Requested-With': 'XMLHttpRequest', 'X-CSRF-Token': token };
    const api = '/plugins/ci-command-center/api/v1';
    const answers = await Promise.all([
      fetch(`${api}/status`, { headers }),
      fetch(`${api}/configuration/check`, { method: 'POST', headers, body: '{"text":""}' }),
    ]);
    return answers.map((answer) => answer.status);
  });
  expect([status, check]).toEqual([403, 403]);
});

test.each([
  ['denim', 1280],
  ['onyx', 1280],
  ['onyx', 320],
] as const)('%s, %i pixels wide: what is wrong with a connection stands below it, with what to do', async (theme, width) => {
  const lab = { name: 'lab', provider: 'gitlab', url: 'https://gitlab.invalid', webhookSecret: 'made-up-secret-of-the-lab' };
  await configure(server, `${usual}connections: ${JSON.stringify([lab])}\n`);
  const page = await openConsole({ theme, width });
  await page.getByText('CI_HTTP_NAME_NOT_FOUND').waitFor();
  await page.locator('.ci-status').evaluate((panel) => panel.scrollIntoView());
  await screenshot(page, `console-doctor-${theme}-${width}`);
  expect((await inspect(page, '.ci-console')).findings).toEqual([]);
  expect(await page.locator('body').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
});
