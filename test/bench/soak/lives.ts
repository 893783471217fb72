// What the senders tell without end: lives of commits, builds, alerts and merge requests, each from its first delivery to its last.
import type { Alertmanager } from '../../stand-ins/alertmanager/index.ts';
import { tellCommit } from '../../stand-ins/commit-story.ts';
import type { GitLab, Scenario } from '../../stand-ins/gitlab/index.ts';
import { sendNotification, sendStep, type StepBuild } from '../../stand-ins/jenkins/send.ts';

/** What must be there once all was told: exactly one post with this mark, which shows this at the end. */
export interface Expected {
  readonly mark: string;
  /** The status of a pipeline's view, or a word of the message. */
  readonly shows: string;
}

export interface Senders {
  readonly gitlab: GitLab;
  readonly alertmanager: Alertmanager;
  /** `…/plugins/ci-command-center/webhooks`. */
  readonly hooksUrl: string;
  readonly secret: string;
}

/** Pipelines have their ids from the stand-in; all others count in a range of their own. Both are marks, see ways.ts. */
export const firstPipeline = 770010000000;
const markOf = (n: number): string => String(770020000000 + n);

const PROJECTS = 40;
/** A story's second, in milliseconds. */
const SECOND = 50;
const pause = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * SECOND));

const job = (stage: string, name: string, seconds: number, outcomes: Scenario['jobs'][number]['outcomes'] = ['success']) => ({
  stage,
  name,
  seconds,
  outcomes,
});

/** Of six, one fails, one is retried until it passes, and one waits for somebody. */
function scenarioOf(n: number): Scenario {
  const kind = n % 6;
  const unit = kind === 1 ? (['failed'] as const) : kind === 2 ? (['failed', 'success'] as const) : (['success'] as const);
  return {
    project: `soak/service-${n % PROJECTS}`,
    ref: n % 3 === 0 ? 'main' : `feature/${n % 97}`,
    message: `Change number ${n}, and why it was made`,
    author: ['Alice Demo', 'Bob Demo', 'Carol Demo'][n % 3] ?? 'Alice Demo',
    jobs: [
      job('build', 'compile', 6),
      { ...job('test', 'unit', 9, unit), reason: 'script_failure', failedTests: ['TestTimetable', 'TestFerries'] },
      job('test', 'lint', 3),
      { ...job('deploy', 'staging', 5), environment: 'staging' },
      ...(kind === 3 ? [job('deploy', 'production', 5, ['manual'])] : []),
    ],
  };
}

/** A pipeline with its jobs and deployment; then, of the same commit, a build in Jenkins, a quality gate, and an image. */
async function commit({ gitlab, hooksUrl, secret }: Senders, n: number): Promise<Expected> {
  // Every other life is a commit's.
  const turn = Math.floor(n / 2);
  const { id, sha, status, scenario } = await gitlab.runPipeline(scenarioOf(turn));
  const { project, ref: branch, message } = scenario;
  if (turn % 2 === 0) await tellCommit({ hooksUrl, secret }, { project, branch, sha, message, number: n, passes: turn % 6 !== 2, pause });
  return { mark: String(id), shows: status };
}

async function build({ hooksUrl, secret }: Senders, n: number): Promise<Expected> {
  const target = { hookUrl: `${hooksUrl}/jenkins`, secret };
  const passes = n % 3 !== 0;
  const begun: StepBuild = {
    job: `nightly/job-${n % PROJECTS}`,
    number: Number(markOf(n)),
    branch: 'main',
    startedAt: new Date(),
    stages: [{ name: 'package', status: 'RUNNING' }],
  };
  await sendNotification(target, 'STARTED', begun);
  await sendStep(target, begun);
  await pause(20);
  const over: StepBuild = {
    ...begun,
    result: passes ? 'SUCCESS' : 'FAILURE',
    seconds: 40,
    stages: [{ name: 'package', status: passes ? 'SUCCESS' : 'FAILURE', seconds: 30 }],
    tests: { total: 42, failures: passes ? [] : ['city.ImageTest.startsWithoutNetwork'] },
  };
  await sendStep(target, over);
  await sendNotification(target, 'COMPLETED', over);
  await sendNotification(target, 'FINALIZED', over);
  return { mark: markOf(n), shows: passes ? 'success' : 'failed' };
}

/** An alert, a second one in its group, and the end of both. */
async function alerts({ alertmanager }: Senders, n: number): Promise<Expected> {
  const cluster = markOf(n);
  const fire = (instance: string): void =>
    alertmanager.fire(
      { alertname: 'DiskFull', cluster, instance, severity: 'warning' },
      { summary: `${instance} of ${cluster} has no room left`, runbook_url: 'https://runbooks.example.test/DiskFull' },
    );
  fire('a');
  await alertmanager.flush();
  await pause(20);
  fire('b');
  await alertmanager.flush();
  await pause(20);
  alertmanager.resolve({ cluster, instance: 'a' });
  await alertmanager.flush();
  await pause(20);
  alertmanager.resolve({ cluster });
  await alertmanager.flush();
  return { mark: cluster, shows: 'resolved' };
}

/** A merge request is opened, pushed to, commented on, approved and merged. */
async function change({ gitlab }: Senders, n: number): Promise<Expected> {
  const doing = { project: `soak/service-${n % PROJECTS}`, by: 'Bob Demo', iid: n, title: `Change ${markOf(n)} of many` };
  const move = async (action: 'open' | 'approved' | 'merge'): Promise<void> => {
    gitlab.tell.mergeRequest({ ...doing, action, sourceBranch: `feature/${n}` });
    await pause(20);
  };
  await move('open');
  gitlab.tell.push({ project: doing.project, by: doing.by, branch: `feature/${n}`, messages: ['Say it better', 'Say it shorter'] });
  gitlab.tell.note({ ...doing, on: { mergeRequest: n }, text: 'Is there a test?' });
  await move('approved');
  await move('merge');
  return { mark: markOf(n), shows: 'merged' };
}

const kinds = [commit, build, commit, alerts, commit, change, commit, build] as const;

/** The n-th life, from 0; resolves when its last delivery is on its way. */
export function live(senders: Senders, n: number): Promise<Expected> {
  return (kinds[n % kinds.length] ?? commit)(senders, n);
}

const SPEAKS = [
  /^\{"object_kind":"pipeline","object_attributes":\{[^{]*"detailed_status":"(?:passed|failed|manual|canceled)"/,
  /"phase":"COMPLETED"/,
  /"groupKey"/,
  /^\{"object_kind":"merge_request".*"action":"open"/s,
];

/** The mark of the post that this delivery makes, if it is one that makes a post. */
export function markIn(body: string): string | undefined {
  if (!SPEAKS.some((one) => one.test(body))) return undefined;
  return /7700[12]\d{7}/.exec(body)?.[0];
}
