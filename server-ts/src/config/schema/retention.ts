// For how long what was received is kept.

import * as z from 'zod';
import { told } from './told.ts';

const unitDays: Readonly<Record<string, number>> = { h: 1 / 24, d: 1, w: 7 };

/** Days. */
const period = z
  .string()
  .regex(/^[1-9]\d{0,3}[hdw]$/, 'is no period in hours, days or weeks')
  .transform((text) => Number(text.slice(0, -1)) * (unitDays[text.slice(-1)] ?? 1));

export const retention = z
  .strictObject({
    deliveries: period.default(3).meta(told('Deliveries that were worked on.', '3d', '12h')),
    audit: period.default(365).meta(told('What people and programs did, and were refused.', '365d', '52w')),
    dead: period.default(30).meta(told('Deliveries that were given up, for a person to replay.', '30d')),
  })
  .meta(told('For how long what was received is kept. Cards, and what they show, are kept.', { deliveries: '3d', dead: '4w' }));
