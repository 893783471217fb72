// The story of a day with GitLab, in a real browser on the real server: connect, run with inputs, retry what failed, play a manual job after
// a question, approve a deployment and a merge request; each card tells who did it. With pictures for a person to look at.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { openChannel } from '../server/channel.ts';
import { configure, usual } from '../server/configuration.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { startGitLab, type GitLab, type JobPlan } from '../stand-ins/gitlab/index.ts';
import { inspect } from './axe.ts';
import { openBrowser, screenshot, type Browser } from './open.ts';

jest.setTimeout(150_000);

const settings = 'PluginSettings.Plugins.ci-command-center';
let server: TestServer;
let gitlab: GitLab;
let browser: Browser;
let alice: Page;
let bob: Page;

const set = (key: string, value: string) => server.mmctl('config', 'set', `${settings}.${key}`, value);
const deploy = (environment: string): JobPlan => ({
  name: `deploy-${environment}`,
  stage: 'deploy',
  seconds: 2,
  outcomes: ['manual', 'success'],
  environment,
  allowFailure: true,
});

beforeAll(async () => {
  server = await testServer();
  const hookUrl = `${server.url}/plugins/ci-command-center/webhooks/gitlab`;
  gitlab = await startGitLab({ hookUrl, token: server.webhookSecret, speed: 20 });
  for (const [login, name] of [
    ['alice', 'Alice Demo'],
    ['bob', 'Bob Demo'],
  ] as const)
    gitlab.person(login, { name, roles: { harbour: 'maintainer' } });
  gitlab.project('harbour/ferries', {
    branches: ['feature/old-names'],
    inputs: [{ name: 'region', options: ['eu', 'us'], default: 'eu', description: 'Whose timetables are built' }],
    variables: [{ key: 'LOG_LEVEL', value: 'info', description: 'How much is logged', options: ['info', 'debug'] }],
    environments: [{ name: 'staging' }, { name: 'production', requiredApprovals: 1 }],
    pipeline: () => ({
      message: 'Count ferries that turn back only once',
      author: 'Alice Demo',
      jobs: [
        { name: 'compile', stage: 'build', seconds: 4, outcomes: ['success'] },
        { name: 'unit', stage: 'test', seconds: 4, outcomes: ['failed', 'success'], reason: 'script_failure', log: ['1 failed'] },
        deploy('staging'),
        deploy('production'),
      ],
    }),
  });
  const redirectUris = [`${server.url}/plugins/ci-command-center/oauth/gitlab/complete`];
  const application = gitlab.application({ redirectUris, scopes: ['api'] });
  await configure(server, usual);
  await set('gitlaburl', gitlab.url);
  await set('gitlaboauthclientid', application.id);
  await set('gitlaboauthclientsecret', application.secret);
  browser = await openBrowser(server);
  alice = await browser.open('alice', 'builds');
  bob = await browser.open('bob', 'builds');
});

afterAll(async () => {
  for (const page of [alice, bob]) {
    await type('/gitlab disconnect', page);
    await page
      .getByText(/was revoked|is not connected|no account/i)
      .last()
      .waitFor();
  }
  await browser?.close();
  for (const key of ['gitlaburl', 'gitlaboauthclientid', 'gitlaboauthclientsecret']) await set(key, '');
  await gitlab?.stop();
});

async function type(text: string, on: Page): Promise<void> {
  await on.getByLabel('Message').fill(text);
  await on.getByLabel('Message').press('Enter');
}

const dialog = (on: Page): Locator => on.getByRole('dialog');
const card = (verdict: string, on: Page): Locator =>
  on.getByRole('article', { name: new RegExp(`harbour/ferries #\\d+, ${verdict}$`) }).last();
const press = (name: RegExp, on: Page, verdict = '.*'): Promise<void> => card(verdict, on).getByRole('button', { name }).click();

/** As people do: the link leads to GitLab and back to a page that says who they are there. */
async function connect(on: Page, login: string): Promise<void> {
  await type('/gitlab connect', on);
  const link = on.getByRole('link', { name: /connect/i }).last();
  await link.waitFor();
  gitlab.signIn(login);
  const window = await on.context().newPage();
  await window.goto((await link.getAttribute('href')) ?? '');
  await window.getByText(/You are connected/).waitFor();
  if (login === 'alice') await screenshot(window, 'gitlab-1-connected');
  await window.close();
}

test('connects in the browser', async () => {
  await connect(alice, 'alice');
  await connect(bob, 'bob');
});

test('runs a pipeline by the form of its inputs and variables; what failed is retried, and the card says by whom', async () => {
  await type('/gitlab pipelines run harbour/ferries main', alice);
  await dialog(alice).waitFor();
  await screenshot(alice, 'gitlab-2-form-denim');
  await dialog(alice).locator('button[type=submit]').click();
  await dialog(alice).waitFor({ state: 'detached' });
  await card('Failed', alice).waitFor({ timeout: 40_000 });
  await card('Failed', alice).scrollIntoViewIfNeeded();
  await screenshot(alice, 'gitlab-3-failed-denim');
  await press(/^Retry failed/, alice, 'Failed');
  const question = alice.getByRole('group', { name: 'Retry what failed?' });
  await question.getByText(/begins? again, and what comes after/).waitFor();
  await question.getByRole('button', { name: 'Retry' }).click();
  await card('.*', alice)
    .getByText(/Retried by @alice/)
    .waitFor({ timeout: 30_000 });
});

test('a manual job is played after a question that says where it deploys to; the card says who did it', async () => {
  await card('.*', bob)
    .getByRole('button', { name: /^Deploy to staging/ })
    .waitFor({ timeout: 40_000 });
  await press(/^Deploy to staging/, bob);
  const question = bob.getByRole('group', { name: 'Deploy to staging?' });
  await question.waitFor();
  expect(await question.textContent()).toContain('deploys to staging');
  await screenshot(bob, 'gitlab-4-question-denim');
  await question.getByRole('button', { name: 'Deploy', exact: true }).click();
  await card('.*', bob)
    .getByText(/Deploy to staging by @bob/)
    .waitFor({ timeout: 30_000 });
});

test('a protected environment is approved by somebody, then deployed', async () => {
  await type('/gitlab deploy harbour/ferries production', bob);
  await bob.getByRole('button', { name: 'Approve for production' }).last().click();
  // Not the one of the card, which asks first.
  await bob.getByRole('button', { name: 'Deploy to production', exact: true }).click();
  await card('.*', alice)
    .getByText(/Deploy to production by @bob/)
    .waitFor({ timeout: 30_000 });
  await card('.*', alice)
    .getByText(/Deploy to production approved by @bob/)
    .waitFor();
});

test.each([
  ['denim', 1280],
  ['onyx', 1280],
  ['onyx', 320],
] as const)('%s, %i pixels wide: the card and who did what on it are seen, and axe finds nothing grave', async (theme, width) => {
  const other = await browser.open('alice', 'builds', { theme, width });
  const told = card('.*', other).getByText(/Deploy to production by @bob/);
  await told.waitFor();
  await told.scrollIntoViewIfNeeded();
  await screenshot(other, `gitlab-5-card-${theme}-${width}`);
  expect((await inspect(other, '.ci-card')).findings).toEqual([]);
  await other.close();
});

test('a merge request is approved from its card', async () => {
  await openChannel(server, 'code-reviews', 'bob');
  const reviews = await browser.open('bob', 'code-reviews');
  const iid = 70_000 + Math.floor(Math.random() * 9_000);
  gitlab.tell.mergeRequest({
    project: 'harbour/ferries',
    by: 'Alice Demo',
    author: 'Alice Demo',
    iid,
    title: 'Find stops by their old names',
    action: 'open',
    sourceBranch: 'feature/old-names',
    reviewers: ['Bob Demo'],
  });
  const shown = reviews.locator('.post', { hasText: `!${iid}` }).first();
  const post = reviews.locator(`[data-post-id="${await shown.getAttribute('data-post-id')}"]`);
  await post.getByRole('button', { name: 'Approve' }).click();
  await reviews.getByText(/You approved/).waitFor();
  await post.getByText(/Approved by/).waitFor({ timeout: 30_000 });
  expect(((await post.textContent()) ?? '').replaceAll('\u200B', '')).toContain('Approved by: @bob');
  await screenshot(reviews, 'gitlab-6-approved-denim');
  await reviews.close();
});
