// Tells what kind of event a delivery of GitLab is, and reads the kinds that are used.

import type { Connection } from '../../ci/connection.ts';
import type { Delivery, Reading } from '../../ci/provider.ts';
import { readJob } from './job-event.ts';
import { readPipeline } from './pipeline-event.ts';
import { envelopeSchema } from './schema.ts';

/** The kind is only in the body: system hooks send the same header for every kind. */
export function read({ body }: Delivery, connection: Connection): Reading {
  const payload = parse(body);
  const envelope = envelopeSchema.safeParse(payload);
  if (!envelope.success) return { kind: 'invalid', reason: 'the body is not a JSON object' };
  const kind = envelope.data.object_kind ?? envelope.data.event_name;
  if (kind === undefined) return { kind: 'invalid', reason: 'the body has no object_kind, so it is no event of GitLab' };
  if (kind === 'pipeline') return readPipeline(payload, connection.name);
  if (kind === 'build') return readJob(payload, connection.name);
  return { kind: 'ignored', reason: `${nameKind(kind)} events are not used` };
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

function nameKind(kind: string): string {
  return /^[\w-]{1,40}$/.test(kind) ? kind : 'such';
}
