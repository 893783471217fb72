// Takes a report in: which pipeline it is about is found out later, as the news of the pipeline may still be on their way.

import type { Instant } from '../ci/pipeline.ts';
import type { Report, ReportedRun } from './report.ts';

export interface TakePorts {
  /** Whether the plugin hears of such a CI system. */
  isProvider(provider: string): boolean;
  isConnection(provider: string, connection: string): boolean;
  /** Rejects with a CiError while the database is away. */
  queue(report: Report): Promise<void>;
  now(): Instant;
}

type GivenFigure = { readonly value: number; readonly unit?: string; readonly min?: number; readonly max?: number };

/** Answers what is wrong, by field; undefined: it is stored for good. */
export type TakeReport = (
  run: ReportedRun,
  figures: Readonly<Record<string, GivenFigure>>,
) => Promise<Readonly<Record<string, string>> | undefined>;

export function createTakeReport({ isProvider, isConnection, queue, now }: TakePorts): TakeReport {
  return async (run, figures) => {
    if (!isProvider(run.provider)) return { provider: 'is no CI system here' };
    if (!isConnection(run.provider, run.connection)) return { connection: 'is no connection of this CI system here' };
    const at = now();
    await queue({ ...run, figures: Object.entries(figures).map(([name, figure]) => ({ name, ...figure, at })) });
    return undefined;
  };
}
