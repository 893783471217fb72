// Keys of programs: who makes them, what they open, and who is turned away, from making to revoking, on the real server.
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { Client } from 'pg';
import { pollUntil } from '../../build/embedded/poll.ts';
import { openChannel, type TestChannel } from '../server/channel.ts';
import { configure, usual } from '../server/configuration.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { ask, openKeys, type KeyMaker } from '../server/machine.ts';
import { sitDown } from '../server/typist.ts';

jest.setTimeout(60_000);

let server: TestServer;
let channel: TestChannel;
let keys: KeyMaker;
let database: Client;

const run = Date.now() % 1_000_000;
const named = (name: string): string => `${name}-${run}`;
const report = { provider: 'gitlab', project: `keys/app-${run}`, pipeline: 1, figures: { size: { value: 1 } } };
const setting = (name: string): string => `PluginSettings.Plugins.ci-command-center.${name}`;

beforeAll(async () => {
  server = await testServer();
  channel = await openChannel(server, named('keys'), 'alice');
  keys = await openKeys(server, channel.id);
  database = new Client({ connectionString: server.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await keys.close();
  await database.end();
});

/** Everything that the plugin and Mattermost keep as text. */
async function keptText(): Promise<string> {
  const { rows: tables } = await database.query<{ name: string }>(
    `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and (table_schema like 'ci_command_center%' or table_name in ('posts', 'audits', 'pluginkeyvaluestore'))`,
  );
  const texts: string[] = [await readFile(server.logFile, 'utf8'), await readFile(server.auditFile, 'utf8').catch(() => '')];
  for (const { name } of tables) {
    const { rows } = await database.query<{ text: string | null }>(`select string_agg(t::text, E'\\n') as text from ${name} t`);
    texts.push(rows[0]?.text ?? '');
  }
  return texts.join('\n');
}

test('only administrators have to do with keys; one is shown once, to them alone, and kept nowhere', async () => {
  const alice = await sitDown(server, 'alice');
  for (const command of ['create mine *', 'list', 'revoke mine'])
    expect(await alice.type(channel.id, `/ci api-key ${command}`)).toMatch(/administrator/);
  const key = await keys.make(named('once'), 'reports');
  expect((await ask(server, '/api/v1/reports', { 'X-API-Key': key }, report)).status).toBe(202);
  const listed = await keys.type('/ci api-key list');
  expect(listed).toMatch(
    new RegExp(`\`${named('once')}\` for \`reports\` · by admin · 36[45] d.* left · last used just now from \`127\\.0\\.0\\.1\``),
  );
  expect(await keys.type(`/ci api-key create ${named('ONCE')} *`)).toContain('CI_KEY_TAKEN');
  expect(alice.watch.events.filter(({ data }) => JSON.stringify(data).includes('cicc_'))).toEqual([]);
  expect(await channel.posts()).toEqual([]);
  expect(await keptText()).not.toContain(key);
  alice.close();
});

test('a key opens what it is for, by either header, until it is over or revoked', async () => {
  const [reports, ship] = [await keys.make(named('reports'), 'reports'), await keys.make(named('ship'), `ship,no-such`)];
  const withKey = { 'X-API-Key': ship };
  expect(await ask(server, '/api/v1/reports', { 'X-API-Key': reports }, report)).toMatchObject({
    status: 202,
    json: { status: 'accepted' },
  });
  expect(await ask(server, '/api/v1/reports', withKey, report)).toMatchObject({ status: 403, json: { code: 'CI_API_SCOPE' } });
  expect(await ask(server, '/api/v1/intents/ship/run', { 'X-API-Key': reports }, {})).toMatchObject({ status: 403 });
  expect(await ask(server, '/api/v1/intents/no-such/run', withKey, {})).toMatchObject({ status: 404, json: { code: 'CI_INTENT_UNKNOWN' } });
  expect(await ask(server, '/api/v1/runs/no-such', withKey)).toMatchObject({ status: 404, json: { code: 'CI_RUN_UNKNOWN' } });
  expect((await ask(server, '/api/v1/reports', { Authorization: `Bearer ${reports}` }, report)).status).toBe(202);
  for (const none of [{}, { 'X-API-Key': '' }, { 'X-API-Key': `${reports}x` }, { Authorization: `Bearer ${server.as('admin').token}` }]) {
    const { status, json, headers } = await ask(server, '/api/v1/reports', none, report);
    expect({ status, json }).toMatchObject({ status: 401, json: { code: 'CI_API_KEY' } });
    expect(headers.get('WWW-Authenticate')).toContain('Bearer');
  }
  await database.query(`update ci_command_center.api_keys set expires_at = now() - interval '1 s' where name = $1`, [named('ship')]);
  expect(await ask(server, '/api/v1/runs/any', withKey)).toMatchObject({ status: 401, json: { code: 'CI_API_KEY_EXPIRED' } });
  expect(await keys.type('/ci api-key list')).toMatch(new RegExp(`\`${named('ship')}\`.*\\*\\*over\\*\\*`));
  const brief = await keys.make(named('brief'), '*');
  expect(await keys.type(`/ci api-key revoke ${named('brief')}`)).toContain('is gone');
  expect((await ask(server, '/api/v1/reports', { 'X-API-Key': brief }, report)).status).toBe(401);
  expect(await keys.type(`/ci api-key revoke ${named('brief')}`)).toContain('CI_KEY_UNKNOWN');
});

test('what is wrong with a report is said by field', async () => {
  const key = { 'X-API-Key': await keys.make(named('fields'), '*') };
  const wrong = { provider: 'nobody', project: '', sha: 'abc', figures: { 'a b': { value: 1 }, rate: { value: 'x', treshold: 1 } } };
  const { status, json } = await ask(server, '/api/v1/reports', key, wrong);
  expect({ status, json }).toMatchObject({ status: 422, json: { code: 'CI_API_FIELDS' } });
  expect(Object.keys(Object(Object(json).fields)).toSorted()).toEqual([
    'figures.a b',
    'figures.rate.treshold',
    'figures.rate.value',
    'project',
    'sha',
  ]);
  const other = { ...report, provider: 'nobody' };
  expect(await ask(server, '/api/v1/reports', key, other)).toMatchObject({
    status: 422,
    json: { fields: { provider: 'is no CI system here' } },
  });
  expect((await ask(server, '/api/v1/reports', key, '{')).status).toBe(400);
  expect((await ask(server, '/api/v1/reports', key, `"${'x'.repeat(300_000)}"`)).status).toBe(413);
});

test('a request that is sent again with the same Idempotency-Key is answered as before; another one is not', async () => {
  const key = { 'X-API-Key': await keys.make(named('again'), 'reports'), 'Idempotency-Key': named('first') };
  const [first, second] = [await ask(server, '/api/v1/reports', key, report), await ask(server, '/api/v1/reports', key, report)];
  expect([first.status, first.headers.get('Idempotent-Replayed')]).toEqual([202, null]);
  expect([second.status, second.headers.get('Idempotent-Replayed')]).toEqual([202, 'true']);
  const other = await ask(server, '/api/v1/reports', key, { ...report, pipeline: 2 });
  expect(other).toMatchObject({ status: 422, json: { code: 'CI_API_IDEMPOTENCY' } });
});

test('after twenty at once a key waits its turn, a wrong one is slowed sooner, and a right one beside it is not', async () => {
  const key = { 'X-API-Key': await keys.make(named('often'), 'reports') };
  const burst = await Promise.all(Array.from({ length: 30 }, () => ask(server, '/api/v1/runs/none', key)));
  const late = burst.filter(({ status }) => status === 429);
  // One more a second, however long it took.
  expect(late.length).toBeGreaterThan(0);
  expect(burst.filter(({ status }) => status === 404).length).toBeGreaterThanOrEqual(20);
  expect(late[0]).toMatchObject({ json: { code: 'CI_API_RATE' } });
  expect(Number(late[0]?.headers.get('Retry-After'))).toBeGreaterThanOrEqual(1);
  const wrong = await Promise.all(
    Array.from({ length: 20 }, (_, at) => ask(server, '/api/v1/runs/none', { 'X-API-Key': `cicc_guess${at}` })),
  );
  expect(wrong.filter(({ status, json }) => status === 429 && Object(json).code === 'CI_API_SLOW_DOWN').length).toBeGreaterThan(5);
  const beside = { 'X-API-Key': await keys.make(named('beside'), 'reports') };
  expect((await ask(server, '/api/v1/reports', beside, report)).status).toBe(202);
});

/** Which headers Mattermost takes an address from. */
const believe = (...headers: string[]): Promise<unknown> =>
  server.as('admin').put('/api/v4/config/patch', { ServiceSettings: { TrustedProxyIPHeader: headers } });

test('allowed addresses hold behind proxies: what a caller puts in front of X-Forwarded-For opens nothing', async () => {
  const key = { 'X-API-Key': await keys.make(named('far'), 'reports') };
  const from = async (forwarded?: string): Promise<number> =>
    (await ask(server, '/api/v1/reports', { ...key, ...(forwarded !== undefined && { 'X-Forwarded-For': forwarded }) }, report)).status;
  try {
    await server.mmctl('config', 'set', setting('allowedaddresses'), '203.0.113.0/24');
    await pollUntil('the addresses in force', async () => ((await from()) === 403 ? true : undefined), { limit: 20_000 });
    // Mattermost reads no header here.
    expect(await from('203.0.113.5')).toBe(403);
    await believe('X-Forwarded-For');
    expect(await from('203.0.113.5')).toBe(202);
    expect(await from('203.0.113.5, 198.51.100.9')).toBe(403);
    await configure(server, `${usual}trustedProxies: [127.0.0.1, 10.0.0.0/8]\n`);
    expect(await from('203.0.113.5, 198.51.100.9')).toBe(403);
    expect(await from('198.51.100.9, 203.0.113.5, 10.1.2.3')).toBe(202);
  } finally {
    await server.mmctl('config', 'set', setting('allowedaddresses'), '');
    await believe();
    await configure(server, usual);
  }
});

test('every use and every refusal is in the audit, with the key’s name and the address', async () => {
  const noted = await pollUntil(
    'the audit',
    async () => {
      const { rows } = await database.query<{
        act: string;
        api_key: string | null;
        outcome: string;
        code: string | null;
        address: string | null;
      }>(
        `select act, api_key, outcome, code, address from ci_command_center.audit where origin = 'api' and (api_key like $1 or api_key is null) order by at`,
        [`%-${run}`],
      );
      return rows.some(({ code }) => code === 'CI_API_ADDRESS') ? rows : undefined;
    },
    { limit: 15_000 },
  );
  const facts = noted.map(({ act, api_key: key, outcome, code }) => [act, key, outcome, code].join(' '));
  expect(facts).toEqual(
    expect.arrayContaining([
      `api.report ${named('once')} done `,
      `api.report ${named('ship')} refused CI_API_SCOPE`,
      `api.run ${named('ship')} failed CI_INTENT_UNKNOWN`,
      'api.report  refused CI_API_KEY',
      `api.look ${named('ship')} refused CI_API_KEY_EXPIRED`,
      `api.report ${named('fields')} failed CI_API_FIELDS`,
      'api.report  refused CI_API_ADDRESS',
    ]),
  );
  expect(noted.every(({ address }) => address !== null)).toBe(true);
});
