import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import type { PipelineEvent } from '../../ci/event.ts';
import { join, merge } from '../../ci/merge.ts';
import type { Reading } from '../../ci/provider.ts';
import { detailsOf, type PipelineState } from '../../ci/state.ts';
import { failedJobs, jobsOf, statusOf } from '../../ci/status.ts';
import { read } from './webhook.ts';

const repository = { id: 7, full_name: 'octo/app', html_url: 'https://github.example/octo/app' };
const payloads = resolve(import.meta.dirname, '../../../../test/payloads/github');

function readBody(event: string, body: string | Uint8Array, headers: Record<string, string> = {}): Reading {
  const delivery = { headers: new Headers({ 'X-GitHub-Event': event, ...headers }), query: new URLSearchParams(), body: Buffer.from(body) };
  return read(delivery, { provider: 'github', name: 'lab', url: '', webhookSecrets: [] });
}

function eventOf(reading: Reading): PipelineEvent {
  if (reading.kind !== 'event') throw new Error(reading.reason);
  if (reading.event.kind !== 'pipeline' && reading.event.kind !== 'job') throw new Error(reading.event.kind);
  return reading.event;
}

const run = (fields: object): PipelineEvent =>
  eventOf(
    readBody('workflow_run', JSON.stringify({ workflow_run: { id: 90, run_number: 3, ...fields }, workflow: { name: 'ci' }, repository })),
  );
const job = (fields: object): PipelineEvent =>
  eventOf(readBody('workflow_job', JSON.stringify({ workflow_job: { id: 900, run_id: 90, name: 'unit', ...fields }, repository })));

/** What is known after these, each heard alone and then joined. */
function after(...events: readonly PipelineEvent[]): PipelineState {
  return events.map((event) => merge(undefined, event)).reduce((left, right) => join(left, right));
}

test('a run is one pipeline whatever is heard first, and jobs join it', () => {
  const known = [job({ status: 'in_progress' }), run({ status: 'in_progress', run_attempt: 1, head_branch: 'main' })];
  const state = after(...known);
  expect(after(...known.toReversed())).toEqual(state);
  expect([state.pipeline.key, detailsOf(state).number, detailsOf(state).name, statusOf(state)]).toEqual([
    'github/lab/7/90',
    '3',
    'ci',
    'running',
  ]);
  expect(jobsOf(state).map(({ name }) => name)).toEqual(['unit']);
});

test('a run that is run again goes on from where it was, in whatever order that is heard', () => {
  const first = [
    run({ status: 'completed', conclusion: 'failure', run_attempt: 1 }),
    job({ id: 900, status: 'completed', conclusion: 'failure', run_attempt: 1 }),
  ];
  const again = [run({ status: 'in_progress', run_attempt: 2 }), job({ id: 950, status: 'in_progress', run_attempt: 2 })];
  const fixed = [
    job({ id: 950, status: 'completed', conclusion: 'success', run_attempt: 2 }),
    run({ status: 'completed', conclusion: 'success', run_attempt: 2 }),
  ];
  expect(statusOf(after(...first))).toBe('failed');
  expect(statusOf(after(...again, ...first))).toBe('running');
  const end = after(...fixed, ...first, ...again);
  expect([statusOf(end), failedJobs(end).length, jobsOf(end)[0]?.retries]).toEqual(['success', 0, 1]);
});

test('a failed job tells the first step that failed; what took too long says so', () => {
  const steps = [
    { name: 'Checkout', conclusion: 'success' },
    { name: 'Run make test', conclusion: 'failure' },
    { name: 'Upload', conclusion: 'skipped' },
  ];
  const failed = merge(undefined, job({ status: 'completed', conclusion: 'failure', steps }));
  expect(jobsOf(failed)[0]).toMatchObject({ status: 'failed', failureReason: 'Run make test' });
  const late = merge(undefined, job({ status: 'completed', conclusion: 'timed_out', steps }));
  expect(jobsOf(late)[0]).toMatchObject({ status: 'failed', failureReason: 'timed out' });
});

test.each([
  ['queued', undefined, 'pending'],
  ['waiting', undefined, 'manual'],
  ['completed', 'cancelled', 'canceled'],
  ['completed', 'neutral', 'success'],
  ['completed', 'startup_failure', 'failed'],
  ['completed', 'action_required', 'manual'],
  ['completed', 'skipped', 'skipped'],
])('%s %s is %s', (status, conclusion, expected) => {
  expect(statusOf(merge(undefined, run({ status, conclusion })))).toBe(expected);
});

test('a pull request is named and linked; a branch with a slash is linked as a path', () => {
  const details = detailsOf(merge(undefined, run({ status: 'queued', head_branch: 'fix/#1', pull_requests: [{ number: 12 }] })));
  expect(details.mergeRequest).toEqual({ number: '12', title: '', url: 'https://github.example/octo/app/pull/12' });
  expect(details.ref?.url).toBe('https://github.example/octo/app/tree/fix/%231');
});

test.each(['X-Gitea-Event', 'X-Forgejo-Event', 'X-Gogs-Event'])('what has %s is left alone, as it only looks like GitHub', (header) => {
  const name = /X-(\w+)-/.exec(header)?.[1];
  expect(readBody('push', '{}', { [header]: 'push' })).toEqual({ kind: 'ignored', reason: expect.stringContaining(String(name)) });
});

test('a hook that sends forms is read, too', () => {
  const body = readFileSync(resolve(payloads, 'workflow_run_success.json'));
  const form = new URLSearchParams({ payload: body.toString() }).toString();
  expect(readBody('workflow_run', form)).toEqual(readBody('workflow_run', body));
});

test.each([
  ['workflow_run', '{', 'invalid'],
  ['workflow_run', '{"workflow_run":{"id":1}}', 'invalid'],
  ['workflow_job', '{"workflow_job":{"id":1},"repository":{"id":1}}', 'invalid'],
  ['workflow_run', '{"workflow_run":{"id":1,"status":"dreaming"},"repository":{"id":1}}', 'ignored'],
  ['@channel', '{}', 'ignored'],
  ['workflow_run', 'payload=', 'invalid'],
])('%s with %s is %s', (event, body, kind) => {
  const reading = readBody(event, body);
  expect(reading.kind).toBe(kind);
  expect(JSON.stringify(reading)).not.toContain('@channel');
});
