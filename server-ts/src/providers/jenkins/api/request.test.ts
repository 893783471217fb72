import { afterEach, expect, test } from '@jest/globals';
import * as z from 'zod';
import { startJenkins, type Jenkins, type JenkinsOptions, type Mood } from '../../../../../test/stand-ins/jenkins/index.ts';
import type { Reach } from '../../../ci/account.ts';
import type { Http } from '../../../ci/http.ts';
import { CiError } from '../../../platform/errors.ts';
import { createHttp } from '../../../platform/http.ts';
import { buildPath, jobPath } from './build-path.ts';
import { ask, read } from './request.ts';

let jenkins: Jenkins;
afterEach(() => jenkins.stop());

async function open(
  options: JenkinsOptions = {},
  patience = 20_000,
): Promise<Reach & { readonly credentials: { username: string; token: string } }> {
  jenkins = await startJenkins({ context: '/jenkins', ...options });
  jenkins.job('city/api');
  const connection = { provider: 'jenkins', name: 'default', url: jenkins.url, webhookSecrets: [] };
  return {
    connection,
    http: createHttp({ timeoutMs: patience }),
    credentials: { username: 'alice', token: jenkins.person('alice', { password: 'made-up-word' }) },
  };
}

const nameSchema = z.object({ fullName: z.string() });
const asks = (reach: Reach) => read(reach, 'job/city/job/api', nameSchema, { tree: 'fullName' });

/** Nothing of the proof is in what anybody reads. */
async function problemOf(reach: Reach, work: Promise<unknown>): Promise<CiError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CiError)) throw new Error(`no CiError: ${String(error)}`);
  const all = `${error.message} ${error.remedy} ${JSON.stringify(error)}`;
  expect(all).not.toContain(reach.credentials?.token);
  expect(error.remedy).toMatch(/[.`]$/);
  return error;
}

test.each<[Mood, string, RegExp]>([
  [{ kind: 'login-redirect' }, 'CI_JENKINS_SIGN_IN', /sign-in page/],
  [{ kind: 'login-page' }, 'CI_JENKINS_SIGN_IN', /sign-in page/],
  [{ kind: 'starting' }, 'CI_JENKINS_RESTARTING', /starting just now/],
  [{ kind: 'error-page', status: 500 }, 'CI_JENKINS_FAILED', /failed at this \(500\)/],
  [{ kind: 'error-page', status: 503 }, 'CI_JENKINS_UNAVAILABLE', /not available/],
  [{ kind: 'broken-json' }, 'CI_JENKINS_BROKEN_ANSWER', /cannot be read/],
  [{ kind: 'moved', to: 'https://new.example.test/jenkins' }, 'CI_JENKINS_SERVER_MOVED', /https:\/\/new\.example\.test\/jenkins/],
  [{ kind: 'hang' }, 'CI_HTTP_TIMEOUT', /did not answer in time/],
  [{ kind: 'refuse' }, 'CI_HTTP_BROKEN', /broke/],
])('%j is said in its own words: %s', async (mood, code, words) => {
  const reach = await open({}, mood.kind === 'hang' ? 300 : undefined);
  jenkins.mood(mood);
  const error = await problemOf(reach, asks(reach));
  expect([error.code, error.message]).toEqual([code, expect.stringMatching(words)]);
});

test('a wrong token, a missing permission with Jenkins’ reason, and what is not there', async () => {
  const reach = await open();
  const wrong = { ...reach, credentials: { username: 'alice', token: 'f'.repeat(34) } };
  expect(await problemOf(wrong, asks(wrong))).toMatchObject({
    code: 'CI_JENKINS_UNAUTHORIZED',
    remedy: expect.stringContaining('/jenkins connect'),
  });
  expect(await problemOf(reach, ask(reach, 'job/city/job/api/doDelete', { method: 'POST' }))).toMatchObject({
    code: 'CI_JENKINS_FORBIDDEN',
    message: expect.stringContaining('alice is missing the Job/Delete permission'),
  });
  expect(await read(reach, 'job/no', nameSchema, { tree: 'fullName' })).toBeUndefined();
  expect(await problemOf(reach, ask(reach, 'job/no/build', { method: 'POST' }))).toMatchObject({ code: 'CI_JENKINS_NOT_FOUND' });
  const nowhere = { ...reach, connection: { ...reach.connection, url: '' } };
  expect(await problemOf(nowhere, asks(nowhere))).toMatchObject({ code: 'CI_JENKINS_NO_ADDRESS' });
});

test('a crumb is fetched where one is wanted, with the session that it holds in', async () => {
  const reach = await open({ crumbs: 'always' });
  await ask(reach, 'job/city/job/api/build', { method: 'POST' });
  await jenkins.until(() => jenkins.build('city/api') !== undefined);
});

test('the context path is kept, and the token goes nowhere else', async () => {
  const reach = await open();
  const asked: string[] = [];
  const http: Http = (address, request) => {
    asked.push(address);
    return reach.http(address, request);
  };
  jenkins.mood({ kind: 'moved', to: 'http://elsewhere.example.test' });
  await problemOf(reach, asks({ ...reach, http }));
  expect(asked).toEqual([`${jenkins.url}/job/city/job/api/api/json?tree=fullName`]);
});

test('no name leads out of the place that is meant, nor out of Jenkins', async () => {
  const reach = await open();
  for (const path of ['job/../stop', '../other', 'job/a/../../../other', jobPath('../..'), buildPath({ job: 'city/..', number: '..' })])
    expect(await problemOf(reach, ask(reach, path, { method: 'POST' }))).toMatchObject({ code: 'CI_JENKINS_NOT_FOUND' });
  expect(jenkins.calls).toEqual([]);
  expect(await read(reach, jobPath('half \uD800 a letter'), nameSchema, { tree: 'fullName' })).toBeUndefined();
});

test('who sent something that was never answered is told that it may have been done', async () => {
  const reach = await open({}, 300);
  jenkins.mood({ kind: 'hang' });
  expect(await problemOf(reach, ask(reach, 'job/city/job/api/build', { method: 'POST' }))).toMatchObject({
    code: 'CI_HTTP_TIMEOUT',
    remedy: expect.stringContaining('look before you try again'),
  });
  expect((await problemOf(reach, asks(reach))).remedy).not.toContain('look before');
});
