// The story of a day with Jenkins, in a real browser on the real server: connect, build with parameters, watch, fail, read the log,
// rebuild, answer an input step, fetch what was built. With pictures for a person to look at.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { configure, usual } from '../server/configuration.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { startJenkins, type Jenkins, type MakeScript } from '../stand-ins/jenkins/index.ts';
import { inspect } from './axe.ts';
import { openBrowser, screenshot, type Browser } from './open.ts';
import { sidebar } from './window.ts';

jest.setTimeout(120_000);

const ESC = '\u001B';
const compiling = [
  '[INFO] Scanning for projects...',
  `[${ESC}[1;34mINFO${ESC}[m] Building deploy 1.4.0`,
  ...Array.from({ length: 120 }, (_, index) => `[INFO] Compiling module-${index} to target/classes`),
  `[${ESC}[1;33mWARNING${ESC}[m] The parameter region is read twice`,
];
const failing = [
  `[INFO] Running city.TimetableTest`,
  `[${ESC}[1;31mERROR${ESC}[m] TimetableTest.endsAfterStart:41 expected: <2026-11-22> but was: <2026-11-20>`,
  `[INFO] Tests run: 214, ${ESC}[31mFailures: 1${ESC}[0m, Errors: 0, Skipped: 2`,
];

/** Three were before, which tell how long one takes. */
const FAILING = 4;

/** The first build of the day fails in its tests; the others ask before they ship. */
const script: MakeScript = ({ number, values }) => ({
  stages: [
    { name: 'Build', seconds: 20, log: compiling },
    {
      name: 'Test',
      seconds: 10,
      hold: 'tests',
      log: number === FAILING ? failing : ['[INFO] Tests run: 214, Failures: 0'],
      ...(number === FAILING && { result: 'FAILURE' as const, error: 'script returned exit code 1' }),
    },
    ...(number === FAILING
      ? []
      : [
          { name: 'Approve', input: { message: `Ship ${values.get('VERSION') ?? ''} to production?`, ok: 'Ship it', submitters: ['ada'] } },
          { name: 'Deploy', seconds: 5, log: ['Deployed.'] },
        ]),
  ],
  tests: [
    {
      className: 'city.TimetableTest',
      name: 'endsAfterStart',
      status: number === FAILING ? 'REGRESSION' : 'FIXED',
      message: 'expected: <2026-11-22>',
    },
    { className: 'city.TimetableTest', name: 'startsAtAll', status: 'PASSED' },
  ],
  artifacts:
    number === FAILING
      ? []
      : [
          { path: 'target/deploy.jar', content: 'x'.repeat(48_213) },
          { path: 'target/notes.txt', content: 'Shipped.' },
        ],
  branch: 'main',
});

let server: TestServer;
let jenkins: Jenkins;
let browser: Browser;
let page: Page;
let token: string;

beforeAll(async () => {
  server = await testServer();
  jenkins = await startJenkins({ speed: 20 });
  token = jenkins.person('ada', { fullName: 'Ada Lovelace' });
  jenkins.job('city/deploy', {
    quietSeconds: 80,
    parameters: [
      { name: 'VERSION', kind: 'string', value: '1.4.0', description: 'What to ship' },
      { name: 'REGION', kind: 'choice', choices: ['eu', 'us', 'asia'], description: 'Where to' },
      { name: 'DRY_RUN', kind: 'boolean', value: false, description: 'Change nothing' },
      { name: 'DEPLOY_KEY', kind: 'password', description: 'Kept secret' },
    ],
    script,
  });
  for (const minutesAgo of [300, 200, 100]) jenkins.past('city/deploy', { seconds: 14, minutesAgo });
  await server.mmctl('config', 'set', 'PluginSettings.Plugins.ci-command-center.jenkinsurl', jenkins.url);
  await configure(server, usual);
  browser = await openBrowser(server);
  page = await browser.open('alice', 'builds');
});
afterAll(async () => {
  // Nobody stays connected to a Jenkins that is gone.
  await type('/jenkins disconnect');
  await page.getByText(/Your token was removed here/).waitFor();
  await browser?.close();
  await server?.mmctl('config', 'set', 'PluginSettings.Plugins.ci-command-center.jenkinsurl', '');
  await jenkins?.stop();
});

async function type(text: string, on: Page = page): Promise<void> {
  await on.getByLabel('Message').fill(text);
  await on.getByLabel('Message').press('Enter');
}

const dialog = (): Locator => page.getByRole('dialog');
/** The card of that build, whatever its state. */
const card = (number: string, verdict: string, on: Page = page): Locator =>
  on.getByRole('article', { name: new RegExp(`deploy${number === '' ? '' : ` #${number}`}, ${verdict}$`) });

test('connects by a private dialog, which says what is wrong', async () => {
  await type('/jenkins connect');
  await dialog().waitFor();
  await dialog().getByRole('textbox').first().fill('ada');
  await dialog()
    .locator('input[type=password]')
    .fill(`11${'0'.repeat(32)}`);
  await dialog().locator('button[type=submit]').click();
  await dialog().getByRole('alert').first().waitFor();
  await screenshot(page, 'jenkins-1-connect-denim');
  await dialog().locator('input[type=password]').fill(token);
  await dialog().locator('button[type=submit]').click();
  await dialog().waitFor({ state: 'detached' });
  await page
    .getByText(/Ada Lovelace/)
    .first()
    .waitFor();
});

test('builds with parameters, and one card goes from the queue to a running build', async () => {
  await type('/jenkins build city/deploy');
  await dialog().waitFor();
  await dialog().getByLabel('VERSION').fill('1.4.1');
  await dialog().locator('input[type=password]').fill('made-up-key-of-the-day');
  await screenshot(page, 'jenkins-2-parameters-denim');
  await dialog().locator('button[type=submit]').click();
  await dialog().waitFor({ state: 'detached' });

  await card('', 'Queued').waitFor();
  await screenshot(page, 'jenkins-3-queued-denim');
  const post = page.locator('.post', { has: page.getByRole('article', { name: /city\/deploy/ }) });
  const id = await post.getAttribute('data-post-id');
  await card('4', 'Running').waitFor({ timeout: 30_000 });
  expect(await post.count()).toBe(1);
  expect(await post.getAttribute('data-post-id')).toBe(id);
  await card('4', 'Running').getByText('1.4.1').waitFor();
  expect(await card('4', 'Running').textContent()).not.toContain('made-up-key-of-the-day');
});

test('its log opens beside the channel and goes on while it runs; search and the first error lead through it', async () => {
  await card('4', 'Running').getByRole('button', { name: /^Log/ }).click();
  const log = sidebar(page);
  await log.getByText('Building deploy 1.4.0').or(log.getByText('Compiling module-').first()).first().waitFor({ timeout: 20_000 });
  await log.getByText(/^Live/).waitFor();
  await screenshot(page, 'jenkins-4-running-denim');
  (await jenkins.held('city/deploy', 'tests')).release('tests');
  await log.getByText(/^Ended/).waitFor({ timeout: 30_000 });
  await log.getByRole('button', { name: 'Jump to the first error' }).click();
  await log.getByText(/endsAfterStart/).waitFor();
  await screenshot(page, 'jenkins-5-log-denim');
  expect((await inspect(page, '.ci-log')).findings).toEqual([]);
  await log.getByRole('searchbox').fill('module-1');
  await log.getByText(/^\d+ of 3\d$/).waitFor();
  await screenshot(page, 'jenkins-6-search-denim');
});

test('a failed build is built again from its card', async () => {
  await card('4', 'Failed').waitFor({ timeout: 30_000 });
  await card('4', 'Failed').scrollIntoViewIfNeeded();
  await screenshot(page, 'jenkins-7-failed-denim');
  await card('4', 'Failed')
    .getByRole('button', { name: /^Rebuild/ })
    .click();
  await page.getByRole('group', { name: 'Build it again?' }).getByRole('button', { name: 'Rebuild' }).click();
  // Jenkins tells no secret values, so they are asked for.
  await dialog().waitFor();
  await dialog().locator('input[type=password]').fill('made-up-key-of-the-day');
  await dialog().locator('button[type=submit]').click();
  await dialog().waitFor({ state: 'detached' });
  (await jenkins.held('city/deploy', 'tests')).release('tests');
  await card('5', '(Running|Waiting)').getByText('Ship 1.4.1 to production?').waitFor({ timeout: 40_000 });
});

test.each([
  ['denim', 1280],
  ['onyx', 1280],
  ['onyx', 320],
] as const)('%s, %i pixels wide: what waits for an answer is seen, and axe finds nothing grave', async (theme, width) => {
  const other = await browser.open('alice', 'builds', { theme, width });
  const waiting = card('5', '(Running|Waiting)', other);
  await waiting.getByText('Ship 1.4.1 to production?').waitFor();
  await waiting.scrollIntoViewIfNeeded();
  await screenshot(other, `jenkins-8-input-${theme}-${width}`);
  expect((await inspect(other, '.ci-card')).findings).toEqual([]);
  await waiting.getByRole('button', { name: /^Log/ }).click();
  await sidebar(other)
    .getByText(/\d lines$/)
    .waitFor();
  await screenshot(other, `jenkins-9-log-${theme}-${width}`);
  expect((await inspect(other, '.ci-log')).findings).toEqual([]);
  await other.close();
});

test('an answer lets it go on to its end, and what was built is fetched', async () => {
  await card('5', '(Running|Waiting)')
    .getByRole('button', { name: /^Ship it/ })
    .click();
  await page.getByRole('group', { name: 'Ship it?' }).getByRole('button', { name: 'Ship it' }).click();
  await card('5', 'Passed').waitFor({ timeout: 40_000 });
  await type('/jenkins test-results city/deploy 4');
  await page
    .getByText(/endsAfterStart/)
    .last()
    .waitFor();
  await type('/jenkins get-artifacts city/deploy');
  await page.locator('option', { hasText: 'deploy.jar' }).first().waitFor({ state: 'attached' });
  await screenshot(page, 'jenkins-10-passed-denim');
});
