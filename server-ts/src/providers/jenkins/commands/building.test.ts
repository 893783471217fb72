import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { developer, startJenkins, type Jenkins } from '../../../../../test/stand-ins/jenkins/index.ts';
import type { Answer, AskedVerb, Field } from '../../../ci/command.ts';
import { command } from '../command.ts';
import { asking, textOf, type Asking } from './fake-asked.ts';

let jenkins: Jenkins;
let alice: Asking;
let reader: Asking;

beforeAll(async () => {
  jenkins = await startJenkins({ context: '/jenkins', speed: 200 });
  alice = asking({ url: jenkins.url, login: 'alice', token: jenkins.person('alice', { permissions: [...developer] }) });
  reader = asking({ url: jenkins.url, login: 'eve', token: jenkins.person('eve', { permissions: ['Overall/Read', 'Job/Read'] }) });
  jenkins.job('city/plain', { script: { stages: [{ name: 'build', hold: 'here' }] } });
  jenkins.job('city/my job');
  jenkins.job('city/search/feature%2Ffind stops', { branch: true });
  jenkins.job('city/search/main', { branch: true });
  jenkins.job('city/off', { disabled: true });
  jenkins.job('city/other', {});
  jenkins.job('city/deploy', {
    quietSeconds: 0,
    script: { stages: [{ name: 'build', hold: 'deploying' }] },
    parameters: [
      { kind: 'string', name: 'VERSION', description: '<b>What</b> to ship' },
      { kind: 'choice', name: 'REGION', choices: ['eu', 'us'] },
      { kind: 'boolean', name: 'DRY', value: true },
      { kind: 'text', name: 'NOTES', value: 'one\ntwo' },
      { kind: 'password', name: 'KEY', value: 'made-up-default' },
      { kind: 'credentials', name: 'DEPLOYER', value: 'deployer' },
      { kind: 'run', name: 'OF', project: 'city/other', value: 'city/other#1' },
      { kind: 'unknown', name: 'ODD', type: 'OddDefinition', className: 'org.odd.OddDefinition', value: 'x' },
    ],
  });
  jenkins.job('city/upload', { parameters: [{ kind: 'file', name: 'DATA' }] });
  await jenkins.run('city/other');
});

afterAll(() => jenkins.stop());

function typed(who: Asking, name: string, ...words: readonly string[]): Promise<Answer> {
  const [job = '', number = ''] = words;
  const values = name === 'build' ? { job } : { ...(job !== '' && { job }), ...(number !== '' && { build: number }) };
  const asked: AskedVerb = { ...who.verb(values), words, now: Date.now() };
  const verb = command.verbs[name];
  if (verb === undefined) throw new Error(`no verb ${name}`);
  return verb(asked);
}

function clicked(who: Asking, name: string, args: Readonly<Record<string, string>>, fields?: Readonly<Record<string, string>>) {
  const call = command.calls[name];
  if (call === undefined) throw new Error(`no call ${name}`);
  return call(who.call(args, fields));
}

const kindOf = ({ name, kind, ...field }: Field) => [name, kind, 'value' in field ? field.value : undefined];

test('every verb of the table is answered, and every call of a button', () => {
  expect(command.grammar.verbs.map(({ name }) => name).toSorted()).toEqual(Object.keys(command.verbs).toSorted());
});

const finds = async (name: string) => (await typed(alice, 'build', name)).follow?.project.id;
const values = () =>
  Object.fromEntries(jenkins.build('city/deploy')?.values.map(({ definition, value }) => [definition.name, value]) ?? []);

describe('what is typed for a job', () => {
  test.each([
    ['city/my job', 'city/my job'],
    ['/city/my job/', 'city/my job'],
    ['City/My Job', 'city/my job'],
    ['job/city/job/my job/', 'city/my job'],
    ['city/search/main', 'city/search/main'],
    ['city/search/feature/find stops', 'city/search/feature%2Ffind stops'],
    ['city/search/feature%2Ffind stops', 'city/search/feature%2Ffind stops'],
    ['city » search » main', 'city/search/main'],
    ['my job', 'city/my job'],
  ])('%s', async (name, id) => {
    expect(await finds(name)).toBe(id);
  });

  test('its address, with or without a build’s number, and the words of a name without quotes', async () => {
    expect(await finds(`${jenkins.url}/job/city/job/search/job/feature%252Ffind%20stops/`)).toBe('city/search/feature%2Ffind stops');
    expect(await finds(`${jenkins.url}/view/all/job/city/job/my%20job/3/console`)).toBe('city/my job');
    expect((await typed(alice, 'build', 'city/my', 'job')).follow?.project.path).toBe('city/my job');
  });

  test('one that is not there is said by name, with the nearest', async () => {
    await expect(typed(alice, 'build', 'city/plian')).rejects.toMatchObject({
      code: 'CI_JENKINS_NO_JOB',
      message: expect.stringContaining('no job city/plian. Did you mean city/plain'),
    });
    await expect(typed(alice, 'status', 'town/deploy')).rejects.toMatchObject({ message: expect.stringContaining('city/deploy') });
  });

  test('a folder offers what is in it', async () => {
    const { menu } = await typed(alice, 'build', 'city/search');
    expect(menu?.choices).toEqual([
      { label: 'feature/find stops', value: 'city/search/feature%2Ffind stops' },
      { label: 'main', value: 'city/search/main' },
    ]);
    expect((await clicked(alice, 'build', { choice: 'city/search/main' })).follow?.project.id).toBe('city/search/main');
    await expect(typed(alice, 'watch', 'city/search')).rejects.toMatchObject({ code: 'CI_JENKINS_FOLDER' });
  });
});

describe('parameters', () => {
  test('are asked for as what they are, with defaults, choices and descriptions', async () => {
    const { form, follow } = await typed(alice, 'build', 'city/deploy');
    expect(follow).toBeUndefined();
    expect(form?.fields.map(kindOf)).toEqual([
      ['VERSION', 'text', ''],
      ['REGION', 'choice', 'eu'],
      ['DRY', 'yes-no', true],
      ['NOTES', 'lines', 'one\ntwo'],
      ['KEY', 'secret', undefined],
      ['DEPLOYER', 'text', 'deployer'],
      ['OF', 'choice', 'city/other#1'],
      ['ODD', 'text', 'x'],
    ]);
    expect(form?.fields[0]?.help).toBe('What to ship');
  });

  test('what is filled in is sent, and an empty secret is Jenkins’ own', async () => {
    const { form } = await typed(alice, 'build', 'city/deploy', 'version=1.2');
    expect(form?.fields[0]).toMatchObject({ value: '1.2' });
    const fields = {
      VERSION: '1.3',
      REGION: 'us',
      DRY: 'false',
      NOTES: 'a&b=c\n+é',
      KEY: '',
      DEPLOYER: 'deployer',
      OF: 'city/other#1',
      ODD: 'y',
    };
    const { follow } = await clicked(alice, form?.call.name ?? '', form?.call.args ?? {}, fields);
    expect(follow).toMatchObject({ project: { id: 'city/deploy' }, why: 'started', run: { queued: expect.stringMatching(/^\d+$/) } });
    await jenkins.held('city/deploy', 'deploying');
    expect(values()).toEqual({ ...fields, KEY: 'made-up-default' });
    jenkins.build('city/deploy')?.release('deploying');
  });

  test('given as KEY=value, nothing is asked when all that has no default was given', async () => {
    const all = ['VERSION=2', 'region=US', 'DRY=no', 'KEY=made-up'];
    const { follow, form } = await typed(alice, 'build', 'city/deploy', ...all);
    expect([form, follow?.run]).toEqual([undefined, { queued: expect.any(String) }]);
    expect(follow?.parameters?.map(({ name, value }) => `${name}=${value}`)).toEqual(['VERSION=2', 'REGION=us', 'DRY=false', 'KEY=••••••']);
    await jenkins.until(() => jenkins.build('city/deploy', 2) !== undefined);
    expect(values()).toMatchObject({ VERSION: '2', REGION: 'us', DRY: 'false', KEY: 'made-up', NOTES: 'one\ntwo' });
    jenkins.build('city/deploy')?.release('deploying');
  });

  test('a wrong name or value is said before anything starts', async () => {
    const before = jenkins.controller.queue.waiting().length;
    await expect(typed(alice, 'build', 'city/deploy', 'VERSOIN=2')).rejects.toMatchObject({
      code: 'CI_JENKINS_NO_PARAMETER',
      message: expect.stringContaining('Did you mean VERSION?'),
    });
    await expect(typed(alice, 'build', 'city/deploy', 'REGION=uk')).rejects.toMatchObject({ message: expect.stringMatching(/eu, us/) });
    await expect(typed(alice, 'build', 'city/deploy', 'VERSION=1', 'oops')).rejects.toMatchObject({ code: 'CI_JENKINS_NOT_A_VALUE' });
    await expect(typed(alice, 'build', 'city/plain', 'A=1')).rejects.toMatchObject({ message: 'city/plain has no parameters.' });
    expect((await clicked(alice, 'build-filled', { job: 'city/deploy' }, { REGION: 'uk', OF: 'x' })).faults).toEqual({
      REGION: expect.stringContaining('eu, us'),
      OF: expect.any(String),
    });
    expect(jenkins.controller.queue.waiting()).toHaveLength(before);
  });

  test('what cannot be sent, a disabled job, and who may not build are refused with the reason', async () => {
    await expect(typed(alice, 'build', 'city/upload')).rejects.toMatchObject({ code: 'CI_JENKINS_FILE' });
    await expect(typed(alice, 'build', 'city/off')).rejects.toMatchObject({ code: 'CI_JENKINS_DISABLED' });
    await expect(typed(reader, 'build', 'city/my job')).rejects.toMatchObject({
      code: 'CI_JENKINS_FORBIDDEN',
      message: expect.stringContaining('eve is missing the Job/Build permission'),
    });
  });
});

test('Rebuild has the same values, and asks for the secret that nobody is told', async () => {
  const { form } = await clicked(alice, 'rebuild', { job: 'city/deploy', number: '2' });
  expect(form?.fields.map(kindOf)).toContainEqual(['VERSION', 'text', '2']);
  const { follow } = await clicked(alice, 'rebuild', { job: 'city/my job', number: '1' });
  expect(follow?.project.id).toBe('city/my job');
});

test('a build that runs is aborted, one that waits leaves the queue, and one that is over is neither', async () => {
  await typed(alice, 'build', 'city/plain');
  await jenkins.held('city/plain', 'here');
  const { follow } = await typed(alice, 'build', 'city/plain');
  const queued = follow !== undefined && 'queued' in follow.run ? follow.run : undefined;
  expect(queued?.reason).toMatch(/in progress/);
  await expect(clicked(reader, 'abort', { queued: queued?.queued ?? '' })).rejects.toThrow();
  expect(textOf((await clicked(alice, 'abort', { queued: queued?.queued ?? '' })).text)).toContain('out of the queue');
  expect(textOf((await typed(alice, 'abort', 'city/plain')).text)).toContain('aborts city/plain #1');
  await jenkins.until(() => jenkins.build('city/plain')?.result === 'ABORTED' && jenkins.build('city/plain')?.finishedAt !== undefined);
  await expect(typed(alice, 'abort', 'city/plain', '1')).rejects.toMatchObject({ code: 'CI_JENKINS_OVER' });
  await expect(typed(alice, 'abort', 'city/plain')).rejects.toMatchObject({ code: 'CI_JENKINS_NOTHING_RUNS' });
  await expect(typed(alice, 'abort', 'city/plain', 'x')).rejects.toMatchObject({ code: 'CI_JENKINS_NO_NUMBER' });
});

test('lists say what there is', async () => {
  const said = async (...words: readonly [string, ...string[]]) => textOf((await typed(alice, ...words)).text);
  expect(await said('builds', 'city/plain')).toMatch(/#1 \| ⊘ aborted \| just now/);
  expect(await said('status', 'city/plain')).toMatch(/last: #1 ⊘ aborted just now \(Alice\)/);
  expect(await said('status')).toMatch(/running, \*\*0\*\* waiting/);
  expect(await said('nodes')).toMatch(/✓ online/);
  expect(await said('queue')).toMatch(/Nothing waits/);
  expect((await typed(alice, 'watch', 'city/plain', '1')).follow).toMatchObject({
    run: { number: '1', key: 'jenkins/default/city%2Fplain/1' },
  });
});

test('a secret that was typed is asked for again: it does not become the default unnoticed', async () => {
  const { form } = await typed(alice, 'build', 'city/deploy', 'KEY=made-up-typed');
  const field = form?.fields.find(({ name }) => name === 'KEY');
  expect(field).toMatchObject({ kind: 'secret', placeholder: expect.stringContaining('again') });
  expect(field).not.toHaveProperty('optional', true);
  expect(JSON.stringify(form)).not.toContain('made-up-typed');
});

test('a build that was started is followed, also when Jenkins does not find the time to say why it waits', async () => {
  const better = jenkins.mood({ kind: 'hang' }, { on: /queue\/item/ });
  try {
    const begun = performance.now();
    expect(await typed(alice, 'build', 'city/other')).toMatchObject({ follow: { run: { queued: expect.any(String) } } });
    expect(performance.now() - begun).toBeLessThan(3_000);
  } finally {
    better();
  }
});
