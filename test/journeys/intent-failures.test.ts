// What goes wrong with runs on the real server: a step that fails and is undone, one that is stopped, a plugin that is killed, a server that may not be asked.
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { until } from '../../server-ts/src/storage/scratch-database.ts';
import type { Chat } from '../server/chat.ts';
import { configure, usual } from '../server/configuration.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { query } from '../server/leaks.ts';
import { openDesk, type JenkinsDesk } from '../server/jenkins-desk.ts';
import { developer } from '../stand-ins/jenkins/index.ts';

jest.setTimeout(90_000);

const secret = 'made-up-token-5531';
const openRun = `select key_id from ci_command_center.intent_runs where intent = 'outlive' and closed_at is null`;
const encryptionKey = 'PluginSettings.Plugins.ci-command-center.encryptionkey';
const intents = (port: number): string => `${usual}
allowedHosts: ["127.0.0.1:${port}"]
intents:
  - name: break
    onFailure: {rollback: [{post: {message: "Undone: {{ run.id }}"}}]}
    steps:
      - {name: build, jenkins.build: {job: city/broken}}
      - post: {message: "Never said"}
  - {name: hold, steps: [{name: build, jenkins.build: {job: city/held}}, {post: {message: "Never said"}}]}
  - name: outlive
    parameters: [{name: token, type: secret}]
    steps:
      - {name: build, jenkins.build: {job: city/outlived}}
      - {name: tell, http: {url: "http://127.0.0.1:${port}/outlived", headers: {X-Token: "{{ token }}"}}}
      - {post: {message: "Said after all"}}
  - name: ask
    parameters: [{name: stack, default: web}, {name: token, type: secret}]
    steps:
      - {name: inside, http: {url: "http://127.0.0.1:${port}/stacks/{{ stack }}", method: PUT, headers: {X-Token: "{{ token }}"}, json: {stack: "{{ stack }}"}}}
      - {name: outside, http: {url: "http://127.0.0.1:9/"}}
`;

let server: TestServer;
let desk: JenkinsDesk;
let alice: Chat;
let web: Server;
const asked: { readonly method?: string; readonly url?: string; readonly token?: string | readonly string[]; readonly body: string }[] = [];

beforeAll(async () => {
  server = await testServer();
  desk = await openDesk(server, `intent-failures-${Date.now()}`, { people: { alice: developer }, speed: 200 });
  const { alice: first } = desk.people;
  if (first === undefined) throw new Error('somebody is missing');
  alice = first;
  desk.jenkins.job('city/broken', {
    script: {
      stages: [{ name: 'build', log: ['all is well', 'ERROR: the bridge is up'], result: 'FAILURE', error: 'script returned exit code 1' }],
    },
  });
  desk.jenkins.job('city/held', { script: { stages: [{ name: 'build', hold: 'lunch' }] } });
  desk.jenkins.job('city/outlived', { script: { stages: [{ name: 'build', hold: 'lunch' }] } });
  web = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      const { method, url, headers } = request;
      asked.push({ ...(method && { method }), ...(url && { url }), ...(headers['x-token'] && { token: headers['x-token'] }), body });
      response.end('done');
    });
  });
  await new Promise<void>((resolve) => void web.listen(0, '127.0.0.1', resolve));
  await configure(server, intents(portOf(web)));
});

afterAll(async () => {
  await configure(server, usual);
  web.close();
  await desk.close();
});

function portOf(listening: Server): number {
  const address: AddressInfo | string | null = listening.address();
  if (address === null || typeof address === 'string') throw new Error('it does not listen');
  return address.port;
}

async function submitSecret(): Promise<void> {
  const dialog = await alice.dialog();
  const { name = '' } = dialog.dialog.elements.find(({ subtype }) => subtype === 'password') ?? {};
  await alice.submit(dialog, { ...Object.fromEntries(dialog.dialog.elements.map((each) => [each.name, each.default])), [name]: secret });
}

test('a build that fails ends the run with its last lines, what was to come is left out, and it is undone', async () => {
  await alice.type('/ci run break');
  const undone = await alice.reads(/Undone: \w{8}/);
  const over = await alice.reads(/\*\*break\*\* failed.*the bridge is up/s);
  expect(over.text).toMatch(/– \*\*post\S*\*\* skipped/);
  expect(over.buttons.map(({ name }) => name)).toEqual(['Run again …']);
  expect([undone.id, JSON.stringify(await desk.channel.posts()).includes('Never said')]).toEqual([
    expect.not.stringContaining(over.id),
    false,
  ]);
});

test('canceled from its card, it asks first, then stops the build in Jenkins', async () => {
  await alice.type('/ci run hold');
  await desk.jenkins.held('city/held', 'lunch');
  const card = await alice.reads(/\*\*hold\*\* running.*#1.* runs/s);
  await alice.press(card, 'Cancel');
  await alice.submit(await alice.dialog());
  const over = await alice.reads(/\*\*hold\*\* canceled.*Canceled by alice/s);
  expect([over.id, desk.jenkins.build('city/held')?.result]).toEqual([card.id, 'ABORTED']);
});

test('a plugin that is killed in the middle, the key changed before, goes on with the run and its secret, and builds nothing twice', async () => {
  await alice.type('/ci run outlive');
  await submitSecret();
  const build = await desk.jenkins.held('city/outlived', 'lunch');
  const card = await alice.reads(/\*\*outlive\*\* running.*#1.* runs/s);
  const [before] = await query(server, openRun);
  await server.mmctl('config', 'set', encryptionKey, randomBytes(32).toString('hex'));
  await until(async () => (await query(server, openRun))[0]?.['key_id'] !== before?.['key_id'], 30_000);
  const pid = await server.pluginPid();
  if (pid === undefined) throw new Error('there is no plugin');
  process.kill(pid, 'SIGKILL');
  await server.restartPlugin();
  build.release('lunch');
  const over = await alice.reads(/\*\*outlive\*\* passed/, 60_000);
  expect([over.id, desk.jenkins.build('city/outlived')?.number]).toEqual([card.id, 1]);
  const said = JSON.stringify(await desk.channel.posts());
  expect(said.split('"Said after all"').length).toBe(2);
  // The process that came after the change knows the new key alone. It stays: everything is encrypted with it.
  expect(asked).toEqual([expect.objectContaining({ url: '/outlived', token: secret })]);
});

test('a step asks a server that is allowed with its secret, and none that is not', async () => {
  await alice.type('/ci run ask stack=../../admin');
  await submitSecret();
  await alice.reads(/\*\*ask\*\* failed.*Steps may not ask 127\.0\.0\.1:9/s);
  expect(asked.filter(({ method }) => method === 'PUT')).toEqual([
    { method: 'PUT', url: '/stacks/..%2F..%2Fadmin', body: '{"stack":"../../admin"}', token: secret },
  ]);
});
