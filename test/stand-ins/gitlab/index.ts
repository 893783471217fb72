// A stand-in GitLab over real HTTP: pipelines that move, webhooks that fire, REST v4, and pages behind the links.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { hookSender, type Delivery, type HookTarget } from './hooks.ts';
import { jobHook, pipelineHook, restJob, restPipeline } from './payloads.ts';
import { Runner } from './runner.ts';
import type { Scenario } from './scenario.ts';
import { newestJobs, type Job, type Pipeline } from './state.ts';

export { demoScenario, largeScenario, type Scenario } from './scenario.ts';
export type { Pipeline } from './state.ts';

export interface GitLabOptions extends HookTarget {
  /** How many of GitLab's seconds pass in one of ours; 1 when left out. */
  readonly speed?: number;
  /** Id of the first pipeline; 4701 when left out, so that the same story has the same ids. */
  readonly firstId?: number;
}

export interface GitLab {
  readonly url: string;
  readonly pipelines: readonly Pipeline[];
  readonly deliveries: readonly Delivery[];
  /** Resolves when the pipeline rests and all of its webhooks were answered or given up. */
  runPipeline(scenario: Scenario): Promise<Pipeline>;
  /** Cancels what still runs and says so, as somebody who leaves work would. */
  cancelAll(): Promise<void>;
  stop(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly type: 'application/json' | 'text/plain' | 'text/html';
  readonly body: string;
}

const json = (value: unknown, status = 200): Answer => ({ status, type: 'application/json', body: JSON.stringify(value) });
const notFound = json({ message: '404 Not found' }, 404);
const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A job's log as a runner writes it: colours and section markers. */
function trace(job: Job): string {
  const end = job.status === 'failed' ? '\u001B[31;1mERROR: Job failed: exit code 1\u001B[0;m' : '\u001B[32;1mJob succeeded\u001B[0;m';
  const lines = [
    '\u001B[0KRunning with gitlab-runner 18.2.0\u001B[0;m',
    'section_start:1773480420:step_script\r\u001B[0K\u001B[36;1m$ make ' + job.plan.name + '\u001B[0;m',
    ...(job.status === 'failed' ? ['--- FAIL: TestTimetable (0.02s)', '    expected 2 departures, got 3'] : []),
    'section_end:1773480480:step_script\r\u001B[0K',
  ];
  return [...lines, ...(job.finishedAt ? [end, ''] : [''])].join('\n');
}

/** A page that shows a human that the link led to the right place. */
function webPage(path: string, runner: Runner): Answer {
  const pipeline = runner.pipelines.find((each) => path === `/${each.project.path}/-/pipelines/${each.id}`);
  const job = runner.pipelines.flatMap((each) => each.jobs).find((each) => path === `/${each.pipeline.project.path}/-/jobs/${each.id}`);
  const rows = pipeline
    ? newestJobs(pipeline).map((each) => `${each.plan.stage}  ${each.plan.name}  ${each.status}`)
    : job
      ? [trace(job)]
      : [];
  const body = `<!doctype html><title>GitLab (stand-in)</title><h1>${escapeHtml(path)}</h1><pre>${escapeHtml(rows.join('\n'))}</pre>`;
  return { status: 200, type: 'text/html', body };
}

function restAnswer(base: string, method: string, path: string, runner: Runner): Answer {
  const [, projectPart = '', rest = ''] = /^\/api\/v4\/projects\/([^/]+)(\/.*)?$/u.exec(path) ?? [];
  const wanted = decodeURIComponent(projectPart);
  const pipelines = runner.pipelines.filter(({ project }) => project.path === wanted || String(project.id) === wanted);
  const [first] = pipelines;
  if (!first) return notFound;
  if (rest === '') return json({ id: first.project.id, path_with_namespace: first.project.path, default_branch: 'main' });
  if (rest === '/pipelines') return json(pipelines.toReversed().map((each) => restPipeline(base, each)));
  const [, kind, id, verb] = /^\/(pipelines|jobs)\/(\d+)(?:\/(\w+))?$/u.exec(rest) ?? [];
  if (kind === 'pipelines')
    return pipelineAnswer(
      base,
      method,
      pipelines.find((each) => String(each.id) === id),
      verb,
      runner,
    );
  const job = pipelines.flatMap((each) => each.jobs).find((each) => String(each.id) === id);
  return job ? jobAnswer(base, method, job, verb, runner) : notFound;
}

function pipelineAnswer(base: string, method: string, pipeline: Pipeline | undefined, verb: string | undefined, runner: Runner): Answer {
  if (!pipeline) return notFound;
  if (method === 'GET' && verb === 'jobs') return json(newestJobs(pipeline).map((job) => restJob(base, job)));
  if (method === 'POST' && verb === 'cancel') runner.cancel(pipeline);
  if (method === 'POST' && verb === 'retry') void runner.retry(newestJobs(pipeline).filter((job) => job.status === 'failed'));
  return json(restPipeline(base, pipeline), method === 'POST' ? 201 : 200);
}

function jobAnswer(base: string, method: string, job: Job, verb: string | undefined, runner: Runner): Answer {
  if (verb === 'trace') return { status: 200, type: 'text/plain', body: trace(job) };
  if (method === 'POST' && verb === 'play') void runner.play(job);
  if (method === 'POST' && verb === 'retry') {
    void runner.retry([job]);
    // The answer is the new job, with its own id.
    return json(restJob(base, job.pipeline.jobs.findLast((each) => each.plan === job.plan) ?? job), 201);
  }
  return json(restJob(base, job), method === 'POST' ? 201 : 200);
}

function answer(base: string, request: IncomingMessage, runner: Runner): Answer {
  const { pathname } = new URL(request.url ?? '/', base);
  if (!pathname.startsWith('/api/v4/')) return webPage(decodeURIComponent(pathname), runner);
  if (pathname === '/api/v4/version') return json({ version: '18.2.0', revision: 'stand-in' });
  return restAnswer(base, request.method ?? 'GET', pathname, runner);
}

async function listen(handle: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(handle);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { server, url: `http://127.0.0.1:${address.port}` };
}

/** Starts it on a free loopback port; webhooks go to `hookUrl` with the token, the signature, or both. */
export async function startGitLab(options: GitLabOptions): Promise<GitLab> {
  const { server, url } = await listen((request, response) => {
    request.resume();
    const { status, type, body } = answer(url, request, runner);
    response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8` }).end(body);
  });
  const hooks = hookSender(url, options);
  const runner = new Runner({
    speed: options.speed ?? 1,
    firstId: options.firstId ?? 4701,
    onJob: (job) => hooks.send('Job Hook', jobHook(url, job)),
    onPipeline: (pipeline) => hooks.send('Pipeline Hook', pipelineHook(url, pipeline)),
  });
  return {
    url,
    pipelines: runner.pipelines,
    deliveries: hooks.deliveries,
    async runPipeline(scenario) {
      const pipeline = runner.create(scenario);
      await runner.run(pipeline);
      await hooks.settled();
      return pipeline;
    },
    cancelAll() {
      for (const pipeline of runner.pipelines) runner.cancel(pipeline);
      return hooks.settled();
    },
    async stop() {
      runner.stop();
      hooks.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
