import { expect, test } from '@jest/globals';
import { subjectKey } from '../ci/ids.ts';
import type { Job, PipelineIdentity } from '../ci/pipeline.ts';
import type { Questions, TestReport } from '../ci/provider.ts';
import type { Past } from '../ci/trend.ts';
import { CiError } from '../platform/errors.ts';
import { createInvestigation } from './investigate.ts';
import type { Suspect } from './investigate.ts';

const project = { id: '1', path: 'team/app', url: 'https://ci.example/team/app' };
const pipeline: PipelineIdentity = {
  key: subjectKey('lab', 'default', '1', '9'),
  provider: 'lab',
  connection: 'default',
  project,
  id: '9',
};
const job: Job = { id: '5', name: 'unit 1/2', stage: 'test', status: 'failed', allowFailure: false, attempt: 5 };
const past: Past = [
  {
    key: subjectKey('lab', 'default', '1', '8'),
    number: '8',
    status: 'failed',
    at: 1,
    failedJobs: ['unit'],
    failedTests: ['cart.total', 'old'],
  },
];
const suspect: Suspect = { pipeline, job, past, lastTry: false };

const http = () => Promise.reject(new Error('nothing is asked here'));

function investigation(questions: Questions, token: string | undefined = 'made-up-token') {
  const connection = {
    provider: 'lab',
    name: 'default',
    url: 'https://ci.example',
    webhookSecrets: ['hook-secret'],
    ...(token !== '' && { token }),
  };
  return createInvestigation({ reach: async () => ({ questions, connection, http }), secrets: () => ['other-secret'], now: () => 77 });
}

function report(...failures: TestReport['failures']): TestReport {
  return { total: 10, failed: failures.length, skipped: 0, failures };
}

function refusal(code: string): Promise<never> {
  return Promise.reject(new CiError(code, 'It says no.', 'Do this.'));
}

test('the finding holds what the log says and which tests failed, the new ones first', async () => {
  const investigate = investigation({
    jobLog: async () => 'building\nerror: made-up-token and hook-secret and other-secret are wrong',
    testReport: async () =>
      report(
        { name: 'cart.total', job: 'unit', message: '\n\u001B[31mexpected 2\u001B[0m\n  got 3\n' },
        { name: 'cart.tax', job: 'unit' },
        { name: 'elsewhere', job: 'lint' },
      ),
  });
  expect(await investigate(suspect)).toEqual({
    jobId: '5',
    jobName: 'unit 1/2',
    at: 77,
    logLines: ['building', 'error: [masked] and [masked] and [masked] are wrong'],
    linesLeftOut: 0,
    tests: [
      { name: 'cart.tax', known: false },
      { name: 'cart.total', known: true, message: 'expected 2 got 3' },
    ],
    testsLeftOut: 0,
  });
});

test('without a token, a log and failed tests there is nothing to tell', async () => {
  expect(await investigation({ jobLog: async () => 'error' }, '')(suspect)).toBeUndefined();
  expect(await investigation({})(suspect)).toBeUndefined();
  expect(await investigation({ jobLog: async () => undefined, testReport: async () => report() })(suspect)).toBeUndefined();
});

test('what only a person can mend is told with the remedy, beside the tests', async () => {
  const investigate = investigation({ jobLog: () => refusal('CI_LAB_FORBIDDEN'), testReport: async () => report({ name: 'cart.tax' }) });
  expect(await investigate(suspect)).toMatchObject({ problem: 'It says no. Do this.', logLines: [], tests: [{ name: 'cart.tax' }] });
});

test('a report that cannot be had does not take the log away', async () => {
  const investigate = investigation({ jobLog: async () => 'error: x', testReport: () => refusal('CI_LAB_NOT_FOUND') });
  const finding = await investigate(suspect);
  expect(finding?.logLines).toEqual(['error: x']);
  expect(finding).not.toHaveProperty('problem');
});

test.each(['CI_LAB_UNAVAILABLE', 'CI_LAB_RATE_LIMITED', 'CI_HTTP_TIMEOUT', 'CI_HTTP_REFUSED', 'CI_HTTP_BROKEN'])(
  '%s may pass: it is tried again, and told the last time',
  async (code) => {
    const investigate = investigation({ jobLog: () => refusal(code) });
    await expect(investigate(suspect)).rejects.toMatchObject({ code });
    expect(await investigate({ ...suspect, lastTry: true })).toMatchObject({ problem: 'It says no. Do this.' });
  },
);

test('a surprise is not swallowed', async () => {
  await expect(investigation({ jobLog: () => Promise.reject(new TypeError('x')) })({ ...suspect, lastTry: true })).rejects.toThrow(
    TypeError,
  );
});

test('of very many tests some are named and the others counted', async () => {
  const many = Array.from({ length: 50 }, (_, index) => ({ name: `test ${index}` }));
  expect(await investigation({ testReport: async () => report(...many) })(suspect)).toMatchObject({ testsLeftOut: 30 });
});
