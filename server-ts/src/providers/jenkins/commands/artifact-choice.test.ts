import { expect, test } from '@jest/globals';
import { matching, patternsIn } from './artifact-choice.ts';

const files = ['out/map.png', 'out/notes.txt', 'docs/notes.txt'].map((path) => ({ path, name: path.split('/').at(-1) ?? '' }));
const chosen = (typed: string) => matching(files, patternsIn(typed)).map(({ path }) => path);

test('files are chosen by name, by path, and by patterns', () => {
  expect(chosen('*.txt')).toEqual(['out/notes.txt', 'docs/notes.txt']);
  expect(chosen('out/* nothing')).toEqual(['out/map.png', 'out/notes.txt']);
  expect(chosen('**/n?tes.txt')).toEqual(['out/notes.txt', 'docs/notes.txt']);
  expect(chosen(' ')).toEqual([]);
});

test('what would keep everybody waiting is refused', () => {
  for (const typed of ['*a'.repeat(8_000), '**/'.repeat(70), '* '.repeat(21)])
    expect(() => patternsIn(typed)).toThrow(expect.objectContaining({ code: 'CI_JENKINS_PATTERN' }));
  expect(patternsIn('* '.repeat(20))).toHaveLength(20);
});
