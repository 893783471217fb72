// Small checks that turn `unknown` from the host, the wire or a post into our types.

export type Guard<T> = (value: unknown) => value is T;

type Fields<T> = { readonly [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? Guard<T[K] | undefined> : Guard<T[K]> };

export const isString: Guard<string> = (value): value is string => typeof value === 'string';
export const isNumber: Guard<number> = (value): value is number => Number.isFinite(value);
export const isBoolean: Guard<boolean> = (value): value is boolean => typeof value === 'boolean';

export const isAnything: Guard<unknown> = (_value): _value is unknown => true;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

export function isOneOf<T extends string>(choices: readonly T[]): Guard<T> {
  return (value): value is T => choices.some((choice) => choice === value);
}

export function optional<T>(guard: Guard<T>): Guard<T | undefined> {
  return (value): value is T | undefined => value === undefined || guard(value);
}

export function listOf<T>(guard: Guard<T>): Guard<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(guard);
}

/** An object with these fields; fields that it does not name are let through, so an older web app reads a newer server. */
export function shape<T>(fields: Fields<T>): Guard<T> {
  const checks: [string, Guard<unknown>][] = Object.entries(fields);
  return (value): value is T => isRecord(value) && checks.every(([key, check]) => check(value[key]));
}

/** The value at a path of keys, or undefined where the path ends early. */
export function dig(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), value);
}
