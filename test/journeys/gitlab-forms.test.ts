// The forms of /gitlab that no other journey types, and what nobody reaches by going around them: forged, foreign, late, or too long.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { openChannel } from '../server/channel.ts';
import { enterChat, type Chat } from '../server/chat.ts';
import { openGitLabDesk, type GitLabDesk } from '../server/gitlab-desk.ts';
import { testServer, type TestServer } from '../server/index.ts';

jest.setTimeout(180_000);

const plugin = '/plugins/ci-command-center';
let server: TestServer;
let desk: GitLabDesk;
let admin: Chat;
let alice: Chat;

beforeAll(async () => {
  server = await testServer();
  const role = { forms: 'maintainer' } as const;
  desk = await openGitLabDesk(server, `gitlab-forms-${Date.now()}`, { speed: 100, people: { admin: role, alice: role } });
  const [first, second] = [desk.people['admin'], desk.people['alice']];
  if (first === undefined || second === undefined) throw new Error('both sit there');
  [admin, alice] = [first, second];
  desk.gitlab.project('forms/api');
});

afterAll(() => desk.close());

async function say(who: Chat, command: string): Promise<string> {
  return (await who.says(command)).text;
}

/** As the person's own client, or as a page of somebody else that has only the session's cookie. */
function ask(who: string, path: string, init: RequestInit = {}, how: 'client' | 'cookie' = 'client'): Promise<Response> {
  const token = server.users[who]?.token ?? '';
  const proof: Record<string, string> =
    how === 'client' ? { Authorization: `Bearer ${token}`, 'X-Requested-With': 'XMLHttpRequest' } : { Cookie: `MMAUTHTOKEN=${token}` };
  return fetch(`${server.url}${plugin}${path}`, { ...init, headers: { 'Content-Type': 'application/json', ...proof } });
}

const posting = (body: unknown): RequestInit => ({ method: 'POST', body: JSON.stringify(body) });
const hooks = () => desk.gitlab.world.hooks.filter(({ of }) => of.path === 'forms/api');

test('help, about, me, and the end of a subscription, as the earlier plugin had them', async () => {
  expect(await say(alice, '/gitlab help')).toMatch(/pipelines …[^]*subscriptions …/);
  expect(await say(alice, '/gitlab')).toContain('pipelines');
  expect(await say(alice, '/gitlab about')).toMatch(/\d+\.\d+\.\d+/);
  expect(await say(alice, '/gitlab me')).toContain('alice');
  expect(await say(alice, '/gitlab mr forms/api')).toContain('no open merge requests');
  for (const [form, words] of [
    ['notifications off', 'are **off**'],
    ['notifications on', 'are **on**'],
    ['reminders off', 'off'],
    ['reminders on', 'on'],
  ] as const)
    expect(await say(alice, `/gitlab settings ${form}`)).toContain(words);
  await alice.type('/gitlab issue create');
  expect((await alice.dialog()).dialog.elements[0]?.name).toBe('project');
  expect(await say(alice, '/gitlab subscriptions add forms/api merges')).toContain('subscribed this channel');
  expect(await say(alice, '/gitlab subscription delete forms/api')).toContain('ended subscription');
});

test('in a channel of one project it need not be named', async () => {
  expect(await say(alice, '/gitlab subscriptions add forms/api merges')).toContain('subscribed this channel');
  for (const [form, words] of [
    ['pipelines list', /forms\/api/],
    ['mr', /forms\/api.*no open merge requests/],
    ['release', /forms\/api.*no releases/],
    ['runners', /Runners of .*forms\/api/],
  ] as const)
    expect(await say(alice, `/gitlab ${form}`)).toMatch(words);
  expect(await say(alice, '/gitlab subscriptions delete forms/apo')).toContain('Did you mean forms/api?');
  expect(await say(alice, `/gitlab subscriptions delete ${desk.gitlab.url}/forms/api`)).toContain('ended subscription');
  expect(await say(alice, '/gitlab subscriptions list')).toContain('no subscriptions');
});

test('the setup by its words: only administrators, each form once, and nobody else with it', async () => {
  for (const step of ['webhook', 'announcement', 'oauth', ''])
    expect(await say(alice, `/gitlab setup ${step}`.trim())).toContain('CI_NOT_ADMINISTRATOR');
  await admin.type('/gitlab setup webhook');
  const dialog = await admin.dialog();
  expect(await admin.submit(dialog, { project: 'forms/none', ssl: true })).toMatchObject({
    errors: { project: expect.stringContaining('forms/none') },
  });
  expect(await alice.submit(dialog, { project: 'forms/api', ssl: true })).toMatchObject({
    error: expect.stringContaining('CI_ACTION_NOT_OURS'),
  });
  expect(hooks()).toEqual([]);
  expect(await admin.submit(dialog, { project: 'forms/api', ssl: true })).toEqual({});
  expect((await admin.reads(/Webhook created/)).text).toContain('arrived');
  await admin.submit(dialog, { project: 'forms/api', ssl: true });
  expect(hooks()).toHaveLength(1);
  await admin.type('/gitlab setup announcement');
  const announcement = await admin.dialog();
  expect(await admin.submit(announcement, { message: '   ' })).toMatchObject({ errors: { message: 'Say something.' } });
  await admin.type('/gitlab instance install');
  expect((await admin.dialog()).dialog.introduction_text).toContain('/oauth/gitlab/complete');
  await admin.submit(announcement, { message: 'Type `/gitlab connect` @all [x](javascript:alert)' });
  expect((await alice.reads(/Type/)).text).toContain('`/gitlab connect`');
});

test('who is no member of a channel is told nothing of it, and changes nothing in it', async () => {
  const channel = desk.channel.id;
  for (const path of ['pipelines', 'pipelines/failing', 'pipelines/history', 'alerts', 'reviews', 'subscriptions']) {
    const address = `/api/v1/${path}?channel_id=${channel}&key=x`;
    expect([path, (await ask('bob', address)).status]).toEqual([path, 403]);
    expect([path, (await ask('nobody', address)).status]).toEqual([path, 401]);
  }
  const wish = { channel_id: channel, provider: 'gitlab', project: 'forms/api' };
  expect((await ask('bob', '/api/v1/subscriptions', posting(wish))).status).toBe(403);
  expect((await ask('bob', '/api/v1/alerts/silence', posting({ ...wish, key: 'x', until: '1h' }))).status).toBe(403);
  expect((await ask('bob', '/api/v1/commands', posting({ ...wish, command: '/jenkins connect' }))).status).toBe(403);
  const context = { provider: 'gitlab', connection: 'default', call: 'cancel', args: { project: '1', pipeline: '1' } };
  const call = posting({ channel_id: channel, post_id: '', trigger_id: '', context });
  expect(await (await ask('bob', '/actions/call', call)).text()).toContain('CI_ACTION_FORBIDDEN');
  // Another page's form, with the cookie that the browser sends along: nobody, as Mattermost sees it.
  expect((await ask('alice', '/api/v1/subscriptions', posting(wish), 'cookie')).status).toBe(401);
  expect((await ask('alice', '/api/v1/accounts/gitlab/default', { method: 'DELETE' }, 'cookie')).status).toBe(401);
  expect((await ask('alice', '/actions/call', call, 'cookie')).status).toBe(401);
  expect(await say(alice, '/gitlab subscriptions list')).toContain('no subscriptions');
  expect(await say(alice, '/gitlab me')).toContain('alice');
});

test('what is far too long is refused, also where it does not say how long it is', async () => {
  const chunk = new Uint8Array(1_000_000).fill(32);
  for (const path of ['/api/v1/issues', '/api/v1/subscriptions', '/api/v1/alerts/silence', '/actions/call', '/actions/form']) {
    let left = 30;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => ((left -= 1) < 0 ? controller.close() : controller.enqueue(chunk)),
    });
    const sent = { method: 'POST', body, duplex: 'half' } as const;
    const status = await ask('alice', path, sent).then(
      (answer) => answer.status,
      // Cut off.
      () => 0,
    );
    expect([path, status < 500]).toEqual([path, true]);
  }
  const words = '](javascript:alert) @all ‮'.repeat(600);
  expect(await say(alice, `/gitlab pipelines list ${words}`)).not.toMatch(/^@all/m);
  expect(await say(alice, `/gitlab subscriptions add ${'x/'.repeat(6000)}y`)).toMatch(/`CI_/);
});

test('a message made to keep the server busy delays nobody’s', async () => {
  const bob = await enterChat(server, 'bob', (await openChannel(server, `gitlab-forms-other-${Date.now()}`, 'bob')).id);
  const runs = Array.from({ length: 170 }, (_, index) => `${'`'.repeat(index + 1)}a`).join('');
  const hostile = Array.from({ length: 6 }, () =>
    server.as('alice').post('/api/v4/posts', { channel_id: desk.channel.id, message: `${runs} ${'https://'.repeat(150)}#L1` }),
  );
  const begun = performance.now();
  expect(await say(bob, '/gitlab help')).toContain('pipelines');
  expect(performance.now() - begun).toBeLessThan(5_000);
  await Promise.all(hostile);
  bob.close();
});

test('disconnect ends it, whatever others say meanwhile', async () => {
  const meanwhile = server.as('alice').post('/api/v4/posts', { channel_id: desk.channel.id, message: 'Is anybody here?' });
  expect(await say(alice, '/gitlab disconnect')).toMatch(/You are disconnected[^]*was revoked there/);
  expect(await say(alice, '/gitlab me')).toContain('not connected');
  await meanwhile;
});
