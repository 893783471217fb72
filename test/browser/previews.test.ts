// Links of a GitLab in chat, in a real browser: what they lead to, the code below a message, and issues made of posts. With pictures.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { visit } from '../server/browser.ts';
import { openChannel } from '../server/channel.ts';
import { enterChat } from '../server/chat.ts';
import { configure, usual } from '../server/configuration.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { startGitLab, type GitLab, type Scenario } from '../stand-ins/gitlab/index.ts';
import { inspect } from './axe.ts';
import { openBrowser, screenshot, type Browser } from './open.ts';

jest.setTimeout(120_000);

const name = `previews-${Date.now()}`;
const code = ['export function glow(lamp: Lamp) {', "  if (lamp.broken) throw new Error('dark');", '  return lamp.switch(true);', '}'];
const scenario: Scenario = {
  project: 'city/lamps',
  ref: 'main',
  message: 'Let lamps glow',
  author: 'Ada Lovelace',
  jobs: [
    { stage: 'build', name: 'compile', seconds: 1, outcomes: ['success'] },
    { stage: 'test', name: 'unit', seconds: 1, outcomes: ['failed'], reason: 'script_failure' },
    { stage: 'test', name: 'lint', seconds: 1, outcomes: ['success'] },
  ],
};
let server: TestServer;
let gitlab: GitLab;
let browser: Browser;
let links: readonly string[];
let channelId = '';

beforeAll(async () => {
  server = await testServer();
  gitlab = await startGitLab({ subpath: '/gitlab', speed: 200 });
  gitlab.person('ada', { name: 'Ada Lovelace', roles: { city: 'developer' } });
  for (const each of ['Grace Hopper', 'Annie Easley'])
    gitlab.person(each.split(' ')[0]?.toLowerCase() ?? '', { name: each, roles: { city: 'developer' } });
  const labels = ['bug', 'light', 'night shift'];
  gitlab.project('city/lamps', { files: { 'src/glow.ts': code.join('\n') }, labels, milestones: ['Autumn', 'Winter'] });
  gitlab.project('city/benches');
  const by = 'ada';
  gitlab.tell.issue({ project: 'city/lamps', by, iid: 1, title: 'The lamp at the corner flickers', action: 'open', labels: ['bug'] });
  gitlab.tell.mergeRequest({
    project: 'city/lamps',
    by,
    iid: 2,
    title: 'Let lamps glow longer in the evening, when people walk home',
    description: 'Closes #1.\n\nThe timer was in UTC; the city is not.',
    action: 'open',
    sourceBranch: 'evening-light',
    targetBranch: 'main',
    labels: ['light', 'night shift'],
    assignees: ['grace'],
  });
  const { id } = await gitlab.runPipeline(scenario);
  const page = `${gitlab.url}/city/lamps/-`;
  links = [`${page}/merge_requests/2`, `${page}/pipelines/${id}`, `${page}/issues/1`, `${page}/blob/main/src/glow.ts#L2`];
  const channel = await openChannel(server, name, 'alice');
  channelId = channel.id;
  await know();
  await connect();
  const alice = server.as('alice');
  for (const message of [`Please look at ${links[0]}`, `It fails: ${links[1]}`, `This is why: ${links[3]}`])
    await alice.post('/api/v4/posts', { channel_id: channel.id, message });
  await alice.post('/api/v4/posts', { channel_id: channel.id, message: 'The lamp at the bridge hums at night.\n@all please check' });
  browser = await openBrowser(server);
});

afterAll(async () => {
  await browser?.close();
  await server.as('alice').post('/api/v4/commands/execute', { channel_id: channelId, command: '/gitlab disconnect --connection town' });
  await configure(server, usual);
  await gitlab?.stop();
});

async function know(): Promise<void> {
  const redirectUris = [`${server.url}/plugins/ci-command-center/oauth/gitlab/complete`];
  const { id, secret } = gitlab.application({ redirectUris, scopes: ['api'] });
  const connection = { name: 'town', provider: 'gitlab', url: gitlab.url, oauth: { clientId: id, clientSecret: secret } };
  await configure(server, `${usual}connections:\n  - ${JSON.stringify({ ...connection, webhookSecret: 'made-up-secret-of-the-town' })}\n`);
}

async function connect(): Promise<void> {
  const alice = await enterChat(server, 'alice', channelId);
  await alice.type('/gitlab connect --connection town');
  const link = /\((http[^)\s]*\/oauth\/gitlab\/connect[^)\s]*)\)/.exec((await alice.reads(/oauth\/gitlab\/connect/)).text)?.[1] ?? '';
  const { next } = await visit(server, link, 'alice');
  expect((await visit(server, (await gitlab.authorize(next, 'ada')).href, 'alice')).status).toBe(200);
  alice.close();
}

async function pointAt(page: Page, link: string, label: RegExp): Promise<Locator> {
  await page.getByRole('link', { name: link }).first().hover();
  const card = page.getByRole('article', { name: label });
  await card.waitFor();
  return card;
}

test.each(['denim', 'onyx'] as const)('%s: a link shows what it leads to, to the pointer and to the focus', async (theme) => {
  const page = await browser.open('alice', name, { theme });
  const request = await pointAt(page, links[0] ?? '', /^Merge request !2/);
  expect(await request.innerText()).toMatch(/Open\s+evening-light[^]*main[^]*light\s+night shift[^]*Ada Lovelace/);
  await screenshot(page, `previews/merge-request-${theme}`);
  expect((await inspect(page, '.ci-preview')).findings).toEqual([]);
  await page.getByLabel('Message').hover();
  await request.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: links[1] ?? '' }).focus();
  const pipeline = page.getByRole('article', { name: /^Pipeline #/ });
  await pipeline.getByText('script failure').waitFor();
  await screenshot(page, `previews/pipeline-${theme}`);
  await page.context().close();
});

test('code stands below the message, and a narrow window holds the card', async () => {
  const page = await browser.open('alice', name, { width: 320 });
  const block = page.locator('pre', { hasText: 'lamp.broken' });
  await block.waitFor();
  const card = await pointAt(page, links[1] ?? '', /^Pipeline #/);
  const box = await card.boundingBox();
  expect(box?.width).toBeLessThanOrEqual(300);
  await screenshot(page, 'previews/narrow');
  await page.context().close();
});

async function openMenu(page: Page, entry: string): Promise<Locator> {
  const post = page.locator('.post', { hasText: 'The lamp at the bridge hums' }).last();
  await post.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: entry }).click();
  const dialog = page.getByRole('dialog', { name: entry });
  await dialog.waitFor();
  return dialog;
}

test.each(['denim', 'onyx'] as const)('%s: an issue is made of a post, by keys alone', async (theme) => {
  const page = await browser.open('alice', name, { theme });
  const dialog = await openMenu(page, 'Create GitLab issue');
  const before = gitlab.world.findProject('city/lamps')?.issues.size ?? 0;
  await page.keyboard.type('lamps');
  await dialog.getByRole('option', { name: 'city/lamps' }).waitFor();
  await dialog.getByRole('option', { name: 'city/benches' }).waitFor({ state: 'detached' });
  await screenshot(page, `previews/projects-${theme}`);
  await page.keyboard.press('Enter');
  await dialog.getByRole('checkbox', { name: 'bug' }).check();
  await dialog.getByRole('checkbox', { name: 'Grace Hopper' }).check();
  await dialog.getByRole('combobox', { name: 'Milestone' }).selectOption('Winter');
  expect(await dialog.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('The lamp at the bridge hums at night.');
  await screenshot(page, `previews/create-${theme}`);
  expect((await inspect(page, '.ci-modal')).findings).toEqual([]);
  await dialog.getByRole('button', { name: 'Create issue' }).click();
  await dialog.getByRole('link', { name: `city/lamps#${before + 1}` }).waitFor();
  await screenshot(page, `previews/created-${theme}`);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  const issue = gitlab.world.findProject('city/lamps')?.issues.get(before + 1);
  expect(issue).toMatchObject({ title: 'The lamp at the bridge hums at night.', labels: ['bug'], author: { username: 'ada' } });
  expect(issue?.assignees.map(({ username }) => username)).toEqual(['grace']);
  await page.context().close();
});

test('a post is attached to an issue; without an account one is led to connecting', async () => {
  const page = await browser.open('alice', name, { width: 320 });
  const dialog = await openMenu(page, 'Attach to GitLab issue');
  await page.keyboard.type('flickers');
  // The list of what was there before moves under the pointer.
  await dialog.getByRole('option', { name: /hums/ }).first().waitFor({ state: 'detached' });
  await dialog.getByRole('option', { name: /The lamp at the corner flickers/ }).click();
  await screenshot(page, 'previews/attach-narrow');
  await dialog.getByRole('button', { name: 'Attach' }).click();
  await dialog.getByRole('link', { name: 'city/lamps#1' }).waitFor();
  expect(gitlab.world.findProject('city/lamps')?.issues.get(1)?.notes).toHaveLength(1);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.context().close();
  const other = await browser.open('bob', name);
  const refused = await openMenu(other, 'Create GitLab issue');
  await refused.getByRole('link', { name: 'Connect' }).waitFor();
  await screenshot(other, 'previews/connect');
  await other.context().close();
});
