// Tells of builds as the plugins of a Jenkins do, each delivery of a build after the one before.
import type { HookTarget } from '../post.ts';
import type { Build } from './builds.ts';
import type { Controller } from './controller.ts';
import { displayNameOf, fullNameOf } from './items.ts';
import { sendNotification, sendOutbound, sendStep, type Phase, type StepBuild } from './send.ts';

export interface HookOptions extends HookTarget {
  /** `notification` when left out. `outbound` tells of freestyle builds only, `step` is the pipeline step of our readme. */
  readonly kinds?: readonly ('notification' | 'outbound' | 'step')[];
}

export interface HookDelivery {
  readonly kind: 'notification' | 'outbound' | 'step';
  readonly job: string;
  readonly number: number;
  /** 0 when nobody answered. */
  readonly status: number;
}

export interface Hooks {
  readonly deliveries: readonly HookDelivery[];
  /** From now on; undefined for none. */
  tellTo(options: HookOptions | undefined): void;
  /** Resolves when everything sent was answered or given up. */
  settled(): Promise<void>;
}

export function createHooks(controller: Controller, publicUrl: () => string): Hooks {
  const deliveries: HookDelivery[] = [];
  const last = new Map<Build, Promise<void>>();
  let target: HookOptions | undefined;

  const queue = (kind: HookDelivery['kind'], build: Build, send: (to: HookTarget, sent: StepBuild) => Promise<{ status: number }>) => {
    if (target === undefined || !(target.kinds ?? ['notification']).includes(kind)) return;
    const to = target;
    const sent = asSent(build, publicUrl());
    const sending: Promise<void> = after(last.get(build), () => send(to, sent)).then((status) => {
      deliveries.push({ kind, job: sent.job, number: build.number, status });
      if (last.get(build) === sending) last.delete(build);
      return undefined;
    });
    last.set(build, sending);
  };

  controller.onPhase((phase: Phase, build: Build) => {
    const isEnd = phase === 'COMPLETED';
    // The step stands in the pipeline's `post`: it comes before what is told of a build that is over.
    if (isEnd) queue('step', build, sendStep);
    queue('notification', build, (to, sent) => sendNotification(to, phase, sent));
    if (build.job.kind === 'freestyle' && (phase === 'STARTED' || (isEnd && build.result !== 'ABORTED' && build.result !== 'NOT_BUILT')))
      queue('outbound', build, (to, sent) => sendOutbound(to, sent));
  });
  controller.onStage((build) => queue('step', build, sendStep));

  return {
    deliveries,
    tellTo(options) {
      target = options;
    },
    async settled() {
      while (last.size > 0) await Promise.all(last.values());
    },
  };
}

async function after(before: Promise<void> | undefined, send: () => Promise<{ status: number }>): Promise<number> {
  await before;
  return (await send()).status;
}

/** A snapshot, as a delivery is written when its time comes and sent later. */
function asSent(build: Build, url: string): StepBuild {
  const { job, number, script, startedAt, finishedAt, result, tests } = { ...build, tests: build.script.tests };
  const branch = script.branch ?? (job.parent.kind === 'multibranch' ? displayNameOf(job) : undefined);
  const failures = (tests ?? []).filter(({ status }) => status === 'FAILED' || status === 'REGRESSION');
  const shown = build.values.filter(({ definition }) => definition.kind !== 'password');
  return {
    job: fullNameOf(job),
    number,
    url,
    queueId: build.queueId,
    startedAt: new Date(startedAt),
    ...(finishedAt !== undefined && { seconds: (finishedAt - startedAt) / 1000, ...(result !== undefined && { result }) }),
    ...(branch !== undefined && { branch }),
    ...(script.sha !== undefined && { sha: script.sha }),
    ...(script.message !== undefined && { message: script.message }),
    ...(script.author !== undefined && { author: script.author }),
    ...(shown.length > 0 && { parameters: Object.fromEntries(shown.map(({ definition, value }) => [definition.name, value])) }),
    ...(tests !== undefined &&
      finishedAt !== undefined && {
        tests: { total: tests.length, failures: failures.map(({ className, name }) => `${className}.${name}`) },
      }),
    stages: build.stages.map(({ plan, status, startedAt: began, finishedAt: ended }) => ({
      name: plan.name,
      status: stageWords[status],
      ...(ended !== undefined && { seconds: (ended - began) / 1000 }),
      ...(status === 'FAILED' && { reason: plan.error ?? 'script returned exit code 1' }),
    })),
  };
}

const stageWords = {
  NOT_EXECUTED: 'NOT_BUILT',
  ABORTED: 'ABORTED',
  SUCCESS: 'SUCCESS',
  IN_PROGRESS: 'RUNNING',
  PAUSED_PENDING_INPUT: 'RUNNING',
  FAILED: 'FAILURE',
  UNSTABLE: 'UNSTABLE',
} as const;
