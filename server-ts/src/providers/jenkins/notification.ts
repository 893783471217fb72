// A delivery of the Notification plugin → the build that it tells of.

import type { Connection } from '../../ci/connection.ts';
import type { Commit, PipelineSnapshot, Status } from '../../ci/pipeline.ts';
import type { Reading } from '../../ci/provider.ts';
import { isConcluded } from '../../ci/status.ts';
import { present, shaOf } from '../../platform/foreign-json.ts';
import { pageOf, seconds, seen, testsOf } from './build.ts';
import { readAddress } from './job-address.ts';
import { guessRef, readRef } from './ref.ts';
import { notificationSchema } from './schema.ts';
import type { Notification } from './schema.ts';
import { statusInPhase } from './statuses.ts';

type Build = Notification['build'];

export function readNotification(payload: unknown, connection: Connection): Reading {
  const told = notificationSchema.safeParse(payload).data;
  if (told === undefined) return { kind: 'invalid', reason: 'it tells of no build' };
  const { build } = told;
  const { job, number } = whichBuild(told);
  if (job === undefined || number === undefined) return { kind: 'invalid', reason: 'it names no job or no build number' };
  const status = statusInPhase(build.phase, build.status);
  if (status === undefined) return { kind: 'ignored', reason: 'the build has a result that is not known here' };
  return { kind: 'event', event: seen({ job, number, snapshot: snapshotOf(job, status, build, connection), stages: [] }, connection) };
}

/** `name` lacks the folders; the address has them. */
export function whichBuild({ name, url, build }: Notification): {
  readonly job?: string | undefined;
  readonly number?: string | undefined;
} {
  const place = readAddress(build.url) ?? readAddress(build.full_url) ?? readAddress(url);
  const told = build.number !== undefined && /^\d{1,15}$/.test(build.number) ? build.number : undefined;
  return { job: place?.name ?? name, number: told ?? place?.number };
}

function snapshotOf(job: string, status: Status, build: Build, connection: Connection): Omit<PipelineSnapshot, 'number' | 'stages'> {
  const { scm, test_summary: tests } = build;
  return {
    url: pageOf(build.full_url, build.url, connection),
    status,
    ...timesOf(status, build),
    ...present({
      ref: readRef(scm?.branch) ?? guessRef(job, scm?.url),
      commit: commitOf(scm),
      tests: testsOf(tests, tests?.failed_tests),
      queued: placeOf(build.queue_id),
    }),
  };
}

/** Builds that an older version of the plugin tells of have place 0. */
function placeOf(queueId: string | undefined): string | undefined {
  return queueId !== undefined && /^[1-9]\d{0,15}$/.test(queueId) ? queueId : undefined;
}

/**
 * `timestamp` is when the phase began: the start while it runs, the end when it is over, and for what was queued when it came into the
 * queue. A duration is told as 0 until the end. `JobListener.java` of the plugin.
 */
function timesOf(status: Status, { timestamp, duration }: Build): Pick<PipelineSnapshot, 'createdAt' | 'finishedAt' | 'duration'> {
  if (status === 'pending') return {};
  if (!isConcluded(status)) return present({ createdAt: timestamp });
  const createdAt = timestamp === undefined || duration === undefined ? undefined : timestamp - Math.round(duration);
  return present({ createdAt, finishedAt: timestamp, duration: duration === undefined ? undefined : seconds(duration) });
}

/** Whoever changed something since the last good build is the author only when that was one person. */
function commitOf(scm: Build['scm']): Commit | undefined {
  const sha = shaOf(scm?.commit);
  if (sha === undefined) return undefined;
  const [culprit, ...others] = scm?.culprits ?? [];
  const alone = culprit !== undefined && others.length === 0;
  return { sha, title: '', ...(alone && { author: { name: culprit, username: culprit } }) };
}
