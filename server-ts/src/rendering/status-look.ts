// How each status looks: symbol, word and colour. Colour is never the only sign.

import type { Status } from '../ci/pipeline.ts';
import type { Look } from './card.ts';

export const colors = {
  good: '#2e7d4f',
  bad: '#d24b4e',
  warn: '#cc8f00',
  busy: '#1c58d9',
  wait: '#8a5cc2',
  quiet: '#8b8fa7',
  over: '#5d6072',
} as const;

const looks: Readonly<Record<Status, Look>> = {
  created: { symbol: '○', word: 'waiting', color: colors.quiet },
  pending: { symbol: '○', word: 'queued', color: colors.quiet },
  running: { symbol: '▶', word: 'running', color: colors.busy },
  success: { symbol: '✓', word: 'passed', color: colors.good },
  warning: { symbol: '⚠', word: 'passed with warnings', color: colors.warn },
  failed: { symbol: '✗', word: 'failed', color: colors.bad },
  canceled: { symbol: '⊘', word: 'canceled', color: colors.over },
  skipped: { symbol: '–', word: 'skipped', color: colors.quiet },
  manual: { symbol: '⏸', word: 'waiting for a person', color: colors.wait },
};

export function lookOf(status: Status): Look {
  return looks[status];
}
