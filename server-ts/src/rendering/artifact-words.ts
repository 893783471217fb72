// What happened to an artifact, in words.

import type { ArtifactAction, ArtifactState } from '../ci/artifact.ts';
import type { Look } from './card.ts';
import { colors } from './status-look.ts';

const looks: Readonly<Record<ArtifactAction, Look>> = {
  published: { symbol: '↑', word: 'published', color: colors.good },
  promoted: { symbol: '⇧', word: 'promoted', color: colors.good },
  moved: { symbol: '→', word: 'moved', color: colors.over },
  copied: { symbol: '→', word: 'copied', color: colors.over },
  deleted: { symbol: '⊘', word: 'deleted', color: colors.over },
  scanned: { symbol: '✓', word: 'scanned', color: colors.busy },
  failed: { symbol: '✗', word: 'failed', color: colors.bad },
};

export function lookOfArtifact({ events }: ArtifactState): Look {
  return looks[events.at(-1)?.action ?? 'published'];
}

export function lookOfAction(action: ArtifactAction): Look {
  return looks[action];
}

/** `bytes` → `812 B`, `1.4 MB`. */
export function sizeWords(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : Math.round(value * 10) / 10} ${units[power] ?? 'B'}`;
}
