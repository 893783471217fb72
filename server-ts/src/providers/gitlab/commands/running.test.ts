import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startGitLab, type GitLab } from '../../../../../test/stand-ins/gitlab/index.ts';
import { createHttp } from '../../../platform/http.ts';
import type { Field } from '../../../ci/command.ts';
import { command } from '../command.ts';
import { lookAt } from '../look-at.ts';
import { readLog } from '../read-log.ts';
import { asking, textOf, type Asking } from './fake-asked.ts';

let gitlab: GitLab;
let alice: Asking;
let guest: Asking;
let reader: Asking;
const http = createHttp();

beforeAll(async () => {
  gitlab = await startGitLab({ subpath: '/gitlab', speed: 200 });
  gitlab.person('alice', { roles: { city: 'developer' } });
  gitlab.person('eve', { roles: { city: 'guest' } });
  const of = (login: string, more: Partial<Parameters<typeof asking>[0]> = {}) =>
    asking({ url: gitlab.url, login, token: gitlab.accessToken(login), http, ...more });
  gitlab.project('city/api', {
    branches: ['feature/search'],
    pipeline: [
      { name: 'unit', stage: 'test', seconds: 1, outcomes: ['failed', 'success'], reason: 'script_failure' },
      { name: 'smoke', stage: 'deploy', seconds: 1, outcomes: ['manual', 'success'], allowFailure: true },
    ],
  });
  gitlab.project('city/sub/Deploy', {
    inputs: [
      { name: 'version', description: 'What to ship' },
      { name: 'region', default: 'eu', options: ['eu', 'us'] },
      { name: 'dry-run', type: 'boolean', default: true },
      { name: 'copies', type: 'number', default: 2 },
      { name: 'hosts', type: 'array', default: ['one'] },
    ],
    pipeline: [{ name: 'ship', stage: 'deploy', seconds: 1, outcomes: ['success'], hold: 'shipping' }],
  });
  gitlab.project('other/hidden', { visibility: 'private' });
  alice = of('alice');
  guest = of('eve');
  reader = of('alice', { readOnly: true });
});

afterAll(async () => {
  await gitlab.stop();
  await http.close();
});

const idOf = (path: string): string => String(gitlab.world.projects.find((each) => each.path === path)?.id);
const numberOf = (answer: Awaited<ReturnType<Asking['type']>>): string => {
  const run = answer.follow?.run;
  if (run === undefined || !('number' in run)) throw new Error('nothing is followed');
  return run.number;
};
const kindOf = ({ name, kind, ...field }: Field) => [name, kind, 'value' in field ? field.value : undefined];
const pipelineOf = (number: string) => gitlab.pipelines.find(({ id }) => String(id) === number);

test('every verb of the grammar is answered', () => {
  const names = command.grammar.verbs.flatMap(({ name, verbs }) => verbs?.map((each) => `${name} ${each.name}`) ?? [name]);
  expect(names.toSorted()).toEqual(Object.keys(command.verbs).toSorted());
});

describe('what is typed for a project', () => {
  test.each([['city/api'], ['City/API'], ['/city/api/'], ['"city/api"'], ['api'], ['city/api.git']])('%s', async (typed) => {
    expect(textOf((await alice.type('pipelines list', typed, 'main')).text)).toContain('city/api');
  });

  test('an address of anything in it, below the path that GitLab runs under; the channel’s own when left out', async () => {
    for (const page of ['', '/-/merge_requests/7', '/-/jobs/12', '/-/tree/feature/search', '.git', '/pipelines/3'])
      expect(textOf((await alice.type('mr', `${gitlab.url}/city/sub/Deploy${page}`)).text)).toContain('city/sub/Deploy');
    const here = asking({ url: gitlab.url, login: 'alice', token: gitlab.accessToken('alice'), http, projects: ['city/api'] });
    expect(textOf((await here.type('pipelines list')).text)).toContain('city/api');
    expect(textOf((await here.type('pipelines list', 'feature/search')).text)).toContain('on feature/search');
    await expect(alice.type('pipelines list')).rejects.toMatchObject({ code: 'CI_GITLAB_NO_PROJECT' });
    await expect(alice.type('mr', 'https://elsewhere.example/city/api')).rejects.toMatchObject({ code: 'CI_GITLAB_ADDRESS' });
  });

  test('one that is not there is said by name with the nearest; a hidden one is none', async () => {
    await expect(alice.type('mr', 'city/apl')).rejects.toMatchObject({
      code: 'CI_GITLAB_NO_PROJECT',
      message: 'There is no project city/apl. Is it one of these: city/api?',
    });
    await expect(alice.type('mr', 'town/deploy')).rejects.toMatchObject({ message: expect.stringContaining('city/sub/Deploy') });
    await expect(alice.type('mr', 'other/hidden')).rejects.toMatchObject({ code: 'CI_GITLAB_NO_PROJECT' });
  });

  test('a renamed project is found by its old path, and runs', async () => {
    gitlab.project('city/before');
    gitlab.rename('city/before', 'city/after');
    expect((await alice.type('pipelines run', 'city/before', 'main')).follow?.project.path).toBe('city/after');
  });
});

describe('pipelines run', () => {
  test('without inputs begins at once and is followed by its number; what is followed is seen as its webhooks tell it', async () => {
    const answer = await alice.type('pipelines run', 'city/api', 'main', 'REGION=eu', 'NOTE=two words');
    const number = numberOf(answer);
    expect(answer.follow).toMatchObject({
      project: { id: idOf('city/api'), path: 'city/api', url: `${gitlab.url}/city/api` },
      run: { key: `gitlab/default/${idOf('city/api')}/${number}` },
      why: 'started',
    });
    expect(pipelineOf(number)?.variables).toEqual({ REGION: 'eu', NOTE: 'two words' });
    const reach = await alice.asked.as();
    const look = await lookAt({ project: idOf('city/api'), run: number }, reach);
    expect(look).toMatchObject({
      kind: 'seen',
      event: {
        kind: 'pipeline',
        pipeline: { key: `gitlab/default/${idOf('city/api')}/${number}`, project: { path: 'city/api', url: `${gitlab.url}/city/api` } },
        snapshot: { number, ref: { kind: 'branch', name: 'main' }, stages: ['test', 'deploy'], commit: { title: 'Begin main' } },
      },
    });
    expect(await lookAt({ project: idOf('city/api'), run: '1' }, reach)).toMatchObject({ kind: 'gone' });
  });

  test('a branch that is not there is said with the nearest, and nobody without a role starts anything', async () => {
    await expect(alice.type('pipelines run', 'city/api', 'feature/serach', 'A=b')).rejects.toMatchObject({
      code: 'CI_GITLAB_NO_REF',
      message: 'city/api has no branch or tag feature/serach. Did you mean feature/search?',
    });
    await expect(guest.type('pipelines run', 'city/api', 'main', '--defaults')).rejects.toMatchObject({ code: 'CI_GITLAB_FORBIDDEN' });
    await expect(reader.type('pipelines run', 'city/api', 'main')).rejects.toMatchObject({ code: 'CI_GITLAB_READ_ONLY' });
    await expect(alice.type('pipelines run', 'city/api', 'main', 'not-a-name=1')).rejects.toMatchObject({ code: 'CI_GITLAB_VARIABLE' });
  });

  test('a token that may only read is said so by GitLab, too', async () => {
    const token = gitlab.accessToken('alice', { scopes: ['read_api'] });
    const poor = asking({ url: gitlab.url, login: 'alice', token, http });
    await expect(poor.type('pipelines run', 'city/api', 'main')).rejects.toMatchObject({ code: 'CI_GITLAB_READ_ONLY' });
  });

  test('declared inputs are asked for with their kinds, choices and defaults, and sent with their types', async () => {
    const { form, follow } = await alice.type('pipelines run', 'city/sub/deploy', 'main');
    expect(follow).toBeUndefined();
    expect(form?.fields.map(kindOf)).toEqual([
      ['ref', 'text', 'main'],
      ['input_version', 'text', undefined],
      ['input_region', 'choice', 'eu'],
      ['input_dry-run', 'yes-no', true],
      ['input_copies', 'number', '2'],
      ['input_hosts', 'text', '["one"]'],
      ['others', 'lines', undefined],
    ]);
    const filled = {
      ref: 'main',
      input_version: '1.2',
      'input_dry-run': 'false',
      input_copies: 'many',
      input_hosts: 'a, b',
      others: 'X=1\n',
    };
    const refused = await alice.click('run-filled', form?.call.args ?? {}, filled);
    expect(refused.faults).toEqual({ input_copies: 'copies: many is no number.' });
    const number = numberOf(await alice.click('run-filled', form?.call.args ?? {}, { ...filled, input_copies: '3' }));
    expect(pipelineOf(number)?.inputs).toEqual({ version: '1.2', region: 'eu', 'dry-run': false, copies: 3, hosts: ['a', 'b'] });
    expect(pipelineOf(number)?.variables).toEqual({ X: '1' });
  });

  test('typed values that suffice begin at once; what is missing is asked for; what is wrong is said', async () => {
    const number = numberOf(await alice.type('pipelines run', 'city/sub/Deploy', 'main', 'VERSION=2', 'region=us', 'DEBUG=1'));
    expect(pipelineOf(number)?.inputs).toMatchObject({ version: '2', region: 'us', copies: 2 });
    expect(pipelineOf(number)?.variables).toEqual({ DEBUG: '1' });
    const { form } = await alice.type('pipelines run', 'city/sub/Deploy', 'main', 'region=us', 'DEBUG=1');
    expect(form?.fields.map(kindOf)).toEqual(
      expect.arrayContaining([
        ['input_region', 'choice', 'us'],
        ['others', 'lines', 'DEBUG=1'],
      ]),
    );
    await expect(alice.type('pipelines run', 'city/sub/Deploy', 'main', 'version=2', 'region=moon')).rejects.toMatchObject({
      code: 'CI_GITLAB_VALUE',
      message: expect.stringContaining('none of eu, us'),
    });
    await expect(alice.type('pipelines run', 'city/sub/Deploy', 'main', '--defaults')).rejects.toMatchObject({
      code: 'CI_GITLAB_REJECTED',
      message: expect.stringContaining('version'),
    });
  });
});

const ended = async (): Promise<{ number: string; jobs: NonNullable<ReturnType<typeof pipelineOf>>['jobs'] }> => {
  const pipeline = await gitlab.runPipeline({
    project: 'city/api',
    ref: 'main',
    message: 'Try',
    author: 'Alice',
    jobs: [
      { name: 'unit', stage: 'test', seconds: 1, outcomes: ['failed'], reason: 'script_failure' },
      { name: 'smoke', stage: 'test', seconds: 1, outcomes: ['manual', 'success'], allowFailure: true },
    ],
  });
  return { number: String(pipeline.id), jobs: pipeline.jobs };
};

describe('what runs', () => {
  test('is retried, played and cancelled by number or address', async () => {
    const { number, jobs } = await ended();
    const place = { project: idOf('city/api'), pipeline: number };
    const again = await alice.type('pipeline retry', `#${number}`, 'city/api');
    expect([textOf(again.text), numberOf(again)]).toEqual(['Runs again: unit.', number]);
    const smoke = jobs.find(({ plan }) => plan.name === 'smoke');
    expect((await alice.click('play-list', place)).menu?.choices).toEqual([{ label: 'test: smoke', value: String(smoke?.id) }]);
    await alice.type('job play', `${gitlab.url}/city/api/-/jobs/${smoke?.id}`, 'WHERE=here');
    expect(smoke?.status).not.toBe('manual');
    await expect(alice.click('play', { ...place, job: String(smoke?.id) })).rejects.toMatchObject({ code: 'CI_GITLAB_NOT_MANUAL' });
    await expect(alice.click('play', { ...place, pipeline: '1', job: String(smoke?.id) })).rejects.toMatchObject({
      code: 'CI_GITLAB_NO_JOB',
    });
    await expect(alice.click('retry', { project: '../7', pipeline: number })).rejects.toMatchObject({ code: 'CI_GITLAB_CALL' });
    await expect(alice.type('pipeline cancel', 'me', 'city/api')).rejects.toMatchObject({ code: 'CI_GITLAB_NO_PIPELINE' });
  });

  test('what is over is not cancelled, and what did not fail is not retried', async () => {
    const { id } = await gitlab.runPipeline({
      project: 'city/api',
      ref: 'main',
      message: 'Pass',
      author: 'Alice',
      jobs: [{ name: 'unit', stage: 'test', seconds: 1, outcomes: ['success'] }],
    });
    await expect(alice.type('pipeline cancel', String(id), 'city/api')).rejects.toMatchObject({ code: 'CI_GITLAB_OVER' });
    await expect(alice.type('pipeline retry', String(id), 'city/api')).rejects.toMatchObject({ code: 'CI_GITLAB_NOTHING_FAILED' });
    await expect(guest.click('cancel', { project: idOf('city/api'), pipeline: '1' })).rejects.toMatchObject({
      code: 'CI_GITLAB_NO_PIPELINE',
    });
  });

  test('a pipeline that holds is cancelled, by the card’s button too, privately', async () => {
    const number = numberOf(await alice.type('pipelines run', 'city/sub/Deploy', 'main', 'version=1'));
    const place = { project: idOf('city/sub/Deploy'), pipeline: number };
    await expect(guest.click('cancel', place)).rejects.toMatchObject({ code: 'CI_GITLAB_FORBIDDEN' });
    const answer = await alice.click('cancel', place);
    expect(answer.inChannel).toBeUndefined();
    expect(pipelineOf(number)?.status).toBe('canceled');
  });

  test('its log: the end in the channel, the parts of it in the sidebar, none of another pipeline', async () => {
    const { number, jobs } = await ended();
    const unit = jobs.find(({ plan }) => plan.name === 'unit');
    const { log, buttons } = await alice.type('job log', String(unit?.id), 'city/api');
    expect(log?.fileName).toBe(`unit-${unit?.id}.log`);
    expect(buttons?.[0]?.call.args).toMatchObject({ pipeline: number, title: `city/api #${number}` });
    expect((await alice.click('log', buttons?.[0]?.call.args ?? {})).openLog?.key).toBe(`gitlab/default/${idOf('city/api')}/${number}`);
    const reach = await alice.asked.as();
    const whole = await readLog({ project: idOf('city/api'), run: number, start: 0 }, reach);
    expect(whole).toEqual({ text: log?.text, next: Buffer.byteLength(log?.text ?? ''), more: false });
    const rest = await readLog({ project: idOf('city/api'), run: number, job: String(unit?.id), start: 20 }, reach);
    expect(rest.text).toBe(
      Buffer.from(log?.text ?? '')
        .subarray(20)
        .toString(),
    );
    expect((await readLog({ project: idOf('city/api'), run: number, start: whole.next }, reach)).text).toBe('');
    await expect(readLog({ project: idOf('city/api'), run: '4701', job: String(unit?.id), start: 0 }, reach)).rejects.toMatchObject({
      code: 'CI_GITLAB_NO_JOB',
    });
  });
});
