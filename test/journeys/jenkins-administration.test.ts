// Looking after Jenkins from a channel: jobs are made, switched and deleted, plugins told, Jenkins restarted; by those who may.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Chat } from '../server/chat.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { openDesk, type JenkinsDesk } from '../server/jenkins-desk.ts';
import { developer } from '../stand-ins/jenkins/index.ts';

jest.setTimeout(60_000);

const xml = '<?xml version="1.1" encoding="UTF-8"?>\n<project><description>nightly</description></project>';
let server: TestServer;
let desk: JenkinsDesk;
let alice: Chat;
let bob: Chat;

beforeAll(async () => {
  server = await testServer();
  desk = await openDesk(server, `jenkins-care-${Date.now()}`, { people: { alice: ['Overall/Administer'], bob: developer }, speed: 500 });
  const { alice: first, bob: second } = desk.people;
  if (first === undefined || second === undefined) throw new Error('somebody is missing');
  [alice, bob] = [first, second];
  desk.jenkins.job('city/old api');
  for (const _ of [1, 2, 3]) await (await desk.jenkins.run('city/old api')).over;
});

afterAll(async () => await desk.close());

test('createjob asks, refuses what cannot be, and makes the job with its folders', async () => {
  await alice.type('/jenkins createjob');
  const dialog = await alice.dialog();
  expect(await alice.submit(dialog, { JobName: 'city?', ConfigXml: xml })).toMatchObject({
    errors: { JobName: expect.stringContaining('?') },
  });
  expect(await alice.submit(dialog, { JobName: 'a', ConfigXml: 'no xml' })).toMatchObject({ errors: { ConfigXml: expect.any(String) } });
  expect(await alice.submit(dialog, { JobName: 'city/night/my job', ConfigXml: xml })).not.toHaveProperty('errors');
  expect((await alice.reads(/created the job/)).private).toBe(false);
  expect(desk.jenkins.find('city/night/my job')).toBeDefined();
  await alice.type('/jenkins createjob "city/night/my job"');
  const again = await alice.dialog();
  expect(again.dialog.elements[0]).toMatchObject({ name: 'JobName', default: 'city/night/my job' });
  expect(await alice.submit(again, { JobName: 'city/night/my job', ConfigXml: xml })).toMatchObject({
    errors: { JobName: expect.stringContaining('already') },
  });
});

test('disable and enable are said to the channel; without the permission Jenkins’ reason is told', async () => {
  const job = desk.jenkins.find('city/old api');
  await alice.type('/jenkins disable "city/old api"');
  expect((await alice.reads(/disabled/)).private).toBe(false);
  expect(job?.disabled).toBe(true);
  await bob.type('/jenkins enable "city/old api"');
  const refused = await bob.reads(/CI_JENKINS_FORBIDDEN/);
  expect([refused.private, refused.text]).toEqual([true, expect.stringContaining('Job/Configure')]);
  await alice.type('/jenkins enable "city/old api"');
  await alice.reads(/enabled/);
  expect(job?.disabled).toBe(false);
});

test('delete tells what would be lost, and deletes after a question', async () => {
  await alice.type('/jenkins delete "city/old api"');
  const line = await alice.reads(/would be deleted/);
  expect([line.private, line.text]).toEqual([true, expect.stringContaining('3 builds')]);
  expect(desk.jenkins.find('city/old api')).toBeDefined();
  await alice.press(line, 'Delete for good');
  expect((await alice.reads(/deleted city\/old api/)).private).toBe(false);
  expect(desk.jenkins.find('city/old api')).toBeUndefined();
  await alice.type('/jenkins delete "city/old api"');
  await alice.reads(/CI_JENKINS_NO_JOB/);
});

test('plugins are a table in the channel, for who may see them', async () => {
  await alice.type('/jenkins plugins');
  expect((await alice.reads(/12 plugins/)).text).toMatch(/Credentials[^]*newer version/);
  await bob.type('/jenkins plugins');
  expect((await bob.reads(/CI_JENKINS_FORBIDDEN/)).private).toBe(true);
});

test('safe-restart asks, restarts, and tells when Jenkins is back', async () => {
  await bob.type('/jenkins safe-restart');
  await bob.press(await bob.reads(/Nothing runs now|restarts when/), 'Restart safely');
  expect((await bob.reads(/Overall\/|permission/)).private).toBe(true);
  await alice.type('/jenkins safe-restart');
  await alice.press(await alice.reads(/restarts when/), 'Restart safely');
  const told = await alice.reads(/lets .*Jenkins.* restart/);
  expect(told.private).toBe(false);
  await desk.jenkins.until(() => !desk.jenkins.controller.isDown && !desk.jenkins.controller.isQuietingDown);
  await alice.press(told, 'Is it back?');
  await alice.reads(/is back and takes builds/);
});
