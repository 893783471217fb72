import { expect, test } from '@jest/globals';
import { breakLine, indent, outdent } from './indent.ts';
import type { Edit } from './indent.ts';

/** `[` and `]` are the ends of the selection. */
function after(told: string, change: (text: string, start: number, end: number) => Edit): string {
  const [start, end] = [told.indexOf('['), told.indexOf(']') - 1];
  const text = told.replace('[', '').replace(']', '');
  const edit = change(text, start, end);
  const next = text.slice(0, edit.from) + edit.by + text.slice(edit.to);
  return `${next.slice(0, edit.start)}[${next.slice(edit.start, edit.end)}]${next.slice(edit.end)}`;
}

test.each([
  ['a[]b', 'a  []b'],
  ['a[b]c', 'a  []c'],
  ['[a\n\nb]\nc', '  [a\n\n  b]\nc'],
])('Tab makes %j to %j', (before, expected) => expect(after(before, indent)).toBe(expected));

test.each([
  ['    a[]', '  a[]'],
  ['[]a', '[]a'],
  [' a[]', 'a[]'],
  ['  [a\n    b]\nc', '[a\n  b]\nc'],
])('Shift and Tab make %j to %j', (before, expected) => expect(after(before, outdent)).toBe(expected));

test.each([
  ['notify:[]', 'notify:\n  []'],
  ['  a: 1[]\nb', '  a: 1\n  []\nb'],
  ['a[bc]d', 'a\n[]d'],
])('Enter makes %j to %j', (before, expected) => expect(after(before, breakLine)).toBe(expected));
