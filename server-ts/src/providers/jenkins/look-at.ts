// Where a run stands that is followed: asked of Jenkins, and told as its webhooks tell the same build.

import type { Reach } from '../../ci/account.ts';
import type { FollowTarget, Look } from '../../ci/follow.ts';
import type { Commit, Job, Person, PipelineSnapshot, Ref, Status, WaitingInput } from '../../ci/pipeline.ts';
import { isConcluded } from '../../ci/status.ts';
import { present, shaOf } from '../../platform/foreign-json.ts';
import { buildPath, type BuildPlace } from './api/build-path.ts';
import {
  causesOf,
  findByQueue,
  isRunning,
  marksOf,
  parametersOf,
  readBuild,
  readFailedTests,
  readRun,
  type Build,
  type Run,
} from './api/builds.ts';
import { readInputs, type PendingInput } from './api/inputs.ts';
import { readQueueItem } from './api/queue.ts';
import { seconds, seen, testsOf } from './build.ts';
import { guessRef, readRef } from './ref.ts';
import { showParameters } from './shown-parameters.ts';
import { readStage, readStatus } from './statuses.ts';

const MOST_STAGES = 200;

/** At most four requests, one while it waits. Throws a CiError when Jenkins cannot be asked now. */
export async function lookAt({ project, queued, run }: FollowTarget, reach: Reach): Promise<Look> {
  if (run !== undefined) return await lookAtBuild({ job: project, number: run }, reach);
  if (queued === undefined) return { kind: 'gone', reason: 'It has neither a number nor a place in the queue.' };
  const item = await readQueueItem(queued, reach);
  if (item?.build !== undefined) return await lookAtBuild({ job: item.job || project, number: item.build }, reach);
  if (item?.cancelled === true) return { kind: 'gone', reason: 'It was taken out of the queue.' };
  if (item !== undefined) return { kind: 'waiting', reason: item.why };
  // Which build it became is told by the builds themselves, too.
  const late = await findByQueue(project, queued, reach);
  if (late === undefined)
    return { kind: 'gone', reason: 'Jenkins does not know it any more: its queue forgets what left it five minutes ago.' };
  return await lookAtBuild({ job: project, number: late }, reach);
}

async function lookAtBuild(place: BuildPlace, reach: Reach): Promise<Look> {
  const build = await readBuild(place, reach);
  if (build === undefined) return { kind: 'gone', reason: `Build #${place.number} was deleted, or is hidden.` };
  const run = isPipeline(build) ? await readRun(place, reach) : undefined;
  const paused = isRunning(build) && (run?.status === 'PAUSED_PENDING_INPUT' || (run === undefined && hasInputs(build)));
  const inputs = paused ? await readInputs(place, reach, build) : [];
  const status = statusOf(build, inputs);
  const failed = isConcluded(status) && testCountsOf(build)?.failed ? await readFailedTests(place, reach) : [];
  const snapshot = snapshotOf({ place, build, inputs, status, failed, reach });
  const stages = (run?.stages ?? []).slice(0, MOST_STAGES).flatMap((stage, index) => stageOf(stage, index));
  return { kind: 'seen', event: seen({ job: place.job, number: place.number, snapshot, stages }, reach.connection) };
}

function isPipeline({ _class: kind = '' }: Build): boolean {
  return kind === '' || kind.includes('Workflow');
}

function hasInputs({ actions }: Build): boolean {
  return actions.some(({ executions }) => executions.length > 0);
}

/** A result that is known before the end is only how things stand. */
function statusOf(build: Build, inputs: readonly PendingInput[]): Status {
  if (isRunning(build)) return inputs.length > 0 ? 'manual' : 'running';
  return (build.result === undefined ? undefined : readStatus(build.result)) ?? 'failed';
}

interface Looked {
  readonly place: BuildPlace;
  readonly build: Build;
  readonly inputs: readonly PendingInput[];
  readonly status: Status;
  readonly failed: readonly string[];
  readonly reach: Reach;
}

function snapshotOf({ place, build, inputs, status, failed, reach }: Looked): Omit<PipelineSnapshot, 'number' | 'stages'> {
  const { timestamp, duration = 0, estimatedDuration = 0 } = build;
  const over = !isRunning(build);
  return {
    url: build.url ?? `${reach.connection.url}/${buildPath(place)}/`,
    status,
    ...present({
      ref: refOf(place.job, build),
      commit: commitOf(build),
      triggeredBy: startedBy(build),
      finishedAt: over && timestamp !== undefined ? timestamp + Math.round(duration) : undefined,
      duration: over ? seconds(duration) : undefined,
      expectedDuration: estimatedDuration > 0 ? seconds(estimatedDuration) : undefined,
      ...marksOf(build),
      tests: testsOf(testCountsOf(build), failed),
      inputs: inputs.length > 0 ? inputs.map(waitingOf) : undefined,
      parameters: showParameters(parametersOf(build)),
    }),
  };
}

function waitingOf({ id, message, proceed, asks }: PendingInput): WaitingInput {
  return { id, message, proceed, submitters: [], asks: asks.length > 0 };
}

function testCountsOf({ actions }: Build): { readonly total: number; readonly failed: number; readonly skipped: number } | undefined {
  const told = actions.find(({ totalCount }) => totalCount !== undefined);
  return told?.totalCount === undefined ? undefined : { total: told.totalCount, failed: told.failCount ?? 0, skipped: told.skipCount ?? 0 };
}

function revisionOf({ actions }: Build): Build['actions'][number]['lastBuiltRevision'] {
  return actions.find(({ lastBuiltRevision }) => lastBuiltRevision !== undefined)?.lastBuiltRevision;
}

function refOf(job: string, build: Build): Ref | undefined {
  const told = revisionOf(build)
    ?.branch.map(({ name }) => readRef(name))
    .find((ref) => ref !== undefined);
  return told ?? guessRef(job, undefined);
}

function commitOf(build: Build): Commit | undefined {
  const sha = shaOf(revisionOf(build)?.SHA1);
  if (sha === undefined) return undefined;
  const changes = [...build.changeSets, ...(build.changeSet === undefined ? [] : [build.changeSet])].flatMap(({ items }) => items);
  const change = changes.find(({ commitId }) => commitId === sha);
  const author = change?.author?.fullName;
  return { sha, title: change?.msg?.split(/[\r\n]/, 1)[0] ?? '', ...(author !== undefined && { author: { name: author } }) };
}

function startedBy(build: Build): Person | undefined {
  const cause = causesOf(build).find(({ userId, userName }) => userId !== undefined || userName !== undefined);
  const name = cause?.userName ?? cause?.userId;
  return name === undefined ? undefined : { name, ...present({ username: cause?.userId }) };
}

/** As our step tells them: by name, in the order they began. One that waits for a person has begun. */
function stageOf({ name, status, error, startTimeMillis, durationMillis }: Run['stages'][number], place: number): readonly Job[] {
  const state = readStage(status);
  if (state === undefined) return [];
  const over = isConcluded(state.status) && state.status !== 'manual';
  const details = present({
    failureReason: state.status === 'failed' ? error?.message : undefined,
    startedAt: startTimeMillis === undefined || startTimeMillis === 0 ? undefined : startTimeMillis,
    duration: over && durationMillis !== undefined ? seconds(durationMillis) : undefined,
  });
  return [{ id: name, name, stage: name, ...state, attempt: place + 1, ...details }];
}
