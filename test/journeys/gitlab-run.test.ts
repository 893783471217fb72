// A pipeline of GitLab is started from chat: one post until its verdict, with buttons that act as whoever clicks.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { pollUntil } from '../../build/embedded/poll.ts';
import { visit } from '../server/browser.ts';
import { openChannel, type CardPost, type TestChannel } from '../server/channel.ts';
import { enterChat, type Chat } from '../server/chat.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { startGitLab, type GitLab } from '../stand-ins/gitlab/index.ts';

jest.setTimeout(90_000);

const settings = 'PluginSettings.Plugins.ci-command-center';
let server: TestServer;
let gitlab: GitLab;
let channel: TestChannel;
let alice: Chat;

const set = (key: string, value: string) => server.mmctl('config', 'set', `${settings}.${key}`, value);

beforeAll(async () => {
  server = await testServer();
  gitlab = await startGitLab({ subpath: '/gitlab', speed: 50 });
  gitlab.person('ada', { name: 'Ada Lovelace', roles: { city: 'developer' } });
  gitlab.project('city/api', {
    inputs: [{ name: 'region', options: ['eu', 'us'] }],
    pipeline: [{ name: 'unit', stage: 'test', seconds: 1, outcomes: ['failed', 'success'], reason: 'script_failure', hold: 'lunch' }],
  });
  const redirectUris = [`${server.url}/plugins/ci-command-center/oauth/gitlab/complete`];
  const application = gitlab.application({ redirectUris, scopes: ['api'] });
  channel = await openChannel(server, `gitlab-run-${Date.now()}`, 'alice');
  alice = await enterChat(server, 'alice', channel.id);
  await set('gitlaburl', gitlab.url);
  await set('gitlaboauthclientid', application.id);
  await set('gitlaboauthclientsecret', application.secret);
});

afterAll(async () => {
  alice.close();
  for (const key of ['gitlaburl', 'gitlaboauthclientid', 'gitlaboauthclientsecret']) await set(key, '');
  await gitlab.stop();
});

async function say(command: string): Promise<string> {
  return (await alice.says(command)).text;
}

/** The one card there is, once its message fits. */
async function card(text: RegExp): Promise<CardPost> {
  const found = async (): Promise<CardPost | undefined> => {
    const all = await channel.cards();
    expect(all.length).toBeLessThanOrEqual(1);
    return all.find((each) => text.test(each.message));
  };
  return pollUntil(`a card like ${text}`, found, { limit: 40_000, every: 100 });
}

test('who is not connected is told how, and connects with /gitlab', async () => {
  expect(await say('/gitlab pipelines run city/api main region=eu')).toContain('CI_ACCOUNT_MISSING');
  const link = /\((http[^)\s]*\/oauth\/gitlab\/connect[^)\s]*)\)/.exec(await say('/gitlab connect'))?.[1] ?? '';
  const { next } = await visit(server, link, 'alice');
  const back = await gitlab.authorize(next, 'ada');
  expect((await visit(server, back.href, 'alice')).status).toBe(200);
  expect(await say('/gitlab pipelines run city/apl main')).toContain('Is it one of these: city/api?');
});

test('the form of its inputs starts it; the card is one post from the start to the verdict, without any webhook', async () => {
  await alice.type('/gitlab pipelines run city/api main');
  const dialog = await alice.dialog();
  expect(dialog.dialog.elements.map(({ name }) => name)).toEqual(['ref', 'input_region', 'others']);
  expect(await alice.submit(dialog, { ref: 'main', input_region: 'us', others: '' })).toEqual({});
  const running = await card(/city\/api/);
  gitlab.release('lunch');
  expect((await card(/failed/i)).id).toBe(running.id);
  expect(gitlab.pipelines[0]?.inputs).toEqual({ region: 'us' });
});

test('its buttons are below it, and a retry goes on in the same post', async () => {
  const [post] = await channel.cards();
  expect(JSON.stringify(post)).toContain('Retry failed');
  await alice.type(`/gitlab pipeline retry ${gitlab.pipelines[0]?.id}`);
  expect((await alice.reads(/Runs again/)).text).toContain('Runs again: unit');
  expect((await card(/passed|fixed|success/i)).id).toBe(post?.id);
});
