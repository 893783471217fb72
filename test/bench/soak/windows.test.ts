import { expect, test } from '@jest/globals';
import { isFlat, slopesOf, WINDOWS, type Window } from './windows.ts';

const window = (n: number, over: Partial<Window> = {}): Window => ({
  memory: [{ own: 40 + (n % 2), resident: 90 }],
  depth: [3, 5],
  delays: [10, 12, 30],
  yardstick: [5, 6],
  taken: 6_000,
  refused: 0,
  tables: { deliveries: { rows: 12_000, dead: 500, bytes: 40e6 } },
  ...over,
});
const run = (over: (n: number) => Partial<Window>): Window[] => Array.from({ length: WINDOWS }, (_, n) => window(n, over(n)));
const growing = (windows: readonly Window[]): string[] => slopesOf(windows).flatMap((slope) => (isFlat(slope) ? [] : [slope.name]));
const grown = (n: number): number => 1 + n / 24;
const slow = (n: number): readonly number[] => [10 * (1 + n), 30 * (1 + n)];

test('a run that stays as it is, is flat, however it began', () => {
  expect(growing(run((n) => (n < 2 ? { memory: [{ own: 20, resident: 70 }], tables: {} } : {})))).toEqual([]);
});

test('what grows by a quarter from the second quarter to the last is named', () => {
  expect(growing(run((n) => ({ memory: [{ own: 40 * grown(n), resident: 90 }] })))).toEqual(['memory, the process’s own']);
  expect(growing(run((n) => ({ tables: { deliveries: { rows: 12_000 * grown(n), dead: 0, bytes: 40e6 } } })))).toEqual([
    'table deliveries',
  ]);
});

test('a machine that becomes slow slows the yardstick too, and is nobody’s growth; a plugin that becomes slow is', () => {
  expect(growing(run((n) => ({ delays: slow(n), yardstick: slow(n) })))).toEqual([]);
  expect(growing(run((n) => ({ delays: slow(n) })))).toEqual(['request to post, median, beside the incoming webhook']);
});
