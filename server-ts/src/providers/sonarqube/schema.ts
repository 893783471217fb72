// The fields of SonarQube's webhook that are used. `properties` are not among them: people put into them what they like.
// https://docs.sonarsource.com/sonarqube-server/project-administration/webhooks/

import * as z from 'zod';
import { address, name, part, text, textOrNumber } from '../../platform/foreign-json.ts';

/** `2026-11-21T01:32:43+0000`. */
const time = z
  .string()
  .transform((value) => Date.parse(value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')))
  .pipe(z.number().positive())
  .optional()
  .catch(undefined);

export const conditionSchema = z.object({
  metric: name,
  operator: text,
  /** Absent when there was nothing to measure, and at times in a failed condition too. */
  value: textOrNumber,
  status: text,
  errorThreshold: textOrNumber,
});

export const gateSchema = z.object({
  taskId: text,
  /** Of the task, not of the gate. */
  status: text,
  analysedAt: time,
  changedAt: time,
  revision: text,
  project: z.object({ key: name, name: text, url: address }),
  branch: part({ name: text, type: text, url: address }),
  qualityGate: part({ name: text, status: text, conditions: z.array(z.unknown()).catch([]) }),
});

export type GatePayload = z.infer<typeof gateSchema>;
export type ConditionPayload = z.infer<typeof conditionSchema>;
