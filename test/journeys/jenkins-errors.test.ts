// Whatever Jenkins answers instead of what was asked, the person reads one sentence, what to do, and no secret; nothing is posted.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Chat } from '../server/chat.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { openDesk, type JenkinsDesk } from '../server/jenkins-desk.ts';
import { developer, type Mood } from '../stand-ins/jenkins/index.ts';

jest.setTimeout(60_000);

let server: TestServer;
let desk: JenkinsDesk;
let alice: Chat;

beforeAll(async () => {
  server = await testServer();
  desk = await openDesk(server, `jenkins-moods-${Date.now()}`, { people: { alice: developer } });
  if (desk.people['alice'] === undefined) throw new Error('alice is not there');
  alice = desk.people['alice'];
  desk.jenkins.job('city/api');
  await (
    await desk.jenkins.run('city/api')
  ).over;
});

afterAll(async () => await desk.close());

const moods: readonly (readonly [Mood, RegExp])[] = [
  [{ kind: 'login-redirect' }, /sign-in page[^]*proxy[^]*CI_JENKINS_SIGN_IN/],
  [{ kind: 'login-page' }, /sign-in page[^]*CI_JENKINS_SIGN_IN/],
  [{ kind: 'starting' }, /starting just now[^]*minute[^]*CI_JENKINS_RESTARTING/],
  [{ kind: 'error-page', status: 500 }, /failed at this[^]*CI_JENKINS_FAILED/],
  [{ kind: 'error-page', status: 502 }, /not available[^]*CI_JENKINS_UNAVAILABLE/],
  [{ kind: 'broken-json' }, /cannot be read[^]*CI_JENKINS_BROKEN_ANSWER/],
  [{ kind: 'cut' }, /CI_HTTP_BROKEN|CI_JENKINS_BROKEN_ANSWER/],
  [{ kind: 'refuse' }, /CI_HTTP_BROKEN/],
  [{ kind: 'moved', to: 'https://ci.elsewhere.example/jenkins' }, /CI_JENKINS_SERVER_MOVED|CI_JENKINS_SIGN_IN|CI_JENKINS_MOVED/],
];

describe('in each mood', () => {
  test.each(moods)('%j is told', async (mood, words) => {
    const better = desk.jenkins.mood(mood);
    try {
      await alice.type('/jenkins get-log city/api');
      const line = await alice.reads(/CI_/);
      expect([line.private, line.text]).toEqual([true, expect.stringMatching(words)]);
      for (const token of desk.tokens) expect(line.text).not.toContain(token);
    } finally {
      better();
    }
  });
});

test('a token that was taken back is said, with the way to a new one', async () => {
  for (const token of desk.tokens) desk.jenkins.controller.people.all.get('alice')?.tokens.delete(token);
  await alice.type('/jenkins test-results city/api');
  const line = await alice.reads(/CI_JENKINS_UNAUTHORIZED/);
  expect(line.text).toContain('/jenkins connect');
  for (const token of desk.tokens) desk.jenkins.controller.people.all.get('alice')?.tokens.add(token);
});

test('a name that there is not is said with the nearest', async () => {
  await alice.type('/jenkins get-artifacts city/apo');
  expect((await alice.reads(/CI_JENKINS_NO_JOB/)).text).toContain('city/api');
});
