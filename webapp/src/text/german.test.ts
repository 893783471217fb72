import { expect, test } from '@jest/globals';
import { english } from './english.ts';
import { german } from './german.ts';

const holesOf = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].toSorted();

test('a translation has the same places for values, and no text is empty', () => {
  const translated: Readonly<Record<string, string>> = german;
  const wrong = Object.entries(english).filter(([id, text]) => {
    const told = translated[id] ?? '';
    return told === '' || holesOf(told).join() !== holesOf(text).join();
  });
  expect(wrong.map(([id]) => id)).toEqual([]);
});
