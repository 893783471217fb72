import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Connection } from '../ci/connection.ts';
import { createAccountCare, createAccounts, createKeyRing, createVault } from '../identity/index.ts';
import { createSecrets } from '../platform/secrets.ts';
import { startScratchCluster, type ScratchCluster } from './scratch-cluster.ts';
import { silent } from './scratch-database.ts';

let cluster: ScratchCluster;
beforeAll(async () => {
  cluster = await startScratchCluster(2);
});
afterAll(() => cluster.stop());
beforeEach(() => cluster.database.query('delete from ci_command_center.accounts'));

const NOW = Date.UTC(2026, 10, 21);
const DAY = 86_400_000;
const server: Connection = { provider: 'some', name: 'default', url: 'https://ci.example/base', webhookSecrets: [] };
const other: Connection = { ...server, name: 'lab', url: 'https://lab.example' };
const tokenOf = (userId: string): string => `made-up-token-of-${userId}`;
const proofOf = (userId: string) => ({ kind: 'token', credentials: { username: userId, token: tokenOf(userId) } }) as const;

/** One node of the plugin with its own memory of keys. */
function nodeAt(at: number, key: Uint8Array) {
  const table = cluster.node(at).accounts;
  const ring = createKeyRing();
  ring.turn([key]);
  const vault = createVault(ring);
  const naming = { titleOf: () => 'Some', connectCommand: () => '/some connect' };
  const accounts = createAccounts({ table, vault, ring, secrets: createSecrets(), ...naming, now: () => NOW, wait: 50 });
  const raised: string[] = [];
  const care = createAccountCare({
    table,
    vault,
    ring,
    servers: () => [server],
    departed: async () => [],
    forgetPerson: (userId) => accounts.forgetPerson(userId),
    raise: (problems) => void raised.push(...problems.map(({ code }) => code)),
    now: () => NOW,
    log: silent,
  });
  return { table, accounts, care, raised };
}

/** What of the one account is another in its copy. */
const copy = (columns: string): string => `
insert into ci_command_center.accounts select ${columns}, kind, login, profile, key_id, sealed, linked_at
from ci_command_center.accounts where user_id = 'u1' and connection = 'default'`;

async function dump(): Promise<string> {
  const rows = await cluster.database.query(`select a::text as row, encode(sealed, 'escape') as bytes from ci_command_center.accounts a`);
  return rows.map(({ row, bytes }) => `${String(row)} ${String(bytes)}`).join('\n');
}

test('an account comes back as it was linked, is replaced by the next, and goes for good', async () => {
  const { accounts } = nodeAt(0, randomBytes(32));
  const account = { login: 'Ada', name: 'Ada Lovelace', url: 'https://ci.example/base/user/ada' };
  await accounts.link('u1', server, account, proofOf('first'));
  await accounts.link('u1', server, account, proofOf('u1'));
  await accounts.link('u1', other, { login: 'ada-lab' }, proofOf('lab'));
  expect(await accounts.as('u1', server)).toEqual({ account, credentials: proofOf('u1').credentials });
  expect(await accounts.of('u1')).toEqual([
    { userId: 'u1', provider: 'some', connection: 'default', kind: 'token', address: 'https://ci.example/base', account, linkedAt: NOW },
    expect.objectContaining({ connection: 'lab', account: { login: 'ada-lab' } }),
  ]);
  expect(await accounts.personOf(server, 'aDA')).toBe('u1');
  const text = await dump();
  for (const each of ['first', 'u1', 'lab']) {
    expect(text).not.toContain(tokenOf(each));
    expect(text).not.toContain(Buffer.from(tokenOf(each)).toString('hex'));
  }
  const kinds = [await accounts.unlink('u1', server), await accounts.unlink('u1', server)].map(({ kind }) => kind);
  expect(kinds).toEqual(['unlinked', 'none']);
  expect(await accounts.find('u1', server)).toBeUndefined();
  expect(await accounts.forgetPerson('u1')).toBe(1);
});

test('a row that somebody copies to another person or connection in the database does not open', async () => {
  const { accounts } = nodeAt(0, randomBytes(32));
  await accounts.link('u1', server, { login: 'ada' }, proofOf('u1'));
  await cluster.database.query(copy(`'mallory', provider, connection, address`));
  await cluster.database.query(copy(`user_id, provider, 'lab', 'https://lab.example'`));
  await expect(accounts.as('mallory', server)).rejects.toMatchObject({ code: 'CI_ACCOUNT_UNREADABLE' });
  await expect(accounts.as('u1', other)).rejects.toMatchObject({ code: 'CI_ACCOUNT_UNREADABLE' });
  await cluster.database.query(`update ci_command_center.accounts set address = 'https://evil.example' where user_id = 'u1'`);
  const evil = { ...server, url: 'https://evil.example' };
  await expect(accounts.as('u1', evil)).rejects.toMatchObject({ code: 'CI_ACCOUNT_UNREADABLE' });
});

test('while two nodes change the key at once, everybody goes on reading and linking on both, and nothing is left of the key before', async () => {
  const [before, after] = [randomBytes(32), randomBytes(32)];
  const nodes = [nodeAt(0, before), nodeAt(1, before)] as const;
  // More than one batch.
  const people = Array.from({ length: 450 }, (_, at) => `p${at}`);
  for (const [at, userId] of people.entries())
    await nodes[at % 2 === 0 ? 0 : 1].accounts.link(userId, server, { login: userId }, proofOf(userId));

  const work = { done: false };
  let reads = 0;
  const read = async (at: 0 | 1): Promise<void> => {
    while (!work.done) {
      const userId = people[(reads += 1) % people.length] ?? '';
      expect((await nodes[at].accounts.as(userId, server)).credentials).toEqual(proofOf(userId).credentials);
    }
  };
  const link = async (): Promise<void> => {
    for (let at = 0; !work.done; at += 1)
      await nodes[1].accounts.link(`late${at % 5}`, server, { login: 'late' }, proofOf(`late${at % 5}`));
  };
  const busy = [read(0), read(1), link()];
  // The second one hears of it later, and goes on with the key before until then.
  const turned = nodes[0].care.turnKeys([after]);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await Promise.all([turned, nodes[1].care.turnKeys([after])]);
  work.done = true;
  await Promise.all(busy);

  const fresh = nodeAt(0, after);
  for (const userId of [...people, 'late0']) expect((await fresh.accounts.as(userId, server)).account.login).toBeDefined();
  expect((await fresh.table.keys()).size).toBe(1);
  expect(nodes.flatMap(({ raised }) => raised)).toEqual([]);
  expect(reads).toBeGreaterThan(10);
});

test('a change of the key that breaks halfway leaves all as it was', async () => {
  const [before, after] = [randomBytes(32), randomBytes(32)];
  const { accounts, table } = nodeAt(0, before);
  for (let at = 0; at < 250; at += 1) await accounts.link(`p${at}`, server, { login: `p${at}` }, proofOf(`p${at}`));
  const ring = createKeyRing();
  ring.turn([after, before]);
  const vault = createVault(ring);
  let count = 0;
  const halfway = table.resealAll(ring.formerIds(), (row) => {
    if ((count += 1) > 220) throw new Error('killed');
    return vault.reseal(row);
  });
  await expect(halfway).rejects.toThrow('killed');
  expect([...(await table.keys()).values()]).toEqual([250]);
  expect((await accounts.as('p0', server)).account.login).toBe('p0');
  expect(await table.resealAll(ring.formerIds(), vault.reseal)).toBe(250);
});

test('accounts of a server that is not configured any more go after thirty days, and stay when it comes back before', async () => {
  const { accounts, table } = nodeAt(0, randomBytes(32));
  await accounts.link('u1', server, { login: 'ada' }, proofOf('u1'));
  await accounts.link('u1', other, { login: 'ada' }, proofOf('u1'));
  const place = { provider: 'some', connection: 'default', address: 'https://ci.example/base' };
  const lab = { provider: 'some', connection: 'lab', address: 'https://lab.example' };
  expect(await table.forgetUnused([place], NOW, 30)).toBe(0);
  expect(await table.forgetUnused([place], NOW + 29 * DAY, 30)).toBe(0);
  expect(await table.forgetUnused([place, lab], NOW + 29.5 * DAY, 30)).toBe(0);
  expect(await table.forgetUnused([place, { ...lab, address: 'https://moved.example' }], NOW + 31 * DAY, 30)).toBe(0);
  expect(await table.forgetUnused([place], NOW + 60 * DAY, 30)).toBe(0);
  expect(await table.forgetUnused([place], NOW + 61 * DAY, 30)).toBe(1);
  expect((await accounts.of('u1')).map(({ connection }) => connection)).toEqual(['default']);
});
