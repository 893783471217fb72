// A run in twelve windows, and its verdict: the last quarter beside the second one of the same run, so that the machine's own speed is out of it.
import { percentile } from '../statistics.ts';
import type { Memory, Table } from './senses.ts';

export interface Window {
  readonly memory: readonly Memory[];
  /** Deliveries that waited, at each look. */
  readonly depth: readonly number[];
  /** Milliseconds from the request to the post on screen. */
  readonly delays: readonly number[];
  /** The same for Mattermost's own incoming webhook. */
  readonly yardstick: readonly number[];
  /** Deliveries that were taken, and tries that were put off. */
  readonly taken: number;
  readonly refused: number;
  /** As they were at its end. */
  readonly tables: Readonly<Record<string, Table>>;
}

export const WINDOWS = 12;

/** One line of the verdict. */
export interface Slope {
  readonly name: string;
  readonly unit: string;
  readonly second: number;
  readonly last: number;
  /** How much greater the last may be: 1.1 for a tenth. */
  readonly limit: number;
}

/** Small figures double without meaning anything: so much is added to both. */
const floors: Readonly<Record<string, number>> = { rows: 50, MB: 1, deliveries: 20, ms: 2, '×': 0.5 };

export const ratioOf = ({ second, last, unit }: Slope): number => (last + (floors[unit] ?? 0)) / (second + (floors[unit] ?? 0));
export const isFlat = (slope: Slope): boolean => ratioOf(slope) <= slope.limit;

const median = (values: readonly number[]): number => (values.length === 0 ? 0 : percentile(values, 0.5));
export const share = (values: readonly number[], of: number): number => (values.length === 0 ? 0 : percentile(values, of));

const bytesOf = (tables: Window['tables']): number => Object.values(tables).reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;

/** The second and the last quarter of a run of twelve windows. */
export function slopesOf(windows: readonly Window[]): readonly Slope[] {
  const quarter = windows.length / 4;
  const [second, last] = [windows.slice(quarter, 2 * quarter), windows.slice(-quarter)];
  const slope = (name: string, unit: string, limit: number, read: (window: Window) => number): Slope => ({
    name,
    unit,
    limit,
    second: median(second.map(read)),
    last: median(last.map(read)),
  });
  const names = [...new Set(windows.flatMap(({ tables }) => Object.keys(tables)))].toSorted();
  const tableOf = ({ tables }: Window, name: string): Table => tables[name] ?? { rows: 0, dead: 0, bytes: 0 };
  return [
    slope('memory, the process’s own', 'MB', 1.1, ({ memory }) => median(memory.map(({ own }) => own))),
    slope('memory, resident', 'MB', 1.1, ({ memory }) => median(memory.map(({ resident }) => resident))),
    slope('deliveries that wait, at most', 'deliveries', 1.5, ({ depth }) => Math.max(0, ...depth)),
    slope('request to post, median, beside the incoming webhook', '×', 1.5, ({ delays, yardstick }) => beside(delays, yardstick, 0.5)),
    slope('all tables', 'MB', 1.2, ({ tables }) => bytesOf(tables)),
    ...names.flatMap((name) => [
      slope(`table ${name}`, 'rows', 1.2, (window) => tableOf(window, name).rows),
      slope(`table ${name}`, 'MB', 1.3, (window) => tableOf(window, name).bytes / 1e6),
    ]),
  ];
}

const beside = (ours: readonly number[], theirs: readonly number[], of: number): number => share(ours, of) / Math.max(1, share(theirs, of));

/** A Markdown table, one line for each window of `minutes`. */
export function windowTable(windows: readonly Window[], minutes: number): string {
  const rows = windows.map((window, n) => {
    const { memory, depth, delays, yardstick, taken, refused, tables } = window;
    const cells = [
      `${(n * minutes).toFixed(0)} to ${((n + 1) * minutes).toFixed(0)}`,
      String(taken),
      String(refused),
      `${median(memory.map(({ own }) => own)).toFixed(1)} / ${median(memory.map(({ resident }) => resident)).toFixed(1)}`,
      String(Math.max(0, ...depth)),
      `${share(delays, 0.5).toFixed(0)} / ${share(delays, 0.99).toFixed(0)}`,
      `${share(yardstick, 0.5).toFixed(0)} / ${share(yardstick, 0.99).toFixed(0)}`,
      bytesOf(tables).toFixed(1),
      Object.values(tables)
        .reduce((sum, { dead }) => sum + dead, 0)
        .toFixed(0),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const heads = [
    'minutes',
    'taken',
    'put off',
    'MB own / resident',
    'waiting',
    'ms p50 / p99',
    'incoming webhook',
    'tables MB',
    'dead rows',
  ];
  return [`| ${heads.join(' | ')} |`, `|${' --- |'.repeat(heads.length)}`, ...rows].join('\n');
}

/** A Markdown table of what grew and what did not; tables without weight are left out, unless they grew. */
export function slopeTable(slopes: readonly Slope[]): string {
  const shown = slopes.filter(
    (slope) => !slope.name.startsWith('table ') || !isFlat(slope) || slope.last >= (slope.unit === 'MB' ? 1 : 1000),
  );
  const rows = shown.map((slope) => {
    const { name, unit, second, last, limit } = slope;
    return `| ${name} | ${second.toFixed(1)} ${unit} | ${last.toFixed(1)} ${unit} | ${ratioOf(slope).toFixed(2)} | ${limit} | ${isFlat(slope) ? 'flat' : '**grows**'} |`;
  });
  return ['| figure | second quarter | last quarter | ratio | at most | |', '| --- | --- | --- | --- | --- | --- |', ...rows].join('\n');
}
