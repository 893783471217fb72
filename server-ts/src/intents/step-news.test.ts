import { expect, test } from '@jest/globals';
import type { CiEvent } from '../ci/event.ts';
import { subjectKey, type SubjectKey } from '../ci/ids.ts';
import type { Job, Status } from '../ci/pipeline.ts';
import { silent } from '../storage/scratch-database.ts';
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

test('a run is looked at at once when what it waits for ends or waits for a person, and not for each of its moves', async () => {
  const [asked, woken] = [new Array<SubjectKey>(), new Array<string>()];
  const { told } = createStepNews({
    awaiting: async (of) => {
      asked.push(of);
      return ['r1', 'r2'];
    },
    runner: { wake: (id) => void woken.push(id) },
    log: silent,
  });
  for (const event of [seen('pending'), seen('running'), job('created'), job('running')]) told(event);
  expect(asked).toEqual([]);
  for (const event of [seen('success'), seen('manual'), job('failed')]) told(event);
  await new Promise((resolve) => setImmediate(resolve));
  expect([asked, woken]).toEqual([
    [key, key, key],
    ['r1', 'r2', 'r1', 'r2', 'r1', 'r2'],
  ]);
});

test('a database that is away is nobody’s trouble: the run is looked at later', async () => {
  const away = createStepNews({ awaiting: () => Promise.reject(new Error('away')), runner: { wake: () => undefined }, log: silent });
  expect(() => away.told(seen('failed'))).not.toThrow();
  await new Promise((resolve) => setImmediate(resolve));
});
