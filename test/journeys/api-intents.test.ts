// A program runs an intent with its key: seen in the channel, approved by a second person, done at the stand-in, found in the audit.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { Client } from 'pg';
import { z } from 'zod';
import { pollUntil } from '../../build/embedded/poll.ts';
import { readDescription } from '../openapi/description.ts';
import type { Chat } from '../server/chat.ts';
import { configure, usual } from '../server/configuration.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { openDesk, type JenkinsDesk } from '../server/jenkins-desk.ts';
import { ask, openKeys, type KeyMaker, type Told } from '../server/machine.ts';
import { developer } from '../stand-ins/jenkins/index.ts';

jest.setTimeout(90_000);

const number = Date.now() % 1_000_000;
const name = `api-intents-${number}`;
const secret = 'made-up-pin-4471';
const intents = `${usual}
intents:
  - name: release
    channel: ${name}
    who: {users: [admin]}
    parameters:
      - {name: version, pattern: '\\d+\\.\\d+\\.\\d+', required: true}
      - {name: pin, type: secret, required: true}
    approval: {count: 1, from: {users: [bob]}, expires: 1h}
    steps:
      - {name: build, jenkins.build: {job: city/release, parameters: {VERSION: "{{ version }}", PIN: "{{ pin }}"}}}
`;

let server: TestServer;
let desk: JenkinsDesk;
let bob: Chat;
let keys: KeyMaker;
const { operations, misfit } = readDescription();

beforeAll(async () => {
  server = await testServer();
  desk = await openDesk(server, name, { people: { admin: developer, bob: developer }, speed: 200 });
  const { bob: found } = desk.people;
  if (found === undefined) throw new Error('bob is missing');
  bob = found;
  desk.jenkins.job('city/release', {
    parameters: [
      { kind: 'string', name: 'VERSION' },
      { kind: 'password', name: 'PIN' },
    ],
  });
  keys = await openKeys(server, desk.channel.id);
  await configure(server, intents);
});
afterAll(async () => {
  await configure(server, usual);
  await keys.close();
  await desk.close();
});

/** As the description has it. */
function described(id: string, { status, json }: Told): Told['json'] {
  const operation = operations.find(({ operationId }) => operationId === id);
  expect(operation && misfit(operation, status, JSON.stringify(json))).toBe('');
  return json;
}

test('planned, refused by field, run once however often it is sent, approved by bob, built as who made the key, audited without the secret', async () => {
  const key = { 'X-API-Key': await keys.make(name, 'release'), 'Idempotency-Key': `${name}-1` };
  const { 'Idempotency-Key': _, ...plain } = key;
  const run = (headers: Record<string, string>, body: object) => ask(server, '/api/v1/intents/release/run', headers, body);
  const parameters = { version: '1.2.3', pin: secret };

  const planned = await run(plain, { parameters, dryRun: true });
  expect(planned.status).toBe(200);
  expect(JSON.stringify(described('run', planned))).toMatch(/job\/city\/job\/release/);
  expect(JSON.stringify(planned.json)).not.toContain(secret);
  const wrong = await run(plain, { parameters: { version: 'next' } });
  expect(wrong).toMatchObject({
    status: 422,
    json: { code: 'CI_RUN_VALUES', fields: { version: expect.any(String), pin: expect.any(String) } },
  });
  described('run', wrong);
  expect(desk.jenkins.build('city/release')).toBeUndefined();

  const taken = await run(key, { parameters });
  const { id } = z.object({ id: z.string() }).parse(described('run', taken));
  expect(await run(key, { parameters })).toMatchObject({ status: 202, json: { id } });
  const look = () => ask(server, `/api/v1/runs/${id}`, plain);
  expect(described('look', await look())).toMatchObject({ state: 'waiting', key: name, values: [{ value: '1.2.3' }, { value: '••••••' }] });
  const other = { 'X-API-Key': await keys.make(`${name}-other`, '*') };
  expect((await ask(server, `/api/v1/runs/${id}`, other)).status).toBe(404);

  const card = await bob.reads(/release.*waits for approval/s);
  await bob.press(card, 'Approve');
  await bob.reads(/You approved/);
  const over = await pollUntil(
    'the end of the run',
    async () => {
      const json = described('look', await look());
      return /"state":"(?:succeeded|failed|unknown)"/.test(JSON.stringify(json)) ? json : undefined;
    },
    { limit: 30_000, every: 1_100 },
  );
  expect(over).toMatchObject({ state: 'succeeded', steps: [{ name: 'build', status: 'success' }] });
  expect(desk.jenkins.build('city/release')).toMatchObject({ number: 1, causes: [{ kind: 'person', name: 'admin' }] });
  expect(JSON.stringify(await desk.channel.posts())).not.toContain(secret);
});

test('the audit has the run with its values, the secret one masked', async () => {
  const database = new Client({ connectionString: server.databaseUrl });
  await database.connect();
  try {
    const rows = await pollUntil(
      'the audit of the run',
      async () => {
        const { rows: noted } = await database.query<{ act: string; outcome: string; values: object }>(
          `select act, outcome, "values" from ci_command_center.audit where api_key = $1 order by at`,
          [name],
        );
        return noted.some(({ act, outcome }) => act === 'intent.release' && outcome === 'done') ? noted : undefined;
      },
      { limit: 15_000 },
    );
    expect(rows.find(({ act, outcome }) => act === 'intent.release' && outcome === 'done')?.values).toMatchObject({
      version: '1.2.3',
      pin: '••••••',
    });
    expect(JSON.stringify(rows)).not.toContain(secret);
  } finally {
    await database.end();
  }
});
