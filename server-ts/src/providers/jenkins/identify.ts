// The identity of a delivery, equal in each repetition.

import type { Delivery } from '../../ci/provider.ts';
import { parseJson } from '../../platform/foreign-json.ts';
import { whichBuild } from './notification.ts';
import { notificationSchema, stepSchema } from './schema.ts';

/**
 * The Notification plugin sends no id, but it may call several times, and from several endpoints, with the same moment of the same
 * phase of a build. Our step makes an id up, which curl's repetitions share. The Outbound WebHook plugin tells nothing to go by.
 */
export function identify({ body }: Delivery): string | undefined {
  const payload = parseJson(body);
  const step = stepSchema.safeParse(payload).data;
  if (step?.ci_command_center !== undefined) return step.id?.slice(0, 200);
  const told = notificationSchema.safeParse(payload).data;
  if (told === undefined) return undefined;
  const { job, number } = whichBuild(told);
  const { phase, status = '', timestamp } = told.build;
  if (job === undefined || number === undefined || phase === undefined || timestamp === undefined) return undefined;
  return [job.slice(-300), number, phase, status, timestamp].join(' ').slice(0, 400);
}
