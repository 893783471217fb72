// The sidebar's frame, Pipelines and Log, as a person uses them: tabs by keyboard, filters that stay, the chart of a branch, the question
// before what cannot be undone, the badge, and a log of a hundred thousand lines.
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { Page, Route } from 'playwright-core';
import { hookPath } from '../server/deliver.ts';
import { testServer } from '../server/index.ts';
import { startGitLab, type GitLab, type Scenario } from '../stand-ins/gitlab/index.ts';
import { inspect } from './axe.ts';
import { openBrowser, screenshot, type Browser } from './open.ts';
import { openSidebar, row, sidebar } from './window.ts';

jest.setTimeout(120_000);

const unit = { stage: 'test', name: 'unit', seconds: 9, outcomes: ['success'] } as const;
const passing: Scenario = { project: 'bar/chart', ref: 'trend', message: 'Pass', author: 'Ada Lovelace', jobs: [unit] };
const failing: Scenario = { ...passing, message: 'Fail', jobs: [{ ...unit, outcomes: ['failed'], reason: 'script_failure' }] };
const endless: Scenario = {
  ...passing,
  project: 'bar/other',
  ref: 'slow',
  message: 'Take two days',
  jobs: [{ ...unit, seconds: 172_800 }],
};

let gitlab: GitLab;
let browser: Browser;
let last: string;
let slow: string;

beforeAll(async () => {
  const server = await testServer();
  gitlab = await startGitLab({ hookUrl: server.url + hookPath, token: server.webhookSecret, speed: 300, firstId: 86_001 });
  browser = await openBrowser(server);
  for (const scenario of [passing, passing, failing, passing, failing]) last = String((await gitlab.runPipeline(scenario)).id);
  void gitlab.runPipeline(endless);
  slow = String(gitlab.pipelines.at(-1)?.id);
});
afterEach(() => browser.closeWindows());
afterAll(async () => {
  await browser?.close();
  await gitlab?.cancelAll();
  await gitlab?.stop();
});

const tab = (page: Page, name: string) => sidebar(page).getByRole('tab', { name });

test.each([
  ['denim', 1280],
  ['onyx', 320],
] as const)(
  '%s, %i pixels: a branch is chosen, its last runs are a chart, and the choice is there after a reload',
  async (theme, width) => {
    const page = await browser.open('bob', 'builds', { theme, width });
    await openSidebar(page);
    await row(page, last, 'Failed').waitFor();
    await sidebar(page).getByRole('combobox', { name: 'Project' }).selectOption('bar/chart');
    await sidebar(page).getByRole('combobox', { name: 'Branch' }).selectOption('trend');
    await sidebar(page)
      .getByRole('img', { name: /^Last runs on trend: 5 runs · 60 % passed/ })
      .waitFor();
    expect(await row(page, slow, 'Running').count()).toBe(0);
    await screenshot(page, `pipelines-chart-${theme}-${width}`);
    expect((await inspect(page, '.rhs')).findings).toEqual([]);
    await page.reload();
    await openSidebar(page);
    await row(page, last, 'Failed').waitFor();
    expect(await sidebar(page).getByRole('combobox', { name: 'Branch' }).inputValue()).toBe('trend');
    await page.evaluate(() => localStorage.clear());
  },
);

test('the button says how many branches fail', async () => {
  const page = await browser.open('alice', 'builds');
  await page.getByText(/failing branch/).waitFor({ state: 'attached' });
});

test('arrows lead through the tabs, and each is all there is to the keyboard', async () => {
  const page = await browser.open('alice', 'builds');
  await openSidebar(page);
  await tab(page, 'Pipelines').focus();
  await page.keyboard.press('ArrowRight');
  expect(await tab(page, 'Log').getAttribute('aria-selected')).toBe('true');
  await sidebar(page).getByRole('heading', { name: 'No log is open' }).waitFor();
  await screenshot(page, 'log-none-denim');
  expect((await inspect(page, '.rhs')).findings).toEqual([]);
  await page.keyboard.press('End');
  expect(await tab(page, 'Subscriptions').getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('ArrowRight');
  expect(await tab(page, 'Pipelines').getAttribute('aria-selected')).toBe('true');
});

test('before a pipeline is cancelled it says what will happen; Escape leaves it', async () => {
  const page = await browser.open('alice', 'builds');
  await openSidebar(page);
  const button = row(page, slow, 'Running').getByRole('button', { name: /^Cancel:/ });
  await button.click();
  const question = row(page, slow, 'Running').getByRole('group', { name: 'Cancel this pipeline?' });
  await question.getByText(/is stopped: its running jobs end/).waitFor();
  await screenshot(page, 'pipelines-question-denim');
  expect((await inspect(page, '.rhs')).findings).toEqual([]);
  await page.keyboard.press('Escape');
  expect(await question.count()).toBe(0);
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
});

const ESC = '\u001B';
const bound = (kind: string, name: string) => `section_${kind}:1700000000:${name}\r${ESC}[0K`;
const short = [
  `${bound('start', 'prepare')}${ESC}[36;1mPreparing the "docker" executor${ESC}[0;m`,
  'Using docker image alpine:3.20',
  `${bound('end', 'prepare')}${bound('start', 'step_script')}${ESC}[36;1mExecuting "step_script" stage${ESC}[0;m`,
  `${ESC}[32;1m$ npm test${ESC}[0;m`,
  ...Array.from({ length: 120 }, (_, index) => `test ${index} ok`),
  `${ESC}[31mAssertionError: expected 41 to be 42${ESC}[0m`,
  ...Array.from({ length: 60 }, (_, index) => `test ${index + 121} ok`),
  bound('end', 'step_script'),
  `${ESC}[31;1mERROR: Job failed: exit code 1${ESC}[0;m`,
];
const answerLog = (lines: readonly string[]) => (route: Route) =>
  route.fulfill({ json: { text: `${lines.join('\n')}\n`, next: 1, more: false, url: 'https://ci.example/' } });
const logAddress = /\/api\/v1\/pipelines\/log\?/;

test.each([
  ['denim', 1280],
  ['onyx', 320],
] as const)("%s, %i pixels: a failed job's log opens at the line that failed it, and its sections fold", async (theme, width) => {
  const page = await browser.open('alice', 'builds', { theme, width, prepare: (made) => made.route(logAddress, answerLog(short)) });
  await openSidebar(page);
  await row(page, last, 'Failed')
    .getByRole('button', { name: /^1 job/ })
    .click();
  await row(page, last, 'Failed').getByRole('button', { name: 'Log of unit' }).click();
  await sidebar(page).getByText('AssertionError: expected 41 to be 42').waitFor();
  expect(await sidebar(page).getByRole('combobox', { name: 'Job' }).inputValue()).not.toBe('');
  await screenshot(page, `log-failed-${theme}-${width}`);
  expect((await inspect(page, '.rhs')).findings).toEqual([]);
  await sidebar(page).getByRole('button', { name: 'Fold all sections' }).click();
  await sidebar(page).getByRole('button', { name: 'Unfold Preparing the "docker" executor' }).waitFor();
  expect(await sidebar(page).getByText('Using docker image').count()).toBe(0);
  await screenshot(page, `log-folded-${theme}-${width}`);
});

test('a hundred thousand lines scroll without a long frame', async () => {
  const many = Array.from({ length: 100_000 }, (_, index) => `${ESC}[3${index % 8}m${index}${ESC}[0m line of a long log`);
  const page = await browser.open('alice', 'builds', { prepare: (made) => made.route(logAddress, answerLog(many)) });
  await openSidebar(page);
  await row(page, last, 'Failed').getByRole('button', { name: /^Log:/ }).click();
  await sidebar(page).getByText('100000 lines').waitFor({ timeout: 90_000 });
  const frame = (scrolls: boolean) =>
    page.evaluate(async (moves) => {
      const scroller = document.querySelector('.ci-log-scroller');
      const times: number[] = [];
      let most = 0;
      for (let step = 0; step < 60; step += 1) {
        const from = performance.now();
        if (moves && scroller) scroller.scrollTop = (scroller.scrollHeight / 60) * step;
        await new Promise((resolve) => {
          requestAnimationFrame(() => setTimeout(resolve));
        });
        times.push(performance.now() - from);
        most = Math.max(most, document.querySelectorAll('.ci-log-line').length);
      }
      return { median: times.sort((a, b) => a - b)[30] ?? 0, most };
    }, scrolls);
  const idle = await frame(false);
  const moved = await frame(true);
  // However busy the machine is, what is drawn is what is seen and a little around it.
  expect(moved.most).toBeLessThan(200);
  // Beside frames in which nothing happens, which a busy machine slows less; a list that is not virtual takes seconds.
  expect(moved.median).toBeLessThan(Math.max(500, 5 * idle.median));
});
