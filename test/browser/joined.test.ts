// A card with what belongs to its commit, as a post stored it: opened when all is over, so that nothing live helps.
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { openChannel } from '../server/channel.ts';
import { hookPath } from '../server/deliver.ts';
import { ask, openKeys } from '../server/machine.ts';
import { untilTold } from '../server/news.ts';
import { testServer } from '../server/index.ts';
import { tellCommit } from '../stand-ins/commit-story.ts';
import { startGitLab, type GitLab, type Scenario } from '../stand-ins/gitlab/index.ts';
import { inspect } from './axe.ts';
import { openBrowser, screenshot, type Browser } from './open.ts';
import { card } from './window.ts';

jest.setTimeout(90_000);

const scenario = (outcome: 'success' | 'failed'): Scenario => ({
  project: 'joined/api',
  ref: 'main',
  message: 'Answer health checks',
  author: 'Alice Demo',
  jobs: [{ stage: 'test', name: 'unit', seconds: 3, outcomes: [outcome], ...(outcome === 'failed' && { reason: 'script_failure' }) }],
});

let gitlab: GitLab;
let browser: Browser;
let numbers: Readonly<Record<'passed' | 'failed', number>>;

beforeAll(async () => {
  const server = await testServer();
  gitlab = await startGitLab({ hookUrl: server.url + hookPath, token: server.webhookSecret, speed: 300, firstId: 87_001 });
  const hooksUrl = new URL('.', server.url + hookPath).href.replace(/\/$/u, '');
  const commit = async (passes: boolean) => {
    const { id, sha } = await gitlab.runPipeline(scenario(passes ? 'success' : 'failed'));
    const story = { project: 'joined/api', branch: 'main', sha, message: 'Answer health checks', number: id, passes };
    await tellCommit({ hooksUrl, secret: server.webhookSecret }, story);
    return id;
  };
  numbers = { passed: await commit(true), failed: await commit(false) };
  await untilTold(server);
  const keys = await openKeys(server, (await openChannel(server, 'builds', 'alice')).id);
  const key = await keys.make(`joined-${numbers.failed}`, 'reports');
  const rate = {
    cache_hit_rate: { value: 71.25, unit: '%', min: 80 },
    image_size: { value: 118.5, unit: 'MB', max: 250 },
    bundle: { value: 12 },
  };
  const about = { provider: 'gitlab', project: 'joined/api', pipeline: numbers.failed };
  expect(await ask(server, '/api/v1/reports', { 'X-API-Key': key }, { ...about, figures: rate })).toMatchObject({ status: 202 });
  await keys.close();
  browser = await openBrowser(server);
});
afterEach(() => browser.closeWindows());
afterAll(async () => {
  await browser?.close();
  await gitlab?.stop();
});

test.each(['denim', 'onyx'] as const)(
  '%s: builds, gate and artifacts stand on the card, good and bad, and axe finds nothing grave',
  async (theme) => {
    const page = await browser.open('alice', 'builds', { theme });
    const passed = card(page, String(numbers.passed), 'Passed');
    await passed.getByText(`joined/api-images #${numbers.passed}`).waitFor();
    await passed.getByText('Sonar way').waitFor();
    await passed.getByText(`joined/api:1.4.${numbers.passed}`).waitFor();
    const failed = card(page, String(numbers.failed), 'Failed');
    await failed.getByText(/coverage on new code 61.2 %/u).waitFor();
    await failed.getByText('smoke test').waitFor();
    await failed.locator('.ci-figure-limit').waitFor();
    expect(await page.getByText('cannot be shown').count()).toBe(0);
    await screenshot(page, `joined-${theme}`);
    expect((await inspect(page, '.ci-card')).findings).toEqual([]);
    // What only screen readers see must not make the page longer than its window.
    expect(await page.evaluate(() => document.documentElement.scrollHeight <= window.innerHeight)).toBe(true);
  },
);

test('in a narrow window nothing of it sticks out', async () => {
  const page = await browser.open('alice', 'builds', { width: 320 });
  await card(page, String(numbers.failed), 'Failed').getByText('smoke test').waitFor();
  await screenshot(page, 'joined-narrow-denim');
  const wide = page
    .locator('.ci-card')
    .evaluateAll((all) => all.filter((each) => each.scrollWidth > each.clientWidth + 1).map((each) => each.textContent));
  expect(await wide).toEqual([]);
});
