// Figures of a run: what is measured is never judged alone, only beside something measured in the same run.

/** `share` of the values lie at or below the result; values in any unit, at least one. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const index = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  const value = sorted[index];
  if (value === undefined) throw new Error('No values were measured.');
  return value;
}

/** One line of the report: the same quantity for us and for what we are compared with. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  /** What `other` is: `Go plugin`, `incoming webhook`. */
  readonly beside: string;
  readonly other: number;
}

/** ours ÷ other; for a latency below 1 is better, for a rate above 1. */
export const ratio = (figure: Figure): number => figure.ours / figure.other;

const round = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(2));

/** A Markdown table, as it stands in docs/benchmarks.md. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map(
    (f) => `| ${f.name} | ${round(f.ours)} ${f.unit} | ${f.beside}: ${round(f.other)} ${f.unit} | ${ratio(f).toFixed(2)} × |`,
  );
  return ['| figure | this plugin | beside | ratio |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
