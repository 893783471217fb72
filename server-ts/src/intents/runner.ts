// Takes runs from step to step, one node at a time: each step is claimed before it is begun, so whatever dies where, none is begun twice.

import { randomUUID } from 'node:crypto';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { nextAct, type Act } from './advance.ts';
import { createAlarms } from './alarms.ts';
import { isOver, type Run, type RunTable } from './run.ts';
import { AGAIN, createStepActs, type Done, type StepWork } from './step-acts.ts';

export interface RunnerPorts {
  readonly table: Pick<RunTable, 'take' | 'release' | 'alter' | 'enter' | 'close' | 'queued'>;
  readonly steps: StepWork;
  /** Queues a look for any node: `at` in milliseconds since 1970; one that waits for the same run is replaced. */
  later(id: string, at: number): Promise<void>;
  /** Shows how it stands. Rejects when that could not be shown. */
  show(run: Run): Promise<void>;
  /** It came to its end; at least once for each. Must not throw. */
  ended(run: Run): void;
  readonly now: Clock;
  readonly log: Log;
  /** For tests: when it is woken. */
  readonly alarms?: typeof createAlarms;
  /** Milliseconds; as below when not said. */
  readonly limits?: { readonly lease?: number; readonly grace?: number };
}

export interface Runner {
  /** The task that `ports.later` queues. */
  look(id: string): Promise<void>;
  /** It stands otherwise, or is new: goes on with it now. */
  wake(id: string): void;
  stop(): void;
}

/** Milliseconds for one thing that is done; afterwards another node may go on. */
const LEASE = 30_000;
/** Milliseconds that other nodes leave a run to the one whose turn it is. */
const GRACE = 4_000;
/** Milliseconds between looks whether it is a run's turn; whoever ends one wakes the next anyway. */
const TURN = 10_000;

export function createRunner(ports: RunnerPorts): Runner {
  const { table, now, log, limits: { lease = LEASE, grace = GRACE } = {} } = ports;
  const me = randomUUID();
  /** Revisions that were shown, by this node. */
  const shown = new Map<string, number>();
  const alter = async (run: Run, change: (fresh: Run) => Run | undefined): Promise<Done | undefined> => {
    const altered = await table.alter(run.id, change);
    if (altered === undefined) return undefined;
    if (isOver(altered) && !isOver(run)) ports.ended(altered);
    return { run: altered };
  };
  const acts = createStepActs({ steps: ports.steps, alter, now, log });
  const alarms = (ports.alarms ?? createAlarms)((id) =>
    poll(id).catch((error: unknown) => {
      log.warn('A run will be looked at again', { run: id, reason: String(error) });
      alarms.set(id, AGAIN);
    }),
  );
  /** By this node at that time, by any other when this one is dead by then. */
  const plan = async (id: string, wait: number): Promise<void> => {
    alarms.set(id, wait);
    await ports.later(id, now() + wait + grace);
  };
  const poll = async (id: string): Promise<void> => {
    const taken = await table.take(id, me, lease);
    if (taken.kind === 'closed') return;
    if (taken.kind === 'later') return plan(id, taken.wait);
    try {
      const wait = await turn(taken.run);
      if (wait !== undefined) await plan(id, Math.max(0, wait));
    } finally {
      await table.release(id, me);
    }
  };
  /** Milliseconds until it is to be looked at again; undefined when it is over. */
  const turn = async (taken: Run): Promise<number | undefined> => {
    let run = taken;
    const isShown = (): boolean => shown.get(run.id) === run.revision;
    const show = async (): Promise<void> => {
      if (isShown()) return;
      await ports.show(run).then(
        () => void shown.set(run.id, run.revision),
        (error: unknown) => log.warn('A run could not be shown', { run: run.id, reason: String(error) }),
      );
    };
    for (;;) {
      const act = nextAct(run, now(), ports.steps.mayRepeat);
      // What follows at once is not worth an edit.
      if (act.kind !== 'become' && act.kind !== 'enter') await show();
      if (act.kind === 'rest') return act.until - now();
      if (act.kind === 'none') return isShown() ? close(run) : AGAIN;
      if ((await table.take(run.id, me, lease)).kind !== 'taken') return grace;
      const done = await perform(run, act);
      if (done === undefined) return undefined;
      run = done.run;
      if (done.wait === undefined) continue;
      await show();
      return done.wait;
    }
  };
  const close = async (run: Run): Promise<undefined> => {
    await table.close(run.id);
    acts.forget(run.id);
    shown.delete(run.id);
    const { name, concurrency } = run.about.intent;
    for (const id of (await table.queued(name)).slice(0, concurrency)) alarms.set(id, 0);
  };
  const perform = async (run: Run, act: Exclude<Act, { kind: 'none' | 'rest' }>): Promise<Done | undefined> => {
    switch (act.kind) {
      case 'become':
        return become(run);
      case 'enter': {
        const entered = await table.enter(run.id, now());
        return entered === undefined ? { run, wait: TURN } : { run: entered };
      }
      case 'begin':
        return acts.begin(run, act.step);
      case 'look':
        return acts.look(run, act.step, act.state);
      case 'stop':
        return acts.stop(run, act);
    }
  };
  const become = (run: Run) =>
    alter(run, (fresh) => {
      const act = nextAct(fresh, now(), ports.steps.mayRepeat);
      return act.kind === 'become' ? act.run : undefined;
    });
  return {
    async look(id) {
      // One that is closed needs nobody any more.
      if ((await table.take(id, me, lease)).kind === 'closed') return;
      // Whoever looks may die of it.
      await ports.later(id, now() + lease + grace);
      alarms.set(id, 0);
    },
    wake: (id) => alarms.set(id, 0),
    stop: alarms.stop,
  };
}
