// The regular post about flaky jobs.

import * as z from 'zod';
import type { Room } from '../../routing/rules.ts';
import { isSchedule } from '../schedule.ts';
import { room } from './room.ts';
import { timezone } from './text.ts';
import { told } from './told.ts';

const builds: Room = { kind: 'purpose', purpose: 'builds' };

export const digest = z
  .strictObject({
    schedule: z
      .string()
      .refine(isSchedule, 'is no schedule in cron syntax: minute, hour, day of the month, month, day of the week')
      .meta(told('When it is posted, in cron syntax: minute, hour, day of the month, month, day of the week.', '0 9 * * mon')),
    timezone: timezone.default('UTC'),
    channel: room.default(builds),
  })
  .meta(
    told('A regular post about jobs that failed and then passed on the same commit. Without it there is none.', {
      schedule: '0 9 * * mon',
      timezone: 'Europe/Berlin',
      channel: 'builds',
    }),
  );
