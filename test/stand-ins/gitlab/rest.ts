// The stand-in's REST API v4: projects, pipelines, jobs, logs and test reports, behind a token where there is one.
import { logOf } from './log.ts';
import { restJob, restPipeline } from './payloads.ts';
import type { Runner } from './runner.ts';
import { newestJobs, type Job, type Pipeline } from './state.ts';

export interface Answer {
  readonly status: number;
  readonly type: 'application/json' | 'text/plain' | 'text/html';
  readonly body: string;
}

export interface Question {
  readonly method: string;
  /** From `/api/v4` on, without a query. */
  readonly path: string;
  /** `PRIVATE-TOKEN`, or what follows `Bearer`. */
  readonly token: string | undefined;
}

const json = (value: unknown, status = 200): Answer => ({ status, type: 'application/json', body: JSON.stringify(value) });
const notFound = json({ message: '404 Not found' }, 404);

/** `token`: the only one that is let in; everybody is when it is left out. */
export function restAnswer(base: string, question: Question, runner: Runner, token: string | undefined): Answer {
  if (token !== undefined && question.token !== token) return json({ message: '401 Unauthorized' }, 401);
  const { method, path } = question;
  if (path === '/api/v4/version') return json({ version: '18.2.0', revision: 'stand-in' });
  const [, projectPart = '', rest = ''] = /^\/api\/v4\/projects\/([^/]+)(\/.*)?$/u.exec(path) ?? [];
  const wanted = decodeURIComponent(projectPart);
  const pipelines = runner.pipelines.filter(({ project }) => project.path === wanted || String(project.id) === wanted);
  const [first] = pipelines;
  if (!first) return json({ message: '404 Project Not Found' }, 404);
  if (rest === '') return json({ id: first.project.id, path_with_namespace: first.project.path, default_branch: 'main' });
  if (rest === '/pipelines') return json(pipelines.toReversed().map((each) => restPipeline(base, each)));
  const [, kind, id, verb] = /^\/(pipelines|jobs)\/(\d+)(?:\/(\w+))?$/u.exec(rest) ?? [];
  const pipeline = pipelines.find((each) => String(each.id) === id);
  if (kind === 'pipelines') return pipeline ? pipelineAnswer(base, method, pipeline, verb, runner) : notFound;
  const job = pipelines.flatMap((each) => each.jobs).find((each) => String(each.id) === id);
  return job ? jobAnswer(base, method, job, verb, runner) : notFound;
}

function pipelineAnswer(base: string, method: string, pipeline: Pipeline, verb: string | undefined, runner: Runner): Answer {
  if (method === 'GET' && verb === 'jobs') return json(newestJobs(pipeline).map((job) => restJob(base, job)));
  if (method === 'GET' && verb === 'test_report') return json(testReport(pipeline));
  if (method === 'GET' && verb === 'test_report_summary') return json(testSummary(pipeline));
  if (method === 'POST' && verb === 'cancel') runner.cancel(pipeline);
  if (method === 'POST' && verb === 'retry') void runner.retry(newestJobs(pipeline).filter((job) => job.status === 'failed'));
  return json(restPipeline(base, pipeline), method === 'POST' ? 201 : 200);
}

function jobAnswer(base: string, method: string, job: Job, verb: string | undefined, runner: Runner): Answer {
  if (verb === 'trace') return { status: 200, type: 'text/plain', body: logOf(job) };
  if (method === 'POST' && verb === 'play') void runner.play(job);
  if (method === 'POST' && verb === 'retry') {
    void runner.retry([job]);
    // The answer is the new job, with its own id.
    return json(restJob(base, job.pipeline.jobs.findLast((each) => each.plan === job.plan) ?? job), 201);
  }
  return json(restJob(base, job), method === 'POST' ? 201 : 200);
}

/** One suite for each job whose plan names tests; ten more tests pass in each. */
function suitesOf(pipeline: Pipeline) {
  const tested = newestJobs(pipeline).filter((job) => job.finishedAt !== undefined && job.plan.failedTests !== undefined);
  return tested.map((job) => {
    const failed = job.status === 'failed' ? (job.plan.failedTests ?? []) : [];
    const counts = { total_count: failed.length + 10, success_count: 10, failed_count: failed.length, skipped_count: 0, error_count: 0 };
    const cases = failed.map((name) => ({
      status: 'failed',
      name,
      classname: job.plan.name,
      system_output: 'expected 2 departures, got 3',
    }));
    return { name: job.plan.name, total_time: 1, ...counts, suite_error: null, test_cases: cases };
  });
}

function testReport(pipeline: Pipeline): object {
  return { ...totals(pipeline), test_suites: suitesOf(pipeline) };
}

function totals(pipeline: Pipeline) {
  const suites = suitesOf(pipeline);
  const sum = (field: 'total_count' | 'success_count' | 'failed_count') => suites.reduce((total, suite) => total + suite[field], 0);
  const counts = { total_count: sum('total_count'), success_count: sum('success_count'), failed_count: sum('failed_count') };
  return { total_time: suites.length, ...counts, skipped_count: 0, error_count: 0 };
}

function testSummary(pipeline: Pipeline): object {
  const { total_count: count, success_count: success, failed_count: failed } = totals(pipeline);
  return { total: { time: 1, count, success, failed, skipped: 0, error: 0, suite_error: null }, test_suites: [] };
}
