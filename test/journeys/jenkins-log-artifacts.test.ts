// What a build left: its log, its files and its tests, told in the channel as users of the Go plugin know it.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { z } from 'zod';
import { openChannel } from '../server/channel.ts';
import type { Chat } from '../server/chat.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { openDesk, type JenkinsDesk } from '../server/jenkins-desk.ts';
import { developer } from '../stand-ins/jenkins/index.ts';

jest.setTimeout(60_000);

const picture = Uint8Array.from({ length: 3000 }, (_, index) => (index * 7) % 256);
const many = Array.from({ length: 60 }, (_, index) => `compiled file ${index}`);
const branch = 'city/api/feature%2Fstops';
let server: TestServer;
let desk: JenkinsDesk;
let alice: Chat;

beforeAll(async () => {
  server = await testServer();
  const channel = `jenkins-left-${Date.now()}`;
  desk = await openDesk(server, channel, { people: { alice: developer, bob: ['Overall/Read'] } });
  await openChannel(server, channel, 'carol');
  const { jenkins, people } = desk;
  if (people['alice'] === undefined) throw new Error('alice is not there');
  alice = people['alice'];
  jenkins.job(branch, {
    branch: true,
    script: ({ number }) => ({
      stages: [
        { name: 'build', log: ['compiling 214 files', ...many, `deploying with ${desk.tokens[0] ?? ''}`] },
        { name: 'test', log: ['@channel ``` 2 of 40 failed'], ...(number > 1 && { result: 'UNSTABLE' as const }) },
      ],
      artifacts: [
        { path: 'out/map.png', content: picture },
        { path: 'out/notes.txt', content: 'north' },
        { path: 'docs/notes.txt', content: 'south' },
      ],
      tests: [
        { className: 'city.Stops', name: 'finds', status: number > 1 ? 'REGRESSION' : 'PASSED', message: 'expected 2 departures' },
        { className: 'city.Stops', name: 'sorts', status: number > 1 ? 'FIXED' : 'FAILED' },
        { className: 'city.Stops', name: 'counts', status: 'FAILED', age: 12 },
      ],
    }),
  });
  jenkins.job('long way', {
    script: {
      stages: [
        { name: 'wait', log: ['so far so good'] },
        { name: 'on', hold: 'lunch' },
      ],
    },
  });
  for (const _ of [1, 2]) await (await jenkins.run(branch)).over;
});

afterAll(async () => await desk.close());

async function fileText(id: string): Promise<Buffer> {
  const response = await fetch(`${server.url}/api/v4/files/${id}`, {
    headers: { Authorization: `Bearer ${server.users['alice']?.token ?? ''}` },
  });
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

const target = z.object({ channel_id: z.string(), key: z.string(), title: z.string() });

async function readLog(who: string, key: string, channel = desk.channel.id): Promise<{ readonly status: number; readonly body: unknown }> {
  const query = new URLSearchParams({ channel_id: channel, key, start: '0' });
  const response = await fetch(`${server.url}/plugins/ci-command-center/api/v1/pipelines/log?${query}`, {
    headers: { Authorization: `Bearer ${server.users[who]?.token ?? ''}` },
  });
  return { status: response.status, body: await response.json() };
}

test('get-log tells the end in the channel, has all of it as a file, and opens the sidebar', async () => {
  await alice.type('/jenkins get-log city/api/feature/stops');
  const seen = await alice.reads(/Log of/);
  expect([seen.private, seen.files.length]).toEqual([false, 1]);
  expect(seen.text).toContain('compiled file 59');
  expect(seen.text).not.toContain('compiling 214 files');
  const file = (await fileText(seen.files[0] ?? '')).toString();
  expect(file).toContain('compiling 214 files');
  for (const each of [seen.text, file]) expect(each).not.toContain(desk.tokens[0]);
  await alice.press(seen, 'Open in the sidebar');
  const wanted = await alice.watch.until('the sidebar', ({ event, data }) =>
    event.endsWith('_log_wanted') ? target.parse(data) : undefined,
  );
  expect(wanted).toEqual({
    channel_id: desk.channel.id,
    key: `jenkins/default/${encodeURIComponent(branch)}/2`,
    title: 'city/api/feature/stops #2',
  });
});

test('the sidebar reads a build that no channel shows: as the account of who looks, and with nobody else’s', async () => {
  const key = `jenkins/default/${encodeURIComponent(branch)}/2`;
  const shown = await readLog('alice', key);
  expect([shown.status, shown.body]).toEqual([
    200,
    expect.objectContaining({ text: expect.stringContaining('compiling 214 files'), more: false }),
  ]);
  expect(JSON.stringify(shown.body)).not.toContain(desk.tokens[0]);
  // Jenkins hides the job from bob; carol is not connected; nobody reads there who is not in the channel.
  expect(await readLog('bob', key)).toMatchObject({ status: 502, body: { code: 'CI_JENKINS_NOT_FOUND' } });
  expect(await readLog('carol', key)).toMatchObject({ status: 403, body: { code: 'CI_ACCOUNT_MISSING' } });
  expect(await readLog('alice', key, 'x'.repeat(26))).toMatchObject({ status: 403, body: { code: 'CI_API_CHANNEL_FORBIDDEN' } });
  expect(await readLog('alice', 'jenkins/default/..%2F..%2Fsystem/1')).toMatchObject({
    status: 502,
    body: { code: 'CI_JENKINS_NOT_FOUND' },
  });
});

test('get-log of a number, of a running build, and of one that there is not', async () => {
  await alice.type('/jenkins get-log city/api/feature/stops 1');
  expect((await alice.reads(/Log of/)).text).toContain('#1');
  const { jenkins } = desk;
  const run = await jenkins.run('long way');
  await jenkins.held('long way', 'lunch');
  await alice.type('/jenkins get-log "long way"');
  const seen = await alice.reads(/Log of/);
  expect([seen.text, seen.buttons.map(({ name }) => name)]).toEqual([
    expect.stringMatching(/still runs[^]*so far so good/),
    ['Watch it live'],
  ]);
  run.release('lunch');
  await run.over;
  await alice.type('/jenkins get-log city/api/feature/stops 77');
  const missing = await alice.reads(/CI_JENKINS_NOT_FOUND/);
  expect([missing.private, missing.text]).toEqual([true, expect.stringContaining('77')]);
});

test('get-artifacts lists with sizes, and posts what is chosen, byte by byte', async () => {
  await alice.type('/jenkins get-artifacts city/api/feature/stops');
  const list = await alice.reads(/kept 3 files/);
  expect([list.private, list.text]).toEqual([true, expect.stringContaining('3.0 kB')]);
  await alice.press(list, 'Post all 3 here');
  const all = await alice.reads(/posted 3 files/);
  expect([all.private, all.files.length]).toEqual([false, 3]);
  const bytes = await Promise.all(all.files.map(fileText));
  expect(bytes.some((each) => each.equals(picture))).toBe(true);
  await alice.type('/jenkins get-artifacts city/api/feature/stops');
  const again = await alice.reads(/kept 3 files/);
  await alice.press(again, 'Post one here', 'docs/notes.txt');
  const one = await alice.reads(/posted 1 file/);
  expect((await fileText(one.files[0] ?? '')).toString()).toBe('south');
});

test('get-artifacts by patterns, by the form, and where there are none', async () => {
  await alice.type('/jenkins get-artifacts city/api/feature/stops 2 *.txt');
  expect((await alice.reads(/posted 2 files/)).files).toHaveLength(2);
  await alice.type('/jenkins get-artifacts city/api/feature/stops 2');
  await alice.press(await alice.reads(/kept 3 files/), 'Choose …');
  const dialog = await alice.dialog();
  expect(dialog.dialog.elements).toMatchObject([{ name: 'paths', type: 'select' }]);
  expect(await alice.submit(dialog, { paths: ['out/map.png', 'out/notes.txt'] })).not.toHaveProperty('errors');
  expect((await alice.reads(/posted 2 files/)).private).toBe(false);
  await alice.type('/jenkins get-artifacts "long way" 1');
  expect((await alice.reads(/kept no files/)).private).toBe(true);
});

test('test-results tells what is new first', async () => {
  await alice.type('/jenkins test-results city/api/feature/stops 2');
  const { text, private: alone } = await alice.reads(/Tests of/);
  expect(alone).toBe(false);
  expect(text).toMatch(
    /2 of 3 failed[^]*Newly failing[^]*city\.Stops\.finds[^]*expected 2 departures[^]*counts[^]*12 builds[^]*Fixed[^]*sorts/,
  );
  await alice.type('/jenkins test-results "long way"');
  await alice.reads(/no test results/);
});
