import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { PipelineSeen } from '../../ci/event.ts';
import type { Connection } from '../../ci/connection.ts';
import type { Delivery } from '../../ci/provider.ts';
import { jenkins } from './index.ts';

const connection: Connection = { provider: 'jenkins', name: 'default', url: '', webhookSecrets: ['a b/c'] };
const sha = 'c6d86dc654b12425e706bcf951adfe5a8627a517';

function delivery(payload: unknown, headers: Record<string, string> = {}): Delivery {
  return { headers: new Headers(headers), query: new URLSearchParams(), body: Buffer.from(JSON.stringify(payload)) };
}

function read(payload: unknown, by: Partial<Connection> = {}): PipelineSeen {
  const reading = jenkins.read(delivery(payload), { ...connection, ...by });
  if (reading.kind !== 'event' || reading.event.kind !== 'pipeline') throw new Error(JSON.stringify(reading));
  return reading.event;
}

function notification(build: object): object {
  return { name: 'asgard', url: 'job/folder/job/asgard/', build: { number: 18, url: 'job/folder/job/asgard/18/', scm: {}, ...build } };
}

const outbound = {
  projectName: 'asgard',
  buildName: 'Release 2.0',
  buildUrl: 'https://ci.example/jenkins/job/folder/view/all/job/asgard/18/',
  event: 'failure',
};

test('whoever tells of a build, it is the same one', () => {
  const told = [
    notification({ phase: 'STARTED' }),
    notification({ phase: 'COMPLETED', status: 'FAILURE' }),
    notification({ phase: 'FINALIZED', status: 'FAILURE', number: '18' }),
    { name: 'asgard', build: { full_url: 'https://ci.example/job/folder/job/asgard/18/' } },
    outbound,
    { ci_command_center: 1, url: 'https://ci.example/job/folder/job/asgard/18/' },
    { ci_command_center: 1, job: 'folder/asgard', number: '18' },
  ].map((payload) => read(payload));
  expect(new Set(told.map(({ pipeline }) => pipeline.key))).toEqual(new Set(['jenkins/default/folder%2Fasgard/18']));
  expect(told.map(({ pipeline }) => pipeline.role)).toEqual(told.map(() => 'build'));
  expect(told.map(({ snapshot }) => snapshot.status)).toEqual(['running', 'failed', 'failed', 'running', 'failed', 'running', 'running']);
});

test('a result that is told before the end is not the end', () => {
  expect(read(notification({ phase: 'STARTED', status: 'UNSTABLE' })).snapshot.status).toBe('running');
  expect(read(notification({ phase: 'QUEUED' })).snapshot.status).toBe('pending');
  expect(read(notification({ phase: 'COMPLETED', status: 'NOT_BUILT' })).snapshot.status).toBe('skipped');
  expect(jenkins.read(delivery(notification({ phase: 'COMPLETED', status: 'EXPLODED' })), connection).kind).toBe('ignored');
});

test('a build without a number of its own or in its address is none', () => {
  for (const payload of [
    { ...outbound, buildUrl: 'https://ci.example/' },
    { name: 'a', build: {} },
    { ci_command_center: 1 },
    { build: 3 },
    [],
    null,
  ])
    expect(jenkins.read(delivery(payload), connection).kind).toBe('invalid');
  expect(read({ ...outbound, buildUrl: 'https://ci.example/', buildName: '#16' }).pipeline.id).toBe('16');
});

test('without a root address the connection’s helps, and nothing is made up', () => {
  const { snapshot, pipeline } = read(notification({}), { url: 'https://ci.example' });
  expect([snapshot.url, pipeline.project.url]).toEqual([
    'https://ci.example/job/folder/job/asgard/18/',
    'https://ci.example/job/folder/job/asgard/',
  ]);
  expect(read(notification({})).snapshot.url).toBe('');
  expect(read(notification({ url: 'job/"><script>/18/' }), { url: 'https://ci.example' }).snapshot.url).toBe('');
});

test('the end is when the phase ended, the start is before that', () => {
  const { snapshot } = read(notification({ phase: 'COMPLETED', status: 'SUCCESS', timestamp: 1_773_480_413_589, duration: 60_750 }));
  expect([snapshot.createdAt, snapshot.finishedAt, snapshot.duration]).toEqual([1_773_480_352_839, 1_773_480_413_589, 60.75]);
  const running = read(notification({ phase: 'STARTED', timestamp: '2026-03-14T09:26:53.589+00:00', duration: 0 })).snapshot;
  expect(running).toMatchObject({ createdAt: 1_773_480_413_589 });
  expect(running).not.toHaveProperty('duration');
});

const author = (culprits: string[]) => read(notification({ scm: { commit: sha, culprits } })).snapshot.commit?.author?.username;

test('one culprit is the author, several are not', () => {
  expect([author(['alice']), author(['alice', 'bob']), author([])]).toEqual(['alice', undefined, undefined]);
});

test('stages are read in their order, an unstable one has failed in what may fail', () => {
  const { jobs, snapshot } = read({
    ci_command_center: 1,
    job: 'api',
    number: 1,
    status: 'UNSTABLE',
    stages: [
      { name: 'build', status: 'SUCCESS' },
      { name: 'lint', status: 'UNSTABLE' },
      { status: 'SUCCESS' },
      { name: 'ask', status: 'PAUSED_PENDING_INPUT' },
    ],
  });
  expect(jobs.map(({ name, status, allowFailure }) => [name, status, allowFailure])).toEqual([
    ['build', 'success', false],
    ['lint', 'failed', true],
    ['ask', 'manual', false],
  ]);
  expect(snapshot.stages).toEqual(['build', 'lint', 'ask']);
});

test('what the readme shows is read, every field of it', () => {
  const readme = readFileSync(join(import.meta.dirname, 'readme.md'), 'utf8');
  const [, example = ''] = /```json\n([^`]+)```/.exec(readme) ?? [];
  const { snapshot, jobs, pipeline } = read(JSON.parse(example));
  expect(pipeline.project.path).toBe('platform/api/main');
  expect(snapshot).toMatchObject({
    number: '31',
    status: 'failed',
    ref: { kind: 'merge-request', name: '!7' },
    mergeRequest: { number: '7', title: 'Find stops by their old names' },
    commit: { sha, title: 'Find stops by their old names', author: { name: 'Alice' } },
    triggeredBy: { name: 'alice' },
    createdAt: 1_773_480_413_589,
    finishedAt: 1_773_480_483_000,
    tests: { total: 120, failed: 2, skipped: 1 },
  });
  expect(jobs.map(({ status, failureReason }) => [status, failureReason])).toEqual([
    ['success', undefined],
    ['failed', 'script returned exit code 1'],
  ]);
});

const identity = (payload: unknown) => jenkins.identify(delivery(payload));

test('a repetition has the same identity, another phase has another, and where nothing tells there is none', () => {
  const started = notification({ phase: 'STARTED', timestamp: 1000 });
  expect(identity(started)).toBe(identity(notification({ phase: 'STARTED', timestamp: 1000, log: 'other' })));
  const others = [
    { phase: 'COMPLETED', timestamp: 1000 },
    { phase: 'STARTED', timestamp: 1001 },
    { phase: 'STARTED', timestamp: 1000, number: 19 },
  ];
  for (const build of others) expect(identity(notification(build))).not.toBe(identity(started));
  expect([
    identity(notification({ phase: 'STARTED' })),
    identity(outbound),
    identity({ ci_command_center: 1, job: 'a', number: 1 }),
  ]).toEqual([undefined, undefined, undefined]);
  expect(identity({ ci_command_center: 1, id: 'once' })).toBe('once');
});

const basic = (pair: string) =>
  jenkins.prove(delivery({}, { Authorization: `Basic ${Buffer.from(pair).toString('base64')}` }), connection, 0).ok;

test('a password is taken as it is and as it stands percent-encoded in an address', () => {
  expect([basic('any:a b/c'), basic('a:a%20b%2Fc'), basic('a b/c'), basic('a b/c:'), basic('x:%zz')]).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
