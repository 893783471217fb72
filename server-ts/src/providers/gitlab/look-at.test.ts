import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startGitLab, type GitLab, type Pipeline } from '../../../../test/stand-ins/gitlab/index.ts';
import { pipelineHook } from '../../../../test/stand-ins/gitlab/payloads.ts';
import type { PipelineSeen } from '../../ci/event.ts';
import { merge } from '../../ci/merge.ts';
import { createHttp } from '../../platform/http.ts';
import { asking, type Asking } from './commands/fake-asked.ts';
import { lookAt } from './look-at.ts';
import { read } from './webhook.ts';

let gitlab: GitLab;
let alice: Asking;
const http = createHttp();

beforeAll(async () => {
  gitlab = await startGitLab({ subpath: '/gitlab', speed: 300 });
  gitlab.person('alice', { roles: { city: 'developer' } });
  alice = asking({ url: gitlab.url, login: 'alice', token: gitlab.accessToken('alice'), http });
});

afterAll(async () => {
  await gitlab.stop();
  await http.close();
});

async function seen({ id, project }: Pipeline): Promise<PipelineSeen> {
  const look = await lookAt({ project: String(project.id), run: String(id) }, await alice.asked.as());
  if (look.kind !== 'seen') throw new Error(look.kind);
  return look.event;
}

function told(pipeline: Pipeline): PipelineSeen {
  const body = Buffer.from(JSON.stringify(pipelineHook(gitlab.url, pipeline)));
  const reading = read({ headers: new Headers(), query: new URLSearchParams(), body }, alice.asked.connection);
  if (reading.kind !== 'event' || reading.event.kind !== 'pipeline') throw new Error(reading.kind);
  return reading.event;
}

const jobs = [
  { name: 'compile', stage: 'build', seconds: 1, outcomes: ['success'] },
  { name: 'unit', stage: 'test', seconds: 1, outcomes: ['failed', 'success'], reason: 'script_failure' },
  { name: 'lint', stage: 'test', seconds: 1, outcomes: ['failed'], reason: 'script_failure', allowFailure: true },
  {
    name: 'other',
    stage: 'test',
    seconds: 1,
    outcomes: ['success'],
    triggers: { jobs: [{ name: 'x', stage: 'x', seconds: 0, outcomes: ['success'] }] },
  },
  { name: 'ship', stage: 'deploy', seconds: 1, outcomes: ['manual', 'success'], environment: 'production', allowFailure: true },
] as const;

test('a look sees what the webhook of the same moment tells, so that neither turns the other back', async () => {
  const pipeline = await gitlab.runPipeline({ project: 'city/api', ref: 'main', message: 'Try it\n\nReally', author: 'Alice Demo', jobs });
  const [looked, heard] = [await seen(pipeline), told(pipeline)];
  expect(looked.pipeline).toEqual(heard.pipeline);
  // The stand-in's webhooks do not say "passed with warnings".
  expect(looked.snapshot).toEqual({ ...heard.snapshot, status: 'warning' });
  const bare = heard.jobs.filter(({ name }) => name !== 'other').map(({ environment: _environment, ...job }) => job);
  expect(looked.jobs.toSorted((left, right) => left.attempt - right.attempt)).toEqual(
    bare.toSorted((left, right) => left.attempt - right.attempt),
  );
  expect(merge(merge(undefined, looked), heard)).toEqual(merge(merge(undefined, heard), looked));
});

test('a merge request’s pipeline is seen with its title', async () => {
  const mergeRequest = { iid: 7, title: 'Find stops' };
  const ref = 'refs/merge-requests/7/head';
  const pipeline = await gitlab.runPipeline({
    project: 'city/web',
    ref,
    message: 'Find',
    author: 'Alice Demo',
    mergeRequest,
    jobs: [jobs[0]],
  });
  expect((await seen(pipeline)).snapshot).toMatchObject({ ref: { kind: 'merge-request', name: '!7' }, mergeRequest: { number: '7' } });
});
