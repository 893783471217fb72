// What the sidebar shows when there is no list to show, and that it finds back by itself or by one button.
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { hookPath } from '../server/deliver.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { largeScenario, startGitLab, type GitLab } from '../stand-ins/gitlab/index.ts';
import { inspect } from './axe.ts';
import { openBrowser, screenshot, type Browser } from './open.ts';
import { openSidebar, row, sidebar } from './window.ts';

jest.setTimeout(90_000);

const listAddress = /\/plugins\/ci-command-center\/api\/v1\/pipelines\?/;

let server: TestServer;
let gitlab: GitLab;
let browser: Browser;
let known: string;

beforeAll(async () => {
  server = await testServer();
  gitlab = await startGitLab({ hookUrl: server.url + hookPath, token: server.webhookSecret, speed: 600, firstId: 82_001 });
  browser = await openBrowser(server);
  known = String((await gitlab.runPipeline(largeScenario(3, 3))).id);
});
afterEach(() => browser.closeWindows());
afterAll(async () => {
  await browser?.close();
  await gitlab?.stop();
});

/** Takes a picture of the state, and makes sure that everybody can use it. */
async function keep(page: Page, name: string): Promise<void> {
  await screenshot(page, name);
  expect((await inspect(page, '.rhs')).findings).toEqual([]);
}

test('loading: it says so until the answer comes', async () => {
  const gate = Promise.withResolvers<void>();
  const prepare = (page: Page) => page.route(listAddress, async (route) => gate.promise.then(() => route.continue()));
  const page = await browser.open('alice', 'builds', { prepare });
  await openSidebar(page);
  await sidebar(page).getByText('Loading pipelines').waitFor({ state: 'attached' });
  expect(await sidebar(page).getByRole('listitem').count()).toBe(0);
  await keep(page, 'state-loading-denim');
  gate.resolve();
  await row(page, known, 'Passed').waitFor();
  expect(await sidebar(page).getByText('Loading pipelines').count()).toBe(0);
});

test('empty: a channel without pipelines says where a CI system has to report to', async () => {
  const page = await browser.open('alice', 'off-topic', { theme: 'onyx' });
  await openSidebar(page);
  await sidebar(page).getByRole('heading', { name: 'No pipelines here yet' }).waitFor();
  expect(await sidebar(page).getByRole('code').textContent()).toBe(server.pageUrl + hookPath);
  await keep(page, 'state-empty-onyx');
});

test('error: it says what went wrong, and one button asks again', async () => {
  const answers = [{ status: 500, json: { code: 'CI_MADE_UP', message: 'The database is away. Try again in a minute.' } }];
  const prepare = (page: Page) =>
    page.route(listAddress, (route) => {
      const answer = answers[0];
      return answer ? route.fulfill(answer) : route.continue();
    });
  const page = await browser.open('alice', 'builds', { prepare });
  await openSidebar(page);
  const alert = sidebar(page).getByRole('alert');
  await alert.getByText('The database is away.').waitFor();
  expect(await alert.textContent()).toContain('CI_MADE_UP');
  await keep(page, 'state-error-denim');
  answers.pop();
  await sidebar(page).getByRole('button', { name: 'Try again' }).click();
  await row(page, known, 'Passed').waitFor();
  expect(await alert.count()).toBe(0);
});

/** Lets a test cut the page's real websockets: none opens again between the events `test:cut` and `test:back`. */
function makeCuttable(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    const state = { away: false, open: new Set<WebSocket>() };
    window.WebSocket = class extends WebSocket {
      constructor(address: string | URL) {
        // Nobody listens on the discard port, so it fails as a lost connection does.
        super(state.away ? 'ws://127.0.0.1:9/' : address);
        state.open.add(this);
      }
    };
    window.addEventListener('test:back', () => (state.away = false));
    window.addEventListener('test:cut', () => {
      state.away = true;
      for (const socket of state.open) socket.close();
    });
  });
}

test('offline: it keeps what it knows and says so; back again, it has what was missed', async () => {
  const page = await browser.open('alice', 'builds', { prepare: makeCuttable, theme: 'onyx' });
  await openSidebar(page);
  await row(page, known, 'Passed').waitFor();
  await page.evaluate(() => window.dispatchEvent(new Event('test:cut')));
  await sidebar(page).getByText('Connection lost').waitFor();
  const missed = String((await gitlab.runPipeline(largeScenario(4, 2, [3]))).id);
  expect(await row(page, known, 'Passed').count()).toBe(1);
  expect(await row(page, missed, 'Failed').count()).toBe(0);
  await keep(page, 'state-offline-onyx');
  const asked = page.waitForResponse(listAddress);
  await page.evaluate(() => window.dispatchEvent(new Event('test:back')));
  await row(page, missed, 'Failed').waitFor();
  expect((await asked).status()).toBe(200);
  await sidebar(page).getByText('Connection lost').waitFor({ state: 'detached' });
});
