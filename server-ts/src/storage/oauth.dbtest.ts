import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Connection } from '../ci/connection.ts';
import { createAccounts, createKeyRing, createOAuthStates, createRenewal, createRevocation, createVault } from '../identity/index.ts';
import type { OAuthProof } from '../identity/linked.ts';
import type { OAuthClient } from '../identity/oauth-client.ts';
import { OAuthRefusal } from '../identity/oauth-refusal.ts';
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
const key = randomBytes(32);
const server: Connection = { provider: 'some', name: 'default', url: 'https://ci.example', webhookSecrets: [] };
const place = { userId: 'u1', provider: 'some', connection: 'default' };
/** Ends within the time in which it is renewed. */
const old: OAuthProof = {
  kind: 'oauth',
  accessToken: 'made-up-access-0',
  refreshToken: 'made-up-refresh-0',
  grantedAt: 0,
  expiresAt: NOW + 1000,
};

/** Takes each refresh token once, as GitLab does; shown a second time, it ends all of them. */
function fakeGrants() {
  const revoked: string[] = [];
  const world = { turn: 0, asked: 0, dead: false, revoked, delay: 30 };
  const client: OAuthClient = {
    agreeAt: () => Promise.reject(new Error('not asked')),
    redeem: () => Promise.reject(new Error('not asked')),
    async renew(refreshToken) {
      world.asked += 1;
      await pause(world.delay);
      if (world.dead || refreshToken !== `made-up-refresh-${world.turn}`) {
        world.dead = true;
        throw new OAuthRefusal('invalid_grant', 'made-up words');
      }
      world.turn += 1;
      const [accessToken, refresh] = [`made-up-access-${world.turn}`, `made-up-refresh-${world.turn}`];
      return { proof: { kind: 'oauth', accessToken, refreshToken: refresh, grantedAt: NOW, expiresAt: NOW + 7_200_000 } };
    },
    revoke: async (token) => void world.revoked.push(token),
  };
  return { world, client };
}

/** One node of the plugin. */
function nodeAt(at: number, client: OAuthClient) {
  const { accounts: table, oauthStates } = cluster.node(at);
  const ring = createKeyRing();
  ring.turn([key]);
  const vault = createVault(ring);
  const told: boolean[] = [];
  const ended = async (_account: unknown, interrupted: boolean): Promise<void> => {
    if ((await table.takeEnded(NOW, place)).length > 0) told.push(interrupted);
  };
  const ports = { table, vault, client: () => client, ended, lend: () => undefined, now: () => NOW, log: silent, wait: 10 };
  const [renewal, revoke] = [createRenewal(ports), createRevocation(ports)];
  const naming = { titleOf: () => 'Some', connectCommand: () => '/some connect' };
  const accounts = createAccounts({ table, vault, ring, secrets: createSecrets(), ...naming, now: () => NOW, renewal, revoke });
  return { table, accounts, renewal, told, states: createOAuthStates(oauthStates, vault) };
}

async function dump(table: string): Promise<string> {
  const rows = await cluster.database.query(`select t::text as row, encode(sealed, 'escape') as bytes from ci_command_center.${table} t`);
  return rows.map(({ row, bytes }) => `${String(row)} ${String(bytes)}`).join('\n');
}

test('a state is good once, on any node, for the one who began; whoever reads the table cannot use it', async () => {
  const { client } = fakeGrants();
  const [first, second] = [nodeAt(0, client), nodeAt(1, client)];
  const pending = { verifier: 'made-up-verifier', redirect: 'https://mattermost.example/complete' };
  const state = await first.states.begin('u1', server, pending, NOW);
  const text = await dump('oauth_states');
  expect(text).toContain('https://ci.example');
  for (const secret of [state, Buffer.from(state).toString('hex'), pending.verifier]) expect(text).not.toContain(secret);
  const takes = Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? first : second).states.take(state, 'u1', NOW + 599_999));
  const kinds = (await Promise.all(takes)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'yours')).toHaveLength(1);
  expect(kinds.filter((kind) => kind === 'unknown')).toHaveLength(19);

  const late = await first.states.begin('u1', server, pending, NOW);
  expect(await second.states.take(late, 'u1', NOW + 600_000)).toEqual({ kind: 'late' });
  // Shown by somebody else it is used up, too.
  const foreign = await first.states.begin('u1', server, pending, NOW);
  expect(await second.states.take(foreign, 'mallory', NOW)).toEqual({ kind: 'foreign' });
  expect(await first.states.take(foreign, 'u1', NOW)).toEqual({ kind: 'unknown' });
  // A row that was changed does not open.
  const moved = await first.states.begin('u1', server, pending, NOW);
  await cluster.database.query(`update ci_command_center.oauth_states set user_id = 'mallory'`);
  expect(await first.states.take(moved, 'mallory', NOW)).toEqual({ kind: 'unknown' });
});

test('twenty requests on two nodes renew a token once, and all go on with the new one', async () => {
  const { world, client } = fakeGrants();
  const nodes = [nodeAt(0, client), nodeAt(1, client)];
  await nodes[0]?.accounts.link('u1', server, { login: 'ada' }, old);
  const asked = Array.from({ length: 20 }, (_, at) => nodes[at % 2]?.accounts.as('u1', server));
  const tokens = (await Promise.all(asked)).map((each) => each?.credentials.token);
  expect(new Set(tokens)).toEqual(new Set(['made-up-access-1']));
  expect(world).toMatchObject({ asked: 1, dead: false });
  // And after a refusal: only who was refused the newest has it renewed; one that is brand new is believed.
  expect((await nodes[1]?.accounts.renewed('u1', server, 'made-up-access-0'))?.token).toBe('made-up-access-1');
  expect(await nodes[1]?.accounts.renewed('u1', server, 'made-up-access-1')).toBeUndefined();
  expect(world.asked).toBe(1);
  const text = await dump('accounts');
  expect(text).toContain('ada');
  expect(text).not.toMatch(/made-up-(access|refresh)/);
});

test('when it is taken no more, the account ends once and for all nodes, and one of them tells the person', async () => {
  const { world, client } = fakeGrants();
  world.dead = true;
  const nodes = [nodeAt(0, client), nodeAt(1, client)];
  await nodes[0]?.accounts.link('u1', server, { login: 'ada' }, old);
  const asked = Array.from({ length: 10 }, (_, at) => nodes[at % 2]?.accounts.as('u1', server));
  for (const each of await Promise.allSettled(asked))
    expect(each).toMatchObject({ status: 'rejected', reason: { code: 'CI_ACCOUNT_ENDED' } });
  expect(world.asked).toBe(1);
  expect(nodes.flatMap(({ told }) => told)).toEqual([false]);
  // Who they are stays known, and connecting again begins anew.
  expect(await nodes[1]?.accounts.find('u1', server)).toMatchObject({ account: { login: 'ada' }, endedAt: NOW });
  await nodes[1]?.accounts.link('u1', server, { login: 'ada' }, { ...old, expiresAt: NOW + 7_200_000 });
  expect((await nodes[0]?.accounts.as('u1', server))?.credentials.token).toBe('made-up-access-0');
  expect(await nodes[0]?.table.takeEnded(NOW)).toEqual([]);
});

test('a node that dies while it renews holds nobody up for long, and it is known that it was interrupted', async () => {
  const { world, client } = fakeGrants();
  const node = nodeAt(0, client);
  await node.accounts.link('u1', server, { login: 'ada' }, old);
  expect(await node.table.claim(place, 'the dead', 150)).toMatchObject({ interrupted: false });
  // What it was granted is lost with it.
  world.turn = 1;
  await expect(nodeAt(1, client).accounts.as('u1', server)).rejects.toMatchObject({ code: 'CI_ACCOUNT_ENDED' });
  expect(await node.table.renewed(place, 'the dead', { keyId: '', sealed: new Uint8Array() })).toBe(false);
  await node.accounts.link('u1', server, { login: 'ada' }, old);
  await node.table.claim(place, 'the dead', 50);
  await pause(60);
  expect(await node.table.claim(place, 'the next', 50)).toMatchObject({ interrupted: true });
});

test('whoever disconnects while it is renewed leaves nothing behind that is still good', async () => {
  const { world, client } = fakeGrants();
  world.delay = 200;
  const nodes = [nodeAt(0, client), nodeAt(1, client)];
  await nodes[0]?.accounts.link('u1', server, { login: 'ada' }, old);
  const renewing = nodes[0]?.accounts.as('u1', server).catch(() => undefined);
  await pause(50);
  expect(await nodes[1]?.accounts.unlink('u1', server)).toMatchObject({ kind: 'unlinked', ended: true });
  await renewing;
  expect(world.revoked).toEqual(['made-up-refresh-1', 'made-up-access-1']);
  expect(await nodes[0]?.accounts.find('u1', server)).toBeUndefined();
  // Or while an administrator deletes the row beneath it.
  await nodes[0]?.accounts.link('u1', server, { login: 'ada' }, { ...old, refreshToken: 'made-up-refresh-1' });
  const again = nodes[0]?.accounts.as('u1', server).catch(() => undefined);
  await pause(50);
  await nodes[1]?.table.remove(place);
  await again;
  expect(world.revoked.slice(2)).toEqual(['made-up-refresh-2', 'made-up-access-2']);
});

test('who signs in to Mattermost with an account is found in its own table, while they are active', async () => {
  await cluster.database.query('create table if not exists users (id text, authservice text, authdata text, deleteat bigint)');
  await cluster.database.query(`insert into users values ('u1', 'some', '42', 0), ('u2', 'some', '43', 5), ('u3', 'other', '44', 0)`);
  const { signIns } = cluster.node();
  expect(await Promise.all(['42', '43', '44'].map((id) => signIns.person('some', id)))).toEqual(['u1', undefined, undefined]);
});
