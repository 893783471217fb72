// The fields of Alertmanager's webhook message (version 4) that are used, as sent by 0.15 to 0.34. A field that is missing, null
// or of another kind is empty. https://prometheus.io/docs/alerting/latest/configuration/#webhook_config

import * as z from 'zod';
import { address, text } from '../../platform/foreign-json.ts';

const MAX_ANNOTATION = 1000;
/** Longer values are cut; a silence made of a cut one matches nothing, rather than too much. */
const MAX_LABEL = 500;
const MAX_PAIRS = 50;

/** Without trimming, as labels must stay what they are. PostgreSQL's jsonb stores neither NUL nor half a surrogate pair. */
function keep(value: string, most: number): string {
  return value.slice(0, most).replaceAll('\0', '').toWellFormed();
}

/** Year 1 stands for "not yet". */
const instant = z
  .string()
  .transform((value) => Date.parse(value))
  .refine((value) => value > 0)
  .optional()
  .catch(undefined);

/** Names and values that are not text are left out. */
function pairs(most: number) {
  return z
    .record(z.string(), z.unknown())
    .catch({})
    .transform((record) =>
      Object.fromEntries(
        Object.entries(record)
          .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
          .slice(0, MAX_PAIRS)
          .map(([name, value]) => [keep(name, MAX_LABEL), keep(value, most)]),
      ),
    );
}

const labels = pairs(MAX_LABEL);
const annotations = pairs(MAX_ANNOTATION);

export const alertSchema = z.object({
  status: z.enum(['firing', 'resolved']),
  labels,
  annotations,
  startsAt: instant,
  endsAt: instant,
  generatorURL: address,
  fingerprint: text,
});

export const messageSchema = z.object({
  groupKey: z.string().min(1),
  receiver: text,
  groupLabels: labels,
  commonLabels: labels,
  commonAnnotations: annotations,
  externalURL: address,
  truncatedAlerts: z.number().int().nonnegative().catch(0),
  alerts: z.array(z.unknown()),
});

export type AlertPayload = z.infer<typeof alertSchema>;
export type Message = z.infer<typeof messageSchema>;
