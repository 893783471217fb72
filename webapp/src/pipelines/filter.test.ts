import { expect, test } from '@jest/globals';
import { choicesOf, matches, noFilter } from './filter.ts';
import { outcomesOf } from './outcomes.ts';
import { samplePipeline } from './sample.ts';

const me = new Set(['ada', 'ada lovelace']);
const branch = (name: string) => ({ ref: { kind: 'branch' as const, name } });
const mine = samplePipeline({ triggeredBy: { name: 'A. L.', username: 'Ada' }, ...branch('fix') });
const other = samplePipeline({ project: { path: 'web/shop', url: '' }, status: 'manual' });

test.each([
  [{ mine: true }, [mine]],
  [{ kind: 'waiting' }, [other]],
  [{ project: 'web/shop' }, [other]],
  [{ project: 'web/shop', branch: 'fix' }, []],
  [{ text: 'SHOP main' }, [other]],
  [{ text: 'ada@' }, []],
] as const)('%j', (filter, expected) => {
  expect([mine, other].filter((pipeline) => matches(pipeline, { ...noFilter, ...filter }, me))).toEqual(expected);
});

test('who was called so by chat or wrote the commit is me, too', () => {
  const own = [
    samplePipeline({ startedFromChat: 'ada' }),
    samplePipeline({ commit: { sha: 'a', title: '', author: { name: 'Ada Lovelace' } } }),
  ];
  expect(own.every((pipeline) => matches(pipeline, { ...noFilter, mine: true }, me))).toBe(true);
});

test('branches are those of the chosen project; a choice that nothing has any more can still be seen', () => {
  expect(choicesOf([mine, other], { ...noFilter, project: 'web/shop', branch: 'gone' })).toEqual({
    projects: ['platform/api', 'web/shop'],
    branches: ['gone', 'main'],
  });
});

const run = (status: 'success' | 'failed' | 'canceled', duration: number) => ({
  key: '',
  number: '',
  status,
  at: 1,
  duration,
  failedJobs: [],
});

test('runs amount to how many passed, what they take, and whether that grew', () => {
  const now = Array.from({ length: 5 }, () => run('success', 150));
  const before = Array.from({ length: 5 }, () => run('success', 100));
  expect(outcomesOf([...now, ...before])).toEqual({ passedPercent: 100, usual: 150, lately: 50 });
  expect(outcomesOf([run('failed', 9), run('success', 100), run('canceled', 1)])).toEqual({ passedPercent: 50 });
  expect(outcomesOf([run('canceled', 1)])).toEqual({});
});
