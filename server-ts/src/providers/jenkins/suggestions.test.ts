import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { startJenkins, type Jenkins } from '../../../../test/stand-ins/jenkins/index.ts';
import { asking, type Asking } from './commands/fake-asked.ts';
import { createJobSuggestions } from './suggestions.ts';
import { createValueSuggestions } from './value-suggestions.ts';

jest.setTimeout(30_000);

const JOBS = 5_000;
let jenkins: Jenkins;
let alice: Asking;

beforeAll(async () => {
  jenkins = await startJenkins();
  alice = asking({ url: jenkins.url, login: 'alice', token: jenkins.person('alice', { hidden: ['secret'] }) });
  for (let index = 0; index < JOBS - 3; index += 1) jenkins.job(`area ${index % 50}/service-${index}/main`);
  jenkins.job('city/api/feature%2Ffind stops', { branch: true });
  jenkins.job('city/hello', { displayName: 'Grüße' });
  jenkins.job('secret/plans');
});

afterAll(() => jenkins.stop());

const texts = (found: readonly { readonly text: string }[]) => found.map(({ text }) => text);
const lists = () => jenkins.calls.filter(({ path }) => path.includes('/api/json')).length;

test('5,000 jobs come in one request; then every answer is quick, from what is known, and refreshed behind', async () => {
  let now = 0;
  const { jobs } = createJobSuggestions(() => now, 20_000);
  if (jobs === undefined) throw new Error('no suggestions');
  const asked = alice.verb({});
  const before = lists();
  expect(texts(await jobs(asked, 'city/'))).toEqual(['city/api', 'city/api/feature/find stops', 'city/hello']);
  expect(texts(await jobs(asked, '"city/API/feat'))).toEqual(['city/api/feature/find stops']);
  expect(texts(await jobs(asked, 'find'))).toEqual(['city/api/feature/find stops']);
  expect(await jobs(asked, 'grüß')).toEqual([{ text: 'city/hello', hint: 'Grüße' }]);
  expect(texts(await jobs(asked, 'service-4711/'))).toEqual(['area 11/service-4711/main']);
  expect(texts(await jobs(asked, 'secret'))).toEqual([]);
  expect((await jobs(asked, '')).length).toBe(50);
  expect(lists() - before).toBe(1);

  const begun = performance.now();
  for (let count = 0; count < 20; count += 1) await jobs(asked, 'no such thing anywhere');
  expect((performance.now() - begun) / 20).toBeLessThan(50);

  jenkins.job('city/newest');
  now += 61_000;
  expect(texts(await jobs(asked, 'city/newest'))).toEqual([]);
  for (let tries = 0; tries < 100 && texts(await jobs(asked, 'city/newest')).length === 0; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(texts(await jobs(asked, 'city/newest'))).toEqual(['city/newest']);
});

test('nobody waits for a Jenkins that does not answer, and who is not connected sees nothing', async () => {
  const { jobs } = createJobSuggestions(() => 0, 50);
  if (jobs === undefined) throw new Error('no suggestions');
  const back = jenkins.mood({ kind: 'hang' });
  const begun = performance.now();
  expect(await jobs(alice.verb({}), 'city')).toEqual([]);
  expect(performance.now() - begun).toBeLessThan(500);
  back();
  const stranger = { ...alice.verb({}), as: () => Promise.reject(new Error('no account')) };
  expect(await jobs(stranger, 'city')).toEqual([]);
});

test('behind a job its parameters are offered, behind KEY= the choices there are; secrets are not; the job is asked once', async () => {
  jenkins.job('city/deploy', {
    parameters: [
      { kind: 'choice', name: 'REGION', choices: ['eu', 'us'] },
      { kind: 'boolean', name: 'SLOWLY', value: true },
      { kind: 'string', name: 'VERSION', value: '1.2' },
      { kind: 'password', name: 'PIN', value: 'made-up-pin' },
    ],
  });
  const values = createValueSuggestions(() => 0, 20_000);
  const [asked, before] = [alice.verb({}), ['jenkins', 'build', 'city/deploy']];
  const offered = async (typed: string) => texts(await values(asked, typed, before)).filter((text) => text.startsWith(typed));
  expect(await offered('')).toEqual(['REGION=', 'SLOWLY=', 'VERSION=']);
  const calls = jenkins.calls.length;
  expect(await offered('REG')).toEqual(['REGION=']);
  expect(await offered('REGION=')).toEqual(['REGION=eu', 'REGION=us']);
  expect(await offered('SLOWLY=t')).toEqual(['SLOWLY=true']);
  expect(await offered('VERSION=')).toEqual(['VERSION=']);
  expect(jenkins.calls.length).toBe(calls);
  expect(await values(asked, '', ['build', 'no/such'])).toEqual([]);
  expect(await values(asked, '', ['build'])).toEqual([]);
});
