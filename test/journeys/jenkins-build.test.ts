// /jenkins build, abort, and Rebuild on the real server: names as people type them, parameters by form and by KEY=value, one post to the verdict.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { pollUntil } from '../../build/embedded/poll.ts';
import type { Chat, Seen } from '../server/chat.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { openDesk, type JenkinsDesk } from '../server/jenkins-desk.ts';
import { developer } from '../stand-ins/jenkins/index.ts';

jest.setTimeout(90_000);

const secret = 'made-up-pin-4711';
let server: TestServer;
let desk: JenkinsDesk;
let alice: Chat;
let bob: Chat;
/** Card of the second build of city/ship. */
let second: Seen | undefined;

beforeAll(async () => {
  server = await testServer();
  desk = await openDesk(server, `jenkins-build-${Date.now()}`, {
    people: { alice: developer, bob: ['Overall/Read', 'Job/Read'] },
    speed: 200,
  });
  const { alice: first, bob: other } = desk.people;
  if (first === undefined || other === undefined) throw new Error('somebody is missing');
  [alice, bob] = [first, other];
  const { jenkins } = desk;
  jenkins.job('city/search/feature%2Ffind stops', { branch: true });
  jenkins.job('city/search/main', { branch: true });
  jenkins.job('city/long', { script: { stages: [{ name: 'build', hold: 'working' }] } });
  jenkins.job('city/off', { disabled: true });
  jenkins.job('city/ship', {
    parameters: [
      { kind: 'string', name: 'VERSION', description: 'What to ship' },
      { kind: 'choice', name: 'REGION', choices: ['eu', 'us'], value: 'eu' },
      { kind: 'boolean', name: 'DRY', value: true },
      { kind: 'text', name: 'NOTES', value: 'none' },
      { kind: 'password', name: 'PIN' },
    ],
  });
});

afterAll(async () => await desk.close());

const cardButton = (line: Seen, name: string): boolean => line.buttons.some((button) => button.name === name);

const values = (job: string): Readonly<Record<string, string>> =>
  Object.fromEntries(desk.jenkins.build(job)?.values.map(({ definition, value }) => [definition.name, value]) ?? []);

test('a branch with spaces and a slash, typed as people read it, is built and told in one post', async () => {
  await alice.type('/jenkins build “city/search/feature/find stops”');
  const card = await alice.reads(/city\/search.*(queued|#1)/s);
  const over = await alice.reads(/#1 passed/);
  expect(over.id).toBe(card.id);
  expect(cardButton(over, 'Rebuild')).toBe(true);
  expect(desk.jenkins.build('city/search/feature%2Ffind stops')?.causes).toMatchObject([{ kind: 'person', name: 'alice' }]);
});

test('its address will do; a folder offers what is in it; a name that is nearly right is answered with the nearest', async () => {
  await alice.type(`/jenkins build ${desk.jenkins.url}/job/city/job/search/job/main/`);
  await alice.reads(/main.*#1 passed/s);
  await alice.type('/jenkins build city/search');
  const folder = await alice.reads(/Which one/);
  expect(folder.private).toBe(true);
  await alice.press(folder, 'Build …', 'city/search/main');
  await alice.reads(/main.*#2 passed/s);
  await alice.type('/jenkins build city/shpi VERSION=1');
  expect((await alice.reads(/no job/)).text).toMatch(/city\/ship/);
});

test('parameters are asked for in a form with their kinds, defaults and choices; what is filled in is built', async () => {
  await alice.type('/jenkins build city/ship');
  const dialog = await alice.dialog();
  expect(dialog.dialog.elements).toMatchObject([
    { name: 'VERSION', type: 'text' },
    { name: 'REGION', type: 'select', default: 'eu' },
    { name: 'DRY', type: 'bool', default: 'true' },
    { name: 'NOTES', type: 'textarea', default: 'none' },
    { name: 'PIN', type: 'text', subtype: 'password' },
  ]);
  const filled = { VERSION: '1.2', REGION: 'us', DRY: false, NOTES: 'a\nb', PIN: secret };
  expect(await alice.submit(dialog, { ...filled, REGION: 'uk' })).toMatchObject({ errors: { REGION: expect.stringContaining('eu, us') } });
  expect(await alice.submit(dialog, filled)).not.toHaveProperty('errors');
  await alice.reads(/ship.*#1 passed/s);
  expect(values('city/ship')).toEqual({ ...filled, DRY: 'false' });
  expect(JSON.stringify(await desk.channel.posts())).not.toContain(secret);
});

test('KEY=value needs no form; a wrong name or value is said with what there is', async () => {
  await alice.type('/jenkins build city/ship VERSION="2 beta" region=us PIN=made-up-other --defaults');
  second = await alice.reads(/ship.*#2 passed/s);
  expect(values('city/ship')).toMatchObject({ VERSION: '2 beta', REGION: 'us', DRY: 'true', NOTES: 'none' });
  await alice.type('/jenkins build city/ship VERSOIN=2');
  await alice.reads(/Did you mean VERSION/);
  await alice.type('/jenkins build city/ship VERSION=2 REGION=uk');
  await alice.reads(/eu, us/);
  expect(desk.jenkins.build('city/ship')?.number).toBe(2);
});

test('Rebuild asks for the secret that Jenkins tells nobody, with the other values in place', async () => {
  if (second === undefined) throw new Error('its card is not there');
  await alice.press(second, 'Rebuild');
  const dialog = await alice.dialog();
  expect(dialog.dialog.elements[0]).toMatchObject({ name: 'VERSION', default: '2 beta' });
  await alice.submit(dialog, { VERSION: '3', REGION: 'us', DRY: true, NOTES: 'none', PIN: secret });
  await alice.reads(/ship.*#3 passed/s);
});

test('who may not build, and a job that is switched off, are told why', async () => {
  await bob.type('/jenkins build city/long');
  await bob.reads(/bob is missing the Job\/Build permission/);
  await alice.type('/jenkins build city/off');
  await alice.reads(/disabled/);
});

test('abort stops the last that runs; on the card it asks first, and the queue is left by its button', async () => {
  await alice.type('/jenkins build city/long');
  await desk.jenkins.held('city/long', 'working');
  await alice.type('/jenkins build city/long');
  await pollUntil('it waits', async () => desk.jenkins.controller.queue.waiting()[0], { limit: 10_000, every: 50 });
  await alice.type('/jenkins queue');
  const queue = await alice.reads(/in progress/);
  await alice.press(queue, 'Take out …', String(desk.jenkins.controller.queue.waiting()[0]?.id));
  await alice.reads(/out of the queue/);
  expect(desk.jenkins.controller.queue.waiting()).toEqual([]);
  await alice.type('/jenkins watch city/long');
  await alice.type('/jenkins abort city/long');
  expect((await alice.reads(/aborts .*city\/long.*#1/)).private).toBe(false);
  await pollUntil('it is over', async () => desk.jenkins.build('city/long', 1)?.finishedAt, { limit: 10_000, every: 50 });
  await alice.type('/jenkins abort city/long');
  await alice.reads(/No build of city\/long runs/);
  await alice.type('/jenkins abort city/long 1');
  await alice.reads(/over already/);
});
