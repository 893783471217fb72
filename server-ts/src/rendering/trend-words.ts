// How a pipeline stands against those before it, in words.

import type { PipelineState } from '../ci/state.ts';
import { detailsOf } from '../ci/state.ts';
import { statusOf } from '../ci/status.ts';
import { failuresInARow, trendOf, usualDuration, type Past, type Trend } from '../ci/trend.ts';
import { formatDuration } from './duration.ts';

/** What is worth saying; `broken` only where it had passed before, for a first pipeline breaks nothing. */
export type ToldTrend = Extract<Trend, 'broken' | 'fixed' | 'still-failing'>;

export function toldTrend(state: PipelineState, past: Past): ToldTrend | undefined {
  const trend = trendOf(statusOf(state), past);
  if (trend === 'broken') return past.some(({ status }) => status === 'success' || status === 'warning') ? trend : undefined;
  return trend === 'fixed' || trend === 'still-failing' ? trend : undefined;
}

/** ` (broken)`, ` (fixed)`, ` (3 failures in a row)`, or nothing. */
export function trendWords(state: PipelineState, past: Past): string {
  const trend = toldTrend(state, past);
  if (trend === undefined) return '';
  return trend === 'still-failing' ? ` (${failuresInARow(statusOf(state), past)} failures in a row)` : ` (${trend})`;
}

/** `4 min 43 s`, and how that is against the usual when it is a quarter and ten seconds off. Empty when it is not known. */
export function durationWords(state: PipelineState, past: Past): string {
  const { duration } = detailsOf(state);
  if (duration === undefined) return '';
  const usual = usualDuration(past);
  const off = usual === undefined ? 0 : Math.abs(duration - usual);
  const told = usual !== undefined && off >= 10 && off >= usual / 4;
  return told ? `${formatDuration(duration)} (usually ${formatDuration(usual)})` : formatDuration(duration);
}

/** `usually 4 min 43 s` of what passed before, else what the CI system expects; empty when neither is known. */
export function usualWords(state: PipelineState, past: Past): string {
  const usual = usualDuration(past) ?? detailsOf(state).expectedDuration;
  return usual === undefined || usual < 1 ? '' : `usually ${formatDuration(usual)}`;
}
