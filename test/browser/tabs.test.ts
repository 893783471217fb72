// The sidebar's tabs for reviews, alerts and gates, accounts and subscriptions, in a real browser on the real server: what they show, what
// people do in them, and each of their states. With pictures for a person to look at.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { visit } from '../server/browser.ts';
import { openChannel } from '../server/channel.ts';
import { configure, usual } from '../server/configuration.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { startAlertmanager, type Alertmanager } from '../stand-ins/alertmanager/index.ts';
import { startGitLab, type GitLab } from '../stand-ins/gitlab/index.ts';
import { sendGate, type Analysis } from '../stand-ins/sonarqube/send.ts';
import { inspect } from './axe.ts';
import { openBrowser, screenshot, type Browser } from './open.ts';
import { openSidebar, sidebar } from './window.ts';

// Four windows for each picture: a busy machine takes its time.
jest.setTimeout(240_000);

const ROOM = 'tabs-room';
const secret = 'tabs-story-secret-0123456789';
const sha = 'b'.repeat(40);

let server: TestServer;
let gitlab: GitLab;
let alertmanager: Alertmanager;
let browser: Browser;
let page: Page;

const hook = (path: string) => `${server.url}/plugins/ci-command-center/webhooks/${path}`;

beforeAll(async () => {
  server = await testServer();
  await openChannel(server, ROOM, 'alice');
  gitlab = await startGitLab({ hookUrl: hook('gitlab/tabs'), token: secret, speed: 600 });
  alertmanager = await startAlertmanager({ hookUrl: hook('alertmanager/tabs'), authorization: `Token ${secret}` });
  gitlab.person('ada', { name: 'Ada Lovelace', roles: { 'tabs/api': 'maintainer' } });
  gitlab.project('tabs/api');
  const redirectUris = [`${server.url}/plugins/ci-command-center/oauth/gitlab/complete`];
  const application = gitlab.application({ redirectUris, scopes: ['api', 'read_api'] });
  const connections = [
    `{name: tabs, provider: gitlab, url: "${gitlab.url}", webhookSecret: ${secret}, oauth: {clientId: ${application.id}, clientSecret: ${application.secret}}}`,
    `{name: tabs, provider: alertmanager, url: "${alertmanager.url}", webhookSecret: ${secret}}`,
    `{name: tabs, provider: sonarqube, url: "http://sonarqube.example.test", webhookSecret: ${secret}}`,
  ];
  await configure(
    server,
    `${usual}connections: [${connections.join(', ')}]\nroutes: [{match: {connection: tabs}, to: {channel: ${ROOM}}, notify: live}]\n`,
  );
  browser = await openBrowser(server);
  page = await browser.open('alice', ROOM);
  await openSidebar(page);
});
afterAll(async () => {
  await server
    ?.as('alice')
    .delete('/plugins/ci-command-center/api/v1/accounts/gitlab/tabs')
    .catch(() => undefined);
  await browser?.close();
  if (server !== undefined) await configure(server, usual);
  await Promise.all([gitlab?.stop(), alertmanager?.stop()]);
});

async function openTab(name: string, on: Page = page): Promise<Locator> {
  await sidebar(on).getByRole('tab', { name }).click();
  return sidebar(on).getByRole('tabpanel', { name });
}

const item = (name: RegExp | string, on: Page = page): Locator => sidebar(on).getByRole('listitem', { name });

/** Pictures in both themes, narrow and as wide as a window of its own; everybody can use what is on them, and nothing sticks out. */
async function keep(name: string, tab: string, ready: (on: Page) => Promise<unknown>): Promise<void> {
  for (const theme of ['denim', 'onyx'] as const) {
    const on = await browser.open('alice', ROOM, { theme, width: 320 });
    await openSidebar(on);
    await look(on, `${name}-${theme}-320`, tab, ready);
    await on.setViewportSize({ width: 1280, height: 800 });
    await on.goto(on.url().replace('/channels/', '/_popout/rhs/'));
    await look(on, `${name}-${theme}-1280`, tab, ready);
    await on.context().close();
  }
}

async function look(on: Page, name: string, tab: string, ready: (on: Page) => Promise<unknown>): Promise<void> {
  await openTab(tab, on);
  await ready(on);
  await screenshot(on, `tabs-${name}`);
  const found = await inspect(on, '.ci-sidebar');
  expect(found.findings).toEqual([]);
  const wide = await on
    .locator('.ci-panel, .ci-item, .ci-form')
    .evaluateAll((all) => all.filter((each) => each.scrollWidth > each.clientWidth + 1).map((each) => each.outerHTML.slice(0, 200)));
  expect(wide).toEqual([]);
}

test('alerts that fire show up by themselves, are silenced and heard again, and fold away once they are over', async () => {
  const panel = await openTab('Alerts and gates');
  await panel.getByRole('heading', { name: 'No alerts, no quality gates' }).waitFor();
  for (const host of ['db-1', 'db-2', 'db-3'])
    alertmanager.fire(
      { alertname: 'DiskFull', host, severity: 'critical', team: 'city' },
      { summary: `The disk of ${host} is full within the hour`, runbook_url: 'https://runbooks.example/disk' },
    );
  alertmanager.fire({ alertname: 'QueueLong', severity: 'warning' }, { summary: 'Forty jobs wait for a runner' });
  await alertmanager.flush();
  await item('DiskFull, critical').waitFor({ timeout: 20_000 });
  expect(await item('DiskFull, critical').getByRole('link', { name: 'Runbook' }).getAttribute('href')).toBe(
    'https://runbooks.example/disk',
  );
  await item('DiskFull, critical').getByText('3 alerts').click();
  await item('DiskFull, critical').getByText('The disk of db-2 is full').waitFor();

  await item('QueueLong, warning')
    .getByRole('button', { name: /^Silence/ })
    .click();
  const form = panel.getByRole('form', { name: 'Silence QueueLong…' });
  await form.getByLabel('Or until').fill('soon');
  await form.getByRole('button', { name: 'Silence' }).click();
  await form
    .getByRole('alert')
    .getByText(/Write a duration/)
    .waitFor();
  await form.getByLabel('Or until').fill('2h');
  await form.getByLabel('Why').fill('New runners come at noon');
  await form.getByRole('button', { name: 'Silence' }).click();
  await item('QueueLong, warning')
    .getByText(/Silenced by alice/)
    .waitFor();
  expect(alertmanager.silences.at(-1)).toMatchObject({ comment: 'New runners come at noon' });
  await item('QueueLong, warning')
    .getByRole('button', { name: /^End the silence/ })
    .click();
  await item('QueueLong, warning')
    .getByRole('button', { name: /^Silence/ })
    .waitFor();

  alertmanager.fire({ alertname: 'Over' }, { summary: 'This one ends' });
  await alertmanager.flush();
  await item(/^Over/).waitFor({ timeout: 20_000 });
  alertmanager.resolve({ alertname: 'Over' });
  await alertmanager.flush();
  await panel.getByText('Resolved in the last day (1)').click({ timeout: 20_000 });
  await item('Over, resolved').waitFor();
});

const gate = (analysis: Partial<Analysis>) =>
  sendGate({ hookUrl: hook('sonarqube/tabs'), secret }, { key: 'tabs-api', gate: 'OK', ...analysis });

test('a quality gate tells which conditions failed, and how it stood before', async () => {
  const conditions = [
    { metric: 'new_coverage', operator: 'LESS_THAN', value: '61.23', threshold: '80', fails: true },
    { metric: 'new_duplicated_lines_density', operator: 'GREATER_THAN', value: '1.2', threshold: '3' },
  ] as const;
  const now = Date.now();
  expect(await gate({ at: new Date(now - 7_200_000) })).toMatchObject({ status: 202 });
  expect(await gate({ gate: 'ERROR', at: new Date(now - 60_000), conditions })).toMatchObject({ status: 202 });
  await openTab('Alerts and gates');
  const failed = item(/^tabs-api main, Failed/);
  await failed.getByText('coverage on new code 61.23 % (at least 80 %)').waitFor({ timeout: 20_000 });
  await failed.getByText('1 condition passed').waitFor();
  expect(
    await failed
      .getByRole('list', { name: /^Earlier verdicts/ })
      .getByRole('listitem')
      .count(),
  ).toBe(2);
  await keep('alerts', 'Alerts and gates', async (on) => item(/^tabs-api main, Failed/, on).waitFor());
});

test('who is not connected is told how, and sees the open merge requests of the channel with their pipelines all the same', async () => {
  const panel = await openTab('Reviews');
  await panel.getByRole('link', { name: /^Connect to GitLab tabs/ }).waitFor();
  await panel.getByText('No open merge request is known').waitFor();
  gitlab.tell.mergeRequest({
    project: 'tabs/api',
    by: 'ada',
    author: 'grace',
    iid: 12,
    action: 'open',
    title: 'Refuse timetables that start before they end',
    sourceBranch: 'fix/timetables',
    targetBranch: 'main',
    labels: ['bug', 'timetable'],
    reviewers: ['ada'],
    sha,
  });
  const review = item('tabs/api !12: Refuse timetables that start before they end');
  await review.waitFor({ timeout: 20_000 });
  await review.getByText('1 reviewer').waitFor();
  gitlab.tell.mergeRequest({
    project: 'tabs/api',
    by: 'ada',
    iid: 12,
    action: 'approved',
    title: 'Refuse timetables that start before they end',
    sha,
    labels: ['bug', 'timetable'],
  });
  await review.getByText('1 approval').waitFor({ timeout: 20_000 });
});

test('an account is connected in the browser, and every open window says as whom, with which right and until when', async () => {
  const panel = await openTab('Accounts');
  const account = item('GitLab tabs');
  await account.getByText('Not connected').waitFor();
  await screenshot(page, 'tabs-accounts-none-denim');
  const path = await account.getByRole('link', { name: /^Connect to GitLab tabs/ }).getAttribute('href');
  const { next } = await visit(server, new URL(path ?? '', server.url).href, 'alice');
  expect(await visit(server, (await gitlab.authorize(next, 'ada')).href, 'alice')).toMatchObject({ status: 200 });
  await account.getByText('Signed in as Ada Lovelace (ada)').waitFor({ timeout: 20_000 });
  await account.getByText('All that you may do there').waitFor();
  await account.getByText(/^Renewed by itself/).waitFor();
  expect(await panel.getByText('api', { exact: true }).count()).toBe(1);
  await keep('accounts', 'Accounts', async (on) =>
    item('GitLab tabs', on)
      .getByText(/^Signed in as/)
      .waitFor(),
  );
});

test('what waits for the person is read as their own account', async () => {
  const panel = await openTab('Reviews');
  await panel
    .getByRole('link', { name: /Refuse timetables/ })
    .first()
    .waitFor({ timeout: 20_000 });
  expect(await panel.getByRole('link', { name: /^Connect to/ }).count()).toBe(0);
  await keep('reviews', 'Reviews', async (on) =>
    sidebar(on)
      .getByText(/^Read /)
      .waitFor(),
  );
});

test('a channel is told of more, of something else and of nothing more, and everybody in it sees that at once', async () => {
  const panel = await openTab('Subscriptions');
  const other = await browser.open('bob', ROOM);
  await openSidebar(other);
  await openTab('Subscriptions', other);
  await panel.getByRole('heading', { name: 'No subscriptions in this channel' }).waitFor();
  await screenshot(page, 'tabs-subscriptions-empty-denim');
  await panel.getByRole('button', { name: 'Subscribe' }).click();
  const form = panel.getByRole('form', { name: 'A new subscription' });
  await form.getByLabel('CI system').selectOption({ label: 'GitLab' });
  await form.getByRole('button', { name: 'Subscribe' }).click();
  await form.getByRole('alert').waitFor();
  await form.getByLabel('Project, job or group').fill('tabs/api');
  await form.getByLabel('Only branches').fill('main, release/*');
  await form.getByLabel('When').selectOption({ label: 'Only failures' });
  await screenshot(page, 'tabs-subscriptions-form-denim');
  expect((await inspect(page, '.ci-sidebar')).findings).toEqual([]);
  await form.getByRole('button', { name: 'Subscribe' }).click();
  await item('GitLab tabs/api')
    .getByText(/on main, release\/\* · Only failures/)
    .waitFor({ timeout: 20_000 });
  await item('GitLab tabs/api', other)
    .getByText(/Only failures/)
    .waitFor({ timeout: 20_000 });

  await item('GitLab tabs/api')
    .getByRole('button', { name: /^Change/ })
    .click();
  const change = panel.getByRole('form', { name: 'Change subscription 1' });
  await change.getByLabel('Only with a label').fill('bug');
  await change.getByLabel('merge requests', { exact: true }).check();
  await change.getByRole('button', { name: 'Save' }).click();
  await item('GitLab tabs/api', other)
    .getByText(/with label bug/)
    .waitFor({ timeout: 20_000 });
  await keep('subscriptions', 'Subscriptions', async (on) => item('GitLab tabs/api', on).waitFor());

  await item('GitLab tabs/api', other)
    .getByRole('button', { name: /^Remove/ })
    .click();
  await sidebar(other)
    .getByRole('group', { name: /^Remove the subscription/ })
    .getByRole('button', { name: 'Remove' })
    .click();
  await panel.getByRole('heading', { name: 'No subscriptions in this channel' }).waitFor({ timeout: 20_000 });
  await other.context().close();
});

test('who disconnects is asked first, and is nobody there from then on', async () => {
  const panel = await openTab('Accounts');
  const account = item('GitLab tabs');
  await account.getByRole('button', { name: 'Disconnect from GitLab tabs' }).click();
  const question = panel.getByRole('group', { name: /^Disconnect from GitLab tabs\?/ });
  await screenshot(page, 'tabs-accounts-confirm-denim');
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  await account.getByRole('button', { name: 'Disconnect from GitLab tabs' }).click();
  await question.getByRole('button', { name: 'Disconnect' }).click();
  await panel.getByText(/Disconnected from GitLab tabs, where you were ada\. What it granted was revoked/).waitFor();
  await account.getByText('Not connected').waitFor();
});

test.each([
  ['Alerts and gates', /\/api\/v1\/alerts\?/, 'Loading alerts and gates', 'The alerts and gates could not be loaded'],
  ['Reviews', /\/api\/v1\/reviews\?/, 'Loading reviews', 'The reviews could not be loaded'],
  ['Accounts', /\/api\/v1\/accounts$/, 'Loading your accounts', 'Your accounts could not be loaded'],
  ['Subscriptions', /\/api\/v1\/subscriptions\?/, 'Loading subscriptions', 'The subscriptions could not be loaded'],
])(
  '%s: it says that it loads, then what went wrong; one button asks again; offline it keeps what it knows',
  async (tab, address, loading, failed) => {
    const answers = Promise.withResolvers<void>();
    let isAway = true;
    const prepare = (on: Page) =>
      on.route(address, async (route) => {
        await answers.promise;
        const json = { code: 'CI_MADE_UP', message: 'The database is away. Try again in a minute.' };
        return isAway ? route.fulfill({ status: 503, json }) : route.continue();
      });
    const on = await browser.open('alice', ROOM, { prepare, theme: 'onyx' });
    await openSidebar(on);
    const panel = await openTab(tab, on);
    await panel.getByText(loading).waitFor({ state: 'attached' });
    answers.resolve();
    await panel.getByRole('heading', { name: failed }).waitFor();
    await screenshot(on, `tabs-error-${tab.split(' ')[0]?.toLowerCase() ?? ''}-onyx`);
    expect((await inspect(on, '.ci-sidebar')).findings).toEqual([]);
    isAway = false;
    await panel.getByRole('alert').getByRole('button', { name: 'Try again' }).click();
    await panel.getByRole('heading', { name: failed }).waitFor({ state: 'detached' });
    await on.context().setOffline(true);
    await panel.getByText('Connection lost').waitFor();
    await on.context().close();
  },
);
