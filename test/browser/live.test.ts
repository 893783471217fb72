// A pipeline of the stand-in GitLab in a real browser: one post and one row that move from running to the verdict.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { hookPath } from '../server/deliver.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { startGitLab, type GitLab, type Scenario } from '../stand-ins/gitlab/index.ts';
import { openBrowser, screenshot, type Browser } from './open.ts';
import { card, openSidebar, row } from './window.ts';

jest.setTimeout(90_000);

const scenario: Scenario = {
  project: 'city/web',
  ref: 'feature/search',
  message: 'Find stops by their old names',
  author: 'Alice Demo',
  jobs: [
    { stage: 'build', name: 'compile', seconds: 40, outcomes: ['success'] },
    { stage: 'test', name: 'unit', seconds: 50, outcomes: ['failed'], reason: 'script_failure' },
    { stage: 'deploy', name: 'staging', seconds: 5, outcomes: ['success'] },
  ],
};

let server: TestServer;
let gitlab: GitLab;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = await testServer();
  gitlab = await startGitLab({ hookUrl: server.url + hookPath, token: server.webhookSecret, speed: 20, firstId: 81_001 });
  browser = await openBrowser(server);
  page = await browser.open('alice', 'builds');
});
afterAll(async () => {
  await browser?.close();
  await gitlab?.stop();
});

test('the card and the row go from running to the verdict by themselves, in one post', async () => {
  let loads = 0;
  page.on('load', () => (loads += 1));
  await openSidebar(page);
  const ending = gitlab.runPipeline(scenario);
  const number = String(gitlab.pipelines.at(-1)?.id);

  await card(page, number, 'Running').waitFor();
  await row(page, number, 'Running').waitFor();
  expect(await row(page, number, 'Running').getByRole('list', { name: 'Stages' }).textContent()).toContain('build: Running');
  const post = page.locator('.post', { has: page.getByRole('article', { name: new RegExp(`#${number},`) }) });
  const id = await post.getAttribute('data-post-id');
  await screenshot(page, 'live-running-denim');

  await ending;
  await card(page, number, 'Failed').waitFor();
  await row(page, number, 'Failed').waitFor();
  expect(await card(page, number, 'Failed').getByRole('list', { name: 'Failed jobs' }).textContent()).toContain('unit script failure');
  expect(await post.count()).toBe(1);
  expect(await post.getAttribute('data-post-id')).toBe(id);
  expect(loads).toBe(0);
  await screenshot(page, 'live-failed-denim');
});
