import { afterEach, expect, test } from '@jest/globals';
import { notification } from '../../../../test/stand-ins/jenkins/send.ts';
import { startJenkins, type Jenkins, type JenkinsOptions } from '../../../../test/stand-ins/jenkins/index.ts';
import type { Reach } from '../../ci/account.ts';
import type { AskedCall } from '../../ci/command.ts';
import type { PipelineSeen } from '../../ci/event.ts';
import type { Look } from '../../ci/follow.ts';
import { pipelineStateOf } from '../../ci/pipeline-join.ts';
import { createHttp } from '../../platform/http.ts';
import { cardButtons } from './card-buttons.ts';
import { command } from './command.ts';
import { asking, textOf } from './commands/fake-asked.ts';
import { jenkins as provider } from './index.ts';
import { lookAt } from './look-at.ts';

let jenkins: Jenkins;
afterEach(() => jenkins.stop());

async function open(options: JenkinsOptions = {}): Promise<Reach> {
  jenkins = await startJenkins({ context: '/jenkins', speed: 500, ...options });
  const connection = { provider: 'jenkins', name: 'lab', url: jenkins.url, webhookSecrets: [] };
  return { connection, http: createHttp(), credentials: { username: 'alice', token: jenkins.person('alice') } };
}

const press = (asked: AskedCall, name: string) => (command.calls[name] ?? (() => Promise.reject(new Error(name))))(asked);

function eventOf(look: Look): PipelineSeen {
  if (look.kind !== 'seen') throw new Error(JSON.stringify(look));
  return look.event;
}

test('from the queue, with Jenkins’ reason, over what runs to the verdict with its tests', async () => {
  const reach = await open();
  jenkins.job('city/api', {
    parameters: [
      { kind: 'string', name: 'VERSION', value: '1' },
      { kind: 'password', name: 'PIN', value: 'made-up-pin' },
      { kind: 'string', name: 'DEPLOY_TOKEN', value: 'made-up-token' },
    ],
    script: {
      stages: [{ name: 'build' }, { name: 'test', hold: 'testing', result: 'UNSTABLE' }],
      tests: [
        { className: 'a.B', name: 'old', status: 'FAILED' },
        { className: 'a.B', name: 'fresh', status: 'REGRESSION' },
        { className: 'a.B', name: 'good', status: 'PASSED' },
      ],
      sha: 'c6d86dc654b12425e706bcf951adfe5a8627a517',
      branch: 'main',
      message: 'Find stops',
      author: 'Ada',
    },
  });
  const job = jenkins.find('city/api');
  if (job === undefined) throw new Error('no job');
  const first = jenkins.controller.start(job);
  await jenkins.held('city/api', 'testing');
  const second = jenkins.controller.start(job, new Map([['VERSION', '2']]));
  expect(await lookAt({ project: 'city/api', queued: String(second.id) }, reach)).toEqual({
    kind: 'waiting',
    reason: expect.stringMatching(/^Build #1 is already in progress/),
  });
  const running = eventOf(await lookAt({ project: 'city/api', queued: String(first.id) }, reach));
  expect(running.pipeline).toMatchObject({ key: 'jenkins/lab/city%2Fapi/1', id: '1', role: 'build', project: { path: 'city/api' } });
  expect(running.snapshot).toMatchObject({ status: 'running', queued: String(first.id), stages: ['build', 'test'] });
  expect(running.snapshot.parameters).toEqual([
    { name: 'VERSION', value: '1' },
    { name: 'PIN', value: '••••••' },
    { name: 'DEPLOY_TOKEN', value: '••••••' },
  ]);
  jenkins.build('city/api')?.release('testing');
  await jenkins.until(() => jenkins.build('city/api', 1)?.finishedAt !== undefined);
  const { snapshot, jobs } = eventOf(await lookAt({ project: 'city/api', run: '1' }, reach));
  expect(snapshot).toMatchObject({
    status: 'warning',
    ref: { kind: 'branch', name: 'main' },
    commit: { title: 'Find stops', author: { name: 'Ada' } },
    tests: { total: 3, failed: 2, skipped: 0, failures: ['a.B.fresh', 'a.B.old'] },
    finishedAt: expect.any(Number),
  });
  expect(jobs.map(({ name, status, allowFailure }) => [name, status, allowFailure])).toEqual([
    ['build', 'success', false],
    ['test', 'failed', true],
  ]);
});

test('webhooks tell of the same run, and where it was in the queue', async () => {
  const reach = await open();
  jenkins.job('city/search/feature%2Fstops', { branch: true, script: { stages: [{ name: 'build', hold: 'here' }] } });
  const build = await jenkins.run('city/search/feature%2Fstops');
  const looked = eventOf(await lookAt({ project: 'city/search/feature%2Fstops', queued: String(build.queueId) }, reach));
  const told = { job: 'city/search/feature%2Fstops', number: build.number, url: jenkins.url };
  const body = Buffer.from(JSON.stringify(notification('STARTED', told)));
  const reading = provider.read({ headers: new Headers(), query: new URLSearchParams(), body }, reach.connection);
  if (reading.kind !== 'event' || reading.event.kind !== 'pipeline') throw new Error('not read');
  expect(reading.event.pipeline).toEqual(looked.pipeline);
  expect(reading.event.snapshot.queued).toBe(String(build.number + 4000));
  expect(reading.event.snapshot.ref).toEqual(looked.snapshot.ref);
  jenkins.build('city/search/feature%2Fstops')?.release('here');
});

test('what left the queue long ago is found by its build; cancelled and deleted are gone', async () => {
  const reach = await open({ rememberQueueItems: 0 });
  jenkins.job('a', { quietSeconds: 100_000 });
  jenkins.job('b');
  const build = await jenkins.run('b');
  expect(eventOf(await lookAt({ project: 'b', queued: String(build.queueId) }, reach)).pipeline.id).toBe('1');
  expect(await lookAt({ project: 'b', queued: '99999' }, reach)).toMatchObject({ kind: 'gone' });
  expect(await lookAt({ project: 'b', run: '7' }, reach)).toMatchObject({ kind: 'gone' });
  expect(await lookAt({ project: 'no/such', queued: '99999' }, reach)).toMatchObject({ kind: 'gone' });
});

test('Jenkins away is no verdict', async () => {
  const reach = await open();
  jenkins.job('a');
  await jenkins.run('a');
  jenkins.mood({ kind: 'starting' });
  await expect(lookAt({ project: 'a', run: '1' }, reach)).rejects.toMatchObject({ code: 'CI_JENKINS_RESTARTING' });
});

test('a question is told with its button, answered with values by who may, and then does not wait any more', async () => {
  await open();
  jenkins.job('city/ship', {
    script: {
      stages: [
        { name: 'build' },
        {
          name: 'approve',
          input: {
            id: 'Ship/it',
            message: 'Ship to production?',
            ok: 'Ship it',
            submitters: ['alice'],
            parameters: [
              { kind: 'choice', name: 'REGION', choices: ['eu', 'us'] },
              { kind: 'boolean', name: 'SLOWLY', value: true },
            ],
          },
        },
        { name: 'ship', hold: 'shipping' },
      ],
    },
  });
  await jenkins.run('city/ship');
  await jenkins.until(() => jenkins.build('city/ship')?.inputs.length === 1);
  const alice = asking({ url: jenkins.url, login: 'alice', token: jenkins.person('alice') });
  const bob = asking({ url: jenkins.url, login: 'bob', token: jenkins.person('bob') });
  const look = async () => eventOf(await lookAt({ project: 'city/ship', run: '1' }, await alice.verb({}).as()));
  const waiting = await look();
  expect(waiting.snapshot).toMatchObject({
    status: 'manual',
    inputs: [{ message: 'Ship to production?', proceed: 'Ship it', asks: true, submitters: [] }],
  });
  const buttons = cardButtons(pipelineStateOf(waiting));
  expect(buttons.map(({ label }) => label)).toEqual(['Ship it …', 'Abort', 'Log']);
  const args = buttons[0]?.call.args ?? {};
  const { form } = await press(alice.call(args), 'input-answer');
  expect(form?.fields.map(({ name, kind }) => [name, kind])).toEqual([
    ['REGION', 'choice'],
    ['SLOWLY', 'yes-no'],
  ]);
  await expect(press(bob.call(args, { REGION: 'us', SLOWLY: 'false' }), 'input-filled')).rejects.toMatchObject({
    code: 'CI_JENKINS_NOT_SUBMITTER',
    message: 'Only alice may answer this, says Jenkins.',
  });
  expect((await press(alice.call(args, { REGION: 'uk', SLOWLY: 'false' }), 'input-filled')).faults).toHaveProperty('REGION');
  const said = await press(alice.call(args, { REGION: 'us', SLOWLY: 'false' }), 'input-filled');
  expect(textOf(said.text)).toContain('@alice answered city/ship #1 with Ship it');
  await jenkins.held('city/ship', 'shipping');
  expect(Object.fromEntries(jenkins.build('city/ship')?.submitted ?? [])).toEqual({ REGION: 'us', SLOWLY: 'false' });
  expect((await look()).snapshot).toMatchObject({ status: 'running' });
  await expect(press(alice.call(args), 'input-answer')).rejects.toMatchObject({ code: 'CI_JENKINS_NO_INPUT' });
  jenkins.build('city/ship')?.release('shipping');
});
