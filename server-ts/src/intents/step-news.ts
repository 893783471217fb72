// News of a pipeline or job that ended bring the look at a run forward which waits for it; without them it is looked at by and by.

import type { CiEvent } from '../ci/event.ts';
import type { SubjectKey } from '../ci/ids.ts';
import { isConcluded } from '../ci/status.ts';
import type { Log } from '../platform/log.ts';
import type { Runner } from './runner.ts';

export interface StepNewsPorts {
  /** Runs, a step of which waits for one of these pipelines. Rejects while the database is away. */
  awaiting(keys: readonly SubjectKey[]): Promise<readonly string[]>;
  readonly runner: Pick<Runner, 'wake'>;
  readonly log: Log;
}

export interface StepNews {
  /** Something happened in a CI system. Never rejects. */
  told(event: CiEvent): void;
}

/** Milliseconds of news that are one question: of the many that come, few are waited for. */
const CALM = 100;

export function createStepNews({ awaiting, runner, log }: StepNewsPorts): StepNews {
  let ended = new Set<SubjectKey>();
  const look = async (): Promise<void> => {
    const keys = [...ended];
    ended = new Set();
    try {
      for (const id of await awaiting(keys)) runner.wake(id);
    } catch (error) {
      log.debug('Runs that wait for a pipeline are looked at later', { reason: String(error) });
    }
  };
  return {
    told(event) {
      if (!tellsAnEnd(event)) return;
      if (ended.size === 0) setTimeout(() => void look(), CALM).unref();
      ended.add(event.pipeline.key);
    },
  };
}

/** What has only gone on is no reason to look: there are many more of these. */
function tellsAnEnd(event: CiEvent): event is Extract<CiEvent, { kind: 'pipeline' | 'job' }> {
  if (event.kind === 'pipeline') return isConcluded(event.snapshot.status);
  return event.kind === 'job' && isConcluded(event.job.status);
}
