// The fields of the three kinds of deliveries that are used. Parameters, variables, notes and logs are not among them: they hold secrets.

import * as z from 'zod';
import { address, amount, name, part, text, textOrNumber, texts } from '../../platform/foreign-json.ts';

const MOST_TESTS = 20;

const time = z
  .union([z.number().positive(), z.string().transform((value) => Date.parse(value.replace(/([+-]\d\d):?(\d\d)$/, '$1:$2')))])
  .refine((value) => value > 0 && value < 8.64e15)
  .transform(Math.round)
  .optional()
  .catch(undefined);

/** The Notification plugin: `model/*.java` of https://github.com/jenkinsci/notification-plugin, nulls left out. */
export const notificationSchema = z.object({
  name: text,
  url: text,
  build: z.object({
    number: textOrNumber,
    /** Since 1.12. */
    queue_id: textOrNumber,
    full_url: address,
    url: text,
    phase: text,
    status: text,
    /** Text in versions before 1.12. */
    timestamp: time,
    /** Milliseconds. */
    duration: amount,
    scm: part({ url: text, branch: text, commit: textOrNumber, culprits: texts(2) }),
    test_summary: part({ total: amount, failed: amount, skipped: amount, failed_tests: texts(MOST_TESTS) }),
  }),
});

/** The Outbound WebHook plugin: `NotificationEvent.java` of https://github.com/jenkinsci/outbound-webhook-plugin. */
export const outboundSchema = z.object({
  projectName: text,
  buildName: text,
  buildNumber: textOrNumber,
  buildUrl: z.string(),
  event: text,
});

/** What the step of our readme sends. */
export const stepSchema = z.object({
  ci_command_center: z.unknown().optional(),
  id: text,
  job: text,
  number: textOrNumber,
  url: address,
  status: text,
  branch: text,
  tag: text,
  change: part({ id: textOrNumber, title: text, url: address }),
  commit: part({ sha: text, message: text, author: text, url: address }),
  user: text,
  started: time,
  duration: amount,
  stages: z.array(z.unknown()).catch([]),
  tests: part({ total: amount, failed: amount, skipped: amount, failures: texts(MOST_TESTS) }),
});

export const stageSchema = z.object({
  name,
  status: text,
  url: address,
  reason: text,
  started: time,
  duration: amount,
});

export type Notification = z.infer<typeof notificationSchema>;
export type StepReport = z.infer<typeof stepSchema>;
