// A group of alerts in words: how many fire, how bad it is, what they are.

import type { Alert, AlertGroupState } from '../ci/alerts.ts';
import type { Instant } from '../ci/pipeline.ts';
import type { Look } from './card.ts';
import { formatDuration } from './duration.ts';
import { shown } from './foreign.ts';
import { listSome } from './shorten.ts';
import { colors } from './status-look.ts';

const MAX_NAMES = 4;

/** From bad to harmless, as the field writes them; other words rank as a warning. */
const ranks: Readonly<Record<string, number>> = {
  page: 5,
  critical: 5,
  disaster: 5,
  error: 4,
  high: 4,
  major: 4,
  warning: 3,
  minor: 2,
  info: 1,
  none: 0,
};

export function firingOf({ alerts }: AlertGroupState): readonly Alert[] {
  return alerts.filter(({ status }) => status === 'firing');
}

/** The worst `severity` label of these alerts, as it is written; undefined when none has one. */
export function worstSeverity(alerts: readonly Alert[]): string | undefined {
  const words = alerts.flatMap(({ labels }) => labels['severity'] ?? []);
  return words.reduce<string | undefined>((worst, word) => (worst === undefined || rankOf(word) > rankOf(worst) ? word : worst), undefined);
}

function rankOf(severity: string): number {
  return ranks[severity.toLowerCase()] ?? 3;
}

/** Without a word it may be anything, so it counts as grave. */
export function weightOf(severity: string | undefined): 'grave' | 'medium' | 'light' {
  const rank = severity === undefined ? 5 : rankOf(severity);
  return rank >= 4 ? 'grave' : rank >= 2 ? 'medium' : 'light';
}

export function lookOfAlerts(state: AlertGroupState): Look {
  const firing = firingOf(state);
  if (firing.length === 0) return { symbol: '✓', word: 'resolved', color: colors.good };
  const rank = rankOf(worstSeverity(firing) ?? 'critical');
  return { symbol: '▲', word: 'firing', color: rank >= 4 ? colors.bad : rank >= 2 ? colors.warn : colors.busy };
}

/** The different names, in their order: `RunnerDown, PipelineQueueLong`. Markdown. */
export function alertNames(alerts: readonly Alert[]): string {
  const names = differentNames(alerts);
  return listSome(
    names.map((name) => shown(name)),
    MAX_NAMES,
  );
}

/** The same as plain text. */
export function plainNames(alerts: readonly Alert[]): string {
  return listSome(differentNames(alerts), MAX_NAMES);
}

function differentNames(alerts: readonly Alert[]): readonly string[] {
  return [...new Set(alerts.map(({ name }) => (name === '' ? 'unnamed alert' : name)))];
}

/** What it is about, in the words of its rule; undefined when the rule has none. */
export function summaryOf({ annotations }: Pick<Alert, 'annotations'>): string | undefined {
  return [annotations['summary'], annotations['description'], annotations['message']].find(
    (text) => text !== undefined && text.trim() !== '',
  );
}

/** Milliseconds since 1970 → `2026-11-21 07:40 UTC`: the same for every reader. */
export function instantWords(at: Instant): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? 'an unknown time' : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** ` after 12 min`: from the first start to the last end; nothing while none is told. */
export function lasted(alerts: readonly Alert[]): string {
  const begun = alerts.reduce((first, { startsAt }) => Math.min(first, startsAt), Number.POSITIVE_INFINITY);
  const ended = alerts.reduce((last, { endsAt }) => Math.max(last, endsAt ?? 0), 0);
  return ended > begun ? ` after ${formatDuration((ended - begun) / 1000)}` : '';
}
