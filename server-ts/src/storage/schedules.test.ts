import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parseSchedule } from './tasks.ts';

const SOURCES = join(process.cwd(), 'server-ts/src');
/** As `Schedule.at` is written. */
const FIVE_FIELDS = /\bat: '((?:[\d*/,-]+ ){4}[\d*/,-]+)'/g;

test('the queue can read every schedule that stands in the program', async () => {
  const files = (await readdir(SOURCES, { recursive: true })).filter((name) => name.endsWith('.ts') && !name.includes('test.ts'));
  const texts = await Promise.all(files.map((name) => readFile(join(SOURCES, name), 'utf8')));
  const found = texts.flatMap((text) => [...text.matchAll(FIVE_FIELDS)].flatMap(([, at]) => at ?? []));
  expect(found.length).toBeGreaterThan(6);
  for (const at of found) expect(parseSchedule({ name: 'one', task: 'one', at })).toHaveLength(1);
  expect(() => parseSchedule({ name: 'one', task: 'one', at: '5-55/10 * * * *' })).toThrow();
});
