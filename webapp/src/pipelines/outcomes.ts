// What the last runs of a branch amount to.
import type { PastRunView } from '@ci-command-center/contract';

export interface Outcomes {
  /** Of those that passed or failed; absent when none did. */
  readonly passedPercent?: number;
  /** Seconds: the median of the passed ones; absent for fewer than three. */
  readonly usual?: number;
  /** By how many per cent the newer half of the passed ones takes longer than the older half; absent when that is chance. */
  readonly lately?: number;
}

/** Fewer tell nothing. */
const ENOUGH = 3;
const ENOUGH_FOR_TREND = 8;
/** Per cent that chance makes. */
const CHANCE = 15;

export function isPassed({ status }: Pick<PastRunView, 'status'>): boolean {
  return status === 'success' || status === 'warning';
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

/** `runs`: newest first. */
export function outcomesOf(runs: readonly PastRunView[]): Outcomes {
  const passed = runs.filter(isPassed);
  const judged = passed.length + runs.filter(({ status }) => status === 'failed').length;
  const durations = passed.flatMap(({ duration }) => duration ?? []);
  const change = changeOf(durations);
  return {
    ...(judged > 0 && { passedPercent: Math.round((passed.length / judged) * 100) }),
    ...(durations.length >= ENOUGH && { usual: median(durations) }),
    ...(change !== undefined && { lately: change }),
  };
}

function changeOf(durations: readonly number[]): number | undefined {
  if (durations.length < ENOUGH_FOR_TREND) return undefined;
  const half = Math.floor(durations.length / 2);
  const [now, before] = [median(durations.slice(0, half)), median(durations.slice(half))];
  const percent = before === 0 ? 0 : Math.round((now / before - 1) * 100);
  return Math.abs(percent) < CHANCE ? undefined : percent;
}
