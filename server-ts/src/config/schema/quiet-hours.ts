// Hours in which nothing is said.

import * as z from 'zod';
import { leavesRoom } from '../../routing/quiet-hours.ts';
import type { QuietHours } from '../../routing/rules.ts';
import { oneOrMore } from './list.ts';
import { timezone } from './text.ts';
import { told } from './told.ts';

const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is no time of day from 00:00 to 23:59')
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

const days = oneOrMore(z.enum(names)).transform((given) => given.map((name) => names.indexOf(name) + 1));

export const quietHours = z
  .strictObject({
    from: time.exactOptional().meta(told('When they begin.', '22:00')),
    to: time.exactOptional().meta(told('When they end; before from it is on the next day.', '07:00')),
    days: days.exactOptional().meta(told('Days on which they begin; every day when not said.', ['mon', 'tue', 'wed', 'thu', 'fri'])),
    daysOff: days.exactOptional().meta(told('Days that are quiet as a whole.', ['sat', 'sun'])),
    timezone: timezone.default('UTC'),
  })
  .refine(({ from, to }) => (from === undefined) === (to === undefined), 'needs both from and to, or neither')
  .refine(({ from, to, daysOff }) => from !== undefined || to !== undefined || daysOff !== undefined, 'needs from and to, or daysOff')
  .refine(({ from, to }) => from === undefined || from !== to, 'begins and ends at the same time')
  .transform(({ from, to, days: begin = [1, 2, 3, 4, 5, 6, 7], daysOff = [], timezone: zone }): QuietHours => ({
    from: from ?? 0,
    to: to ?? 1,
    days: from === undefined ? [] : begin,
    daysOff,
    timezone: zone,
  }))
  .refine(leavesRoom, 'leaves no time at which anything may be said')
  .meta(
    told('Hours in which nothing new is posted; it is said when they end. Alerts always speak, and cards stay up to date.', {
      from: '22:00',
      to: '07:00',
      daysOff: ['sat', 'sun'],
      timezone: 'Europe/Berlin',
    }),
  );
