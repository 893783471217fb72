import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Connection } from '../../ci/connection.ts';
import { subjectKey } from '../../ci/ids.ts';
import type { Job, PipelineIdentity } from '../../ci/pipeline.ts';
import type { Http, HttpRequest } from '../../ci/http.ts';
import { CiError } from '../../platform/errors.ts';
import { jobLog, testReport } from './client.ts';

const connection: Connection = {
  provider: 'gitlab',
  name: 'lab',
  url: 'https://git.example/lab',
  webhookSecrets: [],
  token: 'glpat-made-up',
};
const project = { id: '7', path: 'team/app', url: 'https://elsewhere.example/team/app' };
const pipeline: PipelineIdentity = {
  key: subjectKey('gitlab', 'lab', '7', '46'),
  provider: 'gitlab',
  connection: 'lab',
  project,
  id: '46',
};
const job: Job = { id: '6', name: 'rspec', stage: 'test', status: 'failed', allowFailure: false, attempt: 6 };

interface Stored {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly text: string;
  readonly cut?: boolean;
}

function stored(file: string): string {
  return readFileSync(join(import.meta.dirname, '../../../../test/payloads/gitlab-api', file), 'utf8');
}

/** Answers by the end of the path, and remembers what it was asked. */
function fake(answers: Readonly<Record<string, Stored>>): Http & { readonly asked: [string, HttpRequest | undefined][] } {
  const asked: [string, HttpRequest | undefined][] = [];
  const http: Http = async (address, request) => {
    asked.push([address, request]);
    const { status = 200, headers = {}, text, cut = false } = answers[address.split('/').at(-1) ?? ''] ?? { status: 404, text: '{}' };
    return { status, headers: new Headers(headers), text, cut };
  };
  return Object.assign(http, { asked });
}

async function problem(answer: Stored): Promise<CiError> {
  const error: unknown = await jobLog(pipeline, job, connection, fake({ trace: answer })).catch((thrown: unknown) => thrown);
  if (error instanceof CiError) return error;
  throw new Error('no CiError');
}

test("a job's log is asked with the token at the connection's own address, never at the one a delivery named", async () => {
  const http = fake({ trace: { text: stored('job_trace.txt') } });
  expect(await jobLog(pipeline, job, connection, http)).toContain('assert 1 == 2');
  expect(http.asked).toEqual([
    [
      'https://git.example/lab/api/v4/projects/7/jobs/6/trace',
      { limit: 5_242_880, keep: 'end', headers: { Authorization: 'Bearer glpat-made-up' } },
    ],
  ]);
});

test('without a token, or an address to send it to, nothing is asked; an empty log is none', async () => {
  const http = fake({});
  const { token: _token, ...bare } = connection;
  expect(await jobLog(pipeline, job, bare, http)).toBeUndefined();
  expect(await testReport(pipeline, { ...connection, url: '' }, http)).toBeUndefined();
  expect(http.asked).toEqual([]);
  expect(await jobLog(pipeline, job, connection, fake({ trace: { text: '' } }))).toBeUndefined();
});

test('tests that ended with an error count as failed, and are named by class', async () => {
  const total = { count: 9, success: 5, failed: 0, skipped: 0, error: 4 };
  const http = fake({
    test_report_summary: { text: JSON.stringify({ total }) },
    test_report: { text: stored('pipeline_test_report.json') },
  });
  const report = await testReport(pipeline, connection, http);
  expect(report).toMatchObject({ total: 9, failed: 4, skipped: 0 });
  expect(report?.failures.slice(0, 3)).toEqual([
    { name: 'MyClassOne.Error testcase 1', job: 'Failing', message: 'Failed test' },
    { name: 'MyClass.Error testcase 2', job: 'Failing', message: 'Failed test' },
    { name: 'MyClass.Error testcase 3', job: 'Failing', message: 'Failed test a\nFailed test b' },
  ]);
});

test('when nothing failed, only the counts are asked; without tests there is no report', async () => {
  const http = fake({ test_report_summary: { text: stored('pipeline_test_report_summary.json') } });
  expect(await testReport(pipeline, connection, http)).toEqual({ total: 3363, failed: 0, skipped: 12, failures: [] });
  expect(http.asked).toHaveLength(1);
  const none = fake({ test_report_summary: { text: '{"total":{"count":0}}' } });
  expect(await testReport(pipeline, connection, none)).toBeUndefined();
});

test('of a report too large to read the counts remain', async () => {
  const total = { count: 9, failed: 2, error: 0, skipped: 1 };
  const http = fake({ test_report_summary: { text: JSON.stringify({ total }) }, test_report: { text: '{"test_sui', cut: true } });
  expect(await testReport(pipeline, connection, http)).toEqual({ total: 9, failed: 2, skipped: 1, failures: [] });
});

test.each([
  ['error_401.json', 401, 'CI_GITLAB_UNAUTHORIZED', '401 Unauthorized'],
  ['error_401_expired.json', 401, 'CI_GITLAB_UNAUTHORIZED', 'Token is expired'],
  ['error_403.json', 403, 'CI_GITLAB_FORBIDDEN', '403 Forbidden'],
  ['error_403_scope.json', 403, 'CI_GITLAB_FORBIDDEN', 'insufficient_scope: The request requires higher privileges'],
  ['error_404_project.json', 404, 'CI_GITLAB_NOT_FOUND', '404 Project Not Found'],
  ['error_400_pipeline_reference.json', 400, 'CI_GITLAB_REJECTED', 'base Reference not found'],
])('%s is said as %s %s', async (file, status, code, words) => {
  const error = await problem({ status, text: stored(file) });
  expect(error.code).toBe(code);
  expect(error.message).toContain(words);
  expect(error.remedy).not.toBe('');
});

test('too many questions are told with the pause that is asked for', async () => {
  const text = stored('error_429.txt');
  expect(await problem({ status: 429, text, headers: { 'retry-after': '30' } })).toMatchObject({ code: 'CI_GITLAB_RATE_LIMITED' });
  expect((await problem({ status: 429, text, headers: { 'retry-after': '30' } })).message).toContain('a pause of 30 s');
  expect((await problem({ status: 429, text, headers: { 'ratelimit-reset': '1780000000' } })).message).toContain(
    'until 2026-05-28T20:26:40',
  );
});

test('a page is never taken for a log, and its text is not passed on', async () => {
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  const page = '<html><h1>Whoops</h1></html>';
  expect((await problem({ status: 502, text: page, headers })).code).toBe('CI_GITLAB_UNAVAILABLE');
  expect((await problem({ text: page, headers })).code).toBe('CI_GITLAB_NOT_THE_API');
  expect((await problem({ status: 302, text: '', headers: { location: 'https://sso.example' } })).code).toBe('CI_GITLAB_NOT_THE_API');
  expect((await problem({ status: 502, text: page, headers })).message).not.toContain('Whoops');
});

test('whatever it answers, the problem is a CiError without the token', async () => {
  const text = fc.oneof(
    fc.json(),
    fc.string(),
    fc.jsonValue().map((message) => JSON.stringify({ message })),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(200, 400, 401, 404, 429, 500), text, async (status, body) => {
      const http = fake({ test_report_summary: { status, text: body } });
      const outcome: unknown = await testReport(pipeline, connection, http).catch((thrown: unknown) => thrown);
      if (status !== 200) expect(outcome).toBeInstanceOf(CiError);
      expect(outcome === undefined || outcome instanceof CiError || typeof outcome === 'object').toBe(true);
      if (outcome instanceof CiError) expect(`${outcome.message}${outcome.remedy}`).not.toContain('glpat-made-up');
    }),
  );
});
