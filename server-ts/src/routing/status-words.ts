// The words that facts have for how something stands, by kind of event.

import type { EventKind } from '../ci/facts.ts';

const pipelines = ['created', 'pending', 'running', 'success', 'warning', 'failed', 'canceled', 'skipped', 'manual'] as const;

/** The most telling one first. */
export const statusesOf = {
  pipeline: ['failed', ...pipelines.filter((word) => word !== 'failed')],
  deployment: ['success', ...pipelines.filter((word) => word !== 'success' && word !== 'warning')],
  quality_gate: ['failed', 'passed', 'error', 'none'],
  alert: ['firing', 'resolved'],
  merge_request: ['open', 'merged', 'closed', 'locked'],
  issue: ['open', 'closed'],
  push: ['pushed', 'created', 'deleted'],
  tag: ['created', 'deleted'],
  release: ['created', 'updated', 'deleted'],
  wiki: ['created', 'updated', 'deleted'],
  comment: ['created'],
  reaction: ['given', 'withdrawn'],
  artifact: ['published', 'promoted', 'moved', 'copied', 'deleted', 'scanned', 'failed'],
} as const satisfies Readonly<Record<EventKind, readonly string[]>>;

/** Words that people say for others: "passed" where CI systems say "success". */
export const statusAliases = {
  passed: ['passed', 'success', 'warning'],
  cancelled: ['canceled'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** All that may stand under `status`. */
export const statusWords: readonly string[] = [...new Set([...Object.values(statusesOf).flat(), ...Object.keys(statusAliases)])];
