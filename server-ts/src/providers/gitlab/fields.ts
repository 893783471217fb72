// The kinds of field that GitLab's bodies are made of. A field that is missing, null or of another kind is undefined;
// only what nothing can be done without makes the whole invalid.

import * as z from 'zod';
import { address, part, text, tidy } from '../../platform/foreign-json.ts';
import { parseTime } from './time.ts';

const MAX_LONG_TEXT = 4000;

/** Comments and descriptions: the beginning. */
export const longText = z
  .string()
  .transform((value) => tidy(value, MAX_LONG_TEXT) || undefined)
  .optional()
  .catch(undefined);
export const id = z.union([
  z.number().int().nonnegative(),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
]);
export const maybeId = id.optional().catch(undefined);
export const flag = z.boolean().catch(false);
export const maybeFlag = z.boolean().optional().catch(undefined);
/** A share that is a number in some answers and a string in others. */
export const percentage = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,3}(\.\d{1,10})?$/)
      .transform(Number),
  ])
  .refine((value) => value >= 0 && value <= 100)
  .optional()
  .catch(undefined);
export const instant = z
  .string()
  .transform((value) => parseTime(value))
  .optional()
  .catch(undefined);

const MAX_ENTRIES = 100;

/** The entries that are what they should be, at most `most`; nothing when it is no list. */
export function list<Entry extends z.ZodType>(entry: Entry, most = MAX_ENTRIES) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((entries) => entries.slice(0, most).flatMap((each): z.output<Entry>[] => read(entry, each)));
}

function read<Entry extends z.ZodType>(entry: Entry, value: unknown): z.output<Entry>[] {
  const parsed = entry.safeParse(value);
  return parsed.success ? [parsed.data] : [];
}

export const user = part({ id: maybeId, name: text, username: text, avatar_url: address });
export const project = part({ id: maybeId, path_with_namespace: text, web_url: address });
export const commit = z.object({
  id: text,
  message: longText,
  title: text,
  url: address,
  author: part({ name: text }),
});
export const envelopeSchema = z.object({ object_kind: text, event_name: text });
