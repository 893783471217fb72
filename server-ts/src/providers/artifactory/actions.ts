// JFrog's words for what happened, in ours.

import type { ArtifactAction } from '../../ci/artifact.ts';

interface Meaning {
  readonly action: ArtifactAction;
  /**
   * Place in an artifact's life. No delivery tells a time, so that the events of one artifact are put into this order: what was deleted
   * had been deployed before.
   */
  readonly rank: number;
}

const meanings: ReadonlyMap<string, Meaning> = new Map([
  ['deployed', { action: 'published', rank: 1 }],
  ['pushed', { action: 'published', rank: 1 }],
  ['uploaded', { action: 'published', rank: 1 }],
  ['created', { action: 'published', rank: 1 }],
  ['completed', { action: 'published', rank: 2 }],
  ['signed', { action: 'published', rank: 2 }],
  ['copied', { action: 'copied', rank: 3 }],
  ['promoted', { action: 'promoted', rank: 4 }],
  ['promotion_completed', { action: 'promoted', rank: 4 }],
  ['promotion_failed', { action: 'failed', rank: 5 }],
  ['moved', { action: 'moved', rank: 6 }],
  ['distribute_completed', { action: 'published', rank: 7 }],
  ['distribute_aborted', { action: 'failed', rank: 7 }],
  ['distribute_failed', { action: 'failed', rank: 7 }],
  ['failed', { action: 'failed', rank: 7 }],
  ['delete_failed', { action: 'failed', rank: 8 }],
  ['deleted', { action: 'deleted', rank: 9 }],
  ['delete_completed', { action: 'deleted', rank: 9 }],
]);

/** Undefined for what only begins (`distribute_started`) and for what is not known here. */
export function readAction(word: string): Meaning | undefined {
  return meanings.get(word.replace(/^release_bundle_v2_/, ''));
}
