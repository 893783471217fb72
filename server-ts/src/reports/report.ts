// What a CI job reports: figures about its pipeline.

import type { Figure } from '../ci/figure.ts';
import type { SubjectKey } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';

/** Which pipeline it is about: the one of this id or number, else the newest of the commit. */
export interface ReportedRun {
  readonly provider: string;
  readonly connection: string;
  /** Path or id. */
  readonly project: string;
  readonly pipeline?: string;
  /** Full hash, in lower case. */
  readonly sha?: string;
}

export interface Report extends ReportedRun {
  readonly figures: readonly Figure[];
}

export interface ReportTable {
  /** Undefined while it is not known. */
  find(run: ReportedRun): Promise<SubjectKey | undefined>;
  /**
   * Takes note of a figure with limits; answers what is new about it. `place`: where reports are compared with each other. Of two the
   * one that was taken in later counts, whatever order they come here.
   */
  note(
    place: string,
    figure: { readonly name: string; readonly at: Instant; readonly breached: boolean },
  ): Promise<'breached' | 'mended' | 'same'>;
}
