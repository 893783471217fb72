// What is done about one step of a run: begun once, claimed before that; looked at until it ends; stopped.

import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { canonicalJson } from '../ci/order.ts';
import type { StepSeen } from '../ci/step.ts';
import { join, say } from '../ci/words.ts';
import type { Clock } from '../platform/clock.ts';
import { asProblem, CiError } from '../platform/errors.ts';
import { inTime } from '../platform/in-time.ts';
import type { Log } from '../platform/log.ts';
import { activeSteps, nextAct, over, withStep, type Act, type RunningStep } from './advance.ts';
import type { Run, RunStep, StepState } from './run.ts';

/** What steps do, as the person whose run it is. What they say may be shown. */
export interface StepWork {
  /** Throws a CiError when it was surely not begun; any other error leaves that open. */
  begin(run: Run, step: RunStep): Promise<StepSeen>;
  look(run: Run, step: RunStep, handle: string): Promise<StepSeen>;
  stop(run: Run, step: RunStep, handle: string): Promise<void>;
  /** Beginning it a second time does no harm. */
  mayRepeat(step: RunStep): boolean;
}

/** `wait`: nothing more can be done for so many milliseconds. */
export interface Done {
  readonly run: Run;
  readonly wait?: number;
}

/** Each answers how the run is then; undefined when there is no such run any more. */
export interface StepActs {
  begin(run: Run, step: RunStep): Promise<Done | undefined>;
  look(run: Run, step: RunStep, state: RunningStep): Promise<Done | undefined>;
  stop(run: Run, act: Extract<Act, { kind: 'stop' }>): Promise<Done | undefined>;
  /** It is over. */
  forget(id: string): void;
}

export interface StepActPorts {
  readonly steps: StepWork;
  /** Changes the run as it is right now; not where `change` answers undefined. */
  alter(run: Run, change: (fresh: Run) => Run | undefined): Promise<Done | undefined>;
  readonly now: Clock;
  readonly log: Log;
}

/** Milliseconds between tries to show or store what the server or the database did not take. */
export const AGAIN = 5_000;
/** Milliseconds for a CI system to answer, well within the lease. */
const WITHIN = 25_000;
const FOR_PEOPLE = /^CI_ACCOUNT_|_UNAUTHORIZED$|_FORBIDDEN$/;

export function createStepActs(ports: StepActPorts): StepActs {
  const { steps, alter, now, log } = ports;
  const failures = new Map<string, number>();
  const begin = async (run: Run, step: RunStep) => {
    const claim = randomUUID();
    const claimed = await alter(run, (fresh) => {
      const act = nextAct(fresh, now(), steps.mayRepeat);
      const isNext = act.kind === 'begin' && act.step.name === step.name;
      return isNext ? withStep(fresh, step, { kind: 'claimed', at: now(), claim }) : undefined;
    });
    if (claimed === undefined || stateOf(claimed.run, step, 'claimed')?.claim !== claim) return claimed;
    const state = await beginNow(ports, claimed.run, step);
    return stored(log, () =>
      alter(claimed.run, (fresh) => (stateOf(fresh, step, 'claimed')?.claim === claim ? withStep(fresh, step, state) : undefined)),
    );
  };
  const look = async (run: Run, step: RunStep, state: RunningStep) => {
    try {
      const next = seenAs(await inTime(WITHIN, steps.look(run, step, state.handle), tooLong), now(), state);
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
    const problem = await inTime(WITHIN, steps.stop(run, step, state.handle), tooLong).then(() => undefined, asProblem);
    const words = problem === undefined ? text : join([text, say`It could not be stopped, and may still run: ${problem.message}`], ' ');
    return ifStill(run, step, state, over(verdict, words, state.outputs, now()));
  };
  return { begin, look, stop, forget: (id) => void failures.delete(id) };
}

async function beginNow({ steps, now, log }: StepActPorts, run: Run, step: RunStep): Promise<StepState> {
  try {
    return seenAs(await inTime(WITHIN, steps.begin(run, step), tooLong), now());
  } catch (error) {
    const { message, remedy } = asProblem(error);
    log.info('A step of a run was not begun', { run: run.id, step: step.name, reason: message });
    if (error instanceof CiError) return over('failed', say`${message} ${{ pieces: [{ kind: 'own', text: remedy }] }}`, {}, now());
    return over('unknown', say`Whether it began is not known: ${message} Look there before you run it again.`, {}, now());
  }
}

/** What a CI system began is not forgotten because the database is away for a moment. */
async function stored<T>(log: Log, store: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await store();
    } catch (error) {
      if (tries >= 60) throw error;
      log.warn('How a step stands could not be stored, and will be', { reason: String(error) });
      await pause(AGAIN, undefined, { ref: false });
    }
  }
}

function seenAs(seen: StepSeen, at: number, before?: RunningStep): StepState {
  switch (seen.kind) {
    case 'running':
      return { ...seen, at: before?.at ?? at };
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

/** The database gives keys back in another order. Words that differ in a number are the same ones: "expires in 4.9 s". */
function isSame(left: StepState, right: StepState): boolean {
  return canonicalJson(countless(left)) === canonicalJson(countless(right));
}

function countless(state: StepState): unknown {
  return state.kind === 'running' ? { ...state, text: state.text.pieces.map(({ text }) => text.replaceAll(/\d+/g, '')) } : state;
}

/** Milliseconds to the next look: the longer it runs, the more seldom. */
function pace(elapsed: number): number {
  return Math.min(30_000, Math.max(1_000, elapsed / 10));
}

function tooLong(): never {
  throw new Error('It takes too long to answer.');
}
