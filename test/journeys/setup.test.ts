// /ci setup by its buttons and dialogs: one living post in an administrator's direct messages, which another one takes over.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { openChannel } from '../server/channel.ts';
import { enterChat, type Chat, type Seen } from '../server/chat.ts';
import { deliver } from '../server/deliver.ts';
import { directChannel } from '../server/direct.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { query } from '../server/leaks.ts';
import { gateNews } from '../server/news.ts';
import { beginSetupAnew, forgetSetup, patience } from '../server/setup-anew.ts';

jest.setTimeout(60_000);

const settings = 'PluginSettings.Plugins.ci-command-center';
let server: TestServer;
let admin: Chat;
let adminElsewhere: Chat;
let bob: Chat;
let channelId: string;
let post: Seen;

/** The living post as it stands, once its text fits. */
const sees = async (who: Chat, text: RegExp): Promise<Seen> => (post = await who.reads(text));

const pressed = new Map<string, number>();

/** A button of the post, as often as a person can. */
async function press(who: Chat, button: string, choice?: string): Promise<void> {
  await patience(pressed.get(button) ?? 0);
  await who.press(post, button, choice);
  pressed.set(button, Date.now());
}

/** It is at that step. */
const at = (title: string): RegExp => new RegExp(String.raw`^\*\*${title}\*\*$`, 'm');

async function countRooms(): Promise<unknown> {
  return (await query(server, `select count(*) as n from channels where name in ('builds', 'code-reviews', 'alerts')`))[0]?.['n'];
}

beforeAll(async () => {
  server = await testServer();
  await beginSetupAnew(server);
  const channel = await openChannel(server, `setup-${Date.now()}`, 'alice');
  channelId = channel.id;
  await server.as('admin').post(`/api/v4/channels/${channelId}/members`, { user_id: server.as('admin').id });
  await server.mmctl('roles', 'system-admin', 'bob');
  adminElsewhere = await enterChat(server, 'admin', channelId);
  admin = await enterChat(server, 'admin', await directChannel(server, 'admin'));
  bob = await enterChat(server, 'bob', await directChannel(server, 'bob'));
});

afterAll(async () => {
  for (const each of [admin, adminElsewhere, bob]) each.close();
  await server.mmctl('roles', 'member', 'bob');
  await server.mmctl('config', 'set', `${settings}.sonarqubeurl`, '');
  await forgetSetup(server);
});

test('only administrators set it up; where it is typed in a channel, the post comes by direct message', async () => {
  const alice = await enterChat(server, 'alice', channelId);
  await alice.type('/ci setup');
  await alice.reads(/CI_ADMINISTRATOR/);
  alice.close();
  await adminElsewhere.type('/ci setup');
  await adminElsewhere.reads(/in your direct messages/);
  const shown = await sees(admin, /Setting up CI Command Center.*Team and channels/s);
  expect(shown.text).toContain('○ SonarQube');
});

test('channels are chosen from a list, and are found again the second time', async () => {
  for (const turn of [1, 2]) {
    if (!at('Team and channels').test(post.text)) {
      await press(admin, 'Go to …', 'channels');
      await sees(admin, at('Team and channels'));
    }
    await press(admin, 'Choose team and channels …');
    const dialog = await admin.dialog();
    expect(await admin.submit(dialog, { team: 'ci-demo', builds: 'Has spaces', reviews: 'code-reviews', alerts: 'alerts' })).toMatchObject({
      errors: { builds: expect.stringContaining('small letters') },
    });
    await admin.submit(dialog, { team: 'ci-demo', builds: '~builds', reviews: 'code-reviews', alerts: 'alerts', join: true });
    await sees(admin, turn === 1 ? /✓ Team and channels/ : at('(?!Team)[^*]+'));
  }
  expect(await countRooms()).toBe('3');
});

test('a CI system is set up with its address, told how to send, and is done when its first delivery has come', async () => {
  await press(admin, 'Go to …', 'sonarqube');
  await sees(admin, at('SonarQube'));
  await press(admin, 'Set up SonarQube …');
  const dialog = await admin.dialog();
  expect(await admin.submit(dialog, { url: 'sonar' })).toMatchObject({ errors: { url: expect.stringContaining('https://') } });
  await admin.submit(dialog, { url: 'http://127.0.0.1:9' });
  await admin.reads(/SonarQube is saved.*CI_/s);
  await sees(admin, /◐ \*\*SonarQube/);
  await press(admin, 'By hand');
  const told = await admin.reads(/api\/webhooks\/create/);
  expect([told.private, told.text.includes(server.webhookSecret)]).toEqual([true, true]);
  await deliver(
    server,
    gateNews('5e7'.padEnd(40, '0'), 'setup-gate', 'setup-task'),
    {},
    `/plugins/ci-command-center/webhooks/sonarqube?secret=${server.webhookSecret}`,
  );
  await sees(admin, /✓ \*\*SonarQube/);
});

test('what is passed over is said, and the secret stands in no post', async () => {
  await press(admin, 'Go to …', 'alertmanager');
  await sees(admin, at('Alertmanager'));
  await press(admin, 'Skip');
  await sees(admin, /– Alertmanager – passed over/);
  const found = await query(server, `select id from posts where message || props::text like '%${server.webhookSecret}%'`);
  expect(found).toEqual([]);
});

test('it is announced in a channel of the team', async () => {
  await press(admin, 'Go to …', 'announcement');
  await sees(admin, at('Announcement'));
  await press(admin, 'Write it …');
  const dialog = await admin.dialog();
  const { elements } = dialog.dialog;
  expect(elements.find(({ name }) => name === 'message')?.default).toContain('~builds');
  await admin.submit(dialog, { channel: channelId, message: 'The setup story says hello. Type `/ci help`.' });
  await adminElsewhere.reads(/The setup story says hello/);
  await sees(admin, /✓ Announcement|✓ \*\*Announcement/);
});

test('another administrator takes it over, also after a restart; only the holder’s buttons do anything', async () => {
  const former = post;
  await press(admin, 'Hand over …');
  const dialog = await admin.dialog();
  await admin.submit(dialog, { to: server.as('bob').id });
  await sees(bob, /Setting up CI Command Center/);
  await admin.reads(/You handed the setup to bob/);
  await server.restartPlugin();
  await press(bob, 'Go to …', 'end');
  await sees(bob, at('(?:For now|Everything).*'));
  await admin.type('/ci setup');
  const held = await admin.reads(/bob is setting it up/);
  await admin.press(former, 'Hand over …').catch(() => undefined);
  await admin.press(held, 'Take it over');
  await bob.reads(/The setup went to admin/);
  await sees(admin, /Setting up CI Command Center/);
});

test('at the end all is checked, and the post is closed until it is asked for again', async () => {
  expect(post.text).toMatch(at('(?:For now|Everything).*'));
  await press(admin, 'Check it all');
  await admin.reads(/\*\*Deliveries\*\*/);
  await press(admin, 'Finish');
  await admin.reads(/The setup is finished/);
  await admin.type('/ci setup');
  await sees(admin, /Setting up CI Command Center/);
});
