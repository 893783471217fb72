// Keeps secrets out of the log: by the name of the field, and by value wherever one turns up.

import { systemClock, type Clock } from './clock.ts';

const SECRET_NAME = /secret|token|password|authorization|encryptionkey|cookie/i;
const MASK = '***';
/** Shorter values would mask ordinary words. */
const SHORTEST = 8;
/** Milliseconds for which a secret that was in use is still masked: answers of CI systems may repeat it later. */
const LENT_FOR = 600_000;
/** Secrets in use at the same time; each costs time at every line of the log. */
const LENT_AT_MOST = 500;

export interface Secrets {
  /** From now on these values are masked; those learned before stay so, as old lines of a sender may still hold them. */
  learn(values: Iterable<string>): void;
  /** These are in use now: masked for the next ten minutes, then forgotten. */
  lend(values: Iterable<string>): void;
  /** For the log: `key` is the field's name, empty for the message. */
  redact(value: string, key: string): string;
  /** All that was learned or is in use, to mask it elsewhere. */
  known(): readonly string[];
}

export function createSecrets(now: Clock = systemClock): Secrets {
  const known = new Set<string>();
  const lent = createLent(now);
  return {
    learn(values) {
      for (const value of values) if (value.length >= SHORTEST) known.add(value);
    },
    lend(values) {
      for (const value of values) if (value.length >= SHORTEST) lent.add(value);
    },
    redact(value, key) {
      if (SECRET_NAME.test(key)) return MASK;
      let clean = value;
      for (const secret of known) clean = clean.replaceAll(secret, MASK);
      for (const secret of lent.all()) clean = clean.replaceAll(secret, MASK);
      return clean;
    },
    known: () => [...known, ...lent.all()],
  };
}

/** The oldest first: those whose time is over go whenever somebody looks. */
function createLent(now: Clock): { add(value: string): void; all(): Iterable<string> } {
  const until = new Map<string, number>();
  const forget = (): void => {
    for (const [value, end] of until) {
      if (end > now() && until.size <= LENT_AT_MOST) return;
      until.delete(value);
    }
  };
  return {
    add(value) {
      until.delete(value);
      until.set(value, now() + LENT_FOR);
      forget();
    },
    all() {
      forget();
      return until.keys();
    },
  };
}

/** The values of settings whose names say that they are secret. */
export function secretsIn(settings: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(settings).flatMap(([key, value]) => (SECRET_NAME.test(key) && typeof value === 'string' ? [value] : []));
}
