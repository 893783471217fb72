// The stand-in Jenkins answers over real HTTP as the original does, down to what the Go plugin for Jenkins and its library ask.

import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterEach, expect, test } from '@jest/globals';
import { Agent, request } from 'undici';
import * as z from 'zod';
import { jenkins as provider } from '../../server-ts/src/providers/jenkins/index.ts';
import { makeAuthority } from '../stand-ins/certificates.ts';
import { startJenkins, type Jenkins, type JenkinsOptions, type Permission } from '../stand-ins/jenkins/index.ts';

const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

async function start(options: JenkinsOptions = {}): Promise<Jenkins> {
  const jenkins = await startJenkins({ speed: 1000, ...options });
  ending.push(() => jenkins.stop());
  return jenkins;
}

const all: readonly Permission[] = ['Overall/Administer'];

/** One person's requests; `form` makes a POST. Redirects are not followed. */
function as(jenkins: Jenkins, name: string, secret: string) {
  const authorization = `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;
  return async (path: string, init: RequestInit & { form?: Record<string, string> } = {}) => {
    const { form, ...rest } = init;
    const posted = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) };
    const headers = { authorization, ...Object.fromEntries(new Headers(init.headers)) };
    const answer = await fetch(`${jenkins.url}${path}`, { redirect: 'manual', ...posted, ...rest, headers });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, json: (): unknown => JSON.parse(text) };
  };
}

const startedSchema = z.object({ executable: z.object({ number: z.number(), url: z.string() }) });

test('runs a build from the queue to its artifacts, as the Go plugin asks for it', async () => {
  const jenkins = await start({ context: '/jenkins', nodes: [{ name: 'linux', executors: 1 }] });
  const ask = as(jenkins, 'alice', jenkins.person('alice'));
  jenkins.job('city/api/feature%2Fsearch', {
    branch: true,
    script: {
      stages: [
        { name: 'build', log: ['+ make', 'token s3cr3t-made-up', '\u001B[31mred\u001B[0m'], hold: 'in build' },
        { name: 'test', result: 'FAILURE', error: 'script returned exit code 2' },
      ],
      secrets: ['s3cr3t-made-up'],
      tests: [
        { className: 'city.StopsTest', name: 'old', status: 'FAILED', age: 3 },
        { className: 'city.StopsTest', name: 'fresh', status: 'REGRESSION' },
        { className: 'city.StopsTest', name: 'good', status: 'PASSED' },
      ],
      artifacts: [{ path: 'out/a b.bin', content: Uint8Array.from({ length: 300_000 }, (_, index) => index % 256) }],
    },
  });
  const job = '/job/city/job/api/job/feature%252Fsearch';

  const asked = await ask(`${job}/build`, { form: {} });
  expect([asked.status, asked.headers.get('location')]).toEqual([201, `${jenkins.url}/queue/item/1/`]);
  const build = await jenkins.held('city/api/feature%2Fsearch', 'in build');
  const { executable } = startedSchema.parse((await ask('/queue/item/1/api/json')).json());
  expect(executable).toEqual({ number: 1, url: `${jenkins.url}${job}/1/` });

  // A second one waits for the first; asking once more changes nothing.
  expect((await ask(`${job}/build`, { form: {} })).headers.get('location')).toMatch(/item\/2\/$/u);
  expect((await ask(`${job}/build`, { form: {} })).headers.get('location')).toMatch(/item\/2\/$/u);
  expect((await ask('/queue/api/json?tree=items[id,why,task[name]]')).json()).toMatchObject({
    items: [{ id: 2, why: 'Build #1 is already in progress', task: { name: 'feature%2Fsearch' } }],
  });
  expect((await ask('/queue/cancelItem?id=2', { form: {} })).status).toBe(204);
  expect((await ask('/queue/item/2/api/json')).json()).toMatchObject({ cancelled: true, executable: null, why: null });

  jenkins.controller.queue.forgetLeft();
  expect((await ask('/queue/item/1/api/json')).status).toBe(404);

  const begun = await ask(`${job}/1/logText/progressiveText?start=0`);
  expect(begun.headers.get('x-more-data')).toBe('true');
  build.release('in build');
  await build.over;
  const rest = await ask(`${job}/1/logText/progressiveText?start=${begun.headers.get('x-text-size')}`);
  expect(rest.headers.get('x-more-data')).toBeNull();
  const whole = await ask(`${job}//1//consoleText/`);
  expect(`${begun.text}${rest.text}`).toBe(whole.text);
  expect(whole.text).toContain('token ****\n\u001B[31mred\u001B[0m\n');
  expect(whole.text).toMatch(/^Started by user Alice\n[\s\S]*\nERROR: script returned exit code 2\nFinished: FAILURE\n$/u);

  const told = await ask(
    `${job}/lastFailedBuild/api/json?tree=number,result,actions[causes[userId],failCount],artifacts[relativePath]{0,1}`,
  );
  expect(told.json()).toEqual({
    _class: 'org.jenkinsci.plugins.workflow.job.WorkflowRun',
    number: 1,
    result: 'FAILURE',
    actions: [
      { _class: 'hudson.model.CauseAction', causes: [{ _class: 'hudson.model.Cause$UserIdCause', userId: 'alice' }] },
      { _class: 'hudson.tasks.junit.TestResultAction', failCount: 2 },
      {},
      { _class: 'org.jenkinsci.plugins.workflow.job.views.FlowGraphAction' },
    ],
    artifacts: [{ relativePath: 'out/a b.bin' }],
  });
  expect((await ask(`${job}/1/wfapi/describe`)).json()).toMatchObject({
    status: 'FAILED',
    stages: [
      { name: 'build', status: 'SUCCESS' },
      { name: 'test', status: 'FAILED', error: { message: 'script returned exit code 2' } },
    ],
  });
  expect((await ask(`${job}/1/testReport/api/json?tree=failCount,suites[cases[name,status,age]]`)).json()).toMatchObject({
    failCount: 2,
    suites: [
      {
        cases: [
          { status: 'FAILED', age: 3 },
          { status: 'REGRESSION', age: 1 },
          { status: 'PASSED', age: 0 },
        ],
      },
    ],
  });
  const artifact = await fetch(`${jenkins.url}${job}/1/artifact/out/a%20b.bin`, {
    headers: authorizationOf('alice', jenkins.person('alice')),
  });
  expect(Buffer.from(await artifact.arrayBuffer())[299_999]).toBe(299_999 % 256);
});

const authorizationOf = (name: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`,
});

test('asks for parameters and for people, and aborts what it is told to', async () => {
  const jenkins = await start();
  const alice = as(jenkins, 'alice', jenkins.person('alice'));
  const bob = as(jenkins, 'bob', jenkins.person('bob'));
  jenkins.job('deploy', {
    parameters: [
      { kind: 'choice', name: 'TARGET', choices: ['staging', 'production'] },
      { kind: 'boolean', name: 'DRY', value: true },
      { kind: 'password', name: 'KEY', value: 'hidden-made-up' },
      { kind: 'run', name: 'FROM', project: 'city/api', value: 'city/api#7' },
    ],
    script: {
      stages: [
        {
          name: 'approve',
          input: { id: 'ship', message: 'Ship it?', ok: 'Ship', submitters: ['bob'], parameters: [{ kind: 'string', name: 'WHY' }] },
        },
        { name: 'deploy', hold: 'deploying' },
      ],
    },
  });
  expect((await alice('/job/deploy/build', { form: {} })).status).toBe(400);
  expect((await alice('/job/deploy/buildWithParameters', { form: { TARGET: 'moon' } })).status).toBe(500);
  await alice('/job/deploy/buildWithParameters', { form: { TARGET: 'production', OTHER: 'not defined' } });
  await jenkins.until(() => jenkins.build('deploy')?.inputs.length === 1);
  const told = await alice('/job/deploy/1/api/json?tree=actions[parameters[*]]');
  expect(told.text).not.toContain('hidden-made-up');
  expect(told.json()).toMatchObject({
    actions: [
      {},
      {
        parameters: [
          { name: 'TARGET', value: 'production' },
          { name: 'DRY', value: true },
          { name: 'KEY' },
          { name: 'FROM', jobName: 'city/api', number: '7' },
        ],
      },
      {},
      {},
      {},
    ],
  });
  expect((await alice('/job/deploy/1/wfapi/pendingInputActions')).json()).toMatchObject([
    {
      id: 'Ship',
      proceedText: 'Ship',
      message: 'Ship it?',
      inputs: [{ type: 'StringParameterDefinition', name: 'WHY', definition: { defaultVal: '' } }],
    },
  ]);
  const refused = await alice('/job/deploy/1/input/Ship/proceedEmpty', { form: {} });
  expect([refused.status, refused.headers.get('x-error')]).toEqual([400, 'You need to be bob to submit this.']);
  const json = JSON.stringify({ parameter: [{ name: 'WHY', value: 'it is time' }] });
  expect((await bob('/job/deploy/1/wfapi/inputSubmit?inputId=Ship', { form: { json } })).status).toBe(200);
  const build = await jenkins.held('deploy', 'deploying');
  expect(build.submitted.get('WHY')).toBe('it is time');
  expect((await alice('/job/deploy/1/stop', { form: {} })).status).toBe(302);
  await build.over;
  expect(build.log.text()).toMatch(/Approved by Bob\n[\s\S]*Aborted by Alice\n[\s\S]*Finished: ABORTED\n$/u);
});

test('lets people do what they may, and says what they miss', async () => {
  const jenkins = await start();
  const token = jenkins.person('alice', { permissions: ['Overall/Read', 'Job/Read'], hidden: ['secret'], password: 'a-made-up-password' });
  jenkins.job('plain');
  jenkins.job('secret/plans');
  const alice = as(jenkins, 'alice', token);
  const denied = await alice('/job/plain/build', { form: {} });
  expect(denied.status).toBe(403);
  expect(denied.text).toContain('alice is missing the Job/Build permission');
  expect(denied.headers.get('x-required-permission')).toBe('hudson.model.Item.Build');
  expect(denied.headers.get('x-you-are-authenticated-as')).toBe('alice');
  expect((await alice('/job/secret/job/plans/api/json')).status).toBe(404);
  expect((await alice('/api/json?tree=jobs[name]')).json()).toMatchObject({ jobs: [{ name: 'plain' }] });
  expect((await as(jenkins, 'alice', 'wrong')('/api/json')).status).toBe(401);
  const nobody = await fetch(`${jenkins.url}/api/json`);
  expect([nobody.status, await nobody.text()]).toEqual([403, expect.stringContaining('/login?from=')]);

  jenkins.person('alice', { password: 'a-made-up-password' });
  const byPassword = as(jenkins, 'alice', 'a-made-up-password');
  expect((await byPassword('/job/plain/build', { form: {} })).text).toContain('No valid crumb was included in the request');
  const issued = await byPassword('/crumbIssuer/api/json');
  const { crumb } = z.object({ crumb: z.string() }).parse(issued.json());
  const cookie = issued.headers.get('set-cookie')?.split(';')[0] ?? '';
  expect((await byPassword('/job/plain/build', { form: {}, headers: { 'Jenkins-Crumb': crumb } })).status).toBe(403);
  expect((await byPassword('/job/plain/build', { form: {}, headers: { 'Jenkins-Crumb': crumb, cookie } })).status).toBe(201);
  jenkins.revoke('alice');
  expect((await alice('/api/json')).status).toBe(401);
  expect(JSON.stringify(jenkins.calls)).not.toContain(token);
});

test('restarts when freestyle builds are over; pipelines go on afterwards', async () => {
  const jenkins = await start({ restartSeconds: undefined });
  const ask = as(jenkins, 'admin', jenkins.person('admin', { permissions: all }));
  jenkins.job('old', { kind: 'freestyle', script: { stages: [{ name: 'build', hold: 'old' }] } });
  jenkins.job('new', { script: { stages: [{ name: 'build', hold: 'new' }] } });
  const old = await jenkins.run('old');
  const fresh = await jenkins.run('new');
  expect((await ask('/safeRestart', { form: {} })).status).toBe(302);
  await jenkins.until(() => jenkins.controller.isQuietingDown);
  await ask('/job/new/build', { form: {} });
  expect((await ask('/queue/api/json?tree=items[why]')).json()).toMatchObject({ items: [{ why: 'Jenkins is about to shut down' }] });
  old.release('old');
  await jenkins.until(() => jenkins.controller.isDown);
  const down = await ask('/api/json');
  expect([down.status, down.headers.get('content-type'), down.text]).toEqual([
    503,
    'text/html;charset=utf-8',
    expect.stringContaining('getting ready to work'),
  ]);
  fresh.release('new');
  jenkins.comeBack();
  await jenkins.until(() => jenkins.build('new', 2) !== undefined);
  expect([fresh.result, fresh.log.text()]).toEqual(['SUCCESS', expect.stringContaining('Resuming build at')]);
});

test('makes jobs in folders from their configuration, switches and deletes them', async () => {
  const jenkins = await start();
  const ask = as(jenkins, 'admin', jenkins.person('admin', { permissions: all }));
  const folder = { name: 'new', mode: 'com.cloudbees.hudson.plugins.folder.Folder', Submit: 'OK', json: '{}' };
  expect((await ask(`/createItem?${new URLSearchParams(folder)}`, { form: {} })).status).toBe(302);
  const xml = '<project><description>a &amp; b</description><disabled>false</disabled></project>';
  const made = () =>
    ask('/job/new/createItem?name=it%20all', { method: 'POST', body: xml, headers: { 'Content-Type': 'application/xml' } });
  expect((await made()).status).toBe(200);
  const again = await made();
  expect([again.status, again.text]).toEqual([400, expect.stringContaining('A job already exists with the name ‘it all’')]);
  expect((await ask('/job/new/job/it%20all/config.xml')).text).toBe(xml);
  await ask('/job/new/job/it%20all/disable', { form: {} });
  expect((await ask('/job/new/job/it%20all/api/json?tree=buildable,color,description')).json()).toMatchObject({
    buildable: false,
    color: 'disabled',
    description: 'a & b',
  });
  expect((await ask('/job/new/job/it%20all/build', { form: {} })).status).toBe(409);
  expect((await ask('/job/new/job/it%20all/doDelete')).status).toBe(405);
  expect((await ask('/job/new/job/it%20all/doDelete', { form: {} })).headers.get('location')).toBe(`${jenkins.url}/job/new/`);
  expect((await ask('/job/new/job/it%20all/api/json')).status).toBe(404);
});

test('speaks HTTPS, has moods, and lists 5,000 jobs at once', async () => {
  const authority = makeAuthority('Made-up CA');
  const jenkins = await start({ tls: authority.issue(['127.0.0.1', 'localhost']), context: '/ci' });
  const headers = authorizationOf('alice', jenkins.person('alice'));
  const dispatcher = new Agent({ connect: { ca: authority.certificate } });
  ending.push(() => dispatcher.close());
  const get = (path: string) => request(`${jenkins.url}${path}`, { headers, dispatcher });
  for (let n = 0; n < 5000; n += 1) jenkins.job(`team-${n % 50}/service-${n % 500}/job-${n}`);
  const listed = await get('/api/json?tree=jobs[name,jobs[name,jobs[name,url,color]]{0,2}]{,3}');
  const schema = z.object({
    jobs: z.array(z.object({ jobs: z.array(z.object({ jobs: z.array(z.object({ color: z.literal('notbuilt') })) })) })),
  });
  const { jobs } = schema.parse(await listed.body.json());
  expect(jobs.map((team) => team.jobs.map((service) => service.jobs.length))).toEqual([
    [10, 10],
    [10, 10],
    [10, 10],
  ]);

  const statuses: unknown[] = [];
  for (const kind of ['login-redirect', 'login-page', 'broken-json', 'starting'] as const) {
    jenkins.mood({ kind }, { times: 1 });
    const { statusCode, headers: told, body } = await get('/api/json');
    await body.dump();
    statuses.push([statusCode, told['content-type'], told['location']]);
  }
  expect(statuses).toEqual([
    [302, undefined, '/ci/login?from=%2Fci%2Fapi%2Fjson'],
    [200, 'text/html;charset=utf-8', undefined],
    [200, 'application/json;charset=utf-8', undefined],
    [503, 'text/html;charset=utf-8', undefined],
  ]);
  jenkins.mood({ kind: 'moved', to: 'https://elsewhere.example.test' }, { on: /job\/team-1\//u });
  expect((await get('/job/team-1/api/json')).headers['location']).toBe('https://elsewhere.example.test/job/team-1/api/json');
  jenkins.mood({ kind: 'cut' }, { times: 1 });
  await expect(get('/api/json').then(({ body }) => body.text())).rejects.toThrow();
  expect((await get('/api/json')).statusCode).toBe(200);
});

const hookSchema = z.object({ build: z.object({ queue_id: z.number(), phase: z.string() }).optional() });

test('tells of builds as its plugins do, with the place in the queue', async () => {
  const secret = 'a made-up hook secret';
  const heard: unknown[] = [];
  const hooks = createServer(async (incoming, response) => {
    const headers = new Headers(Object.entries(incoming.headersDistinct).map(([key, [value = ''] = []]) => [key, value]));
    const query = new URL(incoming.url ?? '/', 'http://hooks').searchParams;
    const delivery = { headers, query, body: await buffer(incoming) };
    const connection = { provider: 'jenkins', name: 'default', url: jenkins.url, webhookSecrets: [secret] };
    const proven = provider.prove(delivery, connection, Date.now()).ok;
    const reading = provider.read(delivery, connection);
    const { build } = hookSchema.parse(JSON.parse(delivery.body.toString()));
    heard.push([proven, reading.kind, build?.queue_id, build?.phase]);
    response.writeHead(202).end();
  });
  await new Promise<void>((resolve) => hooks.listen(0, '127.0.0.1', resolve));
  ending.push(() => new Promise((resolve) => hooks.close(resolve)));
  const address = hooks.address();
  const jenkins = await start({ firstQueueId: 77 });
  jenkins.hooks.tellTo({
    hookUrl: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`,
    secret,
    kinds: ['notification', 'outbound'],
  });
  jenkins.job('nightly', { kind: 'freestyle' });
  await (
    await jenkins.run('nightly')
  ).over;
  await jenkins.hooks.settled();
  expect(heard).toEqual([
    [true, 'event', 77, 'QUEUED'],
    [true, 'event', 77, 'STARTED'],
    [true, 'event', undefined, undefined],
    [true, 'event', 77, 'COMPLETED'],
    [true, 'event', undefined, undefined],
    [true, 'event', 77, 'FINALIZED'],
  ]);
});
