// The examples are right, and a CI job is told of what is not by file and line.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { validate } from './validate-intents.ts';

const examples = join(import.meta.dirname, '../assets/intents');

test('every example is right, and they are of every kind and use every kind of step', async () => {
  const files = readdirSync(examples).map((name) => join(examples, name));
  const { faults, intents } = await validate(files);
  expect(faults).toEqual([]);
  expect(files).toHaveLength(6);
  expect(new Set(intents.map(({ about }) => about.kind))).toEqual(new Set(['scale', 'rollout', 'backup', 'custom']));
  const kinds = intents.flatMap(({ steps }) => steps.map(({ kind }) => (kind.of === 'own' ? kind.step : `${kind.provider}.${kind.step}`)));
  expect(new Set(kinds)).toEqual(new Set(['http', 'post', 'wait', 'gitlab.pipeline', 'gitlab.job', 'gitlab.deploy', 'jenkins.build']));
});

test('the script tells file and line, and ends with 1', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'intents-'));
  await writeFile(join(folder, 'bad.yaml'), 'name: a\nsteps:\n  - wait: soon\n---\nname: a\nsteps: [{wait: 1m}]\n');
  const script = join(import.meta.dirname, 'validate-intents.mjs');
  const run = (file: string) => spawnSync(process.execPath, [script, file], { cwd: folder, encoding: 'utf8' });
  const { status, stderr } = run('bad.yaml');
  expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringMatching(/^bad\.yaml:3: steps\[0\]\.wait/m) });
  expect(run('none.yaml')).toMatchObject({ status: 1, stderr: expect.stringContaining('none.yaml:1: cannot be read') });
  await rm(folder, { recursive: true });
}, 60_000);
