// Tells which of the three senders a delivery is of, and reads it.

import * as z from 'zod';
import type { Connection } from '../../ci/connection.ts';
import type { Delivery, Reading } from '../../ci/provider.ts';
import { parseJson } from '../../platform/foreign-json.ts';
import { readNotification } from './notification.ts';
import { readOutbound } from './outbound.ts';
import { readStepReport } from './step-report.ts';

const envelopeSchema = z.object({
  ci_command_center: z.unknown().optional(),
  build: z.unknown().optional(),
  buildUrl: z.unknown().optional(),
});

export function read({ body }: Delivery, connection: Connection): Reading {
  const payload = parseJson(body);
  const envelope = envelopeSchema.safeParse(payload).data;
  if (envelope === undefined) return { kind: 'invalid', reason: 'the body is not a JSON object: choose the format JSON in Jenkins' };
  if (envelope.ci_command_center !== undefined) return readStepReport(payload, connection);
  if (envelope.build !== undefined) return readNotification(payload, connection);
  if (envelope.buildUrl !== undefined) return readOutbound(payload, connection);
  return { kind: 'invalid', reason: 'the body is no news of a build' };
}
