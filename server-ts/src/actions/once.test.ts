import { expect, jest, test } from '@jest/globals';
import { createOnce } from './once.ts';

test('what is asked twice is done once: while it is under way, and for a moment longer', async () => {
  let now = 0;
  const once = createOnce(() => now);
  const work = Promise.withResolvers<string>();
  const act = jest.fn(() => work.promise);
  const first = once('build', act);
  now = 9_000;
  expect(await once('build', act)).toBeUndefined();
  work.resolve('started');
  expect(await first).toBe('started');
  now = 9_500;
  expect(await once('build', act)).toBeUndefined();
  expect(await once('another', act)).toBe('started');
  now = 12_000;
  expect(await once('build', act)).toBe('started');
  expect(act).toHaveBeenCalledTimes(3);
});

test('what failed may be tried again at once; what may be done once stays done', async () => {
  const once = createOnce(() => 0);
  await expect(once('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await once('a', async () => 1)).toBe(1);
  expect(await once('b', async () => 'wrong', { isDone: (outcome) => outcome !== 'wrong', keep: 600_000 })).toBe('wrong');
  expect(await once('b', async () => 'right', { isDone: (outcome) => outcome !== 'wrong', keep: 600_000 })).toBe('right');
  expect(await once('b', async () => 'again')).toBeUndefined();
});
