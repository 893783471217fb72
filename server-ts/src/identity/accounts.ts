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
  type OAuthProof,
  type Proof,
  type SealedAccount,
  type Server,
} from './linked.ts';
import type { Renewal } from './renewal.ts';
import { noKey, type Vault } from './vault.ts';

export interface Accounts {
  /** Undefined when the person linked none there. Needs no key. */
  find(userId: string, server: Server): Promise<LinkedAccount | undefined>;
  /**
   * The account with what proves it. Throws CiError: `CI_ACCOUNT_MISSING` when none is linked, `CI_ACCOUNT_MOVED` when it was linked at another
   * address, `CI_ACCOUNT_UNREADABLE` when no key opens it, `CI_ACCOUNT_ENDED` when the CI system takes it no more, `CI_ACCOUNT_KEY` without a
   * key. All but the last are mended by connecting. What ends soon is renewed first.
   */
  as(userId: string, server: Server): Promise<Acting>;
  /**
   * The CI system refused this token: newer credentials, or undefined when there are none and it is to be believed. Throws CiError
   * `CI_ACCOUNT_ENDED` when there never will be.
   */
  renewed(userId: string, server: Server, refusedToken: string): Promise<Credentials | undefined>;
  /** Keeps a proof that was verified, instead of the one before. Throws CiError `CI_ACCOUNT_KEY`. */
  link(userId: string, server: Server, account: Account, proof: Proof): Promise<LinkedAccount>;
  /** What the CI system granted to us ends there, too. */
  unlink(userId: string, server: Pick<Server, 'provider' | 'name'>): Promise<Unlinking>;
  /** All that the person linked, also at connections that are gone. */
  of(userId: string): Promise<readonly LinkedAccount[]>;
  /** Who linked this login there; undefined when nobody did, or more than one. */
  personOf(server: Server, login: string): Promise<string | undefined>;
  /** All accounts of somebody who is gone. Answers how many there were. */
  forgetPerson(userId: string): Promise<number>;
}

/** Somebody's account, with what proves it. */
export interface Acting {
  readonly account: Account;
  readonly credentials: Credentials;
}

export type Unlinking =
  | { readonly kind: 'none' }
  /** `ended`: undefined where the person made the token, who alone can end it. False when the CI system could not be told. */
  | { readonly kind: 'unlinked'; readonly account: Account; readonly ended?: boolean };

export interface AccountsPorts {
  readonly table: AccountTable;
  readonly vault: Vault;
  readonly ring: KeyRing;
  readonly secrets: Pick<Secrets, 'lend'>;
  titleOf(provider: string): string;
  /** What a person types to link an account there: `/jenkins connect`. */
  connectCommand(server: Server): string;
  readonly now: Clock;
  /** For accounts that were granted by OAuth. */
  readonly renewal?: Pick<Renewal, 'renew' | 'alone'>;
  /** Ends what was granted; answers whether the CI system did. Must not reject. */
  revoke?(account: SealedAccount): Promise<boolean>;
  /** Milliseconds; for tests. */
  readonly wait?: number;
}

/** While a key changes, nodes learn of it one after the other: so long one that cannot read waits for it. */
const WAIT = 300;
const TRIES = 5;
/** Milliseconds before its end at which a token is renewed, so that none ends on its way. */
const EARLY = 300_000;
/** A token that is younger and was refused is not renewed: something else is wrong. */
const YOUNG = 3_000;

export function createAccounts(ports: AccountsPorts): Accounts {
  const { table, vault, now } = ports;
  return {
    find: (userId, server) => table.find(placeOf(userId, server)).then((found) => found && withoutSeal(found)),
    as: (userId, server) => act(ports, userId, server),
    renewed: (userId, server, refusedToken) => renewRefused(ports, userId, server, refusedToken),
    async link(userId, server, account, proof) {
      const linked: LinkedAccount = {
        ...placeOf(userId, server),
        account,
        kind: proof.kind,
        address: addressOf(server),
        linkedAt: now(),
      };
      const before = await table.find(linked);
      await table.put({ ...linked, ...vault.seal(proof, linked) });
      if (before?.kind === 'oauth') await ports.revoke?.(before);
      return linked;
    },
    unlink: (userId, server) => unlink(ports, placeOf(userId, server)),
    of: (userId) => table.of(userId),
    async personOf(server, login) {
      const people = await table.peopleOf(server.provider, server.name, login);
      const [only, ...others] = people.filter(({ address }) => address === addressOf(server));
      return others.length > 0 ? undefined : only?.userId;
    },
    async forgetPerson(userId) {
      const all = await table.of(userId);
      const granted = all.filter(({ kind }) => kind === 'oauth');
      await Promise.all(granted.map((each) => unlink(ports, each)));
      await table.removePerson(userId);
      return all.length;
    },
  };
}

async function unlink({ table, renewal, revoke }: AccountsPorts, place: AccountPlace): Promise<Unlinking> {
  const end = async (account: SealedAccount | undefined): Promise<Unlinking> => {
    const isGranted = account?.kind === 'oauth';
    const isOver = account?.endedAt !== undefined || (isGranted && (await revoke?.(account))) === true;
    if (!(await table.remove(place)) || account === undefined) return { kind: 'none' };
    return { kind: 'unlinked', account: account.account, ...(isGranted && { ended: isOver }) };
  };
  const found = await table.find(place);
  return found?.kind === 'oauth' && renewal !== undefined ? renewal.alone(place, end) : end(found);
}

async function act(ports: AccountsPorts, userId: string, server: Server): Promise<Acting> {
  const { found, proof } = await open(ports, userId, server);
  const fresh = proof.kind === 'oauth' ? await renewEarly(ports, server, found, proof) : proof;
  ports.secrets.lend(secretsOf(fresh));
  return { account: found.account, credentials: credentialsOf(fresh) };
}

async function renewEarly(ports: AccountsPorts, server: Server, found: SealedAccount, proof: OAuthProof): Promise<OAuthProof> {
  const { renewal, now } = ports;
  const { expiresAt = Infinity, refreshToken } = proof;
  if (renewal === undefined || refreshToken === undefined || expiresAt - now() > EARLY) return proof;
  const renewed = await renewal.renew(found, proof.accessToken);
  switch (renewed.kind) {
    case 'proof':
      return renewed.proof;
    case 'ended':
      throw ended(ports, server);
    case 'none':
      return proof;
    case 'failed':
      if (expiresAt > now()) return proof;
      throw unrenewed(ports, server, renewed.problem);
  }
}

async function renewRefused(ports: AccountsPorts, userId: string, server: Server, refusedToken: string): Promise<Credentials | undefined> {
  const { proof } = await open(ports, userId, server);
  if (proof.kind !== 'oauth' || ports.renewal === undefined) return undefined;
  const usable = (fresh: OAuthProof): Credentials => {
    ports.secrets.lend(secretsOf(fresh));
    return credentialsOf(fresh);
  };
  if (proof.accessToken !== refusedToken) return usable(proof);
  if (ports.now() - proof.grantedAt < YOUNG) return undefined;
  const renewed = await ports.renewal.renew(placeOf(userId, server), refusedToken);
  if (renewed.kind === 'ended') throw ended(ports, server);
  return renewed.kind === 'proof' ? usable(renewed.proof) : undefined;
}

interface Opened {
  readonly found: SealedAccount;
  readonly proof: Proof;
}

async function open(ports: AccountsPorts, userId: string, server: Server): Promise<Opened> {
  const { table, vault, ring, wait = WAIT } = ports;
  for (let tries = 1; ; tries += 1) {
    const found = await table.find(placeOf(userId, server));
    if (found === undefined) throw missing(ports, server);
    if (found.address !== addressOf(server)) throw moved(ports, server, found);
    if (found.endedAt !== undefined) throw ended(ports, server);
    if (ring.current() === undefined) throw noKey();
    const proof = vault.open(found);
    if (proof !== undefined) return { found, proof };
    if (tries === TRIES) throw unreadable(ports, server);
    await pause(wait);
  }
}

function credentialsOf(proof: Proof): Credentials {
  switch (proof.kind) {
    case 'token':
      return proof.credentials;
    case 'oauth':
      return { token: proof.accessToken };
  }
}

/** As it may turn up anywhere: also as an `Authorization` header of type Basic has it, and within an address. */
export function secretsOf(proof: Proof): readonly string[] {
  const { username, token } = credentialsOf(proof);
  const basic = username === undefined ? [] : [Buffer.from(`${username}:${token}`).toString('base64')];
  const refresh = proof.kind === 'oauth' && proof.refreshToken !== undefined ? [proof.refreshToken] : [];
  return [...new Set([token, ...refresh].flatMap((each) => [each, encodeURIComponent(each)])), ...basic];
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

function ended({ titleOf, connectCommand }: AccountsPorts, server: Server): CiError {
  return new CiError(
    'CI_ACCOUNT_ENDED',
    `${titleOf(server.provider)} does not take your connection any more: it was revoked, or lapsed.`,
    `\`${connectCommand(server)}\` connects you again.`,
  );
}

function unrenewed({ titleOf }: AccountsPorts, server: Server, { code, message, remedy }: CiError): CiError {
  return new CiError(code, `Your connection to ${titleOf(server.provider)} has to be renewed, and that failed. ${message}`, remedy);
}

function unreadable({ titleOf, connectCommand }: AccountsPorts, server: Server): CiError {
  return new CiError(
    'CI_ACCOUNT_UNREADABLE',
    `Your token for ${titleOf(server.provider)} cannot be read any more: the encryption key was changed.`,
    `\`${connectCommand(server)}\` connects you again. Or a system administrator enters the former key behind the new one.`,
  );
}
