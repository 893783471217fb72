// Renews what proves an account, once however many wait for it, on one node or several.
//
// A CI system takes a refresh token once, and ends the tokens before: whoever shows one a second time ends all of them. So one node claims the
// account in the database, asks, and keeps the answer; all others wait for what it kept. Should it be killed between the CI system's answer
// and keeping it, the new tokens are lost to us: nothing can bring them back. Then the next one tries what there is (some CI systems take the
// former token until the new one was used), and when that is refused, the person is told that it was an interruption, and connects again.

import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../platform/clock.ts';
import { asProblem, CiError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { AccountPlace, AccountTable, OAuthProof, Renewing, SealedAccount } from './linked.ts';
import { TOKEN_TIMEOUT, type OAuthClient } from './oauth-client.ts';
import { OAuthRefusal } from './oauth-refusal.ts';
import type { Vault } from './vault.ts';

export interface RenewalPorts {
  readonly table: AccountTable;
  readonly vault: Vault;
  readonly log: Log;
  readonly now: Clock;
  /** Undefined while the CI system of the account is not configured, or moved. */
  client(account: SealedAccount): OAuthClient | undefined;
  /** The CI system takes them no more. Must not reject. */
  ended(account: SealedAccount, interrupted: boolean): Promise<void>;
  /** Masked in logs from now on. */
  lend(proof: OAuthProof): void;
  /** Milliseconds between two looks at what another node does; for tests. */
  readonly wait?: number;
}

export type Renewed =
  | { readonly kind: 'proof'; readonly proof: OAuthProof }
  /** The person must connect again. */
  | { readonly kind: 'ended' }
  /** Unlinked, or there is nothing to renew it with. */
  | { readonly kind: 'none' }
  /** What there was stays. */
  | { readonly kind: 'failed'; readonly problem: CiError };

export interface Renewal {
  /** Something newer than this access token. Rejects with a CiError while the database is away. */
  renew(place: AccountPlace, staleToken: string): Promise<Renewed>;
  /**
   * Does it while nobody renews the account, so that nothing newer appears behind it. Given undefined when there is no account. It goes on
   * without, when nobody lets go in time.
   */
  alone<Result>(place: AccountPlace, work: (account: SealedAccount | undefined) => Promise<Result>): Promise<Result>;
  /** Lets what is under way come to its end, some seconds at most: an answer that is not kept signs somebody out. */
  settled(): Promise<void>;
}

/** Longer than one request and keeping its answer may take; whoever held it so long is dead. Milliseconds. */
const HELD = 2.5 * TOKEN_TIMEOUT;
const WAIT = 100;
const PATIENCE = HELD + 5_000;
/** How long keeping an answer is tried while the database is away. */
const KEEP_TRYING = 60_000;
/** Mattermost gives a plugin 10 s to stop, and the database wants its share. */
const STOP_WITHIN = 3_000;

export function createRenewal(ports: RenewalPorts): Renewal {
  const { table, wait = WAIT } = ports;
  /** On this node: all who wait share one. */
  const running = new Map<string, Promise<Renewed>>();
  const busy = new Set<Promise<unknown>>();
  const track = async <Result>(work: Promise<Result>): Promise<Result> => {
    busy.add(work);
    return work.finally(() => busy.delete(work));
  };
  const attempt = async (place: AccountPlace, stale: string): Promise<Renewed> => {
    for (let tries = Math.ceil(PATIENCE / wait); tries > 0; tries -= 1) {
      const owner = randomUUID();
      const claimed = await table.claim(place, owner, HELD);
      if (claimed !== undefined) return renewClaimed(ports, claimed, owner, stale);
      const meanwhile = await standing(ports, place, stale);
      if (meanwhile !== undefined) return meanwhile;
      await pause(wait);
    }
    return { kind: 'failed', problem: busyTooLong() };
  };
  return {
    renew(place, stale) {
      const key = JSON.stringify([place.userId, place.provider, place.connection, stale]);
      const known = running.get(key);
      if (known !== undefined) return known;
      const begun = track(attempt(place, stale)).finally(() => running.delete(key));
      running.set(key, begun);
      return begun;
    },
    async alone(place, work) {
      const owner = randomUUID();
      for (let tries = Math.ceil(PATIENCE / wait); tries > 0; tries -= 1) {
        const claimed = await table.claim(place, owner, HELD);
        if (claimed !== undefined) return track(work(claimed.account)).finally(() => table.release(place, owner, claimed.interrupted));
        const found = await table.find(place);
        if (found === undefined || found.endedAt !== undefined) return work(found);
        await pause(wait);
      }
      return work(await table.find(place));
    },
    async settled() {
      await Promise.race([Promise.allSettled(busy), pause(STOP_WITHIN, undefined, { ref: false })]);
    },
  };
}

/** What another node made of it; undefined while it has not come to its end. */
async function standing({ table, vault }: RenewalPorts, place: AccountPlace, stale: string): Promise<Renewed | undefined> {
  const found = await table.find(place);
  if (found === undefined) return { kind: 'none' };
  if (found.endedAt !== undefined) return { kind: 'ended' };
  const proof = vault.open(found);
  return proof?.kind === 'oauth' && proof.accessToken !== stale ? { kind: 'proof', proof } : undefined;
}

async function renewClaimed(ports: RenewalPorts, { account, interrupted }: Renewing, owner: string, stale: string): Promise<Renewed> {
  const { table, vault } = ports;
  const proof = vault.open(account);
  const client = ports.client(account);
  if (proof?.kind === 'oauth' && proof.accessToken !== stale) {
    await table.release(account, owner, interrupted);
    return { kind: 'proof', proof };
  }
  if (proof?.kind !== 'oauth' || proof.refreshToken === undefined || client === undefined) {
    await table.release(account, owner, interrupted);
    return { kind: 'none' };
  }
  try {
    ports.lend(proof);
    const { proof: next } = await client.renew(proof.refreshToken);
    ports.lend(next);
    // Some keep the refresh token as it is, and do not repeat it.
    return await keep(ports, client, account, owner, { refreshToken: proof.refreshToken, ...next });
  } catch (error) {
    return refused(ports, account, owner, error, interrupted);
  }
}

/** Until it is kept nothing else matters: the former tokens are worth nothing any more. */
async function keep(ports: RenewalPorts, client: OAuthClient, account: SealedAccount, owner: string, proof: OAuthProof): Promise<Renewed> {
  const { table, vault, log } = ports;
  const { userId, provider, connection } = account;
  let last: unknown;
  for (let [spent, gap] = [0, 100]; spent <= KEEP_TRYING; spent += gap, gap = Math.min(2_000, gap * 2)) {
    try {
      const kept = await table.renewed(account, owner, vault.seal(proof, account));
      if (kept) {
        log.info('An account was renewed', { userId, provider, connection });
        return { kind: 'proof', proof };
      }
      // Unlinked meanwhile: nobody shall have what was just granted.
      await Promise.allSettled([proof.refreshToken ?? [], proof.accessToken].flat().map((token) => client.revoke(token)));
      return (await standing(ports, account, '')) ?? { kind: 'none' };
    } catch (error) {
      last = error;
      await pause(gap);
    }
  }
  log.error('A renewed account could not be kept', { userId, provider, connection, code: asProblem(last).code });
  return { kind: 'proof', proof };
}

async function refused(ports: RenewalPorts, account: SealedAccount, owner: string, error: unknown, interrupted: boolean): Promise<Renewed> {
  const { table, log, now } = ports;
  const { userId, provider, connection } = account;
  const fields = { userId, provider, connection };
  if (error instanceof OAuthRefusal && error.error === 'invalid_grant') {
    log.info('An account ended: the CI system takes its tokens no more', { ...fields, interrupted });
    if (await table.end(account, owner, now())) await ports.ended(account, interrupted);
    return { kind: 'ended' };
  }
  const problem = error instanceof OAuthRefusal ? applicationRefused(error) : asProblem(error);
  log.warn('An account could not be renewed; what there was is kept', { ...fields, code: problem.code, reason: problem.message });
  // A request that had no answer may have come there.
  const unsure = !(error instanceof OAuthRefusal) && !NEVER_SENT.has(problem.code);
  await table.release(account, owner, interrupted || unsure);
  return { kind: 'failed', problem };
}

const NEVER_SENT: ReadonlySet<string> = new Set([
  'CI_HTTP_NAME_NOT_FOUND',
  'CI_HTTP_REFUSED',
  'CI_HTTP_UNREACHABLE',
  'CI_HTTP_TLS_UNTRUSTED',
  'CI_HTTP_TLS_EXPIRED',
  'CI_HTTP_TLS_NAME',
  'CI_HTTP_TLS_PROTOCOL',
]);

/** `invalid_client`, `unauthorized_client` and the like: nothing is wrong with the person's account. */
export function applicationRefused({ error, words }: OAuthRefusal): CiError {
  return new CiError(
    'CI_ACCOUNT_APPLICATION',
    `The CI system does not take this plugin’s OAuth application.${words === '' ? '' : ` It says: ${words}`}`,
    `A system administrator checks the application’s id and secret, and that it is still there (${/^[a-z_]{1,40}$/.test(error) ? error : 'refused'}).`,
  );
}

function busyTooLong(): CiError {
  return new CiError('CI_ACCOUNT_RENEWAL', 'Your account is still being renewed.', 'Try again in a moment.');
}
