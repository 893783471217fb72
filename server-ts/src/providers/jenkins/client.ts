// What Jenkins is asked with the connection's user name and token: a build's log and its test report.
// https://www.jenkins.io/doc/book/using/remote-access-api/

import * as z from 'zod';
import type { Connection } from '../../ci/connection.ts';
import type { Job, PipelineIdentity } from '../../ci/pipeline.ts';
import type { TestReport } from '../../ci/provider.ts';
import type { Http, HttpAnswer, HttpRequest } from '../../ci/http.ts';
import { CiError } from '../../platform/errors.ts';
import { amount, name, parseJson, text } from '../../platform/foreign-json.ts';

/** Bytes; what failed is told at the end. */
const LOG_LIMIT = 5 * 1024 * 1024;
/** Bytes: beyond this there are too many tests to name. */
const REPORT_LIMIT = 8 * 1024 * 1024;
const MAX_FAILURES = 200;
const FIELDS = 'failCount,passCount,skipCount,suites[cases[className,name,status,errorDetails]]';
const TOKEN =
  'Under `connections` set `username` and `token` of a Jenkins user with the permission Job/Read; the token is made on that user’s page, Security.';

const caseSchema = z.object({ className: text, name, status: text, errorDetails: text });
const suiteSchema = z.object({ cases: z.array(z.unknown()).catch([]) });
const reportSchema = z.object({ failCount: amount, passCount: amount, skipCount: amount, suites: z.array(z.unknown()).catch([]) });

/** The end of the whole build's log, which has no parts by stage; undefined when nothing can be asked. */
export async function jobLog(build: PipelineIdentity, _job: Job, connection: Connection, http: Http): Promise<string | undefined> {
  const answer = await ask(connection, http, `${pathOf(build)}/consoleText`, { limit: LOG_LIMIT, keep: 'end' });
  if (answer?.status === 404) throw notFound();
  return answer?.text === '' ? undefined : answer?.text;
}

/** Undefined when the build has no report: Jenkins answers 404 then. */
export async function testReport(build: PipelineIdentity, connection: Connection, http: Http): Promise<TestReport | undefined> {
  const path = `${pathOf(build)}/testReport/api/json?tree=${encodeURIComponent(FIELDS)}`;
  const answer = await ask(connection, http, path, { limit: REPORT_LIMIT });
  if (answer === undefined || answer.status === 404 || answer.cut) return undefined;
  const told = reportSchema.safeParse(parseJson(Buffer.from(answer.text))).data;
  if (told === undefined) throw notTheApi(connection.url);
  const { failCount: failed = 0, passCount: passed = 0, skipCount: skipped = 0 } = told;
  const total = failed + passed + skipped;
  return total === 0 ? undefined : { total, failed, skipped, failures: failuresIn(told.suites) };
}

/** A test that failed anew is a REGRESSION. */
function failuresIn(suites: readonly unknown[]): TestReport['failures'] {
  return suites
    .flatMap((suite) => suiteSchema.safeParse(suite).data?.cases ?? [])
    .flatMap((each) => caseSchema.safeParse(each).data ?? [])
    .filter(({ status }) => status === 'FAILED' || status === 'REGRESSION')
    .slice(0, MAX_FAILURES)
    .map((test) => ({
      name: test.className === undefined ? test.name : `${test.className}.${test.name}`,
      ...(test.errorDetails !== undefined && { message: test.errorDetails }),
    }));
}

function pathOf({ project, id }: PipelineIdentity): string {
  return [...project.id.split('/').map((part) => `job/${encodeURIComponent(part)}`), id].join('/');
}

/** The token goes to the connection's own address only, never to one that a delivery named. */
async function ask(connection: Connection, http: Http, path: string, more: HttpRequest): Promise<HttpAnswer | undefined> {
  const { url, token, username } = connection;
  if (url === '' || !token || !username) return undefined;
  const pair = Buffer.from(`${username}:${token}`).toString('base64');
  const answer = await http(`${url}/${path}`, { ...more, headers: { Authorization: `Basic ${pair}` } });
  const problem = problemIn(answer, url);
  if (problem !== undefined) throw problem;
  return answer;
}

/** Undefined for an answer, and for 404, which means different things. */
function problemIn({ status, headers }: HttpAnswer, url: string): CiError | undefined {
  if (status === 401) return new CiError('CI_JENKINS_UNAUTHORIZED', 'Jenkins does not accept the user name and token.', TOKEN);
  if (status === 403) return new CiError('CI_JENKINS_FORBIDDEN', 'Jenkins does not allow this to the user.', TOKEN);
  if (status === 429 || status >= 500)
    return new CiError('CI_JENKINS_UNAVAILABLE', `Jenkins is not available (${status}).`, 'It is tried again by itself.');
  const isPage = status >= 200 && status < 300 && headers.get('content-type')?.includes('text/html') === true;
  return isPage || (status >= 300 && status < 400) ? notTheApi(url) : undefined;
}

function notFound(): CiError {
  return new CiError(
    'CI_JENKINS_NOT_FOUND',
    'Jenkins does not find the build, or hides it from the user.',
    `It may have been deleted. ${TOKEN}`,
  );
}

/** A sign-in page, or a proxy's. */
function notTheApi(url: string): CiError {
  const message = `Something else than Jenkins’ API answered at ${url}.`;
  return new CiError('CI_JENKINS_NOT_THE_API', message, 'Check JenkinsURL, and whether a sign-in proxy stands before it.');
}
