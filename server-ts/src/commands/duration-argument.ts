// Lengths of time as people type them: 30m, 2h, 1d, 1w, 1h30m.

/** Milliseconds, longest first. */
const units = [
  ['w', 7 * 24 * 3_600_000],
  ['d', 24 * 3_600_000],
  ['h', 3_600_000],
  ['m', 60_000],
] as const;

const LONGEST = 366 * 24 * 3_600_000;
const form = /^(?:(\d{1,4})w)?(?:(\d{1,4})d)?(?:(\d{1,5})h)?(?:(\d{1,6})m(?:in)?)?$/;

/** Milliseconds, at most a year; undefined when it is none. */
export function readDuration(text: string): number | undefined {
  const [whole = '', ...numbers] = form.exec(text.toLowerCase()) ?? [];
  if (whole === '') return undefined;
  const total = units.reduce((sum, [, length], at) => sum + Number(numbers[at] ?? 0) * length, 0);
  return total > 0 && total <= LONGEST ? total : undefined;
}
