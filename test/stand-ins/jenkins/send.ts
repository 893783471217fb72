// Sends builds as Jenkins' plugins and our own pipeline step do, each with its own proof.

import { post, type Answer, type HookTarget } from '../post.ts';

type Result = 'SUCCESS' | 'FAILURE' | 'UNSTABLE' | 'ABORTED' | 'NOT_BUILT';

export interface Build {
  /** Full name: `platform/api`. */
  readonly job: string;
  readonly number: number;
  /** Jenkins' own address; its root address is not set when left out. */
  readonly url?: string;
  /** Still runs when left out. */
  readonly result?: Result;
  readonly branch?: string;
  readonly sha?: string;
  readonly startedAt?: Date;
  readonly seconds?: number;
  readonly tests?: { readonly total: number; readonly failures: readonly string[] };
  /** One is made up when left out. */
  readonly queueId?: number;
  /** Without passwords, as the plugin leaves them out. */
  readonly parameters?: Readonly<Record<string, string>>;
}

export interface StepBuild extends Build {
  readonly stages: readonly {
    readonly name: string;
    readonly status: Result | 'RUNNING';
    readonly seconds?: number;
    readonly reason?: string;
  }[];
  readonly message?: string;
  readonly author?: string;
}

export type Phase = 'QUEUED' | 'STARTED' | 'COMPLETED' | 'FINALIZED';

const pathOf = (job: string): string =>
  job
    .split('/')
    .map((part) => `job/${encodeURIComponent(part)}/`)
    .join('');
const basic = (secret: string): string => `Basic ${Buffer.from(`jenkins:${secret}`).toString('base64')}`;

/** The Notification plugin. It cannot add a header: the secret stands in the address, which Java's client turns into Basic. */
export function sendNotification({ hookUrl, secret }: HookTarget, phase: Phase, build: Build): Promise<Answer> {
  const headers = { 'Content-Type': 'application/json;charset=UTF-8', 'User-Agent': 'Java/17.0.12', Authorization: basic(secret) };
  return post(hookUrl, headers, JSON.stringify(notification(phase, build)));
}

export function notification(
  phase: Phase,
  { job, number, url, result, branch, sha, startedAt = new Date(), seconds = 0, tests, queueId = number + 4000, parameters }: Build,
): object {
  const path = `${pathOf(job)}${number}/`;
  const name = job.split('/').at(-1) ?? job;
  const isOver = phase === 'COMPLETED' || phase === 'FINALIZED';
  return {
    name,
    display_name: name,
    url: pathOf(job),
    build: {
      ...(url !== undefined && { full_url: `${url}/${path}` }),
      number,
      queue_id: queueId,
      timestamp: startedAt.getTime() + (isOver ? seconds * 1000 : 0),
      duration: isOver ? seconds * 1000 : 0,
      phase,
      ...(isOver && result !== undefined && { status: result }),
      url: path,
      scm: {
        ...(branch !== undefined && { branch: `origin/${branch}` }),
        ...(sha !== undefined && { commit: sha }),
        changes: [],
        culprits: [],
      },
      ...(parameters !== undefined && { parameters }),
      log: '',
      notes: '',
      ...(isOver && tests !== undefined && { test_summary: testSummary(tests) }),
      artifacts: {},
    },
  };
}

function testSummary({ total, failures }: NonNullable<Build['tests']>): object {
  return { total, failed: failures.length, passed: total - failures.length, skipped: 0, failed_tests: failures };
}

/** The Outbound WebHook plugin: nothing but a name, an address and a word, and the secret in the hook's address. */
export function sendOutbound(
  { hookUrl, secret }: HookTarget,
  { job, number, url = 'http://jenkins.example.test', result, parameters = { TOKEN: 'hidden' } }: Build,
): Promise<Answer> {
  const words = { SUCCESS: 'success', FAILURE: 'failure', UNSTABLE: 'unstable', ABORTED: 'aborted', NOT_BUILT: 'not_built' } as const;
  const event = result === undefined ? 'start' : words[result];
  const body = {
    buildName: `#${number}`,
    buildUrl: `${url}/${pathOf(job)}${number}/`,
    event,
    projectName: job.split('/').at(-1),
    buildVars: `{${Object.entries(parameters)
      .map((pair) => pair.join('='))
      .join(', ')}}`,
  };
  return post(
    `${hookUrl}?secret=${encodeURIComponent(secret)}`,
    { 'Content-Type': 'application/json;charset=UTF-8' },
    JSON.stringify(body),
  );
}

/** The step of our readme. */
export function sendStep({ hookUrl, secret }: HookTarget, build: StepBuild): Promise<Answer> {
  const headers = { 'Content-Type': 'application/json', Authorization: basic(secret) };
  return post(hookUrl, headers, JSON.stringify(stepReport(build)));
}

function stepReport({
  job,
  number,
  url,
  result,
  branch,
  sha,
  message,
  author,
  startedAt = new Date(),
  seconds,
  stages,
  tests,
}: StepBuild): object {
  const commit = { sha, message, author };
  return {
    ci_command_center: 1,
    id: `${job}-${number}-${startedAt.getTime()}-${result ?? stages.map(({ status }) => status).join('-')}`,
    job,
    number,
    ...(url !== undefined && { url: `${url}/${pathOf(job)}${number}/` }),
    status: result ?? 'RUNNING',
    branch,
    commit,
    started: startedAt.getTime(),
    ...(seconds !== undefined && { duration: seconds * 1000 }),
    stages: stages.map(({ seconds: length, ...stage }) => ({ ...stage, ...(length !== undefined && { duration: length * 1000 }) })),
    ...(tests !== undefined && { tests: { total: tests.total, failed: tests.failures.length, skipped: 0, failures: tests.failures } }),
  };
}
