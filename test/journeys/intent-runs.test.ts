// An intent on the real server: run by alice, approved by bob, done at the stand-ins as alice, seen in the channel, found in the history.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import * as z from 'zod';
import type { Chat } from '../server/chat.ts';
import { configure, usual } from '../server/configuration.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { openDesk, type JenkinsDesk } from '../server/jenkins-desk.ts';
import { developer } from '../stand-ins/jenkins/index.ts';

jest.setTimeout(90_000);

const accepted = z.object({ id: z.string() });
const secret = 'made-up-pin-8812';
const channelName = `intent-runs-${Date.now()}`;
const intents = `${usual}
intents:
  - name: ship
    description: Ship one version
    parameters:
      - {name: version, type: string, pattern: '^\\d+\\.\\d+\\.\\d+$', required: true}
      - {name: pin, type: secret, required: true}
    approval: {count: 1, from: {users: [alice, bob]}, expires: 1h}
    steps:
      - {name: build, jenkins.build: {job: city/ship, parameters: {VERSION: "{{ version }}", PIN: "{{ pin }}"}}}
      - {wait: {for: 1s}}
      - post: {message: "Shipped {{ version }} with build {{ steps.build.number }}"}
  - name: greet
    who: {users: [bob]}
    parameters: [{name: whom, default: everybody}]
    steps:
      - post: {message: "Hello {{ whom }}"}
`;

let server: TestServer;
let desk: JenkinsDesk;
let alice: Chat;
let bob: Chat;

beforeAll(async () => {
  server = await testServer();
  desk = await openDesk(server, channelName, { people: { alice: developer, bob: developer }, speed: 200 });
  const { alice: first, bob: other } = desk.people;
  if (first === undefined || other === undefined) throw new Error('somebody is missing');
  [alice, bob] = [first, other];
  desk.jenkins.job('city/ship', {
    parameters: [
      { kind: 'string', name: 'VERSION' },
      { kind: 'password', name: 'PIN' },
    ],
  });
  await configure(server, intents);
});

afterAll(async () => {
  await configure(server, usual);
  await desk.close();
});

/** As the sidebar does. */
async function run(username: string, intent: string, parameters: Record<string, string>): Promise<{ readonly id: string }> {
  const body = { parameters, channel_id: desk.channel.id };
  return accepted.parse(await server.as(username).post(`/plugins/ci-command-center/api/v1/intents/${intent}/run`, body));
}

test('run by alice, refused to approve it herself, approved by bob, built in Jenkins as alice, and told in the channel', async () => {
  await alice.type('/ci intents');
  await alice.reads(/ship/);
  await alice.type('/ci run ship version=1.2.3');
  const dialog = await alice.dialog();
  const { name = '' } = dialog.dialog.elements.find(({ subtype }) => subtype === 'password') ?? {};
  await alice.submit(dialog, { ...Object.fromEntries(dialog.dialog.elements.map((each) => [each.name, each.default])), [name]: secret });
  const card = await alice.reads(/ship.*waits for approval/s);
  expect(card.text).toMatch(/@bob: please approve/);
  await alice.press(card, 'Approve');
  await alice.reads(/CI_RUN_SELF/);
  expect(desk.jenkins.build('city/ship')).toBeUndefined();
  const asked = await bob.reads(/ship.*waits for approval/s);
  await bob.press(asked, 'Approve');
  await bob.reads(/You approved/);
  const said = await bob.reads(/Shipped 1.2.3 with build 1/);
  expect(said.text).not.toContain(secret);
  const over = await bob.reads(/\*\*ship\*\* passed.*#1.*passed/s);
  expect(over.id).toBe(card.id);
  expect(over.text).toMatch(/Approved by bob/);
  expect(desk.jenkins.build('city/ship')?.causes).toMatchObject([{ kind: 'person', name: 'alice' }]);
  const values = Object.fromEntries(desk.jenkins.build('city/ship')?.values.map(({ definition, value }) => [definition.name, value]) ?? []);
  expect(values).toEqual({ VERSION: '1.2.3', PIN: secret });
  expect(JSON.stringify(await desk.channel.posts())).not.toContain(secret);
  // Mattermost does what stands under the button's id by then.
  await expect(bob.press(asked, 'Approve')).rejects.toThrow(/404/);
  await alice.type('/ci history');
  const history = await alice.reads(/ship.*✓ passed.*alice/s);
  await bob.type(`/ci approve ${/`([a-z2-9]{8})`/.exec(history.text)?.[1] ?? ''}`);
  await bob.reads(/CI_RUN_OVER/);
});

test('who may not run it is told who may; a wrong value is named; rejected is said with who and why', async () => {
  await expect(run('alice', 'greet', {})).rejects.toThrow(/bob/);
  await expect(run('alice', 'ship', { version: 'next' })).rejects.toThrow(/version/);
  const { id } = await run('alice', 'ship', { version: '2.0.0', pin: secret });
  const card = await bob.reads(/2\.0\.0/);
  expect(card.text).toMatch(/waits/);
  await bob.type(`/ci reject ${id} not on a Friday`);
  await bob.reads(/rejected.*not on a Friday/s);
  expect(desk.jenkins.build('city/ship')?.number).toBe(1);
});
