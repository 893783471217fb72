import { expect, test } from '@jest/globals';
import { inRounds } from './rounds.ts';

test('no round names a key twice, and each item gets its own result, which may be a list', async () => {
  const rounds: string[][] = [];
  const results = await inRounds(
    ['a1', 'b1', 'a2'],
    ([key = '']) => key,
    async (items) => {
      rounds.push([...items]);
      return items.map((item) => [item, 'more']);
    },
  );
  expect(rounds.map((round) => round.map(([key]) => key).sort())).toEqual([['a', 'b'], ['a']]);
  expect(results).toEqual([
    ['a1', 'more'],
    ['b1', 'more'],
    ['a2', 'more'],
  ]);
});
