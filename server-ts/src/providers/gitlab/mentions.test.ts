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

test('a hostile text is read in no time', () => {
  const began = performance.now();
  expect(mentionsIn('`'.repeat(4000) + '@ada'.repeat(1000))).toBeDefined();
  expect(mentionsIn(`${'```\n'.repeat(1000)}@ada ${'> @x\n'.repeat(500)}`)).toBeDefined();
  expect(performance.now() - began).toBeLessThan(500);
});
