import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startJenkins, type Jenkins } from '../../../../test/stand-ins/jenkins/index.ts';
import type { Reach } from '../../ci/account.ts';
import { createHttp } from '../../platform/http.ts';
import { readLog } from './read-log.ts';

let jenkins: Jenkins;
let reach: Reach;

beforeAll(async () => {
  jenkins = await startJenkins({ context: '/jenkins', speed: 500 });
  const connection = { provider: 'jenkins', name: 'default', url: jenkins.url, webhookSecrets: [] };
  reach = { connection, http: createHttp(), credentials: { username: 'alice', token: jenkins.person('alice') } };
  jenkins.job('api', {
    script: {
      stages: [
        { name: 'build', log: ['compiling <main> & more'] },
        { name: 'test', log: ['testing'], hold: 'tea' },
      ],
    },
  });
});
afterAll(async () => await jenkins.stop());

test('a running build’s log grows part by part, and ends', async () => {
  const build = await jenkins.run('api');
  await jenkins.held('api', 'tea');
  const target = { project: 'api', run: '1' };
  const first = await readLog({ ...target, start: 0 }, reach);
  expect([first.text, first.more]).toEqual([expect.stringContaining('compiling <main> & more'), true]);
  expect(first.text).not.toContain('testing\n');
  build.release('tea');
  await build.over;
  const rest = await readLog({ ...target, start: first.next }, reach);
  expect([rest.text, rest.more]).toEqual([expect.stringContaining('testing'), false]);
  expect(rest.text).not.toContain('compiling');
});

test('the log of another build of that number is not shown for one that is gone', async () => {
  const target = { project: 'api', run: '1', start: 0 };
  const own = jenkins.build('api');
  const queued = String(own?.queueId);
  expect((await readLog({ ...target, marks: { queued } }, reach)).text).toContain('compiling');
  await expect(readLog({ ...target, marks: { queued: `${queued}0` } }, reach)).rejects.toMatchObject({ code: 'CI_JENKINS_OTHER_BUILD' });
});

test.each([
  ['..', '1'],
  ['api/../../x', '1'],
  ['api', '1/../../..'],
  ['', 'lastBuild'],
])('what is no build’s name leads nowhere: %s %s', async (project, run) => {
  await expect(readLog({ project, run, start: 0 }, reach)).rejects.toMatchObject({ code: 'CI_JENKINS_NOT_FOUND' });
});

const read = (job: string) => readLog({ project: 'api', run: '1', job, start: 0 }, reach);

test('a stage has its own log, and one that there is not has the build’s', async () => {
  const { text, more } = await read('build');
  expect([text.includes('compiling <main> & more'), text.includes('testing'), more]).toEqual([true, false, false]);
  expect((await read('deploy')).text).toMatch(/compiling[^]*testing/);
});
