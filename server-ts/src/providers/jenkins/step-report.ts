// What the step of our readme sends → the build, with its stages.

import type { Connection } from '../../ci/connection.ts';
import type { Commit, Job, MergeRequest, PipelineSnapshot, Ref, Status } from '../../ci/pipeline.ts';
import type { Reading } from '../../ci/provider.ts';
import { isConcluded } from '../../ci/status.ts';
import { present, shaOf } from '../../platform/foreign-json.ts';
import { pageOf, seconds, seen, testsOf } from './build.ts';
import { readAddress } from './job-address.ts';
import { guessRef, readRef } from './ref.ts';
import { stageSchema, stepSchema } from './schema.ts';
import type { StepReport } from './schema.ts';
import { readStage, readStatus } from './statuses.ts';

const MOST_STAGES = 200;

export function readStepReport(payload: unknown, connection: Connection): Reading {
  const told = stepSchema.safeParse(payload).data;
  if (told === undefined) return { kind: 'invalid', reason: 'it tells of no build' };
  const place = readAddress(told.url);
  const job = told.job ?? place?.name;
  const number = /^\d{1,15}$/.test(told.number ?? '') ? told.number : place?.number;
  if (job === undefined || number === undefined) return { kind: 'invalid', reason: 'it names no job or no build number' };
  const status = readStatus(told.status);
  if (status === undefined) return { kind: 'ignored', reason: 'the build has a result that is not known here' };
  const stages = told.stages.slice(0, MOST_STAGES).flatMap(stageOf);
  return { kind: 'event', event: seen({ job, number, snapshot: snapshotOf(job, status, told, connection), stages }, connection) };
}

function snapshotOf(job: string, status: Status, told: StepReport, connection: Connection): Omit<PipelineSnapshot, 'number' | 'stages'> {
  const { started, duration, user } = told;
  const over = isConcluded(status) && started !== undefined && duration !== undefined;
  return {
    url: pageOf(told.url, undefined, connection),
    status,
    ...present({
      ref: refOf(job, told),
      mergeRequest: mergeRequestOf(told),
      commit: commitOf(told.commit),
      triggeredBy: user === undefined ? undefined : { name: user, username: user },
      createdAt: started,
      finishedAt: over ? started + Math.round(duration) : undefined,
      duration: over ? seconds(duration) : undefined,
      tests: testsOf(told.tests, told.tests?.failures),
    }),
  };
}

/** A merge request is built from a branch that the source plugin makes up, `MR-7`: its own number says more. */
function refOf(job: string, { branch, tag, change }: StepReport): Ref | undefined {
  if (tag !== undefined) return { kind: 'tag', name: tag };
  const ref = readRef(branch) ?? guessRef(job, undefined);
  if (change?.id === undefined) return ref;
  const name = ref?.kind === 'merge-request' ? ref.name : `!${change.id}`;
  return { kind: 'merge-request', name, ...(change.url !== undefined && { url: change.url }) };
}

function mergeRequestOf({ change }: StepReport): MergeRequest | undefined {
  return change?.id === undefined ? undefined : { number: change.id, title: change.title ?? '', url: change.url ?? '' };
}

function commitOf(told: StepReport['commit']): Commit | undefined {
  const sha = shaOf(told?.sha);
  if (sha === undefined) return undefined;
  const title = told?.message?.split(/[\r\n]/, 1)[0] ?? '';
  return { sha, title, ...present({ url: told?.url, author: told?.author === undefined ? undefined : { name: told.author } }) };
}

/** Stages are listed in the order they began, and only ever added to: the place is the order. */
function stageOf(entry: unknown, place: number): readonly Job[] {
  const told = stageSchema.safeParse(entry).data;
  const state = readStage(told?.status);
  if (told === undefined || state === undefined) return [];
  const details = present({
    url: told.url,
    failureReason: state.status === 'failed' ? told.reason : undefined,
    startedAt: told.started,
    duration: told.duration === undefined ? undefined : seconds(told.duration),
  });
  return [{ id: told.name, name: told.name, stage: told.name, ...state, attempt: place + 1, ...details }];
}
