// Which job and which build somebody asks about.

import * as z from 'zod';
import type { Account, Reach } from '../../../ci/account.ts';
import type { AskedVerb } from '../../../ci/command.ts';
import type { RunMarks } from '../../../ci/run-life.ts';
import { CiError } from '../../../platform/errors.ts';
import { amount, textOrNumber } from '../../../platform/foreign-json.ts';
import { buildPath, jobPath } from '../api/build-path.ts';
import { marksOf } from '../api/builds.ts';
import { noBuild } from '../api/logs.ts';
import { read } from '../api/request.ts';
import { readableName } from '../job-address.ts';
import { findItem, findJob, numberIn } from './find-job.ts';

export interface NamedJob {
  /** As Jenkins has it: `folder/asgard/feature%2Fsearch`. */
  readonly name: string;
  /** As people read it. */
  readonly path: string;
  readonly url: string;
}

export interface NamedBuild {
  readonly job: string;
  readonly number: string;
  /** `folder/asgard/main #14` */
  readonly title: string;
  readonly url: string;
  readonly building: boolean;
  /** What tells it from another build of that number. */
  readonly marks?: RunMarks;
  /** Number of the build before it. */
  readonly before?: string;
}

type Signed = Reach & { readonly account: Account };

/** Throws CI_JENKINS_NO_JOB with the nearest names when there is none of that name, and CI_JENKINS_FOLDER. */
async function askedJob(asked: AskedVerb): Promise<{ readonly job: NamedJob; readonly reach: Signed }> {
  const reach = await asked.as();
  const name = await findJob(asked.values.get('job') ?? '', reach);
  return { job: named(name, reach), reach };
}

/** A job, or a folder or project with jobs in it. Throws CI_JENKINS_NO_JOB. */
export async function askedItem(asked: AskedVerb): Promise<{ readonly job: NamedJob; readonly reach: Signed }> {
  const reach = await asked.as();
  const { name } = await findItem(asked.values.get('job') ?? '', reach);
  return { job: named(name, reach), reach };
}

function named(name: string, { connection }: Reach): NamedJob {
  return { name, path: readableName(name), url: `${connection.url}/${jobPath(name)}/` };
}

/** The build that was typed as a number or stands in the address, else the last one. Throws also CI_JENKINS_NOT_FOUND. */
export async function askedBuild(asked: AskedVerb): Promise<{ readonly build: NamedBuild; readonly reach: Signed }> {
  const number = askedNumber(asked);
  const { job, reach } = await askedJob(asked);
  return { build: await findBuild(job.name, number, reach), reach };
}

const buildSchema = z.object({
  number: z.number().int().nonnegative().transform(String),
  building: z.boolean().catch(false),
  inProgress: z.boolean().catch(false),
  queueId: textOrNumber,
  timestamp: amount,
  previousBuild: z.object({ number: textOrNumber }).nullish().catch(undefined),
});

/** `number` undefined: the last one. */
export async function findBuild(job: string, number: string | undefined, reach: Reach): Promise<NamedBuild> {
  const tree = 'number,building,inProgress,queueId,timestamp,previousBuild[number]';
  const found = await read(reach, buildPath({ job, number: number ?? 'lastBuild' }), buildSchema, { tree });
  if (found === undefined) throw number === undefined ? neverBuilt(job) : noBuild({ job, number });
  const place = { job, number: found.number };
  const before = found.previousBuild?.number;
  return {
    ...place,
    title: `${readableName(job)} #${found.number}`,
    url: `${reach.connection.url}/${buildPath(place)}/`,
    building: found.building || found.inProgress,
    marks: marksOf(found),
    ...(before !== undefined && { before }),
  };
}

function askedNumber({ values }: AskedVerb): string | undefined {
  const typed = values.get('build') ?? numberIn(values.get('job') ?? '');
  const number = typed?.replace(/^#/, '');
  if (number === undefined || /^\d{1,9}$/.test(number)) return number;
  throw new CiError(
    'CI_JENKINS_NO_NUMBER',
    `${typed ?? ''} is no number of a build.`,
    'Type it as in `/jenkins get-log api 14`, or leave it out for the last build.',
  );
}

function neverBuilt(job: string): CiError {
  return new CiError('CI_JENKINS_NO_BUILD', `${readableName(job)} has not been built yet.`, 'Start it with `/jenkins build <job>`.');
}
