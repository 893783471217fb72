// Cards and sidebar in both themes and in narrow and wide windows: pictures for a person, and axe for everybody.
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { hookPath } from '../server/deliver.ts';
import { testServer } from '../server/index.ts';
import { startGitLab, type GitLab, type Scenario } from '../stand-ins/gitlab/index.ts';
import { inspect } from './axe.ts';
import { openBrowser, screenshot, type Browser } from './open.ts';
import { card, openSidebar, row, sidebar } from './window.ts';

jest.setTimeout(90_000);

const jobs: Scenario['jobs'] = [
  { stage: 'build', name: 'compile', seconds: 6, outcomes: ['success'] },
  { stage: 'test', name: 'unit', seconds: 9, outcomes: ['success'] },
  { stage: 'test', name: 'lint', seconds: 3, outcomes: ['failed'], reason: 'script_failure', allowFailure: true },
  { stage: 'deploy', name: 'staging', seconds: 5, outcomes: ['success'] },
];
const passing: Scenario = { project: 'city/api', ref: 'main', message: 'Answer health checks', author: 'Alice Demo', jobs };
const failing: Scenario = {
  ...passing,
  project: 'platform/teams/infrastructure/a-service-with-quite-a-long-name',
  ref: 'feature/1234-a-branch-whose-name-says-all-that-it-does',
  message: 'Refuse timetables that start before they end, and say in the log which of the two dates was the wrong one',
  author: 'Maximiliane Hohenstein-Rautenberg',
  mergeRequest: { iid: 1234, title: 'Refuse timetables that start before they end' },
  jobs: jobs.map((job) => (job.name === 'unit' ? { ...job, outcomes: ['failed'], reason: 'script_failure' } : job)),
};
/** Two days: it runs for as long as the tests look. */
const running: Scenario = { ...passing, ref: 'release/2.4', jobs: jobs.map((job) => ({ ...job, seconds: 172_800 })) };
const waiting: Scenario = {
  ...passing,
  tag: true,
  ref: 'v2.4.0',
  jobs: [...jobs, { stage: 'release', name: 'publish', seconds: 1, outcomes: ['manual'] }],
};

let gitlab: GitLab;
let browser: Browser;
let numbers: Readonly<Record<'passed' | 'failed' | 'waiting' | 'running', string>>;

beforeAll(async () => {
  const server = await testServer();
  gitlab = await startGitLab({ hookUrl: server.url + hookPath, token: server.webhookSecret, speed: 300, firstId: 84_001 });
  browser = await openBrowser(server);
  const passed = String((await gitlab.runPipeline(passing)).id);
  const failed = String((await gitlab.runPipeline(failing)).id);
  const resting = String((await gitlab.runPipeline(waiting)).id);
  void gitlab.runPipeline(running);
  numbers = { passed, failed, waiting: resting, running: String(gitlab.pipelines.at(-1)?.id) };
});
afterEach(() => browser.closeWindows());
afterAll(async () => {
  await browser?.close();
  // What still runs would start its next job, whose timer would keep Jest alive.
  await gitlab?.cancelAll();
  await gitlab?.stop();
});

async function openEverything(page: Page): Promise<void> {
  await openSidebar(page);
  await row(page, numbers.running, 'Running').waitFor();
  await row(page, numbers.failed, 'Failed')
    .getByRole('button', { name: /^4 jobs, 2 failed/ })
    .click();
  await row(page, numbers.failed, 'Failed').getByRole('list', { name: 'Failed jobs' }).waitFor();
}

/** The elements of ours that stick out of the window or of what holds them. */
const overflowing = (page: Page, selector: string) =>
  page
    .locator(selector)
    .evaluateAll((all) => all.filter((each) => each.scrollWidth > each.clientWidth + 1).map((each) => each.outerHTML.slice(0, 200)));

test.each(['denim', 'onyx'] as const)('%s: cards and sidebar side by side, and axe finds nothing grave', async (theme) => {
  const page = await browser.open('alice', 'builds', { theme });
  await openEverything(page);
  await card(page, numbers.running, 'Running').waitFor();
  await screenshot(page, `look-${theme}`);
  const inSidebar = await inspect(page, '.ci-sidebar');
  const inCards = await inspect(page, '.ci-card');
  expect([...inSidebar.findings, ...inCards.findings]).toEqual([]);
  // It did look: these rules had something to judge.
  expect(inSidebar.passed).toEqual(expect.arrayContaining(['color-contrast', 'button-name', 'list']));
  expect(inCards.passed).toContain('color-contrast');
});

test.each(['denim', 'onyx'] as const)('%s: nothing sticks out of a window 320 pixels wide', async (theme) => {
  const page = await browser.open('alice', 'builds', { theme, width: 320 });
  await card(page, numbers.failed, 'Failed').scrollIntoViewIfNeeded();
  await screenshot(page, `narrow-cards-${theme}`);
  expect(await overflowing(page, '.ci-card')).toEqual([]);
  await openEverything(page);
  await screenshot(page, `narrow-sidebar-${theme}`);
  expect(await overflowing(page, '.ci-sidebar, .ci-row')).toEqual([]);
  expect((await inspect(page, '.ci-sidebar')).findings).toEqual([]);
});

test('a window of its own, 1280 pixels wide', async () => {
  const page = await browser.open('alice', 'builds');
  await page.goto(page.url().replace('/channels/', '/_popout/rhs/'));
  await row(page, numbers.failed, 'Failed')
    .getByRole('button', { name: /^4 jobs/ })
    .click();
  expect((await sidebar(page).boundingBox())?.width).toBe(1280);
  await screenshot(page, 'pop-out-denim');
  expect((await inspect(page, '.ci-sidebar')).findings).toEqual([]);
});
