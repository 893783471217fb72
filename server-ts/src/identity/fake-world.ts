// For tests only: a table of accounts in memory, and a CI system that knows some tokens.

import { randomBytes } from 'node:crypto';
import { fakeSurroundings } from '../ci/fake-surroundings.ts';
import type { Credentials } from '../ci/account.ts';
import type { AskedCall, AskedVerb } from '../ci/command.ts';
import type { Connection } from '../ci/connection.ts';
import { toChannelId } from '../ci/ids.ts';
import type { Words } from '../ci/words.ts';
import { CiError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import { createSecrets } from '../platform/secrets.ts';
import { accountCommand } from './account-command.ts';
import { createAccounts } from './accounts.ts';
import { createKeyRing } from './key-ring.ts';
import type { AccountPlace, AccountTable, SealedAccount } from './linked.ts';
import type { AccountProvider, OAuthAddresses } from './ports.ts';
import { createVault } from './vault.ts';

export const NOW = Date.UTC(2026, 10, 21, 7);
export const adasToken = 'made-up-token-of-ada';
const bensToken = 'made-up-token-of-ben';

export const first: Connection = { provider: 'some', name: 'default', url: 'https://ci.example/base', webhookSecrets: [] };
export const second: Connection = { provider: 'some', name: 'lab', url: 'http://lab.example', webhookSecrets: [] };

export function fakeTable(): AccountTable & { rows: SealedAccount[] } {
  const table: AccountTable & { rows: SealedAccount[] } = {
    rows: [],
    find: async (place) => table.rows.find((row) => samePlace(row, place)),
    of: async (userId) => table.rows.filter((row) => row.userId === userId),
    async put(account) {
      table.rows = [...table.rows.filter((row) => !samePlace(row, account)), account];
    },
    async remove(place) {
      const before = table.rows.length;
      table.rows = table.rows.filter((row) => !samePlace(row, place));
      return table.rows.length < before;
    },
    async removePerson(userId) {
      const before = table.rows.length;
      table.rows = table.rows.filter((row) => row.userId !== userId);
      return before - table.rows.length;
    },
    ...fakeRenewals(() => table),
    peopleOf: async (provider, connection, login) =>
      table.rows.filter((row) => row.provider === provider && row.connection === connection && row.account.login === login),
    async resealAll(keyIds, change) {
      const changed = table.rows.flatMap((row) => {
        const to = keyIds.includes(row.keyId) ? change(row) : undefined;
        return to === undefined ? [] : [{ ...row, ...to }];
      });
      for (const row of changed) await table.put(row);
      return changed.length;
    },
    keys: async () => new Map(table.rows.map(({ keyId }) => [keyId, table.rows.filter((row) => row.keyId === keyId).length])),
    people: async () => [...new Set(table.rows.map(({ userId }) => userId))],
    forgetUnused: async () => 0,
  };
  return table;
}

/** One claim at a time, without an end. */
function fakeRenewals(
  table: () => { rows: SealedAccount[] },
): Pick<AccountTable, 'claim' | 'renewed' | 'release' | 'end' | 'takeEnded' | 'untold'> {
  const owners = new Map<string, string>();
  const told = new Set<string>();
  const interruptedAt = new Set<string>();
  const change = (place: AccountPlace, owner: string, more: Partial<SealedAccount>): boolean => {
    const mine = owners.get(keyOf(place)) === owner;
    if (!mine) return false;
    owners.delete(keyOf(place));
    table().rows = table().rows.map((row) => (samePlace(row, place) ? { ...row, ...more } : row));
    return true;
  };
  return {
    async claim(place, owner) {
      const account = table().rows.find((row) => samePlace(row, place) && row.endedAt === undefined);
      if (account === undefined || owners.has(keyOf(place))) return undefined;
      owners.set(keyOf(place), owner);
      return { account, interrupted: interruptedAt.delete(keyOf(place)) };
    },
    renewed: async (place, owner, proof) => change(place, owner, proof),
    async release(place, owner, interrupted) {
      change(place, owner, {});
      if (interrupted) interruptedAt.add(keyOf(place));
    },
    end: async (place, owner, now) => change(place, owner, { endedAt: now }),
    async takeEnded(_now, place) {
      const found = table().rows.filter(
        (row) => row.endedAt !== undefined && !told.has(keyOf(row)) && (place === undefined || samePlace(row, place)),
      );
      for (const row of found) told.add(keyOf(row));
      return found;
    },
    untold: async (place) => void told.delete(keyOf(place)),
  };
}

function keyOf({ userId, provider, connection }: AccountPlace): string {
  return [userId, provider, connection].join(' ');
}

function samePlace(left: SealedAccount, right: Pick<SealedAccount, 'userId' | 'provider' | 'connection'>): boolean {
  return left.userId === right.userId && left.provider === right.provider && left.connection === right.connection;
}

/** A CI system that accepts the tokens of ada and ben, and what its refusals say. */
function fakeProvider(verified: Credentials[]): AccountProvider {
  return {
    name: 'some',
    title: 'Some CI',
    accounts: {
      kind: 'token',
      nameLabel: 'User ID',
      tokenLabel: 'API token',
      tokenPage: ({ url }) => (url === '' ? undefined : `${url}/me/security`),
      async verify({ credentials }) {
        verified.push(credentials);
        if (credentials.token === adasToken) return { login: 'ada', name: 'Ada *Lovelace*', url: 'https://ci.example/base/user/ada' };
        if (credentials.token === bensToken) return { login: 'ben' };
        throw new CiError('CI_SOME_TOKEN', 'Some CI does not accept this token.', 'Make another with `New token`.');
      },
    },
  };
}

export const addresses: OAuthAddresses = {
  connect: async ({ provider, name }) =>
    `https://mattermost.example/plugins/ci/oauth/${provider}/connect${name === 'default' ? '' : `?connection=${name}`}`,
  redirect: async (provider) => `https://mattermost.example/plugins/ci/oauth/${provider}/complete`,
};
const http = () => () => Promise.reject(new Error('no network here'));
const connectCommand = ({ name }: { readonly name: string }): string => `/some connect${name === 'default' ? '' : ` --connection ${name}`}`;
export const askedBy = (connection: Connection, userId: string) => ({
  person: { userId, username: userId, timezone: 'Europe/Berlin' },
  channelId: toChannelId('c1'),
  connection,
  connections: [first, second],
  as: () => Promise.reject(new Error('Nothing is done as a person here')),
  now: NOW,
  heard: false,
  ...fakeSurroundings,
  isAdministrator: async () => false,
});

/** Two connections; `u1` is who asks when nobody else is said. */
export function fakeWorld() {
  const table = fakeTable();
  const ring = createKeyRing();
  ring.turn([randomBytes(32)]);
  const vault = createVault(ring);
  const secrets = createSecrets(() => NOW);
  const lines: string[] = [];
  const write = (message: string, fields?: object): void => void lines.push(`${message} ${JSON.stringify(fields)}`);
  const log: Log = { debug: write, info: write, warn: write, error: write, child: () => log };
  const accounts = createAccounts({ table, vault, ring, secrets, titleOf: () => 'Some CI', connectCommand, now: () => NOW, wait: 1 });
  const verified: Credentials[] = [];
  const command = accountCommand(fakeProvider(verified), { accounts, http, addresses, secrets, log, connectCommand });
  const type = (verb: string, values: readonly [string, string][] = [], { connection = first, userId = 'u1' } = {}) => {
    const typed: AskedVerb = { ...askedBy(connection, userId), values: new Map(values), words: [], flags: new Map() };
    const answer = command.answers[verb];
    if (answer === undefined) throw new Error(`no verb ${verb}`);
    return answer(typed);
  };
  const submit = (fields: Readonly<Record<string, string>>, { connection = first, userId = 'u1' } = {}) => {
    const call: AskedCall = { ...askedBy(connection, userId), args: {}, fields };
    const answer = command.calls['connect'];
    if (answer === undefined) throw new Error('no call');
    return answer(call);
  };
  return { table, ring, vault, secrets, accounts, command, verified, lines, type, submit };
}

/** Without markup. */
export function plain({ pieces }: Words): string {
  return pieces.map((piece) => (piece.kind === 'link' ? `${piece.text} <${piece.url}>` : piece.text)).join('');
}
