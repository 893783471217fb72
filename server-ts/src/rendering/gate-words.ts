// A quality gate's verdict and its conditions in words.

import type { GateAnalysis, GateCondition, GateState } from '../ci/gate.ts';
import { identityOf } from '../ci/subject.ts';
import type { Look } from './card.ts';
import { shown } from './foreign.ts';
import { colors } from './status-look.ts';

const looks: Readonly<Record<GateAnalysis['status'], Look>> = {
  passed: { symbol: '✓', word: 'passed', color: colors.good },
  failed: { symbol: '✗', word: 'failed', color: colors.bad },
  error: { symbol: '✗', word: 'could not be computed', color: colors.bad },
  none: { symbol: '–', word: 'has no gate', color: colors.quiet },
};

export function lookOfGate(status: GateAnalysis['status']): Look {
  return looks[status];
}

/** The newest analysis of that commit; the newest of all when the commit has none. */
export function analysisOf({ analyses }: GateState, sha?: string): GateAnalysis {
  return analyses.find((analysis) => sha !== undefined && analysis.sha === sha) ?? analyses[0];
}

/** The gate passed, and the analysis before it had failed. */
export function isFixed({ analyses }: GateState): boolean {
  const [newest, before] = analyses;
  return newest.status === 'passed' && (before?.status === 'failed' || before?.status === 'error');
}

export function failedConditions({ conditions }: GateAnalysis): readonly GateCondition[] {
  return conditions.filter(({ status }) => status === 'failed');
}

/** Plain text: `coverage on new code 61.2 %, at least 80 %`. */
export function conditionWords({ metric, value, threshold, fails }: GateCondition): string {
  const found = value === undefined ? metricWords(metric) : `${metricWords(metric)} ${valueWords(metric, value)}`;
  if (threshold === undefined) return found;
  const limit = valueWords(metric, threshold);
  if (fails === undefined) return `${found} (limit ${limit})`;
  return `${found} (${isRating(metric) ? `${limit} or better` : `${fails === 'below' ? 'at least' : 'at most'} ${limit}`})`;
}

export function metricWords(metric: string): string {
  const words = metric.replaceAll('_', ' ').trim();
  return words.startsWith('new ') ? `${words.slice(4)} on new code` : words;
}

/** Numbers as people read them: two decimals at most, per cent where the metric is one, ratings as letters. */
function valueWords(metric: string, value: string): string {
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (!Number.isFinite(number)) return value;
  if (isRating(metric)) return 'ABCDE'[number - 1] ?? value;
  const short = String(Math.round(number * 100) / 100);
  return /coverage|density|percent|hotspots_reviewed/.test(metric) ? `${short} %` : short;
}

function isRating(metric: string): boolean {
  return metric.endsWith('_rating');
}

/** Whose gate it is, as Markdown: its name, else the project's. */
export function gateName(state: GateState, { gate }: GateAnalysis): string {
  return shown(gate ?? identityOf(state).project?.path ?? 'quality gate');
}
