// What providers read foreign JSON with. A field that is missing, null or of another kind is undefined: senders differ by version,
// and only what nothing can be done without may make a whole delivery invalid.

import * as z from 'zod';

const MAX_TEXT = 1000;

/** Undefined when the bytes are no JSON. */
export function parseJson(body: Uint8Array, reviver?: (key: string, value: unknown) => unknown): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body), reviver);
  } catch {
    return undefined;
  }
}

/** For {@link parseJson}: whole numbers that JavaScript cannot hold come as text. https://github.com/tc39/proposal-json-parse-with-source */
export function keepDigits(_key: string, value: unknown, ...[context]: readonly unknown[]): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value) || typeof context !== 'object' || context === null) return value;
  const source = 'source' in context ? context.source : undefined;
  return typeof source === 'string' && /^-?\d{1,100}$/.test(source) ? source : value;
}

/** The first `limit` letters. PostgreSQL's jsonb stores neither NUL nor half a surrogate pair. */
export function tidy(value: string, limit = MAX_TEXT): string {
  return value.slice(0, limit).replaceAll('\0', '').toWellFormed().trim();
}

/** Shortened, never empty. */
export const text = z
  .string()
  .transform((value) => tidy(value) || undefined)
  .optional()
  .catch(undefined);

/** Text that must be there. */
export const name = z
  .string()
  .transform((value) => tidy(value))
  .pipe(z.string().min(1));

/** A number counts as its digits. */
export const textOrNumber = z
  .union([z.string(), z.number().transform(String)])
  .transform((value) => tidy(value) || undefined)
  .optional()
  .catch(undefined);

/** An absolute web address without anything that could break out of a link. */
export const address = z
  .string()
  .max(2000)
  .refine((value) => /^https?:\/\/[^\s"<>\\^`{|}\0]+$/i.test(value) && URL.canParse(value))
  .optional()
  .catch(undefined);

export const amount = z.number().nonnegative().optional().catch(undefined);

/** Texts of a list; what is no text is left out. At most `most`. */
export function texts(most: number) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((values) => values.slice(0, most).flatMap((value) => (typeof value === 'string' ? tidy(value) || [] : [])));
}

/** Absent is as good as empty. */
export function part<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object(shape).optional().catch(undefined);
}

/** A real commit, in lower case: not zeros, and no number of a system that counts its revisions. */
export function shaOf(value: string | undefined): string | undefined {
  if (value === undefined || !/^[0-9a-f]{7,64}$/i.test(value) || /^0+$/.test(value)) return undefined;
  return value.length < 40 && /^\d+$/.test(value) ? undefined : value.toLowerCase();
}

/** Leaves out what is undefined: state is compared and stored as JSON. */
export function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> };
export function present(fields: Readonly<Record<string, unknown>>): object {
  const known: Record<string, unknown> = {};
  for (const key in fields) if (fields[key] !== undefined) known[key] = fields[key];
  return known;
}
