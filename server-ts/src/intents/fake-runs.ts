// For tests only: runs in memory, a CI system that counts what it begins, and processes that may die at any of their calls.

import { toChannelId } from '../ci/ids.ts';
import type { StepSeen } from '../ci/step.ts';
import { say } from '../ci/words.ts';
import type { Step } from '../delivery/fake-world.ts';
import { silent } from '../storage/scratch-database.ts';
import type { Alarms } from './alarms.ts';
import type { Intent, IntentStep, OnFailure } from './intent.ts';
import type { NewRun, Run, RunStep, RunTable } from './run.ts';
import { createRunner, type Runner, type RunnerPorts } from './runner.ts';

export const channel = toChannelId('builds');

export function fakeStep(name: string, more: Partial<IntentStep> = {}): IntentStep {
  return { name, kind: { of: 'provider', provider: 'lab', step: 'build' }, input: { texts: {}, switches: {}, values: {} }, ...more };
}

export function fakeIntent(steps: readonly IntentStep[], onFailure: OnFailure = { kind: 'stop' }, more: Partial<Intent> = {}): Intent {
  return {
    name: 'ship',
    about: { kind: 'custom' },
    parameters: [],
    labels: [],
    concurrency: 1,
    timeout: 3_600_000,
    steps,
    onFailure,
    source: { kind: 'configuration', line: 1 },
    written: '',
    ...more,
  };
}

function waiting(step: IntentStep): RunStep {
  return { name: step.name, step, values: {}, state: { kind: 'waiting' } };
}

export function fakeRun(id: string, intent: Intent, more: Partial<NewRun> = {}): NewRun {
  const { onFailure } = intent;
  return {
    id,
    channel,
    about: { intent, by: { userId: 'alice', username: 'alice' }, from: 'command', values: {}, secret: [] },
    state: intent.approval === undefined ? 'queued' : 'waiting',
    course: { approvals: [], steps: intent.steps.map(waiting), undo: onFailure.kind === 'rollback' ? onFailure.steps.map(waiting) : [] },
    createdAt: 1_000_000,
    ...more,
  };
}

/** How each step comes out, by name; those that are not named succeed when they are looked at. */
export type Script = Readonly<Record<string, 'fails' | 'at once' | 'refused' | 'never'>>;

export function createRunWorld(script: Script = {}) {
  const rows = new Map<string, Run>();
  const leases = new Map<string, { by: string; until: number }>();
  const closed = new Set<string>();
  const begun: string[] = [];
  const stopped: string[] = [];
  const ended: string[] = [];
  const put = (run: Run): Run => {
    const next = { ...run, revision: run.revision + 1 };
    rows.set(run.id, next);
    return next;
  };
  const seen = (name: string, first: boolean): StepSeen => {
    const how = script[name];
    if (how === 'at once') return { kind: 'succeeded', text: say`done`, outputs: {} };
    if (first || how === 'never') return { kind: 'running', handle: name, text: say`runs`, outputs: {} };
    return how === 'fails' ? { kind: 'failed', text: say`no`, outputs: {} } : { kind: 'succeeded', text: say`done`, outputs: {} };
  };
  const world = {
    now: 1_000_000,
    rows,
    closed,
    begun,
    stopped,
    ended,
    shown: new Map<string, Run>(),
    /** What the queue brings back, by run. */
    jobs: new Map<string, number>(),
    table(step: Step): RunnerPorts['table'] & Pick<RunTable, 'begin' | 'find'> {
      return {
        begin: (run) =>
          step('begin', () => {
            const known = rows.get(run.id);
            const stored = known ?? { ...run, revision: 1 };
            rows.set(run.id, stored);
            return { run: stored, fresh: known === undefined };
          }),
        find: (id) => step('find', () => rows.get(id)),
        take: (id, by, lease) =>
          step('take', () => {
            const [run, held] = [rows.get(id), leases.get(id)];
            if (run === undefined || closed.has(id)) return { kind: 'closed' as const };
            if (held !== undefined && held.by !== by && held.until >= world.now)
              return { kind: 'later' as const, wait: held.until - world.now };
            leases.set(id, { by, until: world.now + lease });
            return { kind: 'taken' as const, run };
          }),
        release: (id, by) => step('release', () => void (leases.get(id)?.by === by && leases.delete(id))),
        alter: (id, change) =>
          step('alter', () => {
            const run = rows.get(id);
            const changed = run && change(run);
            return changed === undefined ? run : put(changed);
          }),
        enter: (id, now) =>
          step('enter', () => {
            const run = rows.get(id);
            const running = [...rows.values()].filter(({ state }) => state === 'running').length;
            return run?.state === 'queued' && running < run.about.intent.concurrency
              ? put({ ...run, state: 'running', startedAt: now })
              : undefined;
          }),
        queued: () => step('queued', () => [...rows.values()].filter(({ state }) => state === 'queued').map(({ id }) => id)),
        close: (id) => step('close', () => void closed.add(id)),
      };
    },
    /** One process; it goes on whenever time passes. */
    process(step: Step): { readonly runner: Runner; ring(): Promise<number | undefined> } {
      const due = new Map<string, number>();
      let wake: ((id: string) => Promise<void>) | undefined;
      const alarms = (given: (id: string) => Promise<void>): Alarms => {
        wake = given;
        return { set: (id, wait) => void due.set(id, Math.min(due.get(id) ?? Infinity, world.now + wait)), stop: () => due.clear() };
      };
      const runner = createRunner({
        table: world.table(step),
        steps: {
          begin: (_run, { name }) =>
            step(`begin ${name}`, () => {
              world.begun.push(name);
              return seen(name, true);
            }),
          look: (_run, { name }) => step(`look ${name}`, () => seen(name, false)),
          stop: (_run, { name }) => step(`stop ${name}`, () => void world.stopped.push(name)),
          mayRepeat: ({ step: { kind } }) => kind.of === 'own',
        },
        later: (id, at) => step('later', () => void world.jobs.set(id, at)),
        show: (run) => step('show', () => void world.shown.set(run.id, run)),
        ended: ({ id }) => void world.ended.push(id),
        alarms,
        now: () => world.now,
        log: silent,
      });
      return {
        runner,
        /** Wakes for what is due first; when that was, or undefined when nothing is. */
        async ring() {
          const [next] = [...due].toSorted(([, left], [, right]) => left - right);
          if (next === undefined) return undefined;
          due.delete(next[0]);
          world.now = Math.max(world.now, next[1]);
          await wake?.(next[0]);
          return world.now;
        },
      };
    },
  };
  return world;
}
