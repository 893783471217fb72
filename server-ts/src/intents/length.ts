// Lengths of time as intents write them: 30s, 5m, 2h, 1d.

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

export const LENGTH = /^([1-9]\d{0,5})([smhd])$/;

/** Milliseconds; undefined when it is none. */
export function millisecondsOf(text: string): number | undefined {
  const [, count, unit = ''] = LENGTH.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * (units[unit] ?? 0);
}
