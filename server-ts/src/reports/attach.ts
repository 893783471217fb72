// Puts what was reported on the card of its pipeline, once that is known, and tells of figures that leave or regain their limits.

import * as z from 'zod';
import { hasLimits, isBreached, type Figure } from '../ci/figure.ts';
import type { SubjectKey } from '../ci/ids.ts';
import { withFigures } from '../ci/merge.ts';
import type { Instant } from '../ci/pipeline.ts';
import { detailsOf, type PipelineState } from '../ci/state.ts';
import type { Log } from '../platform/log.ts';
import type { Deliveries, Learning, Scenes, Subjects, Task, Tasks } from '../storage/index.ts';
import type { Report, ReportTable } from './report.ts';

export interface Turned {
  readonly figure: Figure;
  readonly now: 'breached' | 'mended';
  readonly state: PipelineState;
}

export interface AttachPorts {
  readonly reports: ReportTable;
  readonly subjects: Pick<Subjects, 'find' | 'merge'> & Pick<Scenes, 'scene'> & Pick<Learning, 'place'>;
  readonly refresh: Deliveries['refresh'];
  readonly tasks: Pick<Tasks, 'add'>;
  /** For the alerts channel. Must not throw. */
  tell(turned: Turned): void;
  now(): Instant;
  readonly log: Log;
}

export interface Attaching {
  /** Stores it for good. */
  queue(report: Report): Promise<void>;
  readonly task: Task;
}

export const REPORT = 'report';

/** Milliseconds between the looks for a pipeline that is not known yet: about a day in all. */
const WAITS = [3_000, 10_000, 30_000, 120_000, 600_000, 3_600_000, 10_800_000, 28_800_000, 43_200_000];

const figure = z.object({
  name: z.string(),
  value: z.number(),
  unit: z.string().exactOptional(),
  min: z.number().exactOptional(),
  max: z.number().exactOptional(),
  at: z.number(),
});
const payload = z.object({
  provider: z.string(),
  connection: z.string(),
  project: z.string(),
  pipeline: z.string().exactOptional(),
  sha: z.string().exactOptional(),
  figures: z.array(figure),
  /** How often it was looked for. */
  looks: z.number().default(0),
});

export function createAttaching(ports: AttachPorts): Attaching {
  const { reports, tasks, now, log } = ports;
  const add = (report: Report, looks: number, wait: number): Promise<void> =>
    tasks.add(REPORT, { ...report, looks }, wait === 0 ? {} : { at: now() + wait });
  return {
    queue: (report) => add(report, 0, 0),
    async task(given) {
      const { looks, ...report } = payload.parse(given);
      const key = await reports.find(report);
      // Where runs share a number the newest is meant.
      if (key !== undefined) return attach(ports, await ports.subjects.place(key, {}), report.figures);
      const wait = WAITS[looks];
      if (wait !== undefined) return add(report, looks + 1, wait);
      const { provider, connection, project } = report;
      log.warn('A report was about a pipeline that nobody told of', { provider, connection, project });
    },
  };
}

async function attach(ports: AttachPorts, key: SubjectKey, figures: readonly Figure[]): Promise<void> {
  const { subjects, refresh, reports, now } = ports;
  const found = await subjects.find(key);
  if (found?.state.kind !== 'pipeline') return;
  const { state } = found;
  await subjects.merge(key, (known) => withFigures(known ?? state, figures), now());
  const around = (await subjects.scene(key))?.refresh ?? [];
  await Promise.all([key, ...around].map((each) => refresh(each)));
  const place = placeOf(state);
  for (const each of figures.filter(hasLimits)) {
    const change = await reports.note(place, { name: each.name, at: each.at, breached: isBreached(each) });
    if (change !== 'same') ports.tell({ figure: each, now: change, state });
  }
}

/** One branch or tag of a project: what is reported on a feature branch mends nothing on main. */
function placeOf(state: PipelineState): string {
  const { provider, connection, project } = state.pipeline;
  const { ref } = detailsOf(state);
  return JSON.stringify([provider, connection, project.id, ref?.kind ?? '', ref?.name ?? '']).slice(0, 500);
}
