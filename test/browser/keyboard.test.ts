// The sidebar without a mouse: opened, walked through and unfolded by keys alone.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { hookPath } from '../server/deliver.ts';
import { testServer } from '../server/index.ts';
import { largeScenario, startGitLab, type GitLab } from '../stand-ins/gitlab/index.ts';
import { openBrowser, screenshot, type Browser } from './open.ts';
import { row, sidebar } from './window.ts';

jest.setTimeout(90_000);

let gitlab: GitLab;
let browser: Browser;
let page: Page;
let number: string;

beforeAll(async () => {
  const server = await testServer();
  gitlab = await startGitLab({ hookUrl: server.url + hookPath, token: server.webhookSecret, speed: 600, firstId: 83_001 });
  browser = await openBrowser(server);
  number = String((await gitlab.runPipeline(largeScenario(5, 2, [4]))).id);
  page = await browser.open('alice', 'builds');
});
afterAll(async () => {
  await browser?.close();
  await gitlab?.stop();
});

/** What has the focus, in the words that a screen reader would say first. */
const focused = () =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim() ?? '');

/** Presses Tab until `wanted` has the focus; answers what had it on the way. */
async function tabTo(wanted: RegExp, limit = 400): Promise<string[]> {
  const way: string[] = [];
  while (way.length < limit) {
    await page.keyboard.press('Tab');
    const now = await focused();
    if (wanted.test(now)) return way;
    way.push(now);
  }
  throw new Error(`Tab never came to ${wanted}, but to ${way.slice(-40).join(' | ')}`);
}

test('the sidebar opens, and a pipeline unfolds its jobs and folds them again', async () => {
  await page.getByLabel('Message').focus();
  await tabTo(/^Pipelines of this channel$/);
  await page.keyboard.press('Enter');
  await row(page, number, 'Failed').waitFor();

  await page.getByLabel('Message').focus();
  const jobs = new RegExp(`^5 jobs, 1 failed\\. Jobs of .*#${number}$`);
  const way = await tabTo(jobs);
  expect(way).toContain('Filter by project, branch or person');
  expect(way).toContain(`#${number}`);
  expect(await page.locator(':focus-visible').count()).toBe(1);

  await page.keyboard.press('Enter');
  const failed = row(page, number, 'Failed').getByRole('list', { name: 'Failed jobs' });
  await failed.getByText('job-5').waitFor();
  await screenshot(page, 'keyboard-unfolded-denim');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('job-5');
  await page.keyboard.press('Shift+Tab');
  expect(await focused()).toMatch(jobs);
  await page.keyboard.press('Space');
  await failed.waitFor({ state: 'detached' });
});

test('the filter is a group of radio buttons that arrows move through', async () => {
  await sidebar(page).getByRole('searchbox').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  expect(await sidebar(page).getByRole('radio', { name: 'Failed' }).isChecked()).toBe(true);
  expect(
    await sidebar(page)
      .getByRole('listitem', { name: /, Passed$/ })
      .count(),
  ).toBe(0);
  await row(page, number, 'Failed').waitFor();
});
