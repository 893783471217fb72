// What GitLab is asked with the connection's token: a job's log and a pipeline's test report.
// https://docs.gitlab.com/api/jobs/#get-a-log-file, https://docs.gitlab.com/api/pipelines/#get-a-test-report-for-a-pipeline

import * as z from 'zod';
import type { Connection } from '../../ci/connection.ts';
import type { Job, PipelineIdentity } from '../../ci/pipeline.ts';
import type { TestReport } from '../../ci/provider.ts';
import type { Http, HttpAnswer } from '../../ci/http.ts';
import { ask, jsonOf, projectPath, type GitLabRequest } from './api/request.ts';
import { reportSchema, summarySchema } from './report-schema.ts';
import type { TestCase } from './report-schema.ts';

/** Bytes. A runner cuts its logs at 4 MiB by itself unless it is set otherwise; what failed is told at the end. */
const LOG_LIMIT = 5 * 1024 * 1024;
/** Bytes. Reports hold the output of every test: beyond this only the counts are told. */
const REPORT_LIMIT = 8 * 1024 * 1024;
const MAX_FAILURES = 200;

/** The last 5 MiB; undefined without a token or an address to send it to, or when the log is empty. */
export async function jobLog(pipeline: PipelineIdentity, job: Job, connection: Connection, http: Http): Promise<string | undefined> {
  const { text } = (await askOwn(connection, http, `${at(pipeline)}/jobs/${job.id}/trace`, { limit: LOG_LIMIT, keep: 'end' })) ?? {};
  return text === '' ? undefined : text;
}

/** Errors of tests count as failures. The names are asked only when something failed. */
export async function testReport(pipeline: PipelineIdentity, connection: Connection, http: Http): Promise<TestReport | undefined> {
  const path = `${at(pipeline)}/pipelines/${pipeline.id}`;
  const counted = await askOwn(connection, http, `${path}/test_report_summary`);
  if (counted === undefined) return undefined;
  const { total } = jsonOf(summarySchema, counted);
  const counts = { total: total.count, failed: total.failed + total.error, skipped: total.skipped };
  if (counts.total === 0) return undefined;
  if (counts.failed === 0) return { ...counts, failures: [] };
  const full = await askOwn(connection, http, `${path}/test_report`, { limit: REPORT_LIMIT });
  return { ...counts, failures: full === undefined || full.cut ? [] : failuresIn(full) };
}

function failuresIn(answer: HttpAnswer): TestReport['failures'] {
  return jsonOf(reportSchema, answer)
    .test_suites.flatMap((suite) => suite.test_cases.map((test) => ({ suite: suite.name, test })))
    .filter(({ test }) => test.status === 'failed' || test.status === 'error')
    .slice(0, MAX_FAILURES)
    .map(({ suite, test }) => {
      const message = messageOf(test.system_output);
      return { name: nameOf(test), ...(suite !== undefined && { job: suite }), ...(message !== undefined && { message }) };
    });
}

/** A suite is named after its job. Test names are told apart by their class. */
function nameOf({ name, classname }: TestCase): string {
  return classname === undefined || name.startsWith(classname) ? name : `${classname}.${name}`;
}

/** JUnit's output comes as a text, an object with a message, or a list of texts. */
function messageOf(output: unknown): string | undefined {
  const told = z.union([z.string(), z.object({ message: z.string() }), z.array(z.string())]).safeParse(output).data;
  if (told === undefined) return undefined;
  return (typeof told === 'string' ? told : 'message' in told ? told.message : told.join('\n')).slice(0, 2000);
}

function at({ project }: PipelineIdentity): string {
  return projectPath(project.id);
}

/** The token goes to the connection's own address only, never to one that a delivery named. */
async function askOwn(connection: Connection, http: Http, path: string, more: GitLabRequest = {}): Promise<HttpAnswer | undefined> {
  const { token, url } = connection;
  if (token === undefined || token === '' || url === '') return undefined;
  return await ask({ connection, http, credentials: { token } }, path, more);
}
