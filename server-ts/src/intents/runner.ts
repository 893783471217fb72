// Takes runs from step to step, one node at a time: each step is claimed before it is begun, so whatever dies where, none is begun twice.

import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { StepSeen } from '../ci/step.ts';
import { join, say } from '../ci/words.ts';
import type { Clock } from '../platform/clock.ts';
import { asProblem, CiError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import { activeSteps, nextAct, over, withStep, type Act, type RunningStep } from './advance.ts';
import { isOver, type Run, type RunStep, type RunTable, type StepState } from './run.ts';
import { createAlarms } from './alarms.ts';

/** What steps do, as the person whose run it is. What they say may be shown. */
export interface StepWork {
  /** Throws a CiError when it was surely not begun; any other error leaves that open. */
  begin(run: Run, step: RunStep): Promise<StepSeen>;
  look(run: Run, step: RunStep, handle: string): Promise<StepSeen>;
  stop(run: Run, step: RunStep, handle: string): Promise<void>;
  /** Beginning it a second time does no harm. */
  mayRepeat(step: RunStep): boolean;
}

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
/** Milliseconds for a CI system to answer, well within the lease. */
const WITHIN = 25_000;
/** Milliseconds between looks whether it is a run's turn; whoever ends one wakes the next anyway. */
const TURN = 10_000;
/** Milliseconds between tries to show or store what the server or the database did not take. */
const AGAIN = 5_000;
const FOR_PEOPLE = /^CI_ACCOUNT_|_UNAUTHORIZED$|_FORBIDDEN$/;

export function createRunner(ports: RunnerPorts): Runner {
  const { table, now, log, limits: { lease = LEASE, grace = GRACE } = {} } = ports;
  const me = randomUUID();
  const failures = new Map<string, number>();
  /** Revisions that were shown, by this node. */
  const shown = new Map<string, number>();
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
    failures.delete(run.id);
    shown.delete(run.id);
    const { name, concurrency } = run.about.intent;
    for (const id of (await table.queued(name)).slice(0, concurrency)) alarms.set(id, 0);
  };
  /** Undefined when there is no such run any more. `wait`: nothing more can be done now. */
  const perform = async (
    run: Run,
    act: Exclude<Act, { kind: 'none' | 'rest' }>,
  ): Promise<{ readonly run: Run; readonly wait?: number } | undefined> => {
    switch (act.kind) {
      case 'become':
        return become(run);
      case 'enter': {
        const entered = await table.enter(run.id, now());
        return entered === undefined ? { run, wait: TURN } : { run: entered };
      }
      case 'begin':
        return begin(run, act.step);
      case 'look':
        return look(run, act.step, act.state);
      case 'stop':
        return stop(run, act);
    }
  };
  const alter = async (run: Run, change: (fresh: Run) => Run | undefined): Promise<{ readonly run: Run } | undefined> => {
    const altered = await table.alter(run.id, change);
    if (altered === undefined) return undefined;
    if (isOver(altered) && !isOver(run)) ports.ended(altered);
    return { run: altered };
  };
  const become = (run: Run) =>
    alter(run, (fresh) => {
      const act = nextAct(fresh, now(), ports.steps.mayRepeat);
      return act.kind === 'become' ? act.run : undefined;
    });
  const begin = async (run: Run, step: RunStep) => {
    const claim = randomUUID();
    const claimed = await alter(run, (fresh) => {
      const act = nextAct(fresh, now(), ports.steps.mayRepeat);
      const isNext = act.kind === 'begin' && act.step.name === step.name;
      return isNext ? withStep(fresh, step, { kind: 'claimed', at: now(), claim }) : undefined;
    });
    if (claimed === undefined || stateOf(claimed.run, step, 'claimed')?.claim !== claim) return claimed;
    const state = await begun(claimed.run, step);
    return stored(() =>
      alter(claimed.run, (fresh) => (stateOf(fresh, step, 'claimed')?.claim === claim ? withStep(fresh, step, state) : undefined)),
    );
  };
  const begun = async (run: Run, step: RunStep): Promise<StepState> => {
    try {
      return seenAs(await limited(ports.steps.begin(run, step)), now());
    } catch (error) {
      const { message, remedy } = asProblem(error);
      log.info('A step of a run was not begun', { run: run.id, step: step.name, reason: message });
      if (error instanceof CiError) return over('failed', say`${message} ${{ pieces: [{ kind: 'own', text: remedy }] }}`, {}, now());
      return over('unknown', say`Whether it began is not known: ${message} Look there before you run it again.`, {}, now());
    }
  };
  /** What a CI system began is not forgotten because the database is away for a moment. */
  const stored = async <T>(store: () => Promise<T>): Promise<T> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await store();
      } catch (error) {
        if (tries >= 60) throw error;
        log.warn('How a step stands could not be stored, and will be', { reason: String(error) });
        await pause(AGAIN, undefined, { ref: false });
      }
    }
  };
  const look = async (run: Run, step: RunStep, state: RunningStep) => {
    try {
      const next = seenAs(await limited(ports.steps.look(run, step, state.handle)), now(), state);
      failures.delete(run.id);
      const altered = isSame(state, next) ? { run } : await ifStill(run, step, state, next);
      return next.kind === 'running' && altered !== undefined ? { ...altered, wait: pace(now() - state.at) } : altered;
    } catch (error) {
      const { code, message, remedy } = asProblem(error);
      const failed = (failures.get(run.id) ?? 0) + 1;
      failures.set(run.id, failed);
      log.debug('A look at a step failed', { run: run.id, step: step.name, code, reason: message });
      const lasts = failed > 2 || FOR_PEOPLE.test(code);
      const altered = lasts ? await ifStill(run, step, state, { ...state, problem: { message, remedy } }) : { run };
      return altered && { ...altered, wait: Math.min(60_000, AGAIN * failed) };
    }
  };
  const ifStill = (run: Run, step: RunStep, { handle }: RunningStep, next: StepState) =>
    alter(run, (fresh) => {
      const still = stateOf(fresh, step, 'running');
      return still?.handle === handle && !isSame(still, next) ? withStep(fresh, step, next) : undefined;
    });
  const stop = async (run: Run, { step, state, verdict, text }: Extract<Act, { kind: 'stop' }>) => {
    const problem = await limited(ports.steps.stop(run, step, state.handle)).then(() => undefined, asProblem);
    const words = problem === undefined ? text : join([text, say`It could not be stopped, and may still run: ${problem.message}`], ' ');
    return ifStill(run, step, state, over(verdict, words, state.outputs, now()));
  };
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

function seenAs(seen: StepSeen, at: number, before?: RunningStep): StepState {
  switch (seen.kind) {
    case 'running':
      return { kind: 'running', at: before?.at ?? at, handle: seen.handle, text: seen.text, outputs: seen.outputs };
    case 'succeeded':
      return over('succeeded', seen.text, seen.outputs, at);
    case 'failed':
      return over('failed', seen.text, seen.outputs, at, seen.log);
  }
}

function stateOf<Kind extends StepState['kind']>(run: Run, { name }: RunStep, kind: Kind): Extract<StepState, { kind: Kind }> | undefined {
  const state = activeSteps(run).find((each) => each.name === name)?.state;
  return isKind(state, kind) ? state : undefined;
}

function isKind<Kind extends StepState['kind']>(state: StepState | undefined, kind: Kind): state is Extract<StepState, { kind: Kind }> {
  return state?.kind === kind;
}

function isSame(left: StepState, right: StepState): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** Milliseconds to the next look: the longer it runs, the more seldom. */
function pace(elapsed: number): number {
  return Math.min(30_000, Math.max(1_000, elapsed / 10));
}

async function limited<T>(work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('It takes too long to answer.')), WITHIN).unref();
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}
