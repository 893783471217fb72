// A run's log for the sidebar: a stage's own where Jenkins can tell it, else the whole build's.

import type { ReadLog } from '../../ci/follow.ts';
import { logPart } from './api/logs.ts';
import { stageLog } from './api/stage-logs.ts';

export const readLog: ReadLog = async ({ project, run, job, start }, reach) => {
  const place = { job: project, number: run };
  const ofStage = job === undefined ? undefined : await stageLog(place, job, start, reach);
  return ofStage ?? (await logPart(place, start, reach));
};
