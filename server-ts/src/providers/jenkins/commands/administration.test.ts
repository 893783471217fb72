import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startJenkins, type Jenkins, type Permission } from '../../../../../test/stand-ins/jenkins/index.ts';
import type { Answer } from '../../../ci/command.ts';
import { administrationAnswers as answers, administrationCalls as calls } from './administration-table.ts';
import { asking, textOf, type Asking } from './fake-asked.ts';

const boss: readonly Permission[] = ['Overall/Administer'];
const png = Uint8Array.from({ length: 512 }, (_, index) => index % 256);
let jenkins: Jenkins;
let alice: Asking;
let root: Asking;

async function types(name: string, who: Asking, values: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const answer = answers[name];
  if (answer === undefined) throw new Error(`no verb ${name}`);
  return await answer(who.verb(values));
}

async function clicks(
  name: string,
  who: Asking,
  args: Readonly<Record<string, string>>,
  fields?: Readonly<Record<string, string>>,
): Promise<Answer> {
  const answer = calls[name];
  if (answer === undefined) throw new Error(`no call ${name}`);
  return await answer(who.call(args, fields));
}

beforeAll(async () => {
  jenkins = await startJenkins({ context: '/jenkins', speed: 1000, restartSeconds: undefined });
  alice = asking({ url: jenkins.url, login: 'alice', token: jenkins.person('alice') });
  root = asking({ url: jenkins.url, login: 'root', token: jenkins.person('root', { permissions: boss }) });
  jenkins.job('team/app/feature%2Fsearch', {
    branch: true,
    script: ({ number }) => ({
      stages: [
        { name: 'build', log: ['compiling', '[fence] ``` @channel'] },
        { name: 'test', log: ['42 passed'], ...(number > 1 && { result: 'UNSTABLE' as const }) },
      ],
      artifacts: [
        { path: 'build/logo.png', content: png },
        { path: 'build/report.txt', content: 'well' },
        { path: 'docs/report.txt', content: 'also well' },
      ],
      tests: [
        { className: 'app.Api', name: 'old', status: number > 1 ? 'FAILED' : 'REGRESSION', age: number, message: 'expected 1' },
        { className: 'app.Api', name: 'mended', status: number > 1 ? 'FIXED' : 'FAILED', age: 3 },
        ...(number > 1 ? [{ className: 'app.Api', name: 'fresh', status: 'REGRESSION' as const, message: 'no departures\nbut two' }] : []),
        { className: 'app.Api', name: 'left out', status: 'SKIPPED' },
      ],
    }),
  });
  for (const _ of [1, 2]) await (await jenkins.run('team/app/feature%2Fsearch')).over;
  jenkins.job('plain', {
    kind: 'freestyle',
    script: { stages: [{ name: 'build', log: ['done'] }], artifacts: [{ path: 'a.bin', content: png }] },
  });
  await (
    await jenkins.run('plain')
  ).over;
});

afterAll(async () => await jenkins.stop());
beforeEach(() => jenkins.comeBack());

const search = 'team/app/feature/search';

describe('logs', () => {
  test('the whole log of the last build is told in the channel, with a button for the sidebar', async () => {
    const { log, text, inChannel, buttons } = await types('get-log', alice, { job: search });
    expect(textOf(text)).toContain('team/app/feature/search #2');
    expect([log?.text, log?.cut, log?.fileName, inChannel]).toEqual([
      expect.stringMatching(/compiling\n[^]*42 passed\n/),
      false,
      'team-app-feature-search-2.log',
      true,
    ]);
    expect(log?.text).not.toContain('\r');
    const opened = await clicks('open-log', alice, buttons?.[0]?.call.args ?? {});
    expect(opened.openLog).toEqual({
      key: 'jenkins/default/team%2Fapp%2Ffeature%252Fsearch/2',
      title: 'team/app/feature/search #2',
      marks: { queued: expect.any(String), createdAt: expect.any(Number) },
    });
  });

  test('a number is of one build, and says when there is none', async () => {
    expect(textOf((await types('get-log', alice, { job: search, build: '#1' })).text)).toContain('#1');
    await expect(types('get-log', alice, { job: search, build: '99' })).rejects.toMatchObject({
      code: 'CI_JENKINS_NOT_FOUND',
      message: expect.stringContaining('#99'),
    });
    await expect(types('get-log', alice, { job: search, build: 'new' })).rejects.toMatchObject({ code: 'CI_JENKINS_NO_NUMBER' });
  });
});

const names = ({ files }: Answer) => files?.map(({ name }) => name);

describe('artifacts', () => {
  test.each([
    [search, ['build/logo.png', '512 bytes', '3 files']],
    ['plain', ['a.bin', '512 bytes', '1 file']],
  ])('those of %s are listed with their sizes, to the person only', async (job, words) => {
    const { text, inChannel } = await types('get-artifacts', alice, { job });
    for (const word of words) expect(textOf(text)).toContain(word);
    expect(inChannel).toBeUndefined();
  });

  test('all are posted byte by byte, and names that clash keep their folders', async () => {
    const { buttons } = await types('get-artifacts', alice, { job: search });
    const { files, inChannel } = await clicks('post-artifacts', alice, buttons?.[0]?.call.args ?? {});
    expect(files?.map(({ name }) => name)).toEqual(['logo.png', 'build-report.txt', 'docs-report.txt']);
    expect([Buffer.from(files?.[0]?.bytes ?? []).equals(png), inChannel]).toEqual([true, true]);
  });

  test('patterns, the menu and the form choose', async () => {
    expect(names(await types('get-artifacts', alice, { job: search, build: '2', pattern: 'docs/** *.png' }))).toEqual([
      'logo.png',
      'report.txt',
    ]);
    const args = { job: 'team/app/feature%2Fsearch', number: '2' };
    expect(names(await clicks('post-artifacts', alice, { ...args, choice: 'docs/report.txt' }))).toEqual(['report.txt']);
    const { form } = await clicks('choose-artifacts', alice, args);
    expect(form?.fields[0]).toMatchObject({
      kind: 'choices',
      choices: [{ value: 'build/logo.png', label: 'build/logo.png (512 bytes)' }, {}, {}],
    });
    expect(names(await clicks('post-artifacts', alice, form?.call.args ?? {}, { paths: 'build/logo.png\nbuild/report.txt' }))).toHaveLength(
      2,
    );
    expect(await clicks('post-artifacts', alice, form?.call.args ?? {}, { paths: '' })).toHaveProperty('faults.paths');
    await expect(clicks('post-artifacts', alice, { ...args, choice: '../../secrets/master.key' })).rejects.toMatchObject({
      code: 'CI_JENKINS_NOT_FOUND',
    });
  });
});

describe('tests', () => {
  test('what failed anew comes first, then what failed for longer, then what was mended', async () => {
    const text = textOf((await types('test-results', alice, { job: search })).text);
    expect(text).toMatch(
      /2 of 4 failed[^]*1 skipped[^]*Compared with #1[^]*Newly failing[^]*app\.Api\.fresh[^]*no departures\nbut two[^]*app\.Api\.old, for 2 builds[^]*Fixed[^]*app\.Api\.mended/,
    );
    expect(text).toMatch(/1 more in all/);
  });

  test('a build without a report says so', async () => {
    expect(textOf((await types('test-results', alice, { job: 'plain' })).text)).toContain('no test results');
  });
});

describe('administration', () => {
  test('a job is switched off and on for all to see', async () => {
    expect(await types('disable', root, { job: 'plain' })).toMatchObject({ inChannel: true });
    expect(jenkins.find('plain')?.disabled).toBe(true);
    await types('enable', root, { job: 'plain' });
    expect(jenkins.find('plain')?.disabled).toBe(false);
  });

  test.each(['disable', 'enable'])('%s without the permission is refused with Jenkins’ reason', async (verb) => {
    await expect(types(verb, alice, { job: 'plain' })).rejects.toMatchObject({
      code: 'CI_JENKINS_FORBIDDEN',
      message: expect.stringContaining('Job/Configure'),
    });
  });

  test('a job is deleted only by the button, which says what goes with it', async () => {
    jenkins.job('team/old', { script: { stages: [] } });
    await (
      await jenkins.run('team/old')
    ).over;
    const { buttons, inChannel, text } = await types('delete', root, { job: 'team/old' });
    expect([textOf(text), inChannel]).toEqual([expect.stringContaining('1 build'), undefined]);
    await expect(clicks('delete-job', alice, buttons?.[0]?.call.args ?? {})).rejects.toMatchObject({ code: 'CI_JENKINS_FORBIDDEN' });
    expect(jenkins.find('team/old')).toBeDefined();
    expect(textOf((await clicks('delete-job', root, buttons?.[0]?.call.args ?? {})).text)).toContain('deleted team/old');
    expect(jenkins.find('team/old')).toBeUndefined();
  });

  test('a job is created with the folders that it lacks, once', async () => {
    const { form } = await types('createjob', root);
    const ConfigXml = '<?xml version="1.1"?><project><description>a</description></project>';
    const made = await clicks('create-job', root, form?.call.args ?? {}, { JobName: '"new team/my app/nightly job"', ConfigXml });
    expect([textOf(made.text), made.inChannel]).toEqual([expect.stringContaining('new team, new team/my app'), true]);
    expect(jenkins.find('new team/my app/nightly job')).toBeDefined();
    const again = await clicks('create-job', root, {}, { JobName: 'new team/my app/nightly job', ConfigXml });
    expect(again.faults?.['JobName']).toContain('already');
  });

  test.each([
    [{ JobName: 'a?b', ConfigXml: '<project/>' }, 'JobName'],
    [{ JobName: 'a//b', ConfigXml: '<project/>' }, 'JobName'],
    [{ JobName: 'a', ConfigXml: '' }, 'ConfigXml'],
    [{ JobName: 'a', ConfigXml: 'hello' }, 'ConfigXml'],
    [{ JobName: 'a', ConfigXml: '<project><a>' }, 'ConfigXml'],
    [{ JobName: 'a', CopyOf: 'nowhere' }, 'CopyOf'],
  ])('%j keeps the form open at %s', async (fields, field) => {
    const { faults } = await clicks('create-job', root, {}, fields);
    expect(Object.keys(faults ?? {})).toEqual([field]);
  });

  test('plugins are a table, those with newer versions first', async () => {
    const { text, inChannel } = await types('plugins', root);
    expect(textOf(text)).toMatch(/12 plugins: 1 with a newer version, 1 disabled[^]*Credentials \|[^]*newer version/);
    expect(inChannel).toBe(true);
  });

  test('a restart is asked, refused, done, waited for and over', async () => {
    const { buttons } = await types('safe-restart', root);
    expect(buttons?.[0]).toMatchObject({ style: 'danger', call: { name: 'safe-restart' } });
    await expect(clicks('safe-restart', alice, {})).rejects.toMatchObject({ code: 'CI_JENKINS_FORBIDDEN' });
    expect(textOf((await clicks('safe-restart', root, {})).text)).toContain('@root lets Jenkins restart');
    await jenkins.until(() => jenkins.controller.isDown);
    expect(textOf((await clicks('is-back', root, {})).text)).toContain('not back yet');
    jenkins.comeBack();
    expect(textOf((await clicks('is-back', root, {})).text)).toContain('is back');
  });
});

describe('moods', () => {
  const verbs = Object.keys(answers).filter((name) => name !== 'createjob');
  test.each([
    [{ kind: 'login-redirect' }, 'CI_JENKINS_SIGN_IN'],
    [{ kind: 'login-page' }, 'CI_JENKINS_SIGN_IN'],
    [{ kind: 'starting' }, 'CI_JENKINS_RESTARTING'],
    [{ kind: 'error-page', status: 502 }, 'CI_JENKINS_UNAVAILABLE'],
    [{ kind: 'error-page', status: 500 }, 'CI_JENKINS_FAILED'],
    [{ kind: 'broken-json' }, 'CI_JENKINS_BROKEN_ANSWER'],
    [{ kind: 'refuse' }, 'CI_HTTP_BROKEN'],
  ] as const)('while Jenkins is %j every verb says %s, with a remedy', async (mood, code) => {
    const better = jenkins.mood(mood);
    for (const verb of verbs) {
      const error: unknown = await types(verb, root, { job: 'plain' }).catch((thrown: unknown) => thrown);
      expect([verb, error]).toEqual([verb, expect.objectContaining({ code, remedy: expect.stringMatching(/\.$/) })]);
    }
    better();
  });
});
