// Keeps secrets out of the log: by the name of the field, and by value wherever one turns up.

const SECRET_NAME = /secret|token|password|authorization|encryptionkey|cookie/i;
const MASK = '***';
/** Shorter values would mask ordinary words. */
const SHORTEST = 8;

export interface Secrets {
  /** From now on these values are masked; those learned before stay so, as old lines of a sender may still hold them. */
  learn(values: Iterable<string>): void;
  /** For the log: `key` is the field's name, empty for the message. */
  redact(value: string, key: string): string;
  /** All that was learned, to mask it elsewhere. */
  known(): readonly string[];
}

export function createSecrets(): Secrets {
  const known = new Set<string>();
  return {
    learn(values) {
      for (const value of values) if (value.length >= SHORTEST) known.add(value);
    },
    redact(value, key) {
      if (SECRET_NAME.test(key)) return MASK;
      let clean = value;
      for (const secret of known) clean = clean.replaceAll(secret, MASK);
      return clean;
    },
    known: () => [...known],
  };
}

/** The values of settings whose names say that they are secret. */
export function secretsIn(settings: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(settings).flatMap(([key, value]) => (SECRET_NAME.test(key) && typeof value === 'string' ? [value] : []));
}
