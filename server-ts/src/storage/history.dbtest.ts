import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { subjectKey, toChannelId } from '../ci/ids.ts';
import type { Job, Status } from '../ci/pipeline.ts';
import type { PipelineState } from '../ci/state.ts';
import type { Finding } from '../ci/finding.ts';
import { startScratchCluster, type ScratchCluster } from './scratch-cluster.ts';
import type { Storage } from './storage.ts';

let cluster: ScratchCluster;
let storage: Storage;
beforeAll(async () => {
  cluster = await startScratchCluster(1);
  storage = cluster.node();
});
afterAll(() => cluster.stop());

interface Given {
  readonly status: Status;
  readonly project?: string;
  readonly branch?: string;
  readonly sha?: string;
  readonly child?: string;
  readonly jobs?: readonly Job[];
}

const sha = (name: string): string => Buffer.from(name).toString('hex').padStart(40, '0');

function pipeline(
  number: number,
  { status, project = 'app', branch = 'main', sha: commit = sha(`${number}`), child, jobs = [] }: Given,
): PipelineState {
  const identity = {
    key: subjectKey('some', 'default', project, String(number)),
    provider: 'some',
    connection: 'default',
    id: String(number),
  };
  return {
    kind: 'pipeline',
    pipeline: { ...identity, project: { id: project, path: `team/${project}`, url: '' } },
    overview: {
      kind: 'snapshot',
      epoch: 0,
      progress: 0,
      snapshot: {
        number: String(number),
        url: '',
        status,
        ref: { kind: 'branch', name: branch },
        commit: { sha: commit, title: '' },
        stages: [],
        createdAt: number * 1000,
        finishedAt: number * 1000 + 500,
        duration: 7,
        ...(child !== undefined && { parent: subjectKey('some', 'default', project, 'parent'), name: child }),
      },
    },
    jobs: jobs.map((each) => ({ epoch: each.attempt, job: each })),
  };
}

function job(name: string, status: Job['status'], attempt: number): Job {
  const over = status === 'failed' || status === 'success';
  const url = `https://ci.example/jobs/${attempt}`;
  return {
    id: String(attempt),
    name,
    stage: 'test',
    status,
    allowFailure: false,
    attempt,
    url,
    ...(over && { finishedAt: attempt * 1000 }),
  };
}

/** As the flow does: store, look, note. */
async function tell(state: PipelineState, findings: readonly Finding[] = []) {
  const { key } = state.pipeline;
  const stored = await storage.subjects.merge(key, () => state, 900_000);
  await storage.history.note(stored, findings);
  const scene = await storage.subjects.scene(key);
  return scene?.past.map(({ number, status }) => `${number} ${status}`);
}

test('a pipeline sees the verdicts before it on its branch, newest first, whatever came in between and in whatever order', async () => {
  await tell(pipeline(3, { status: 'success' }));
  await tell(pipeline(1, { status: 'failed' }));
  expect(await tell(pipeline(4, { status: 'running' }))).toEqual(['3 success', '1 failed']);
  await tell(pipeline(2, { status: 'canceled' }));
  await tell(pipeline(2, { status: 'success', branch: 'other' }));
  await tell(pipeline(9, { status: 'failed' }));
  await tell(pipeline(2, { status: 'failed', project: 'lib' }));
  expect(await tell(pipeline(4, { status: 'failed' }))).toEqual(['3 success', '1 failed']);
  expect(await tell(pipeline(10, { status: 'running' }))).toEqual(['9 failed', '4 failed', '3 success', '1 failed']);
});

test('a retry changes the verdict, and what was found is part of it', async () => {
  const project = 'retried';
  const finding: Finding = {
    jobId: '1',
    jobName: 'unit',
    at: 1,
    logLines: [],
    linesLeftOut: 0,
    tests: [{ name: 'adds up', known: false }],
    testsLeftOut: 0,
  };
  await tell(pipeline(1, { project, status: 'failed', jobs: [job('unit', 'failed', 1)] }), [finding]);
  const next = pipeline(2, { project, status: 'running' });
  await tell(next);
  const before = await storage.subjects.scene(next.pipeline.key);
  expect(before?.past).toEqual([
    {
      key: 'some/default/retried/1',
      number: '1',
      status: 'failed',
      at: 1500,
      sha: sha('1'),
      duration: 7,
      failedJobs: ['unit'],
      failedTests: ['adds up'],
    },
  ]);
  await tell(pipeline(1, { project, status: 'success', jobs: [job('unit', 'success', 5)] }));
  expect(await tell(next)).toEqual(['1 success']);
});

test('child pipelines are compared with their like, not with their parents', async () => {
  const project = 'nested';
  await tell(pipeline(1, { project, status: 'success' }));
  await tell(pipeline(2, { project, status: 'failed', child: 'deploy' }));
  await tell(pipeline(3, { project, status: 'failed', child: 'lint' }));
  expect(await tell(pipeline(4, { project, status: 'running' }))).toEqual(['1 success']);
  expect(await tell(pipeline(5, { project, status: 'running', child: 'deploy' }))).toEqual(['2 failed']);
});

test('a job is flaky that failed and then passed on the same commit: tried again, or in another pipeline', async () => {
  const project = 'flaky';
  const one = sha('one');
  // Tried again in one pipeline; the state forgets the first try.
  await tell(pipeline(1, { project, sha: one, status: 'running', jobs: [job('unit', 'failed', 100), job('lint', 'success', 101)] }));
  await tell(pipeline(1, { project, sha: one, status: 'failed', jobs: [job('unit', 'failed', 100), job('lint', 'success', 101)] }));
  await tell(pipeline(1, { project, sha: one, status: 'success', jobs: [job('unit', 'success', 103), job('lint', 'success', 101)] }));
  // Another pipeline of the commit; its own failure has nothing after it.
  const two = sha('two');
  await tell(pipeline(2, { project, sha: two, status: 'failed', jobs: [job('unit', 'failed', 200), job('e2e', 'success', 201)] }));
  await tell(pipeline(3, { project, sha: two, status: 'failed', jobs: [job('unit', 'success', 300), job('e2e', 'failed', 301)] }));
  // It never passed, or only on another commit.
  await tell(pipeline(4, { project, status: 'failed', jobs: [job('lint', 'failed', 400)] }));
  expect(await storage.history.flaky({ since: 0, limit: 10, project: 'FLAKY' })).toEqual([
    {
      project: 'team/flaky',
      job: 'unit',
      flakes: 2,
      runs: 3,
      last: { at: 200_000, key: 'some/default/flaky/2', url: 'https://ci.example/jobs/200' },
    },
  ]);
  expect(await storage.history.flaky({ since: 150_000, limit: 10 })).toMatchObject([{ job: 'unit', flakes: 1 }]);
  expect(await storage.history.flaky({ since: 0, limit: 10, project: 'other' })).toEqual([]);
});

const rows = async (): Promise<unknown> => {
  const [counts] = await cluster.database.query(`select (select sum(xmin::text::bigint) from ci_command_center.verdicts) as verdicts,
    (select count(*) from ci_command_center.job_failures) as failures`);
  return counts;
};

test('nothing is written while nothing has failed or concluded, nor when the same is told again', async () => {
  const before = await rows();
  await tell(pipeline(1, { project: 'calm', status: 'running', jobs: [job('unit', 'running', 1)] }));
  await tell(pipeline(3, { status: 'success' }));
  expect(await rows()).toEqual(before);
});

test('what was found out about a job is kept, the newest of each, and shown with the pipeline and its parent', async () => {
  const parent = pipeline(1, { project: 'found', status: 'failed' });
  const key = subjectKey('some', 'default', 'found', 'parent');
  const top: PipelineState = { ...parent, pipeline: { ...parent.pipeline, key } };
  const child = pipeline(2, { project: 'found', status: 'failed', child: 'deploy' });
  const finding: Finding = { jobId: '7', jobName: 'unit', at: 1, logLines: ['a\0b'], linesLeftOut: 0, tests: [], testsLeftOut: 0 };
  await tell(top);
  await tell(child);
  await storage.findings.put(child.pipeline.key, { ...finding, at: 0 });
  await storage.findings.put(child.pipeline.key, finding);
  await storage.findings.put(subjectKey('some', 'default', 'no', 'such'), finding);
  const kept = [{ ...finding, logLines: ['a\u{fffd}b'] }];
  expect(await storage.findings.of(child.pipeline.key)).toEqual(kept);
  expect((await storage.subjects.scene(key))?.findings).toEqual(kept);
});

test('a channel sees how the branches did whose pipelines it shows, and how many of them fail; another channel sees nothing', async () => {
  const project = 'charted';
  const [here, elsewhere] = [toChannelId('h'.repeat(26)), toChannelId('e'.repeat(26))];
  const verdicts = [
    pipeline(1, { project, status: 'success' }),
    pipeline(2, { project, status: 'failed' }),
    pipeline(3, { project, status: 'failed', branch: 'other' }),
    pipeline(4, { project, status: 'success', branch: 'other' }),
  ];
  for (const state of verdicts) {
    await tell(state);
    await storage.cards.open(state.pipeline.key, [here], false);
  }
  const running = pipeline(5, { project, status: 'running' });
  await tell(running);
  await storage.cards.open(running.pipeline.key, [here], false);
  const { past, failing } = storage.channelHistory;
  const numbers = (runs: Awaited<ReturnType<typeof past>>) => runs?.map(({ number, status, duration }) => [number, status, duration]);
  expect(numbers(await past(here, running.pipeline.key, 9))).toEqual([
    ['2', 'failed', 7],
    ['1', 'success', 7],
  ]);
  expect(await past(here, running.pipeline.key, 1)).toHaveLength(1);
  const first = pipeline(6, { project, status: 'running', branch: 'new' });
  await tell(first);
  await storage.cards.open(first.pipeline.key, [here], false);
  expect([await past(here, first.pipeline.key, 9), await past(elsewhere, running.pipeline.key, 9)]).toEqual([[], undefined]);
  expect([await failing(here, 0), await failing(elsewhere, 0), await failing(here, 3000)]).toEqual([1, 0, 0]);
  const shown = await storage.subjects.inChannel(here, { limit: 9 });
  const before = { at: shown[1]?.updatedAt ?? 0, key: shown[1]?.state.pipeline.key ?? '' };
  expect(await storage.subjects.inChannel(here, { limit: 9, before })).toEqual(shown.slice(2));
});
