// A delivery that was given up is listed with its reason, and told after all once an administrator replays it.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { Client } from 'pg';
import { openChannel, type TestChannel } from '../server/channel.ts';
import { configure, usual } from '../server/configuration.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { pipelineNews, tell, untilTold } from '../server/news.ts';
import { sitDown, type Typist } from '../server/typist.ts';

jest.setTimeout(60_000);

const api = '/plugins/ci-command-center/api/v1/deliveries';
const reason = 'Mattermost answered 500 to everything.';

let server: TestServer;
let builds: TestChannel;
let admin: Typist;
let database: Client;
let id: string;

beforeAll(async () => {
  server = await testServer();
  builds = await openChannel(server, 'builds', 'admin');
  admin = await sitDown(server, 'admin');
  database = new Client({ connectionString: server.databaseUrl });
  await database.connect();
  // Nobody hears of it at first, as if no post had been possible.
  await configure(server, 'routes:\n  - {match: {project: "given-up/**"}, to: []}\n');
  await tell(server, pipelineNews({ id: 93_000_001, project: 'given-up/api', branch: 'main', status: 'failed' }));
  await untilTold(server);
  const { rows } = await database.query<{ id: string }>(
    `update ci_command_center.deliveries set state = 'dead', attempts = 140, last_error = $1
     where position(convert_to('given-up/api', 'UTF8') in body) > 0 returning id`,
    [reason],
  );
  id = rows[0]?.id ?? '';
  await configure(server, usual);
});
afterAll(async () => {
  admin.close();
  await database.end();
});

const cards = async (): Promise<number> => (await builds.cards()).filter(({ props }) => props.ci_pipeline_key.endsWith('/93000001')).length;

test('the doctor counts it and tells administrators why', async () => {
  expect(await admin.type(builds.id, '/ci doctor')).toMatch(/\d+ given up/);
  const list = await admin.type(builds.id, '/ci doctor deliveries');
  expect(list).toContain(id);
  expect(list).toContain(reason);
});

test('others are told neither by command nor by REST', async () => {
  const alice = await sitDown(server, 'alice');
  await openChannel(server, 'builds', 'alice');
  expect(await alice.type(builds.id, '/ci doctor deliveries')).toContain('CI_ADMINISTRATOR');
  alice.close();
  expect((await server.as('alice').fetch(`${api}/dead`)).status).toBe(403);
  expect((await fetch(`${server.url}${api}/dead`)).status).toBe(401);
  const replay = { method: 'POST', body: '{"all": true}' };
  expect((await server.as('alice').fetch(`${api}/replay`, replay)).status).toBe(403);
});

test('replayed by REST it is told once, however often it is replayed', async () => {
  expect(await server.as('admin').get(`${api}/dead`)).toMatchObject({
    deliveries: expect.arrayContaining([expect.objectContaining({ id, reason })]),
  });
  expect(await cards()).toBe(0);
  expect(await server.as('admin').post(`${api}/replay`, { ids: [id] })).toEqual({ replayed: 1 });
  await untilTold(server);
  expect(await cards()).toBe(1);
  expect(await server.as('admin').post(`${api}/replay`, { ids: [id] })).toEqual({ replayed: 0 });
  expect(await admin.type(builds.id, `/ci doctor replay ${id}`)).toContain('No delivery of this id was given up.');
  await untilTold(server);
  expect(await cards()).toBe(1);
});
