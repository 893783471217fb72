import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startJenkins, type Jenkins } from '../../../../../test/stand-ins/jenkins/index.ts';
import type { StepAsked, StepInput, StepSeen } from '../../../ci/step.ts';
import { CiError } from '../../../platform/errors.ts';
import { createHttp } from '../../../platform/http.ts';
import { textOf } from '../commands/fake-asked.ts';
import { build } from './build.ts';

let jenkins: Jenkins;
let asked: StepAsked;
beforeEach(async () => {
  jenkins = await startJenkins({ context: '/jenkins', speed: 500 });
  const connection = { provider: 'jenkins', name: 'lab', url: jenkins.url, webhookSecrets: [] };
  const credentials = { username: 'alice', token: jenkins.person('alice') };
  asked = { reach: { connection, http: createHttp(), credentials, account: { login: 'alice' } }, now: Date.now() };
});
afterEach(() => jenkins.stop());

const input = (job: string, parameters: Record<string, string> = {}, wait = true): StepInput => ({
  texts: { job },
  switches: { wait },
  values: { parameters },
});

/** To its end. */
async function through(begun: StepSeen): Promise<StepSeen> {
  let seen = begun;
  while (seen.kind === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 20));
    seen = await build.look(seen.handle, asked);
  }
  return seen;
}

test('a build is started with its parameters and looked at to its end', async () => {
  jenkins.job('city/api', { parameters: [{ kind: 'string', name: 'VERSION', value: '1' }] });
  const begun = await build.start(input('city/api', { version: '2' }), asked);
  expect(begun.kind).toBe('running');
  expect(await through(begun)).toMatchObject({
    kind: 'succeeded',
    outputs: { number: '1', result: 'success', url: expect.stringMatching(/\/1\/$/) },
  });
  expect(jenkins.build('city/api')?.values.map(({ value }) => value)).toEqual(['2']);
});

test('one that fails brings its log, one that is unstable is a failure, one that nobody waits for is none', async () => {
  jenkins.job('city/broken', { script: { stages: [{ name: 'build', log: ['ERROR: the bridge is up'], result: 'FAILURE' }] } });
  jenkins.job('city/shaky', { script: { stages: [{ name: 'test', result: 'UNSTABLE' }] } });
  expect(await through(await build.start(input('city/broken'), asked))).toMatchObject({
    kind: 'failed',
    log: expect.arrayContaining([expect.stringContaining('the bridge is up')]),
  });
  const shaky = await through(await build.start(input('city/shaky'), asked));
  expect([shaky.kind, textOf(shaky.text)]).toEqual(['failed', expect.stringContaining('unstable')]);
  expect(await build.start(input('city/broken', {}, false), asked)).toMatchObject({ kind: 'succeeded' });
});

test('what is wrong is said before anything begins', async () => {
  jenkins.job('city/api', { parameters: [{ kind: 'choice', name: 'REGION', choices: ['eu', 'us'], value: 'eu' }] });
  jenkins.job('city/off', { disabled: true });
  await expect(build.start(input('city/apj'), asked)).rejects.toMatchObject({ code: 'CI_JENKINS_NO_JOB' });
  await expect(build.start(input('city/off'), asked)).rejects.toMatchObject({ code: 'CI_JENKINS_DISABLED' });
  await expect(build.start(input('city/api', { REGION: 'mars' }), asked)).rejects.toMatchObject({ code: 'CI_JENKINS_VALUE' });
  await expect(build.start(input('city/api', { REGOIN: 'eu' }), asked)).rejects.toMatchObject({ code: 'CI_JENKINS_NO_PARAMETER' });
  expect(jenkins.build('city/api')).toBeUndefined();
});

test('stopped in the queue or while it runs, it ends; stopping what has ended is no error', async () => {
  jenkins.job('city/long', { script: { stages: [{ name: 'build', hold: 'lunch' }] } });
  const first = await build.start(input('city/long'), asked);
  await jenkins.held('city/long', 'lunch');
  if (first.kind !== 'running') throw new Error('it does not run');
  expect(await build.look(first.handle, asked)).toMatchObject({ kind: 'running', run: expect.stringMatching(/^jenkins\/.*long\/1$/) });
  await build.stop?.(first.handle, asked);
  expect(await through(first)).toMatchObject({ kind: 'failed', outputs: { result: 'canceled' } });
  await build.stop?.(first.handle, asked);
});

test.each([{ kind: 'error-page', status: 502 }, { kind: 'error-page', status: 500 }, { kind: 'cut' }, { kind: 'refuse' }] as const)(
  'when the order is answered like that, nobody can tell whether it began, and it is no CiError: %j',
  async (mood) => {
    jenkins.job('city/api');
    jenkins.mood(mood, { on: /^POST / });
    const error = await build.start(input('city/api'), asked).catch((thrown: unknown) => thrown);
    expect([error instanceof Error, error instanceof CiError]).toEqual([true, false]);
  },
);
