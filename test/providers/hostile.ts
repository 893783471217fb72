// Breaks one place of a JSON text: what senders forget, and what attackers try.

import * as fc from 'fast-check';

/** `undefined` stands for: leave the field out. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, true, 0, -1, 1e308, 1.5, '', [], {}, [[]]),
  fc.constantFrom<unknown>(
    '@channel',
    '[x](http://evil.example)',
    'javascript:alert(1)',
    '__proto__',
    'constructor',
    'a\0b\ud800',
    '\u202Egnp.exe',
    '\n# @channel\n',
  ),
  fc.constantFrom<unknown>(
    'x'.repeat(3_000),
    '@channel '.repeat(300),
    '👨‍👩‍👧'.repeat(300),
    '](http://evil.example)'.repeat(100),
    'https://evil.example/)[x](y',
  ),
  fc.constantFrom<unknown>('success', 'failed', 'running', 'manual', 'refs/merge-requests/9/head'),
  fc
    .constant('many')
    .map(() => Array.from({ length: 2_000 }, (_, id) => ({ id, name: `job ${id} @channel`, stage: `s${id % 40}`, status: 'failed' }))),
  fc.jsonValue(),
);

/** The same JSON with the field or element number `at` (of all there are, counted round) replaced. */
export function breakSomewhere(text: string, at: number, value: unknown): string {
  let count = 0;
  JSON.parse(text, (_key, part: unknown) => {
    count += 1;
    return part;
  });
  const target = at % count;
  let index = 0;
  const broken: unknown = JSON.parse(text, (_key, part: unknown) => (index++ === target ? value : part));
  return JSON.stringify(broken) ?? 'null';
}
