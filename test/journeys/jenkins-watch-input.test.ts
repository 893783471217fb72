// /jenkins watch, input, status, builds, queue, nodes, and what is suggested while one types, on the real server.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { z } from 'zod';
import type { Chat } from '../server/chat.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { openDesk, type JenkinsDesk } from '../server/jenkins-desk.ts';
import { developer } from '../stand-ins/jenkins/index.ts';

jest.setTimeout(90_000);

let server: TestServer;
let desk: JenkinsDesk;
let alice: Chat;
let bob: Chat;

beforeAll(async () => {
  server = await testServer();
  desk = await openDesk(server, `jenkins-input-${Date.now()}`, { people: { alice: developer, bob: developer }, speed: 200 });
  const { alice: first, bob: second } = desk.people;
  if (first === undefined || second === undefined) throw new Error('somebody is missing');
  [alice, bob] = [first, second];
  const { jenkins } = desk;
  jenkins.job('city/my job', { script: { stages: [{ name: 'build' }, { name: 'test', hold: 'testing' }] } });
  jenkins.job('city/plain', {
    script: { stages: [{ name: 'go', input: { message: 'Go on?' } }, { name: 'on' }] },
  });
  jenkins.job('city/deploy', {
    script: {
      stages: [
        {
          name: 'approve',
          input: {
            message: 'Deploy to production?',
            ok: 'Deploy',
            submitters: ['alice'],
            parameters: [
              { kind: 'choice', name: 'REGION', choices: ['eu', 'us'] },
              { kind: 'boolean', name: 'SLOWLY' },
            ],
          },
        },
        { name: 'deploy' },
      ],
    },
  });
});

afterAll(async () => await desk.close());

test('what runs anyway is shown until its verdict, and what is over with its verdict', async () => {
  await desk.jenkins.run('city/my job');
  await desk.jenkins.held('city/my job', 'testing');
  await alice.type('/jenkins watch "city/my job"');
  const card = await alice.reads(/#1 started/);
  expect(card.buttons.map(({ name }) => name)).toEqual(expect.arrayContaining(['Abort', 'Log']));
  desk.jenkins.build('city/my job')?.release('testing');
  expect((await alice.reads(/#1 passed/)).id).toBe(card.id);
  await alice.type('/jenkins build "city/my job"');
  const next = await alice.reads(/#2 started/);
  await bob.press(next, 'Abort');
  await bob.submit(await bob.dialog());
  await alice.reads(/#2 was canceled[^]*From chat:.*canceled by @bob/);
  await alice.type('/jenkins watch "city/my job" 7');
  await alice.reads(/no build city\/my job.*#7/);
});

test('an input step is answered from its card, by a button', async () => {
  await alice.type('/jenkins build city/plain');
  const card = await alice.reads(/Go on\?/);
  await alice.press(card, 'Proceed');
  await alice.reads(/answered .*city\/plain.*#1.* with Proceed/);
  await alice.reads(/#1 passed[^]*From chat:.*Go on approved by @alice/);
});

test('one that asks for values is answered by a form, by those who may', async () => {
  await desk.jenkins.run('city/deploy');
  await desk.jenkins.until(() => desk.jenkins.build('city/deploy')?.inputs.length === 1);
  await bob.type('/jenkins input city/deploy');
  const asked = await bob.reads(/Deploy to production/);
  expect(asked.private).toBe(true);
  expect(asked.buttons.map(({ name }) => name)).toEqual(['Deploy …', 'Abort']);
  await bob.press(asked, 'Deploy …');
  const refused = await bob.dialog();
  expect(JSON.stringify(await bob.submit(refused, { REGION: 'us', SLOWLY: true }))).toContain('Only alice may answer');
  await alice.type('/jenkins input city/deploy 1');
  await alice.press(await alice.reads(/Deploy to production/), 'Deploy …');
  const dialog = await alice.dialog();
  expect(dialog.dialog.elements).toMatchObject([
    { name: 'REGION', type: 'select', default: 'eu' },
    { name: 'SLOWLY', type: 'bool' },
  ]);
  await alice.submit(dialog, { REGION: 'us', SLOWLY: true });
  await alice.reads(/alice answered .*city\/deploy.*#1.* with Deploy/);
  await desk.jenkins.until(() => desk.jenkins.build('city/deploy')?.finishedAt !== undefined);
  expect(Object.fromEntries(desk.jenkins.build('city/deploy')?.submitted ?? [])).toEqual({ REGION: 'us', SLOWLY: 'true' });
  await alice.type('/jenkins input city/deploy');
  await alice.reads(/No build of city\/deploy waits/);
});

test('an input step is aborted only after a question', async () => {
  await desk.jenkins.run('city/plain');
  await desk.jenkins.until(() => desk.jenkins.build('city/plain', 2)?.inputs.length === 1);
  await alice.type('/jenkins input city/plain');
  await alice.press(await alice.reads(/Go on\?/), 'Abort');
  const question = await alice.dialog();
  expect(desk.jenkins.build('city/plain')?.inputs).toHaveLength(1);
  await alice.submit(question);
  await alice.reads(/aborted .*city\/plain.*#2/);
  await desk.jenkins.until(() => desk.jenkins.build('city/plain', 2)?.result === 'ABORTED');
});

test('status, builds, queue and nodes say what there is', async () => {
  await alice.type('/jenkins status');
  expect((await alice.reads(/running/)).text).toMatch(/You are alice there/);
  await alice.type('/jenkins status city/plain');
  expect((await alice.reads(/last:/)).text).toMatch(/#2.*aborted/);
  await alice.type('/jenkins builds city/plain');
  expect((await alice.reads(/Last builds/)).text).toMatch(/#2.*aborted[\s\S]*#1.*passed/);
  await alice.type('/jenkins queue');
  await alice.reads(/Nothing waits/);
  await alice.type('/jenkins nodes');
  await alice.reads(/online/);
});

const suggestionSchema = z.array(z.looseObject({ Item: z.string() }));

const offered = async (typed: string) => {
  const query = new URLSearchParams({ user_input: `/jenkins build ${typed}`, parsed: '/jenkins build ' });
  const told = await server.as('alice').get(`/plugins/ci-command-center/suggestions/jenkins/jobs?${query.toString()}`);
  return suggestionSchema.parse(told).map(({ Item }) => Item);
};

test('folders, jobs and branches are suggested while one types, to those who are connected', async () => {
  await offered('ci');
  expect((await offered('city/')).map((item) => item.replaceAll('"', ''))).toEqual(
    expect.arrayContaining(['city/deploy', 'city/my job', 'city/plain']),
  );
});
