// Texts that stand in many places of the configuration.

import * as z from 'zod';
import { told } from './told.ts';

const LONGEST_GLOB = 200;

/** Hostile lengths are refused here, so that matching stays quick. */
export const glob = z.string().min(1, 'is empty').max(LONGEST_GLOB, `is longer than ${LONGEST_GLOB} characters`);

/** A name of the IANA time zone database, as the runtime knows it. */
export const timezone = z
  .string()
  .refine(isTimezone, 'is no time zone')
  .meta(told('Time zone by its IANA name.', 'Europe/Berlin', 'UTC'));

function isTimezone(name: string): boolean {
  try {
    // Offsets are taken by the runtime as well, but they know nothing of daylight saving.
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
