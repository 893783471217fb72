import { expect, test } from '@jest/globals';
import { mentionsIn } from './mentions.ts';

test('people are found where GitLab would tell them', () => {
  expect(mentionsIn('@ada, see @bob-2 and (@carol_x). Thanks @ada!')).toEqual(['ada', 'bob-2', 'carol_x']);
  expect(mentionsIn('cc @first.last.')).toEqual(['first.last']);
});

test('nobody is found in code, quotes, addresses, groups, or everybody', () => {
  expect(mentionsIn('`@ada`\n```ts\n@bob()\n```\n> @carol said\nmail dan@example.com @city/team @all')).toEqual([]);
  expect(mentionsIn('~~~\n@ada never closed')).toEqual([]);
});

/** Of the fastest of some: whatever else the machine does takes the others longer. Milliseconds. */
function fastest(text: string): number {
  const times = Array.from({ length: 5 }, () => {
    const began = performance.now();
    mentionsIn(text);
    return performance.now() - began;
  });
  return Math.min(...times);
}

test.each([
  ['backticks', (n: number) => '`'.repeat(n) + '@ada'.repeat(n / 4)],
  ['fences and quotes', (n: number) => `${'```\n'.repeat(n / 4)}@ada ${'> @x\n'.repeat(n / 8)}`],
  ['names without an end', (n: number) => '@a.'.repeat(n)],
] as const)('of %s, eight times the text takes about eight times as long, not the square of it', (_, make) => {
  expect(fastest(make(16_000)) / fastest(make(2_000))).toBeLessThan(32);
});

test('code begins and ends with as many backticks', () => {
  expect(mentionsIn('``@ada`` and `@bob` and @carol `')).toEqual(['carol']);
  expect(mentionsIn('`'.repeat(500) + ' @ada')).toEqual(['ada']);
});
