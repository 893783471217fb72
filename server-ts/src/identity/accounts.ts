// Who is who: people's accounts in CI systems, and what proves them, which leaves the vault for one request only.

import { setTimeout as pause } from 'node:timers/promises';
import type { Account, Credentials } from '../ci/account.ts';
import type { Clock } from '../platform/clock.ts';
import { CiError } from '../platform/errors.ts';
import type { Secrets } from '../platform/secrets.ts';
import type { KeyRing } from './key-ring.ts';
import {
  addressOf,
  type AccountPlace,
  type AccountTable,
  type LinkedAccount,
  type Proof,
  type SealedAccount,
  type Server,
} from './linked.ts';
import { noKey, type Vault } from './vault.ts';

export interface Accounts {
  /** Undefined when the person linked none there. Needs no key. */
  find(userId: string, server: Server): Promise<LinkedAccount | undefined>;
  /**
   * The account with what proves it. Throws CiError: `CI_ACCOUNT_MISSING` when none is linked, `CI_ACCOUNT_MOVED` when it was linked at another
   * address, `CI_ACCOUNT_UNREADABLE` when no key opens it, `CI_ACCOUNT_KEY` without a key. All but the last are mended by connecting.
   */
  as(userId: string, server: Server): Promise<{ readonly account: Account; readonly credentials: Credentials }>;
  /** Keeps a proof that was verified, instead of the one before. Throws CiError `CI_ACCOUNT_KEY`. */
  link(userId: string, server: Server, account: Account, proof: Proof): Promise<LinkedAccount>;
  /** False when there was none. */
  unlink(userId: string, server: Pick<Server, 'provider' | 'name'>): Promise<boolean>;
  /** All that the person linked, also at connections that are gone. */
  of(userId: string): Promise<readonly LinkedAccount[]>;
  /** Who linked this login there; undefined when nobody did, or more than one. */
  personOf(server: Server, login: string): Promise<string | undefined>;
  /** All accounts of somebody who is gone. Answers how many there were. */
  forgetPerson(userId: string): Promise<number>;
}

export interface AccountsPorts {
  readonly table: AccountTable;
  readonly vault: Vault;
  readonly ring: KeyRing;
  readonly secrets: Pick<Secrets, 'lend'>;
  titleOf(provider: string): string;
  /** What a person types to link an account there: `/jenkins connect`. */
  connectCommand(server: Server): string;
  readonly now: Clock;
  /** Milliseconds; for tests. */
  readonly wait?: number;
}

/** While a key changes, nodes learn of it one after the other: so long one that cannot read waits for it. */
const WAIT = 300;
const TRIES = 5;

export function createAccounts(ports: AccountsPorts): Accounts {
  const { table, vault, now } = ports;
  return {
    find: (userId, server) => table.find(placeOf(userId, server)).then((found) => found && withoutSeal(found)),
    as: (userId, server) => open(ports, userId, server),
    async link(userId, server, account, proof) {
      const linked: LinkedAccount = {
        ...placeOf(userId, server),
        account,
        kind: proof.kind,
        address: addressOf(server),
        linkedAt: now(),
      };
      await table.put({ ...linked, ...vault.seal(proof, linked) });
      return linked;
    },
    unlink: (userId, server) => table.remove(placeOf(userId, server)),
    of: (userId) => table.of(userId),
    async personOf(server, login) {
      const people = await table.peopleOf(server.provider, server.name, login);
      const [only, ...others] = people.filter(({ address }) => address === addressOf(server));
      return others.length > 0 ? undefined : only?.userId;
    },
    forgetPerson: (userId) => table.removePerson(userId),
  };
}

async function open(ports: AccountsPorts, userId: string, server: Server): ReturnType<Accounts['as']> {
  const { table, vault, ring, secrets, wait = WAIT } = ports;
  for (let tries = 1; ; tries += 1) {
    const found = await table.find(placeOf(userId, server));
    if (found === undefined) throw missing(ports, server);
    if (found.address !== addressOf(server)) throw moved(ports, server, found);
    if (ring.current() === undefined) throw noKey();
    const proof = vault.open(found);
    if (proof !== undefined) {
      secrets.lend(secretsOf(proof));
      return { account: found.account, credentials: credentialsOf(proof) };
    }
    if (tries === TRIES) throw unreadable(ports, server);
    await pause(wait);
  }
}

/** Another kind of proof brings its credentials in another way. */
function credentialsOf(proof: Proof): Credentials {
  switch (proof.kind) {
    case 'token':
      return proof.credentials;
  }
}

/** As it may turn up anywhere: also as an `Authorization` header of type Basic has it, and within an address. */
export function secretsOf(proof: Proof): readonly string[] {
  const { username, token } = credentialsOf(proof);
  const basic = username === undefined ? [] : [Buffer.from(`${username}:${token}`).toString('base64')];
  return [...new Set([token, encodeURIComponent(token), ...basic])];
}

function placeOf(userId: string, { provider, name }: Pick<Server, 'provider' | 'name'>): AccountPlace {
  return { userId, provider, connection: name };
}

function withoutSeal({ sealed: _sealed, keyId: _key, ...linked }: SealedAccount): LinkedAccount {
  return linked;
}

function missing({ titleOf, connectCommand }: AccountsPorts, server: Server): CiError {
  return new CiError(
    'CI_ACCOUNT_MISSING',
    `You are not connected to ${titleOf(server.provider)}.`,
    `\`${connectCommand(server)}\` connects your account; what you ask for is then done as you.`,
  );
}

function moved({ titleOf, connectCommand }: AccountsPorts, server: Server, { address }: LinkedAccount): CiError {
  return new CiError(
    'CI_ACCOUNT_MOVED',
    `You connected to ${titleOf(server.provider)} at ${address}; its address is ${addressOf(server)} now, and your token is not sent there.`,
    `If that is right, \`${connectCommand(server)}\` connects you again.`,
  );
}

function unreadable({ titleOf, connectCommand }: AccountsPorts, server: Server): CiError {
  return new CiError(
    'CI_ACCOUNT_UNREADABLE',
    `Your token for ${titleOf(server.provider)} cannot be read any more: the encryption key was changed.`,
    `\`${connectCommand(server)}\` connects you again. Or a system administrator enters the former key behind the new one.`,
  );
}
