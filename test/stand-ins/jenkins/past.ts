// Builds that were over before anybody looked: they give a job its usual duration and its history.
import { causeText, type Build, type Cause, type StageRun } from './builds.ts';
import type { Controller } from './controller.ts';
import type { Job } from './items.ts';
import { createLog } from './log.ts';
import { mapOf, valuesOf } from './parameters.ts';
import type { Result, Script } from './script.ts';

export interface PastBuild {
  readonly result?: Result;
  /** How long it took, in real seconds. */
  readonly seconds: number;
  /** When it ended. */
  readonly minutesAgo: number;
  readonly by?: Cause;
}

/** Its stages share its time evenly, and the last of them went wrong if it did. */
export function addPast(
  { clock, nodes }: Controller,
  job: Job,
  { result = 'SUCCESS', seconds, minutesAgo, by = { kind: 'timer' } }: PastBuild,
): Build {
  const [node] = nodes;
  const values = valuesOf(job.parameters, new Map());
  if (node === undefined || 'problem' in values) throw new Error('no such build can have been');
  const number = job.nextNumber;
  job.nextNumber += 1;
  const script = asItEnded(job.script({ number, values: mapOf(values) }), result);
  const finishedAt = clock.now() - minutesAgo * 60_000;
  const startedAt = finishedAt - seconds * 1000;
  const log = createLog(script.secrets);
  const lines = script.stages.flatMap(({ log: own, name }) => own ?? [`+ make ${name}`]);
  log.write(causeText(by), ...lines, `Finished: ${result}`);
  const build: Build = {
    job,
    number,
    queueId: 0,
    causes: [by],
    values,
    script,
    node,
    queuedAt: startedAt,
    startedAt,
    finishedAt,
    result,
    stages: script.stages.map((plan, index): StageRun => {
      const length = (seconds * 1000) / script.stages.length;
      const isLast = index === script.stages.length - 1;
      const own = createLog(script.secrets);
      own.write(...(plan.log ?? []));
      const began = startedAt + index * length;
      return {
        plan,
        id: String(6 + index * 5),
        status: isLast ? words[result] : 'SUCCESS',
        startedAt: began,
        finishedAt: began + length,
        pausedFor: 0,
        log: own,
      };
    }),
    log,
    inputs: [],
    submitted: new Map(),
    stopping: new AbortController(),
    release: () => undefined,
    over: Promise.resolve(),
  };
  job.builds.unshift(build);
  return build;
}

/** In a good build no test failed. */
function asItEnded(script: Script, result: Result): Script {
  if (result !== 'SUCCESS' || script.tests === undefined) return script;
  return { ...script, tests: script.tests.map((test) => (test.status === 'SKIPPED' ? test : { ...test, status: 'PASSED' })) };
}

const words = { SUCCESS: 'SUCCESS', UNSTABLE: 'UNSTABLE', FAILURE: 'FAILED', ABORTED: 'ABORTED', NOT_BUILT: 'NOT_EXECUTED' } as const;
