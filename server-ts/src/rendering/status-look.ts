// How each status looks: symbol, word and colour. Colour is never the only sign.

import type { Status } from '../ci/pipeline.ts';

export interface StatusLook {
  readonly symbol: string;
  readonly word: string;
  /** As `#rrggbb`. */
  readonly color: string;
}

const looks: Readonly<Record<Status, StatusLook>> = {
  created: { symbol: '○', word: 'waiting', color: '#8b8fa7' },
  pending: { symbol: '○', word: 'queued', color: '#8b8fa7' },
  running: { symbol: '▶', word: 'running', color: '#1c58d9' },
  success: { symbol: '✓', word: 'passed', color: '#2e7d4f' },
  warning: { symbol: '⚠', word: 'passed with warnings', color: '#cc8f00' },
  failed: { symbol: '✗', word: 'failed', color: '#d24b4e' },
  canceled: { symbol: '⊘', word: 'canceled', color: '#5d6072' },
  skipped: { symbol: '–', word: 'skipped', color: '#8b8fa7' },
  manual: { symbol: '⏸', word: 'waiting for a person', color: '#8a5cc2' },
};

export function lookOf(status: Status): StatusLook {
  return looks[status];
}
