// What is to be done next about a run, as it stands. Pure: whoever does it, and dies of it, finds the same next time.

import type { RunState } from '@ci-command-center/contract';
import type { Instant } from '../ci/pipeline.ts';
import { say, type Words } from '../ci/words.ts';
import type { OnFailure } from './intent.ts';
import { isOver, type Outputs, type Run, type RunStep, type StepState, type Verdict } from './run.ts';

export type Act =
  /** Nothing, ever. */
  | { readonly kind: 'none' }
  /** Nothing, until then. */
  | { readonly kind: 'rest'; readonly until: Instant }
  /** It is like that. */
  | { readonly kind: 'become'; readonly run: Run }
  /** See whether it is its turn. */
  | { readonly kind: 'enter' }
  | { readonly kind: 'begin'; readonly step: RunStep }
  | { readonly kind: 'look'; readonly step: RunStep; readonly state: RunningStep }
  /** Stop it: then it has ended so. */
  | { readonly kind: 'stop'; readonly step: RunStep; readonly state: RunningStep; readonly verdict: Verdict; readonly text: Words };

export type RunningStep = Extract<StepState, { kind: 'running' }>;

/** `mayRepeat`: beginning that step a second time does no harm. */
export function nextAct(run: Run, now: Instant, mayRepeat: (step: RunStep) => boolean): Act {
  if (isOver(run)) return { kind: 'none' };
  const { cancel, rejected } = run.course;
  if (run.state === 'waiting' && rejected !== undefined) return { kind: 'become', run: ended(run, 'rejected', now) };
  if (run.state !== 'running' && cancel !== undefined) return { kind: 'become', run: ended(run, 'canceled', now) };
  if (run.state === 'waiting') return waiting(run, now);
  if (run.state === 'queued') return { kind: 'enter' };
  return stepping(run, now, mayRepeat);
}

/** Until when others can agree. */
export function deadline({ about, createdAt }: Run): Instant {
  return createdAt + (about.intent.approval?.expires ?? 0);
}

function waiting(run: Run, now: Instant): Act {
  const { approval } = run.about.intent;
  if (run.course.approvals.length >= (approval?.count ?? 0)) return { kind: 'become', run: { ...run, state: 'queued' } };
  const until = deadline(run);
  if (now < until) return { kind: 'rest', until };
  return { kind: 'become', run: ended({ ...run, course: { ...run.course, why: 'Nobody agreed in time.' } }, 'expired', now) };
}

function stepping(run: Run, now: Instant, mayRepeat: (step: RunStep) => boolean): Act {
  const undoing = run.course.rollback !== undefined;
  const step = activeSteps(run).find(({ state }) => state.kind !== 'over');
  if (step === undefined) return { kind: 'become', run: finished(run, now) };
  const { state } = step;
  if (state.kind === 'claimed') return mayRepeat(step) ? { kind: 'begin', step } : { kind: 'become', run: withStep(run, step, lost(now)) };
  const { cancel } = run.course;
  if (cancel !== undefined && !undoing) {
    if (state.kind === 'running') return { kind: 'stop', step, state, verdict: 'canceled', text: say`Stopped by @${cancel.username}.` };
    return { kind: 'become', run: ended(skipRest(run, now), 'canceled', now) };
  }
  const late = lateness(run, step, now);
  if (late !== undefined && state.kind === 'running') return { kind: 'stop', step, state, verdict: 'failed', text: late };
  if (late !== undefined) return { kind: 'become', run: withStep(run, step, over('failed', late, {}, now)) };
  return state.kind === 'running' ? { kind: 'look', step, state } : { kind: 'begin', step };
}

/** Those that are done now: the intent's, or what undoes them. */
export function activeSteps({ course }: Run): readonly RunStep[] {
  return course.rollback === undefined ? course.steps : course.undo;
}

/** Why it has to end; undefined while there is time. */
function lateness(run: Run, { step, state }: RunStep, now: Instant): Words | undefined {
  const { intent } = run.about;
  const begun = run.course.rollback ?? run.startedAt ?? now;
  if (now >= begun + intent.timeout) return say`The time for the whole run is over.`;
  if (state.kind !== 'running' || step.timeout === undefined || now < state.at + step.timeout) return undefined;
  return say`It takes too long: it was stopped.`;
}

/** The same run with another state of that step. */
export function withStep(run: Run, { name }: Pick<RunStep, 'name'>, state: StepState): Run {
  const change = (steps: readonly RunStep[]): readonly RunStep[] => steps.map((each) => (each.name === name ? { ...each, state } : each));
  const { course } = run;
  const changed = course.rollback === undefined ? { steps: change(course.steps) } : { undo: change(course.undo) };
  const next: Run = { ...run, course: { ...course, ...changed } };
  return state.kind === 'over' ? afterStep(next, state, name) : next;
}

export function over(
  verdict: Verdict,
  text: Words,
  outputs: Outputs,
  at: Instant,
  log?: readonly string[],
): Extract<StepState, { kind: 'over' }> {
  return { kind: 'over', verdict, text, outputs, at, ...(log !== undefined && { log }) };
}

function lost(now: Instant): StepState {
  return over('unknown', say`Whether it began is not known: the plugin ended at that moment. Look there before you run it again.`, {}, now);
}

/** What one step's end means for the others. What undoes is done to its end, whatever fails of it. */
function afterStep(run: Run, { verdict, at }: Extract<StepState, { kind: 'over' }>, name: string): Run {
  if (run.course.rollback !== undefined || verdict === 'succeeded' || verdict === 'skipped') return run;
  if (verdict === 'unknown') return ended(skipRest(run, at), 'unknown', at);
  if (verdict === 'canceled') return ended(skipRest(run, at), 'canceled', at);
  const then = reactionTo(run, name);
  if (then === 'continue') return run;
  const rest = skipRest(run, at);
  return then === 'rollback' && run.course.undo.length > 0 ? { ...rest, course: { ...rest.course, rollback: at } } : rest;
}

function reactionTo({ about: { intent }, course }: Run, name: string): OnFailure['kind'] {
  return course.steps.find((each) => each.name === name)?.step.onFailure ?? intent.onFailure.kind;
}

function skipRest(run: Run, now: Instant): Run {
  const skip = (each: RunStep): RunStep => (each.state.kind === 'waiting' ? { ...each, state: over('skipped', say``, {}, now) } : each);
  return { ...run, course: { ...run.course, steps: run.course.steps.map(skip) } };
}

function finished(run: Run, now: Instant): Run {
  const has = (verdict: Verdict): boolean =>
    [...run.course.steps, ...(run.course.rollback === undefined ? [] : run.course.undo)].some(
      ({ state }) => state.kind === 'over' && state.verdict === verdict,
    );
  return ended(run, has('unknown') ? 'unknown' : has('failed') ? 'failed' : 'succeeded', now);
}

function ended(run: Run, state: RunState, now: Instant): Run {
  return { ...run, state, endedAt: now };
}
