import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '..');
const sources = globSync(
  [
    'server-ts/src/{checkup,moving}/*.ts',
    'server-ts/src/host/{checkup-server,command-owners}.ts',
    'server-ts/src/providers/*/check{.ts,/*.ts}',
  ],
  {
    cwd: root,
  },
).filter((path) => !path.endsWith('.test.ts'));
const docs = readFileSync(join(root, 'docs/troubleshooting.md'), 'utf8');

/** What a finding that is not right may be called. */
function codesIn(source: string): readonly string[] {
  return [...source.matchAll(/\b(?:wrong|note)\(\s*'(CI_[A-Z_]+)'|^ {2}(CI_WEBHOOK_[A-Z]+):/gm)].map(
    ([, said, remedied]) => said ?? remedied ?? '',
  );
}

test('docs/troubleshooting.md has a line for whatever the doctor may find', () => {
  const codes = new Set(sources.flatMap((path) => codesIn(readFileSync(join(root, path), 'utf8'))));
  expect(codes.size).toBeGreaterThan(50);
  expect([...codes].filter((code) => !docs.includes(`| \`${code}\``))).toEqual([]);
});

/** Rooms of which problems reach the administrators and the doctor by themselves. */
const rooms = globSync(
  ['server-ts/src/{config,storage,delivery}/**/*.ts', 'server-ts/src/intents/book.ts', 'server-ts/src/identity/care.ts'],
  {
    cwd: root,
  },
).filter((path) => !path.endsWith('test.ts'));

test('and for whatever may be wrong with settings, configuration, team and database', () => {
  const codes = new Set(
    rooms.flatMap((path) =>
      [
        ...readFileSync(join(root, path), 'utf8').matchAll(
          /(?:CiError|ConfigurationFault)\(\s*'(CI_(?:SETTINGS|CONFIG|STORAGE|TEAM|INTENT|ACCOUNT)_[A-Z_]+)'/g,
        ),
      ].map(([, code = '']) => code),
    ),
  );
  expect(codes.size).toBeGreaterThan(15);
  expect([...codes].filter((code) => !docs.includes(`| \`${code}\``))).toEqual([]);
});
