// Lengths of time: 30s, 5m, 2h, 1d.

import * as z from 'zod';
import { LENGTH, millisecondsOf } from '../../intents/length.ts';

/** Milliseconds, at most `longest`; `said`: the same, as people write it. */
export function duration(longest: number, said: string) {
  return z
    .string()
    .regex(LENGTH, 'is no length of time such as 30s, 5m, 2h or 1d')
    .transform((text) => millisecondsOf(text) ?? 0)
    .refine((length) => length <= longest, `is longer than ${said}`);
}
