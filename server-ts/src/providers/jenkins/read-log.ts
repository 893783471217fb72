// A run's log for the sidebar: a stage's own where Jenkins can tell it, else the whole build's.

import type { ReadLog } from '../../ci/follow.ts';
import { logPart, noBuild } from './api/logs.ts';
import { stageLog } from './api/stage-logs.ts';
import { keptBuild } from './commands/meant-build.ts';

/** Whoever asks may name what they like; a name that leads elsewhere than to a build is of none. */
export const readLog: ReadLog = async ({ project, run, job, start, marks }, reach) => {
  const place = { job: project, number: run };
  if (!/^\d{1,15}$/.test(run) || project.split('/').some((part) => part === '' || part === '.' || part === '..')) throw noBuild(place);
  // Once is enough: what is read on from there is the same log.
  if (start === 0 && marks !== undefined) await keptBuild(place, marks, reach);
  const ofStage = job === undefined ? undefined : await stageLog(place, job, start, reach);
  return ofStage ?? (await logPart(place, start, reach));
};
