// Tells what kind of event a delivery of GitLab is, and reads the kinds that are used.

import type { Connection } from '../../ci/connection.ts';
import type { Delivery, Reading } from '../../ci/provider.ts';
import { readEmoji, readNote } from './comment-event.ts';
import { readDeployment } from './deployment-event.ts';
import { envelopeSchema } from './fields.ts';
import { readJob } from './job-event.ts';
import { readPipeline } from './pipeline-event.ts';
import { placeEvents, readPlaceEvent } from './place-event.ts';
import { readPush, readTagPush } from './push-event.ts';
import { readRelease } from './release-event.ts';
import { readIssue, readMergeRequest, readWorkItem } from './review-event.ts';
import { readWikiPage } from './wiki-event.ts';

type Reader = (payload: unknown, connection: string) => Reading;

const readers: ReadonlyMap<string, Reader> = new Map([
  ['pipeline', readPipeline],
  ['build', readJob],
  ['push', readPush],
  ['tag_push', readTagPush],
  ['merge_request', readMergeRequest],
  ['issue', readIssue],
  ['work_item', readWorkItem],
  ['note', readNote],
  ['emoji', readEmoji],
  ['deployment', readDeployment],
  ['release', readRelease],
  ['wiki_page', readWikiPage],
]);

/** The kind is only in the body: system hooks send the same header for every kind, and old servers other words ("Build Hook"). */
export function read({ body }: Delivery, connection: Connection): Reading {
  const payload = parse(body);
  const envelope = envelopeSchema.safeParse(payload);
  if (!envelope.success) return { kind: 'invalid', reason: 'the body is not a JSON object' };
  const kind = envelope.data.object_kind ?? envelope.data.event_name;
  if (kind === undefined) return { kind: 'invalid', reason: 'the body has no object_kind, so it is no event of GitLab' };
  if (placeEvents.includes(kind)) return readPlaceEvent(payload, kind);
  return readers.get(kind)?.(payload, connection.name) ?? { kind: 'ignored', reason: whyIgnored(kind) };
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

/** https://docs.gitlab.com/administration/system_hooks/ */
function whyIgnored(kind: string): string {
  if (kind === 'repository_update') return 'repository_update events only repeat what push and tag_push events tell: tick those';
  if (/^(?:project|group|subgroup|user|key)_/.test(kind)) return `${nameKind(kind)} events are about accounts and projects, not shown`;
  return `${nameKind(kind)} events are not shown`;
}

function nameKind(kind: string): string {
  return /^[\w-]{1,40}$/.test(kind) ? kind : 'such';
}
