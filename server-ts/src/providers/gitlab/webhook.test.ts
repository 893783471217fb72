import { expect, test } from '@jest/globals';
import { merge } from '../../ci/merge.ts';
import type { PipelineEvent } from '../../ci/event.ts';
import { detailsOf } from '../../ci/state.ts';
import type { Reading } from '../../ci/provider.ts';
import { statusOf } from '../../ci/status.ts';
import { parseTime } from './time.ts';
import { read } from './webhook.ts';

function readBody(body: string | Uint8Array): Reading {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return read(
    { headers: new Headers(), query: new URLSearchParams(), body: bytes },
    { provider: 'gitlab', name: 'lab', url: '', webhookSecrets: [] },
  );
}

function pipeline(attributes: object, rest: object = {}): PipelineEvent {
  const project = { id: 7, path_with_namespace: 'team/app', web_url: 'https://git.example/team/app' };
  const reading = readBody(
    JSON.stringify({
      object_kind: 'pipeline',
      object_attributes: { id: 5, ref: 'main', status: 'success', ...attributes },
      project,
      ...rest,
    }),
  );
  if (reading.kind !== 'event') throw new Error(reading.reason);
  if (reading.event.kind !== 'pipeline') throw new Error(reading.event.kind);
  return reading.event;
}

test.each([
  ['2016-08-12 15:23:28 UTC', 1471015408000],
  ['2021-02-23T02:41:37.886Z', 1614048097886],
  ['2021-04-28 21:50:00 +0200', 1619639400000],
  ['2016-08-12T17:23:21+02:00', 1471015401000],
  ['2021-13-45 99:00:00 UTC', undefined],
  ['yesterday', undefined],
])('the time %s is read', (text, instant) => {
  expect(parseTime(text)).toBe(instant);
});

test.each([
  ['not json', 'invalid'],
  ['[]', 'invalid'],
  ['null', 'invalid'],
  ['{}', 'invalid'],
  ['{"object_kind":"pipeline"}', 'invalid'],
  ['{"object_kind":"build","build_id":1}', 'invalid'],
  ['{"event_name":"project_create"}', 'ignored'],
  ['{"object_kind":"@channel <b>"}', 'ignored'],
])('%s is %s', (body, kind) => {
  const reading = readBody(body);
  expect(reading.kind).toBe(kind);
  expect(JSON.stringify(reading)).not.toContain('@channel');
});

test("an old pipeline is numbered and linked from what is there; the key holds the connection's name", () => {
  const event = pipeline({});
  expect(event.pipeline.key).toBe('gitlab/lab/7/5');
  expect(detailsOf(merge(undefined, event))).toMatchObject({ number: '5', url: 'https://git.example/team/app/-/pipelines/5' });
});

test.each(['refs/merge-requests/7/head', 'refs/merge-requests/7/train'])('%s shows its merge request', (ref) => {
  expect(detailsOf(merge(undefined, pipeline({ ref }))).ref).toEqual({
    kind: 'merge-request',
    name: '!7',
    url: 'https://git.example/team/app/-/merge_requests/7',
  });
});

test('"passed with warnings" is told by the detailed status, or by a job that failed and may', () => {
  const build = { id: 1, name: 'lint', stage: 'test', status: 'failed', allow_failure: true };
  expect(statusOf(merge(undefined, pipeline({ detailed_status: 'passed with warnings' })))).toBe('warning');
  expect(statusOf(merge(undefined, pipeline({}, { builds: [build] })))).toBe('warning');
});

test('of two tries of a job in one delivery the newest counts', () => {
  const tries = [
    { id: 9, name: 'unit', stage: 'test', status: 'running' },
    { id: 3, name: 'unit', stage: 'test', status: 'failed' },
  ];
  expect(merge(undefined, pipeline({ status: 'running' }, { builds: tries })).jobs).toMatchObject([
    { job: { id: '9', status: 'running' } },
  ]);
});

test("a failure's reason is kept only on a job that failed; a duration of 0 is real", () => {
  const builds = [
    { id: 1, name: 'a', stage: 'test', status: 'success', failure_reason: 'unknown_failure', duration: 0 },
    { id: 2, name: 'b', stage: 'test', status: 'failed', failure_reason: 'stuck_or_timeout_failure' },
  ];
  const { jobs } = merge(undefined, pipeline({}, { builds }));
  expect(jobs[0]?.job).toEqual({
    id: '1',
    name: 'a',
    stage: 'test',
    status: 'success',
    allowFailure: false,
    attempt: 1,
    duration: 0,
    url: 'https://git.example/team/app/-/jobs/1',
  });
  expect(jobs[1]?.job.failureReason).toBe('stuck or timeout failure');
});

test('variables never enter the state, and an address that is no web address is left out', () => {
  const event = pipeline(
    { variables: [{ key: 'TOKEN', value: 'hush-hush' }], url: 'javascript:alert(1)' },
    { user: { name: 'A', avatar_url: 'data:x' } },
  );
  expect(JSON.stringify(event)).not.toMatch(/hush-hush|javascript|data:x/);
});

test('what PostgreSQL cannot store as JSON is taken out', () => {
  expect(JSON.stringify(pipeline({ ref: 'a\0b\ud800' }))).not.toMatch(/\\u0000|\\ud800/);
});

test('a status that GitLab may invent later is ignored with a reason', () => {
  expect(readBody('{"object_kind":"pipeline","object_attributes":{"id":1,"status":"dreaming"},"project":{"id":1}}')).toMatchObject({
    kind: 'ignored',
  });
});
