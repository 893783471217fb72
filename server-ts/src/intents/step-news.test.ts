import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { CiEvent } from '../ci/event.ts';
import { subjectKey, type SubjectKey } from '../ci/ids.ts';
import type { Job, Status } from '../ci/pipeline.ts';
import { silent, until } from '../storage/scratch-database.ts';
import { createStepNews } from './step-news.ts';

const project = { id: 'deploy/api', path: 'deploy/api', url: '' };
const key = subjectKey('lab', 'default', project.id, '14');
const pipeline = { key, provider: 'lab', connection: 'default', project, id: '14' };
const common = { number: '14', url: '', ref: { kind: 'branch', name: 'main' } } as const;
const seen = (status: Status): CiEvent => ({ kind: 'pipeline', pipeline, snapshot: { ...common, status, stages: [] }, jobs: [] });
const job = (status: Job['status']): CiEvent => ({
  kind: 'job',
  pipeline,
  outline: common,
  job: { id: '1', name: 'deploy', stage: 'deploy', status, allowFailure: false, attempt: 1 },
});

test('a run is looked at when what it waits for ends or waits for a person, not for each of its moves; many news are one question', async () => {
  const [asked, woken] = [new Array<readonly SubjectKey[]>(), new Array<string>()];
  const { told } = createStepNews({
    awaiting: async (keys) => {
      asked.push(keys);
      return ['r1', 'r2'];
    },
    runner: { wake: (id) => void woken.push(id) },
    log: silent,
  });
  for (const event of [seen('pending'), seen('running'), job('created'), job('running')]) told(event);
  await pause(150);
  expect(asked).toEqual([]);
  for (const event of [seen('success'), seen('manual'), job('failed')]) told(event);
  await until(() => woken.length > 0);
  expect([asked, woken]).toEqual([[[key]], ['r1', 'r2']]);
  told(seen('failed'));
  await until(() => asked.length === 2);
});

test('a database that is away is nobody’s trouble: the run is looked at later', async () => {
  let tries = 0;
  const away = createStepNews({
    awaiting: () => Promise.reject(new Error(`away ${(tries += 1)}`)),
    runner: { wake: () => undefined },
    log: silent,
  });
  away.told(seen('failed'));
  await until(() => tries === 1);
  await pause(10);
});
