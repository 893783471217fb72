// Runs a build stage by stage: what its log says meanwhile, where it waits for people or the test, and how it ends.
import { causeText, type Build, type StageRun, type WaitingInput } from './builds.ts';
import type { Clock } from './clock.ts';
import { fullNameOf } from './items.ts';
import { createLog } from './log.ts';
import { displayNameOfNode } from './nodes.ts';
import { worse, type InputPlan, type Result, type StagePlan } from './script.ts';
import { timeSpan } from './time-span.ts';

export interface RunHost {
  readonly clock: Clock;
  /** Something can be seen now that could not before. */
  changed(): void;
  /** Resolves at once while Jenkins is up, and else when it is again. */
  up(): Promise<void>;
  /** Which holds the test has released already. */
  isReleased(build: Build, hold: string): boolean;
  /** Told when the build goes to its next stage, for hooks. */
  staged(build: Build): void;
}

/** Resolves with the result when the build's work is done; the build has no `finishedAt` yet. */
export async function runBuild(build: Build, host: RunHost): Promise<Result> {
  const isPipeline = build.job.kind === 'pipeline';
  build.log.write(...build.causes.map(causeText), ...(isPipeline ? openingOf(build) : freestyleOpening(build)));
  host.changed();
  let result: Result = 'SUCCESS';
  for (const [index, plan] of build.script.stages.entries()) {
    const stage = beginStage(build, plan, index, host);
    const outcome = await workStage(build, stage, host);
    endStage(build, stage, outcome, host);
    result = worse(result, outcome);
    if (outcome === 'FAILURE' || outcome === 'ABORTED') break;
  }
  if (build.stopping.signal.aborted) result = 'ABORTED';
  // The JUnit plugin makes a build unstable.
  if (build.script.tests?.some(({ status }) => status === 'FAILED' || status === 'REGRESSION') === true) result = worse(result, 'UNSTABLE');
  if (build.script.result !== undefined) result = worse(result, build.script.result);
  if (build.stopping.signal.reason === 'kill') build.log.write('Hard kill!');
  else writeEnd(build, result, isPipeline);
  build.log.write(`Finished: ${result}`);
  return result;
}

function openingOf(build: Build): readonly string[] {
  const { script } = build;
  return [
    ...(script.sha === undefined
      ? []
      : [
          `Checking out git https://git.example.test/${fullNameOf(build.job)}.git`,
          `Checking out Revision ${script.sha} (${script.branch ?? 'main'})`,
        ]),
    '[Pipeline] Start of Pipeline',
    '[Pipeline] node',
    `Running on ${displayNameOfNode(build.node)} in ${workspaceOf(build)}`,
    '[Pipeline] {',
  ];
}

const workspaceOf = (build: Build) => `/var/jenkins_home/workspace/${fullNameOf(build.job).replaceAll('%2F', '_').replaceAll('/', '_')}`;

function freestyleOpening(build: Build): readonly string[] {
  return [
    'Running as SYSTEM',
    `Building in workspace ${workspaceOf(build)}`,
    `[${build.job.name}] $ /bin/sh -xe /tmp/jenkins${1_000_000 + build.queueId}.sh`,
  ];
}

function writeEnd(build: Build, result: Result, isPipeline: boolean): void {
  const failed = build.script.stages[build.stages.length - 1];
  if (isPipeline) build.log.write('[Pipeline] }', '[Pipeline] // node', '[Pipeline] End of Pipeline');
  if (result === 'FAILURE')
    build.log.write(
      isPipeline ? `ERROR: ${failed?.error ?? 'script returned exit code 1'}` : "Build step 'Execute shell' marked build as failure",
    );
}

function beginStage(build: Build, plan: StagePlan, index: number, { clock, changed, staged }: RunHost): StageRun {
  const stage: StageRun = {
    plan,
    id: String(6 + index * 5),
    status: 'IN_PROGRESS',
    startedAt: clock.now(),
    pausedFor: 0,
    log: createLog(build.script.secrets),
  };
  build.stages.push(stage);
  if (build.job.kind === 'pipeline') build.log.write('[Pipeline] stage', `[Pipeline] { (${plan.name})`);
  staged(build);
  changed();
  return stage;
}

async function workStage(build: Build, stage: StageRun, host: RunHost): Promise<Result> {
  const { plan } = stage;
  if (plan.hold !== undefined) await hold(build, plan.hold, host);
  if (plan.input !== undefined && !build.stopping.signal.aborted) {
    const proceeds = await askPeople(build, stage, plan.input, host);
    if (!proceeds) return 'ABORTED';
  }
  const lines = plan.log ?? [`+ make ${plan.name}`];
  if (build.job.kind === 'pipeline') build.log.write('[Pipeline] sh');
  for (const line of lines) {
    build.log.write(line);
    stage.log.write(line);
    host.changed();
    await pass(build, (plan.seconds ?? 1) / lines.length, host);
    if (build.stopping.signal.aborted) return 'ABORTED';
  }
  return plan.result ?? 'SUCCESS';
}

/** A running pipeline stands still while Jenkins restarts, and goes on afterwards. */
async function pass(build: Build, seconds: number, { clock, up }: RunHost): Promise<void> {
  const { signal } = build.stopping;
  await clock.wait(seconds, build.script.stubborn === true && signal.reason !== 'kill' ? undefined : signal);
  await up();
}

async function hold(build: Build, name: string, host: RunHost): Promise<void> {
  if (host.isReleased(build, name)) return;
  build.holding = name;
  host.changed();
  await new Promise<void>((resolve) => {
    const { release } = build;
    const end = () => {
      build.release = release;
      delete build.holding;
      resolve();
    };
    build.release = (other) => {
      release(other);
      if (other === name) end();
    };
    build.stopping.signal.addEventListener('abort', end);
    if (build.stopping.signal.aborted) end();
  });
}

async function askPeople(build: Build, stage: StageRun, plan: InputPlan, { clock, changed, staged }: RunHost): Promise<boolean> {
  const since = clock.now();
  const id = capital(plan.id ?? `${stage.id}${build.queueId}${build.number}abcdef0123456789`.slice(0, 32));
  stage.status = 'PAUSED_PENDING_INPUT';
  build.log.write(
    '[Pipeline] input',
    ...((plan.parameters ?? []).length > 0 ? ['Input requested'] : [plan.message, `${plan.ok ?? 'Proceed'} or Abort`]),
  );
  const answer = await new Promise<boolean>((resolve) => {
    const input: WaitingInput = {
      id,
      plan,
      since,
      settle({ proceed, by, values }) {
        leave();
        for (const [name, value] of values) build.submitted.set(name, value);
        build.log.write(proceed ? `Approved by ${by?.fullName ?? 'anonymous'}` : `Rejected by ${by?.fullName ?? 'anonymous'}`);
        resolve(proceed);
      },
    };
    const leave = () => build.inputs.splice(build.inputs.indexOf(input), 1);
    build.inputs.push(input);
    staged(build);
    changed();
    build.stopping.signal.addEventListener('abort', () => {
      if (build.inputs.includes(input)) leave();
      resolve(false);
    });
  });
  stage.pausedFor += clock.now() - since;
  stage.status = 'IN_PROGRESS';
  changed();
  return answer;
}

/** `InputStep.getId` makes the first letter a capital one. */
const capital = (id: string) => id.charAt(0).toUpperCase() + id.slice(1);

function endStage(build: Build, stage: StageRun, outcome: Result, { clock, changed }: RunHost): void {
  const statuses = { SUCCESS: 'SUCCESS', UNSTABLE: 'UNSTABLE', FAILURE: 'FAILED', ABORTED: 'ABORTED', NOT_BUILT: 'NOT_EXECUTED' } as const;
  stage.status = statuses[outcome];
  stage.finishedAt = clock.now();
  if (build.job.kind === 'pipeline') build.log.write('[Pipeline] }', '[Pipeline] // stage');
  changed();
}

/** What the queue says of a build that others wait for. */
export function inProgressText(build: Build, remaining: number | undefined): string {
  const eta = remaining === undefined ? '' : ` (ETA: ${remaining > 0 ? timeSpan(remaining) : 'N/A'})`;
  return `Build #${build.number} is already in progress${eta}`;
}
