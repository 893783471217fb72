// News of a pipeline or job that ended bring the look at a run forward which waits for it; without them it is looked at by and by.

import type { CiEvent } from '../ci/event.ts';
import type { SubjectKey } from '../ci/ids.ts';
import { isConcluded } from '../ci/status.ts';
import type { Log } from '../platform/log.ts';
import type { Runner } from './runner.ts';

export interface StepNewsPorts {
  /** Runs, one step of which waits for this pipeline. Rejects while the database is away. */
  awaiting(key: SubjectKey): Promise<readonly string[]>;
  readonly runner: Pick<Runner, 'wake'>;
  readonly log: Log;
}

export interface StepNews {
  /** Something happened in a CI system. Never rejects. */
  told(event: CiEvent): void;
}

export function createStepNews({ awaiting, runner, log }: StepNewsPorts): StepNews {
  return {
    told(event) {
      if (!tellsAnEnd(event)) return;
      awaiting(event.pipeline.key).then(
        (ids) => ids.forEach((id) => runner.wake(id)),
        (error: unknown) => log.debug('Runs that wait for a pipeline are looked at later', { reason: String(error) }),
      );
    },
  };
}

/** What has only gone on is no reason to look: there are many more of these. */
function tellsAnEnd(event: CiEvent): event is Extract<CiEvent, { kind: 'pipeline' | 'job' }> {
  if (event.kind === 'pipeline') return isConcluded(event.snapshot.status);
  return event.kind === 'job' && isConcluded(event.job.status);
}
