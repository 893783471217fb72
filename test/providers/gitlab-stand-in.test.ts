// What the stand-in GitLab tells and answers over real HTTP is read as the original's would be.

import { createServer, type Server } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Connection } from '../../server-ts/src/ci/connection.ts';
import type { CiEvent } from '../../server-ts/src/ci/event.ts';
import { subjectKey } from '../../server-ts/src/ci/ids.ts';
import type { Past } from '../../server-ts/src/ci/trend.ts';
import { createInvestigation } from '../../server-ts/src/logs/investigate.ts';
import { createHttp } from '../../server-ts/src/platform/http.ts';
import { gitlab as provider } from '../../server-ts/src/providers/gitlab/index.ts';
import { startGitLab, type GitLab, type Scenario } from '../stand-ins/gitlab/index.ts';

const token = 'glpat-made-up-for-tests';
const secret = 'hook-secret';
const http = createHttp({ timeoutMs: 5000 });
const heard: CiEvent[] = [];
const ignored: string[] = [];
let hooks: Server;
let gitlab: GitLab;

function connection(apiToken?: string): Connection {
  const known = { provider: 'gitlab', name: 'default', url: gitlab.url, webhookSecrets: [secret] };
  return apiToken === undefined ? known : { ...known, token: apiToken };
}

beforeAll(async () => {
  hooks = createServer(async (request, response) => {
    const headers = new Headers(Object.entries(request.headersDistinct).map(([key, [value = ''] = []]) => [key, value]));
    const delivery = { headers, query: new URLSearchParams(), body: await buffer(request) };
    const reading = provider.read(delivery, connection());
    if (!provider.prove(delivery, connection(), Date.now()).ok || reading.kind === 'invalid') return void response.writeHead(400).end();
    if (reading.kind === 'event') heard.push(reading.event);
    else ignored.push(reading.reason);
    return void response.writeHead(202).end();
  });
  await new Promise<void>((resolve) => hooks.listen(0, '127.0.0.1', resolve));
  const address = hooks.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  gitlab = await startGitLab({ hookUrl: `http://127.0.0.1:${port}/`, token: secret, apiToken: token, speed: 1000 });
});

afterAll(async () => {
  await gitlab.stop();
  await http.close();
  hooks.closeAllConnections();
  hooks.close();
});

const scenario: Scenario = {
  project: 'city/api',
  ref: 'main',
  message: 'Count ferries',
  author: 'Alice Demo',
  jobs: [
    { name: 'lint', stage: 'test', seconds: 1, outcomes: ['success'] },
    { name: 'unit', stage: 'test', seconds: 1, outcomes: ['failed'], failedTests: ['TestFerries', 'TestTimetable'] },
  ],
};

/** The pipeline and its failed job, as the plugin came to know them. */
async function failed() {
  const { id } = await gitlab.runPipeline(scenario);
  const seen = heard.findLast((event) => event.kind === 'pipeline' && event.pipeline.id === String(id));
  const job = seen?.kind === 'pipeline' ? seen.jobs.find(({ status }) => status === 'failed') : undefined;
  if (seen?.kind !== 'pipeline' || job === undefined) throw new Error('no failed job was heard of');
  return { pipeline: seen.pipeline, job };
}

function investigate(apiToken?: string) {
  const reach = async () => ({ questions: provider, connection: connection(apiToken), http });
  return createInvestigation({ reach, secrets: () => [], now: () => 1 });
}

test('a failed job is investigated: why it failed, and which of its tests failed for the first time', async () => {
  const { pipeline, job } = await failed();
  const key = subjectKey('gitlab', 'default', '1', '1');
  const past: Past = [{ key, number: '1', status: 'failed', at: 1, failedJobs: ['unit'], failedTests: ['unit.TestTimetable'] }];
  expect(await investigate(token)({ pipeline, job, past, lastTry: false })).toEqual({
    jobId: job.id,
    jobName: 'unit',
    at: 1,
    logLines: [
      'Executing "step_script" stage of the job script',
      '$ make unit',
      '100 %',
      '--- FAIL: TestFerries (0.02s)',
      '    expected 2 departures, got 3',
      '--- FAIL: TestTimetable (0.02s)',
      '    expected 2 departures, got 3',
      'FAIL',
    ],
    linesLeftOut: 3,
    tests: [
      { name: 'unit.TestFerries', known: false, message: 'expected 2 departures, got 3' },
      { name: 'unit.TestTimetable', known: true, message: 'expected 2 departures, got 3' },
    ],
    testsLeftOut: 0,
  });
});

test('a token that is refused is told; without one nothing is asked', async () => {
  const { pipeline, job } = await failed();
  const finding = await investigate('glpat-wrong')({ pipeline, job, past: [], lastTry: false });
  expect(finding?.problem).toMatch(/does not accept the token.*read_api/);
  expect(JSON.stringify(finding)).not.toContain('glpat-wrong');
  expect(await investigate()({ pipeline, job, past: [], lastTry: false })).toBeUndefined();
});

test('everything that people do there becomes an event, and none is ignored', async () => {
  heard.length = 0;
  const { tell } = gitlab;
  const by = 'Bob Demo';
  const request = { project: 'city/api', by, author: 'Alice Demo', iid: 7, title: 'Count ferries' };
  tell.mergeRequest({ ...request, action: 'open', reviewers: ['Bob Demo'] });
  tell.mergeRequest({ ...request, action: 'update', labels: ['bug'], changes: { labels: { previous: [], current: ['bug'] } } });
  tell.mergeRequest({ ...request, action: 'approved' });
  tell.note({ project: 'city/api', by, on: { mergeRequest: 7 }, title: 'Count ferries', text: 'Fine.' });
  tell.emoji({ project: 'city/api', by, mergeRequest: 7, title: 'Count ferries', emoji: 'tada' });
  tell.mergeRequest({ ...request, action: 'merge' });
  tell.issue({ project: 'city/api', by, iid: 3, title: 'Ferries sink', action: 'open' });
  tell.push({ project: 'city/api', by, branch: 'main', messages: ['One', 'Two'] });
  tell.tag({ project: 'city/api', by, tag: 'v1.0.0' });
  tell.release({ project: 'city/api', tag: 'v1.0.0' });
  tell.deployment({ project: 'city/api', by, id: 4, environment: 'staging', status: 'success', sha: 'a'.repeat(40) });
  tell.wiki({ project: 'city/api', by, title: 'Home' });
  tell.note({ project: 'city/api', by, on: { commit: 'a'.repeat(40) }, title: 'Count ferries', text: 'Why?' });
  await gitlab.settled();
  const told = heard.flatMap((event) => {
    if (event.kind === 'news') return `${event.news.event}`;
    if (event.kind === 'merge-request' || event.kind === 'issue') return event.acts.map(({ verb }) => `${event.kind} ${verb}`);
    return event.kind;
  });
  expect(told.sort()).toEqual([
    'comment',
    'deployment',
    'issue opened',
    'merge-request approved',
    'merge-request commented',
    'merge-request labelled',
    'merge-request merged',
    'merge-request opened',
    'merge-request reacted',
    'push',
    'release',
    'tag',
    'wiki',
  ]);
  expect(ignored).toEqual([]);
  expect(gitlab.deliveries.every(({ status }) => status === 202)).toBe(true);
});
