import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { matching } from './artifact-choice.ts';
import { safeFileName } from './file-name.ts';

test('whatever a file is called, its name leads nowhere, hides nothing and is not long', () => {
  const foreign = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom('../../etc/passwd', '.bashrc', 'a\u202Egnp.exe', ''),
  );
  fc.assert(
    fc.property(foreign, (name) => {
      const safe = safeFileName(name);
      expect(safe).not.toMatch(/[/\\\p{Cc}\p{Cf}]|^\.|^$/u);
      expect([...safe].length).toBeLessThanOrEqual(120);
      expect(safe.isWellFormed()).toBe(true);
    }),
    { numRuns: 500 },
  );
  expect([safeFileName('city/api-7'), safeFileName(`${'x'.repeat(200)}.tar.gz`).endsWith('.tar.gz'), safeFileName('../a')]).toEqual([
    'city-api-7',
    true,
    'a',
  ]);
});

const files = ['build/app.jar', 'build/libs/core.jar', 'reports/a/b.xml', 'notes.txt'].map((path) => ({
  path,
  name: path.split('/').at(-1) ?? '',
}));

test.each([
  ['*.jar', ['build/app.jar', 'build/libs/core.jar']],
  ['build/*.jar', ['build/app.jar']],
  ['build/**', ['build/app.jar', 'build/libs/core.jar']],
  ['**/*.xml', ['reports/a/b.xml']],
  ['notes.txt', ['notes.txt']],
  ['?otes.*', ['notes.txt']],
  ['reports', []],
])('%s means %j', (pattern, paths) => {
  expect(matching(files, [pattern]).map(({ path }) => path)).toEqual(paths);
});

test('no pattern takes long', () => {
  const path = 'a'.repeat(2000);
  const begun = performance.now();
  matching([{ path, name: path }], ['*a'.repeat(100) + 'b']);
  expect(performance.now() - begun).toBeLessThan(3000);
});
