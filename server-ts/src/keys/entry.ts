// The door for programs: the address, the key, how often it asks, and what it is for.

import type { Audit } from '../audit/index.ts';
import type { Clock } from '../platform/clock.ts';
import { createBuckets, type Buckets } from '../platform/limits.ts';
import { refused, tooMany, type Refusal } from './answers.ts';
import { hashOf, opens, type ApiKey } from './key.ts';
import type { KeyTable } from './ports.ts';

export interface EntryPorts {
  readonly keys: Pick<KeyTable, 'spend'>;
  isAllowed(address: string): boolean;
  /** Whether the person can still sign in. */
  isActive(userId: string): Promise<boolean>;
  readonly audit: Audit;
  /** Somebody was turned away, for the alerts channel. Must not throw. */
  warn(refusal: { readonly code: string; readonly address: string; readonly key?: string }): void;
  readonly now: Clock;
}

export interface Asking {
  readonly address: string;
  readonly headers: Headers;
  /** For the audit: what is asked for. */
  readonly act: string;
  /** In a few plain words, what it is about. */
  readonly what: string;
  /** `reports`, or the name of an intent; undefined: any key may ask. */
  readonly need?: string;
}

export type Entered = { readonly kind: 'in'; readonly key: ApiKey } | { readonly kind: 'out'; readonly refusal: Refusal };

/** Rejects with a CiError while the database is away. */
export type Entry = (asking: Asking) => Promise<Entered>;

/** From one address: so many wrong keys at once, and one more each six seconds. */
const WRONG_KEYS = { capacity: 10, perSecond: 1 / 6, keys: 10_000 };
/** What is noted of each address that is refused: a flood of requests must not fill the audit. */
const NOTED = { capacity: 10, perSecond: 1 / 6, keys: 10_000 };

export function createEntry(ports: EntryPorts): Entry {
  const [wrongKeys, noted] = [createBuckets(WRONG_KEYS), createBuckets(NOTED)];
  const out = (asking: Asking, refusal: Refusal, key?: ApiKey): Entered => {
    if (noted.take(asking.address, ports.now()) === 0) tell(ports, asking, refusal.body.code, key);
    return { kind: 'out', refusal };
  };
  return async (asking) => {
    if (!ports.isAllowed(asking.address)) return out(asking, wrongAddress());
    const hash = hashOf(keyIn(asking.headers) ?? '');
    const spent = hash && (await ports.keys.spend(hash, asking.address));
    if (spent === undefined) return wrongKey(ports, wrongKeys, asking, hash !== undefined);
    const { key, wait } = spent;
    if (key.expiresAt !== undefined && key.expiresAt <= ports.now()) return out(asking, over(key), key);
    if (wait > 0) return { kind: 'out', refusal: tooMany('CI_API_RATE', 'This key asks too often: 60 times a minute is the most.', wait) };
    if (asking.need !== undefined && !opens(key, asking.need)) return out(asking, notForThis(asking.need), key);
    return (await ports.isActive(key.creatorId)) ? { kind: 'in', key } : out(asking, orphaned(), key);
  };
}

/** A right key is never slowed by wrong ones: behind a proxy all programs may share one address. */
function wrongKey(ports: EntryPorts, wrongKeys: Buckets, asking: Asking, given: boolean): Entered {
  const wait = wrongKeys.take(asking.address, ports.now());
  if (wait > 0) return { kind: 'out', refusal: tooMany('CI_API_SLOW_DOWN', 'Too many wrong keys from this address.', wait) };
  if (given) tell(ports, asking, 'CI_API_KEY', undefined);
  return { kind: 'out', refusal: noKey(given) };
}

function tell({ audit, warn, now }: EntryPorts, { act, what, address }: Asking, code: string, key: ApiKey | undefined): void {
  const named = key !== undefined && { key: key.name };
  audit.note({
    act,
    userId: key?.creatorId ?? '',
    from: 'api',
    address,
    ...named,
    what,
    values: {},
    outcome: 'refused',
    code,
    at: now(),
    milliseconds: 0,
  });
  warn({ code, address, ...named });
}

/** `X-API-Key`, or a Bearer token, of which Mattermost took away those that are sessions. */
function keyIn(headers: Headers): string | undefined {
  const given = headers.get('X-API-Key') ?? /^bearer\s+(\S.*)$/i.exec(headers.get('Authorization') ?? '')?.[1];
  return given?.trim();
}

const challenge = { 'WWW-Authenticate': 'Bearer realm="CI Command Center"' };

function noKey(given: boolean): Refusal {
  const remedy = 'Send it as X-API-Key; a system administrator makes one with /ci api-key create.';
  return refused(401, 'CI_API_KEY', `${given ? 'There is no such key.' : 'A key is needed.'} ${remedy}`, challenge);
}

function over({ name }: ApiKey): Refusal {
  const remedy = `Make another one with /ci api-key create, and take this one away with /ci api-key revoke ${name}.`;
  return refused(401, 'CI_API_KEY_EXPIRED', `The time of this key is over. ${remedy}`, challenge);
}

function orphaned(): Refusal {
  const remedy = 'What it did would be done as this person: make another key with /ci api-key create.';
  return refused(401, 'CI_API_KEY_OWNER', `Who made this key is not active any more. ${remedy}`, challenge);
}

function wrongAddress(): Refusal {
  return refused(403, 'CI_API_ADDRESS', 'This address may not ask. Add it to AllowedAddresses in the settings of CI Command Center.');
}

function notForThis(need: string): Refusal {
  const what = need === 'reports' ? 'reports' : 'this intent';
  return refused(403, 'CI_API_SCOPE', `This key is not for ${what}. Make one that is with /ci api-key create.`);
}
