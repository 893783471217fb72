// A delivery of the Outbound WebHook plugin → the build that it tells of.

import type { Connection } from '../../ci/connection.ts';
import type { Reading } from '../../ci/provider.ts';
import { address, present } from '../../platform/foreign-json.ts';
import { pageOf, seen } from './build.ts';
import { readAddress } from './job-address.ts';
import { guessRef } from './ref.ts';
import { outboundSchema } from './schema.ts';
import { readStatus } from './statuses.ts';

/**
 * Most versions send no number, and `projectName` without folders: the build's address has both, so that this is the same card as
 * what the other senders tell. A build may be renamed, so its name counts only when it is a number.
 */
export function readOutbound(payload: unknown, connection: Connection): Reading {
  const told = outboundSchema.safeParse(payload).data;
  if (told === undefined) return { kind: 'invalid', reason: 'it has no address of a build' };
  const place = readAddress(told.buildUrl);
  const job = place?.name ?? told.projectName;
  const number = place?.number ?? /^#?(\d{1,15})$/.exec(told.buildNumber ?? told.buildName ?? '')?.[1];
  if (job === undefined || number === undefined) return { kind: 'invalid', reason: 'it names no job or no build number' };
  const event = told.event?.toLowerCase();
  const status = event === 'start' || event === 'pipeline' ? 'running' : readStatus(event ?? '');
  if (status === undefined) return { kind: 'ignored', reason: 'the build has a result that is not known here' };
  const url = pageOf(address.safeParse(told.buildUrl).data, undefined, connection);
  const snapshot = { url, status, ...present({ ref: guessRef(job, undefined) }) };
  return { kind: 'event', event: seen({ job, number, snapshot, stages: [] }, connection) };
}
