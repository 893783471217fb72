// The rules of `permissions` on the real server: what may not be typed may not be clicked either, on a card or in the sidebar, and the
// refusal says who may. The alerts channel hears of it, once for many.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { configure, usual } from '../server/configuration.ts';
import { openChannel } from '../server/channel.ts';
import { enterChat, type Chat, type Seen } from '../server/chat.ts';
import { deliver } from '../server/deliver.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { openDesk, type JenkinsDesk } from '../server/jenkins-desk.ts';
import { developer } from '../stand-ins/jenkins/index.ts';

jest.setTimeout(90_000);

const room = `permissions-${Date.now()}`;
let server: TestServer;
let desk: JenkinsDesk;
let alice: Chat;
let admin: Chat;
let alerts: Chat;

beforeAll(async () => {
  server = await testServer();
  desk = await openDesk(server, room, { people: { admin: developer, alice: developer }, speed: 200 });
  const { admin: first, alice: other } = desk.people;
  if (first === undefined || other === undefined) throw new Error('somebody is missing');
  [admin, alice] = [first, other];
  alerts = await enterChat(server, 'admin', (await openChannel(server, 'alerts', 'admin')).id);
  desk.jenkins.job('city/gated');
});
afterAll(async () => {
  await configure(server, usual);
  alerts.close();
  await desk.close();
});

const rule = (channels: string): string =>
  `${usual}permissions:\n  - {verbs: [jenkins.build], allow: {roles: [system_admin]}, channels: [${channels}]}\n`;
const isRefused = (line: Seen): void => {
  expect(line.private).toBe(true);
  expect(line.text).toContain('This is for system administrators, in ');
  expect(line.text).toContain(`~${room}.`);
};
/** As the sidebar sends it: no post, and a header that only the person's own client can send. */
const clickInSidebar = (call: string, args: Readonly<Record<string, string>>): Promise<Response> =>
  server.as('alice').fetch('/plugins/ci-command-center/actions/call', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'XMLHttpRequest' },
    body: JSON.stringify({ channel_id: desk.channel.id, context: { provider: 'jenkins', connection: 'default', call, args } }),
  });

const refusedTo = async (person: string): Promise<unknown> => {
  const answer = await server.as(person).fetch(`/plugins/ci-command-center/api/v1/pipelines?channel_id=${desk.channel.id}`, {});
  const list: unknown = await answer.json();
  return typeof list === 'object' && list !== null && 'refused' in list ? list.refused : [];
};

test('without a rule whoever may in the CI system may; with one it is for those it names: typed, on a card and in the sidebar alike', async () => {
  await alice.type('/jenkins build city/gated');
  const card = await alice.reads(/gated.*#1 passed/s);
  await configure(server, rule(room));
  await alice.type('/jenkins build city/gated');
  isRefused(await alice.reads(/CI_PERMISSION_DENIED/));
  await alice.press(card, 'Rebuild');
  isRefused(await alice.reads(/CI_PERMISSION_DENIED/));
  const from = alice.watch.events.length;
  expect((await clickInSidebar('rebuild', { job: 'city/gated', number: '1' })).status).toBe(200);
  await alice.watch.until('a third refusal', (event) =>
    alice.watch.events.indexOf(event) >= from && JSON.stringify(event).includes('CI_PERMISSION_DENIED') ? true : undefined,
  );
  expect(desk.jenkins.build('city/gated')?.number).toBe(1);
  // The web app shows no button for what is refused anyway, to those alone.
  expect(await Promise.all([refusedTo('alice'), refusedTo('admin')])).toEqual([expect.arrayContaining(['jenkins/rebuild']), []]);
  // Everything else is as before.
  await alice.type('/jenkins status city/gated');
  await alice.reads(/#1/);
  await admin.type('/jenkins build city/gated');
  await admin.reads(/gated.*#2 passed/s);
});

test('what is for another channel is refused here to everybody, and a rule that names nothing is not taken', async () => {
  await configure(server, rule('somewhere-else'));
  await admin.type('/jenkins build city/gated');
  expect((await admin.reads(/CI_PERMISSION_DENIED/)).text).toContain('~somewhere-else');
  await configure(server, `${usual}permissions: [{verbs: [jenkins.biuld], allow: {users: [root]}}]\n`).catch(() => undefined);
  await admin.type('/ci doctor');
  await admin.reads(/jenkins\.biuld.*did you mean jenkins\.build/s);
  expect(desk.jenkins.build('city/gated')?.number).toBe(2);
});

/** Of each kind there are fifteen seconds between two posts: another story may have been told of just before. */
const notice = (words: string): Promise<string> =>
  alerts.watch.until(
    `a notice: ${words}`,
    ({ event, data }) => (event === 'posted' && JSON.stringify(data).includes(words) ? JSON.stringify(data) : undefined),
    70_000,
  );

test('the alerts channel hears who was refused what, and of deliveries that were turned away, many in one post', async () => {
  expect(await notice('alice was refused')).toContain('jenkins.build');
  const setting = 'PluginSettings.Plugins.ci-command-center.allowedaddresses';
  await server.mmctl('config', 'set', setting, '192.0.2.0/24');
  const refused = await Promise.all(Array.from({ length: 9 }, () => deliver(server, '{}')));
  await server.mmctl('config', 'set', setting, '');
  expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([403]));
  expect(await notice('this address is not in')).toMatch(/and [1-4] more of the kind/);
});
