// Builds as Jenkins tells them, and starting and stopping them.

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import type { RunMarks } from '../../../ci/run-life.ts';
import { CiError } from '../../../platform/errors.ts';
import { address, amount, part, present, text, textOrNumber } from '../../../platform/foreign-json.ts';
import { buildPath, jobPath, type BuildPlace } from './build-path.ts';
import { ask, read, readPath } from './request.ts';
import { hasStatus } from './tests.ts';

const parameterSchema = z.object({
  _class: text,
  name: z.string().min(1),
  value: z.unknown().optional(),
  jobName: text,
  number: textOrNumber,
});
const list = <Shape extends z.ZodType>(shape: Shape) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((values) => values.flatMap((value) => shape.safeParse(value).data ?? []));

const actionSchema = z.object({
  causes: list(z.object({ shortDescription: text, userId: text, userName: text, upstreamProject: text })),
  parameters: list(parameterSchema),
  failCount: amount,
  skipCount: amount,
  totalCount: amount,
  lastBuiltRevision: part({ SHA1: text, branch: list(z.object({ name: text })) }),
  executions: list(z.object({ id: text, displayName: text })),
});

const changesSchema = z.object({ items: list(z.object({ commitId: text, msg: text, author: part({ fullName: text }) })) });

const buildSchema = z.object({
  _class: text,
  number: textOrNumber,
  url: address,
  building: z.boolean().catch(false),
  inProgress: z.boolean().catch(false),
  result: text,
  /** Milliseconds. */
  timestamp: amount,
  duration: amount,
  estimatedDuration: amount,
  queueId: textOrNumber,
  displayName: text,
  builtOn: text,
  actions: list(actionSchema),
  changeSets: list(changesSchema),
  changeSet: changesSchema.optional().catch(undefined),
});

export type Build = z.infer<typeof buildSchema> & { readonly number: string };

const SHORT =
  'number,url,building,inProgress,result,timestamp,duration,estimatedDuration,displayName,actions[causes[shortDescription,userId,userName]]';
const FULL =
  'number,url,building,inProgress,result,timestamp,duration,estimatedDuration,queueId,displayName,actions[' +
  'causes[shortDescription,userId,userName,upstreamProject],parameters[name,value,jobName,number],failCount,skipCount,totalCount,' +
  'lastBuiltRevision[SHA1,branch[name]],executions[id,displayName]],changeSets[items[commitId,msg,author[fullName]]],changeSet[items[commitId,msg,author[fullName]]]';

/** `number` may be `lastBuild`. Undefined when there is none. */
export async function readBuild(place: BuildPlace, reach: Reach): Promise<Build | undefined> {
  const told = await read(reach, buildPath(place), buildSchema, { tree: FULL });
  return told?.number === undefined ? undefined : { ...told, number: told.number };
}

/** The newest `most` first; undefined when there is no such job. */
export async function listBuilds(job: string, reach: Reach, most: number): Promise<readonly Build[] | undefined> {
  const told = await read(reach, jobPath(job), z.object({ builds: list(buildSchema) }), { tree: `builds[${SHORT}]{0,${most}}` });
  return told?.builds.flatMap((build) => (build.number === undefined ? [] : { ...build, number: build.number }));
}

/** Number of the build that came from that place in the queue, among the last ones. */
export async function findByQueue(job: string, queued: string, reach: Reach): Promise<string | undefined> {
  const told = await read(reach, jobPath(job), z.object({ builds: list(buildSchema) }), { tree: 'builds[number,queueId]{0,50}' });
  return told?.builds.find(({ queueId }) => queueId === queued)?.number;
}

export function isRunning({ building, inProgress }: Pick<Build, 'building' | 'inProgress'>): boolean {
  return building || inProgress;
}

const stageSchema = z.object({
  id: text,
  name: z.string().min(1).max(300),
  status: text,
  startTimeMillis: amount,
  durationMillis: amount,
  error: part({ message: text }),
});
const runSchema = z.object({ status: text, stages: list(stageSchema) });

export type Run = z.infer<typeof runSchema>;

/** Stages of a pipeline; undefined without the plugin Pipeline: REST API, and for what is no pipeline. */
export async function readRun(place: BuildPlace, reach: Reach): Promise<Run | undefined> {
  return await readPath(reach, `${buildPath(place)}/wfapi/describe`, runSchema);
}

const caseSchema = z.object({ className: text, name: text });
const reportSchema = z.object({ suites: list(z.object({ cases: z.array(z.unknown()).catch([]) })) });
const MOST_TESTS = 20;

/** Names of failed tests, some; those that fail anew first. */
export async function readFailedTests(place: BuildPlace, reach: Reach): Promise<readonly string[]> {
  const tree = 'suites[cases[className,name,status]]';
  const told = await read(reach, `${buildPath(place)}/testReport`, reportSchema, { tree, limit: 8 * 1024 * 1024 });
  const cases = (told?.suites ?? []).flatMap((suite) => suite.cases);
  const newest = ['REGRESSION', 'FAILED'].flatMap((status) => cases.filter((each) => hasStatus(each, new Set([status]))));
  const failed = newest.slice(0, MOST_TESTS).flatMap((each) => caseSchema.safeParse(each).data ?? []);
  return failed.flatMap(({ className, name }) => {
    const full = [className, name].filter((each) => each !== undefined).join('.');
    return full === '' ? [] : full;
  });
}

export interface Started {
  /** Its place in the queue; undefined when Jenkins does not tell it. */
  readonly queued?: string;
  /** The same waited already: Jenkins does not queue it twice. */
  readonly already: boolean;
}

/** `values` undefined: the job has no parameters. Those that are not given have their defaults. */
export async function startBuild(job: string, values: Readonly<Record<string, string>> | undefined, reach: Reach): Promise<Started> {
  const act = values === undefined ? 'build' : 'buildWithParameters';
  const answer = await ask(reach, `${jobPath(job)}/${act}`, { method: 'POST', form: values ?? {} }).catch((error: unknown) => {
    throw refusal(error);
  });
  // It may be relative, or of another name of the server: only the number counts.
  const [, queued] = /\/queue\/item\/(\d{1,15})\/?/.exec(answer.headers.get('location') ?? '') ?? [];
  return { ...(queued !== undefined && { queued }), already: answer.status === 303 };
}

function refusal(error: unknown): unknown {
  if (!(error instanceof CiError) || !/is not buildable/i.test(error.message)) return error;
  return new CiError(
    'CI_JENKINS_DISABLED',
    'The job is disabled: Jenkins starts no builds of it.',
    'Type `/jenkins enable <job>` first, if you may.',
    error,
  );
}

/** `stop` lets steps clean up; a pipeline that does not obey is ended by `term`, and at last by `kill`. */
export async function stopBuild(place: BuildPlace, how: 'stop' | 'term' | 'kill', reach: Reach): Promise<void> {
  await ask(reach, `${buildPath(place)}/${how}`, { method: 'POST' });
}

/** What tells it from another build of that number, which a job had that was deleted. */
export function marksOf({ queueId, timestamp }: Pick<Build, 'queueId' | 'timestamp'>): RunMarks {
  return present({ queued: queueId !== undefined && /^[1-9]\d*$/.test(queueId) ? queueId : undefined, createdAt: timestamp });
}

/** Causes in Jenkins' words: `Started by user Alice`. */
export function causesOf({ actions }: Build): z.infer<typeof actionSchema>['causes'] {
  return actions.flatMap(({ causes }) => causes);
}

export interface Valued {
  readonly name: string;
  /** Undefined when Jenkins does not tell it: passwords, files. */
  readonly value?: string;
}

export function parametersOf({ actions }: Build): readonly Valued[] {
  return actions
    .flatMap(({ parameters }) => parameters)
    .map(({ _class: kind = '', name, value, jobName, number }) => {
      if (/Password|File/.test(kind)) return { name };
      if (jobName !== undefined && number !== undefined) return { name, value: `${jobName}#${number}` };
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? { name, value: String(value) }
        : { name };
    });
}
