import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Connection } from '../../ci/connection.ts';
import { subjectKey } from '../../ci/ids.ts';
import type { Job, PipelineIdentity } from '../../ci/pipeline.ts';
import type { Http, HttpRequest } from '../../ci/http.ts';
import { CiError } from '../../platform/errors.ts';
import { jobLog, testReport } from './client.ts';

const connection: Connection = {
  provider: 'jenkins',
  name: 'lab',
  url: 'https://ci.example/jenkins',
  webhookSecrets: [],
  username: 'bot',
  token: 'made-up',
};
const project = { id: 'folder/asgard/feature%2Fsearch', path: 'folder/asgard/feature/search', url: 'https://elsewhere.example/job/x/' };
const build: PipelineIdentity = {
  key: subjectKey('jenkins', 'lab', project.id, '7'),
  provider: 'jenkins',
  connection: 'lab',
  project,
  id: '7',
  role: 'build',
};
const job: Job = { id: 'test', name: 'test', stage: 'test', status: 'failed', allowFailure: false, attempt: 2 };

interface Stored {
  readonly status?: number;
  readonly type?: string;
  readonly text?: string;
}

function fake({ status = 200, type = 'text/plain', text = '' }: Stored): Http & { readonly asked: [string, HttpRequest | undefined][] } {
  const asked: [string, HttpRequest | undefined][] = [];
  const http: Http = async (address, request) => {
    asked.push([address, request]);
    return { status, headers: new Headers({ 'content-type': type }), text, cut: false };
  };
  return Object.assign(http, { asked });
}

test('the end of the log is asked as the user, at the connection’s own address', async () => {
  const http = fake({ text: 'make: *** [test] Error 1' });
  expect(await jobLog(build, job, connection, http)).toBe('make: *** [test] Error 1');
  const [, asked] = http.asked;
  expect(asked?.[0]).toBe('https://ci.example/jenkins/job/folder/job/asgard/job/feature%252Fsearch/7/logText/progressiveText?start=0');
  expect(asked?.[1]).toMatchObject({
    limit: 5_242_880,
    keep: 'end',
    headers: { Authorization: `Basic ${Buffer.from('bot:made-up').toString('base64')}` },
  });
});

const stage = (name: string, text: string) => `[Pipeline] { (${name})\n${text}\n[Pipeline] }\n`;

test('the log begins where the stage last did, when that is seen', async () => {
  const text = `Started\n${stage('test', 'first try')}${stage('build', 'echo "[Pipeline] { (test)"')}${stage('test', 'second try')}`;
  expect(await jobLog(build, job, connection, fake({ text }))).toBe(stage('test', 'second try'));
  expect(await jobLog(build, { ...job, name: 'other' }, connection, fake({ text }))).toBe(text);
  const said = `Started\n${stage('build', 'echo [Pipeline] { (test)')}`;
  expect(await jobLog(build, job, connection, fake({ text: said }))).toBe(said);
});

test('without an address, a user name or a token nothing is asked', async () => {
  const http = fake({ text: 'x' });
  for (const lacking of [{ url: '' }, { username: '' }, { token: '' }])
    expect([
      await jobLog(build, job, { ...connection, ...lacking }, http),
      await testReport(build, { ...connection, ...lacking }, http),
    ]).toEqual([undefined, undefined]);
  expect(http.asked).toEqual([]);
});

test('failed tests are named, those that failed before as well as the new ones', async () => {
  const stored = JSON.parse(readFileSync(join(import.meta.dirname, '../../../../test/payloads/jenkins-api/test_report.json'), 'utf8'));
  const [{ cases }] = stored.suites;
  cases.push(
    { className: 'a.B', name: 'old', status: 'FAILED', errorDetails: 'expected 1' },
    { name: 'fresh', status: 'REGRESSION', errorDetails: null },
    null,
  );
  const http = fake({ text: JSON.stringify(stored), type: 'application/json' });
  expect(await testReport(build, connection, http)).toEqual({
    total: 39,
    failed: 2,
    skipped: 0,
    failures: [{ name: 'fresh' }, { name: 'a.B.old', message: 'expected 1' }],
  });
});

test('a build without a report has none, one without a log was deleted', async () => {
  expect(await testReport(build, connection, fake({ status: 404, type: 'text/html' }))).toBeUndefined();
  await expect(jobLog(build, job, connection, fake({ status: 404, type: 'text/html' }))).rejects.toMatchObject({
    code: 'CI_JENKINS_NOT_FOUND',
  });
});

test.each([
  [{ status: 401 }, 'CI_JENKINS_UNAUTHORIZED'],
  [{ status: 403, type: 'text/html' }, 'CI_JENKINS_FORBIDDEN'],
  [{ status: 503 }, 'CI_JENKINS_UNAVAILABLE'],
  [{ status: 200, type: 'text/html;charset=utf-8', text: '<title>Sign in</title>' }, 'CI_JENKINS_NOT_THE_API'],
  [{ status: 302 }, 'CI_JENKINS_NOT_THE_API'],
])('%j is %s, with a remedy and without the token', async (answer, code) => {
  const error: unknown = await testReport(build, connection, fake(answer)).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(CiError);
  expect(error).toMatchObject({ code, remedy: expect.stringMatching(/\.$/) });
  expect(String(error)).not.toContain('made-up');
});
