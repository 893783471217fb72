// The sidebar's tab of intents in a real browser on the real server: run with a form, looked at before, approved by another person, stopped,
// rejected, failed; and each of its states. With pictures for a person to look at.
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { openChannel } from '../server/channel.ts';
import { configure, usual } from '../server/configuration.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { inspect } from './axe.ts';
import { openBrowser, screenshot, type Browser } from './open.ts';
import { openSidebar, sidebar } from './window.ts';

jest.setTimeout(240_000);

const ROOM = 'intents-room';

let server: TestServer;
let stacks: Server;
let browser: Browser;
let alice: Page;
let bob: Page;
/** In a window of its own. */
let dark: Page;
const seen: { readonly path: string | undefined; readonly token: string | string[] | undefined; readonly body: string }[] = [];

/** What steps ask: it takes every version, and cannot back up anything. */
function startStacks(): Promise<Server> {
  const made = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      seen.push({ path: request.url, token: request.headers['x-token'], body: Buffer.concat(parts).toString() });
      const isBackup = request.url === '/backup';
      response.writeHead(isBackup ? 507 : 200).end(isBackup ? 'dumping customers\nno space left on device\n' : 'taken');
    });
  });
  return new Promise((resolve) => made.listen(0, '127.0.0.1', () => resolve(made)));
}

function hostOf(made: Server): string {
  const address = made.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `127.0.0.1:${address.port}`;
}

const yaml = (host: string) => `${usual}
allowedHosts: ["${host}"]
intents:
  - name: ship
    description: Ship one version to a region
    kind: rollout
    stacks: [api, web]
    parameters:
      - {name: version, type: string, pattern: '\\d+\\.\\d+\\.\\d+', required: true, help: As it is tagged}
      - {name: region, type: choice, choices: [eu, us], default: eu}
      - {name: replicas, type: number, min: 1, max: 9, default: 2}
      - {name: migrate, type: boolean, default: true}
      - {name: token, type: secret, required: true}
    approval: {count: 1, from: {users: [bob]}, expires: 1h}
    steps:
      - http: {url: "http://${host}/{{ region }}", headers: {X-Token: "{{ token }}"}, json: {version: "{{ version }}"}}
      - wait: {for: 20m}
  - name: backup
    description: Back up the customers' database
    kind: backup
    target: customers
    steps:
      - http: {url: "http://${host}/backup"}
      - post: {message: "Backed up"}
  - name: restart-workers
    description: Restart every worker
    who: {users: [admin]}
    steps:
      - wait: {for: 1s}
`;

beforeAll(async () => {
  server = await testServer();
  await openChannel(server, ROOM, 'alice');
  await openChannel(server, ROOM, 'bob');
  stacks = await startStacks();
  browser = await openBrowser(server);
  alice = await browser.open('alice', ROOM);
  bob = await browser.open('bob', ROOM);
  dark = await browser.open('alice', ROOM, { theme: 'onyx' });
  await dark.goto(dark.url().replace('/channels/', '/_popout/rhs/'));
  for (const page of [alice, bob]) await openSidebar(page);
  for (const page of [alice, bob, dark]) await openTab(page);
});
afterAll(async () => {
  await browser?.close();
  if (server !== undefined) await configure(server, usual);
  stacks?.close();
});

async function openTab(page: Page): Promise<Locator> {
  await sidebar(page).getByRole('tab', { name: 'Intents' }).click();
  return panel(page);
}

const panel = (page: Page): Locator => sidebar(page).getByRole('tabpanel', { name: 'Intents' });
const item = (page: Page, name: RegExp | string): Locator => panel(page).getByRole('listitem', { name, exact: typeof name === 'string' });
const waits = { timeout: 60_000 } as const;

/** A picture; everybody can use what is on it, and nothing sticks out. */
async function keep(page: Page, name: string): Promise<void> {
  await screenshot(page, `intents-${name}`);
  expect((await inspect(page, '.ci-sidebar')).findings).toEqual([]);
  const wide = await page
    .locator('.ci-panel, .ci-item, .ci-form, .ci-tabs')
    .evaluateAll((all) => all.filter((each) => each.scrollWidth > each.clientWidth + 1).map((each) => each.outerHTML.slice(0, 200)));
  expect(wide).toEqual([]);
}

/** The same narrow and light, in a window of its own and dark. */
async function keepAll(name: string, shown: (page: Page) => Locator): Promise<void> {
  for (const [page, theme, width] of [
    [alice, 'denim', 320],
    [dark, 'onyx', 640],
    [dark, 'onyx', 1280],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await shown(page).waitFor(waits);
    await shown(page).scrollIntoViewIfNeeded();
    await keep(page, `${name}-${theme}-${width}`);
  }
  await alice.setViewportSize({ width: 1280, height: 800 });
}

test('where there is none it says who writes them; written ones show up by themselves, with who may run them', async () => {
  await panel(alice).getByRole('heading', { name: 'No intents in this channel' }).waitFor();
  await keep(alice, 'empty-denim');
  await configure(server, yaml(hostOf(stacks)));
  await item(alice, 'ship').waitFor(waits);
  await item(alice, 'restart-workers').getByText('This is for admin').waitFor();
  expect(await item(alice, 'restart-workers').getByRole('button').count()).toBe(0);
});

test('a form made of the parameters says what is wrong, shows each call before, and asks for approval', async () => {
  await item(alice, 'ship').getByRole('button', { name: 'Run ship…' }).press('Enter');
  const form = panel(alice).getByRole('form', { name: 'Run ship' });
  await alice.keyboard.type('one');
  await form.getByLabel('token').fill('hush-hush-made-up');
  await form.getByLabel('region').selectOption('us');
  await form.getByRole('button', { name: 'Dry run' }).click();
  await form.locator('.ci-field-fault').waitFor();
  expect(await form.getByLabel('version').evaluate((field) => field === document.activeElement)).toBe(true);
  await keep(alice, 'fault-denim');
  await form.getByLabel('version').fill('1.4.0');
  await form.getByRole('button', { name: 'Dry run' }).click();
  await form
    .getByText(/^POST http:\/\/127\.0\.0\.1:\d+\/us$/)
    .first()
    .waitFor();
  expect(seen).toEqual([]);
  expect(await form.innerText()).not.toContain('hush-hush-made-up');
  await form.getByRole('button', { name: 'Dry run' }).scrollIntoViewIfNeeded();
  await keep(alice, 'plan-denim');
  await form.getByRole('button', { name: 'Ask for approval' }).click();
  await item(alice, /^ship, Waiting for approval/).waitFor(waits);
  expect(
    await item(alice, /^ship, Waiting/)
      .getByRole('button', { name: /^Approve/ })
      .count(),
  ).toBe(0);
});

test('another person approves it with a reason, and everybody sees it run', async () => {
  const waiting = item(bob, /^ship, Waiting for approval/);
  await waiting.getByText('version=1.4.0').waitFor(waits);
  expect(await panel(bob).innerText()).not.toContain('hush-hush-made-up');
  await waiting.getByRole('button', { name: 'Approve ship…' }).click();
  const form = waiting.getByRole('form', { name: /^Approve ship\? It is the last approval needed/ });
  await form.getByLabel('Why').fill('Tested yesterday');
  await keep(bob, 'approve-denim');
  await form.getByRole('button', { name: 'Approve' }).click();
  const running = item(alice, /^ship, Running/);
  await running.getByText(/answered 200/).waitFor(waits);
  expect(seen).toEqual([{ path: '/us', token: 'hush-hush-made-up', body: '{"version":"1.4.0"}' }]);
  await keepAll('running', (page) => item(page, /^ship, Running/).getByText(/answered 200/));
});

test('a run is stopped only after a question, and says by whom and why', async () => {
  const running = item(alice, /^ship, Running/);
  await running.getByRole('button', { name: 'Cancel ship…' }).click();
  await running.getByText(/What is done stays/).waitFor();
  await alice.keyboard.press('Escape');
  await running.getByRole('button', { name: 'Cancel ship…' }).click();
  await running.getByLabel('Why').fill('Wrong region');
  await running.getByRole('button', { name: 'Stop it' }).click();
  await item(bob, /^ship, Canceled/)
    .getByText('Canceled by @alice: Wrong region')
    .waitFor(waits);
});

test('what fails shows its last lines; what is rejected says by whom; each can be run again with its values', async () => {
  await item(alice, 'backup').getByRole('button', { name: 'Run backup…' }).click();
  await panel(alice).getByRole('form', { name: 'Run backup' }).getByRole('button', { name: 'Run', exact: true }).click();
  await item(alice, /^backup, Failed/)
    .getByText('no space left on device')
    .waitFor(waits);

  await item(alice, /^ship, Canceled/)
    .getByRole('button', { name: 'Run again: ship' })
    .click();
  const form = panel(alice).getByRole('form', { name: 'Run ship' });
  expect(await form.getByLabel('version').inputValue()).toBe('1.4.0');
  expect(await form.getByLabel('token').inputValue()).toBe('');
  await form.getByLabel('token').fill('hush-hush-made-up');
  await form.getByRole('button', { name: 'Ask for approval' }).click();
  const waiting = item(bob, /^ship, Waiting for approval/);
  await waiting.getByRole('button', { name: 'Reject ship…' }).click(waits);
  await waiting.getByLabel('Why').fill('Not on a Friday');
  await waiting.getByRole('button', { name: 'Reject', exact: true }).click();
  await item(alice, /^ship, Rejected/)
    .getByText('Rejected by @bob: Not on a Friday')
    .waitFor(waits);
  await keepAll('history', (page) => item(page, /^ship, Rejected/));
});

test('it says that it loads, then what went wrong; one button asks again; offline it keeps what it knows', async () => {
  const answers = Promise.withResolvers<void>();
  let isAway = true;
  const prepare = (page: Page) =>
    page.route(/\/api\/v1\/(?:intents|runs)\?/, async (route) => {
      await answers.promise;
      const json = { code: 'CI_MADE_UP', message: 'The database is away. Try again in a minute.' };
      return isAway ? route.fulfill({ status: 503, json }) : route.continue();
    });
  const page = await browser.open('alice', ROOM, { prepare, theme: 'onyx' });
  await openSidebar(page);
  await openTab(page);
  await panel(page).getByText('Loading intents').waitFor({ state: 'attached' });
  answers.resolve();
  await panel(page).getByRole('heading', { name: 'The intents could not be loaded' }).waitFor();
  await keep(page, 'error-onyx');
  isAway = false;
  await panel(page).getByRole('alert').getByRole('button', { name: 'Try again' }).click();
  await item(page, 'ship').waitFor(waits);
  await page.context().setOffline(true);
  await panel(page).getByText('Connection lost').waitFor();
  await keep(page, 'offline-onyx');
  await page.context().close();
});
