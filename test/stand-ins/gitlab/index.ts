// A stand-in GitLab over real HTTP: pipelines that move, webhooks that fire, REST v4, and pages behind the links.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createHappenings, type Happenings } from './happenings.ts';
import { hookSender, type Delivery, type HookTarget } from './hooks.ts';
import { logOf } from './log.ts';
import { jobHook, pipelineHook } from './payloads.ts';
import { restAnswer, type Answer } from './rest.ts';
import { Runner } from './runner.ts';
import type { Scenario } from './scenario.ts';
import { newestJobs, type Pipeline } from './state.ts';

export { demoScenario, largeScenario, type Scenario } from './scenario.ts';
export type { Pipeline } from './state.ts';

export interface GitLabOptions extends HookTarget {
  /** How many of GitLab's seconds pass in one of ours; 1 when left out. */
  readonly speed?: number;
  /** Id of the first pipeline; 4701 when left out, so that the same story has the same ids. */
  readonly firstId?: number;
  /** What the REST API wants as `PRIVATE-TOKEN`; everybody is let in when left out. */
  readonly apiToken?: string;
}

export interface GitLab {
  readonly url: string;
  readonly pipelines: readonly Pipeline[];
  readonly deliveries: readonly Delivery[];
  /** Resolves when the pipeline rests and all of its webhooks were answered or given up. */
  runPipeline(scenario: Scenario): Promise<Pipeline>;
  /** Sends what people do besides. */
  readonly tell: Happenings;
  /** Resolves when everything sent was answered or given up. */
  settled(): Promise<void>;
  /** Cancels what still runs and says so, as somebody who leaves work would. */
  cancelAll(): Promise<void>;
  stop(): Promise<void>;
}

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A page that shows a human that the link led to the right place. */
function webPage(path: string, runner: Runner): Answer {
  const pipeline = runner.pipelines.find((each) => path === `/${each.project.path}/-/pipelines/${each.id}`);
  const job = runner.pipelines.flatMap((each) => each.jobs).find((each) => path === `/${each.pipeline.project.path}/-/jobs/${each.id}`);
  const rows = pipeline
    ? newestJobs(pipeline).map((each) => `${each.plan.stage}  ${each.plan.name}  ${each.status}`)
    : job
      ? [logOf(job)]
      : [];
  const body = `<!doctype html><title>GitLab (stand-in)</title><h1>${escapeHtml(path)}</h1><pre>${escapeHtml(rows.join('\n'))}</pre>`;
  return { status: 200, type: 'text/html', body };
}

function answer(base: string, request: IncomingMessage, runner: Runner, token: string | undefined): Answer {
  const { pathname: path } = new URL(request.url ?? '/', base);
  if (!path.startsWith('/api/v4/')) return webPage(decodeURIComponent(path), runner);
  return restAnswer(base, { method: request.method ?? 'GET', path, token: tokenOf(request) }, runner, token);
}

function tokenOf({ headersDistinct: headers }: IncomingMessage): string | undefined {
  return headers['private-token']?.[0] ?? headers['authorization']?.[0]?.replace(/^Bearer /u, '');
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
    const { status, type, body } = answer(url, request, runner, options.apiToken);
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
    tell: createHappenings({ base: url, idOf: (path) => runner.projectOf(path).id, send: (event, body) => hooks.send(event, body) }),
    settled: () => hooks.settled(),
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
