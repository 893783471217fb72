// Jenkins, SonarQube and Artifactory send as they do, with their own proofs, and what they say stands where it belongs.
import { beforeAll, expect, jest, test } from '@jest/globals';
import { pollUntil } from '../../build/embedded/poll.ts';
import { openChannel, type ChannelPost, type TestChannel } from '../server/channel.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { pipelineNews, tell, untilTold } from '../server/news.ts';
import { sendFile, sendImage } from '../stand-ins/artifactory/send.ts';
import { tellCommit } from '../stand-ins/commit-story.ts';
import { sendNotification, sendOutbound, sendStep } from '../stand-ins/jenkins/send.ts';
import { sendGate } from '../stand-ins/sonarqube/send.ts';

jest.setTimeout(60_000);

let server: TestServer;
let builds: TestChannel;
let hooksUrl: string;
const counter = { id: 94_000_000 };

beforeAll(async () => {
  server = await testServer();
  builds = await openChannel(server, 'builds', 'alice');
  hooksUrl = `${server.url}/plugins/ci-command-center/webhooks`;
});

const to = (provider: string, secret = server.webhookSecret) => ({ hookUrl: `${hooksUrl}/${provider}`, secret });

function nextId(): number {
  counter.id += 1;
  return counter.id;
}

/** What the channel was told that names it, replies left out. */
async function postsAbout(text: string): Promise<ChannelPost[]> {
  return (await builds.posts()).filter(({ root_id, message, props }) => root_id === '' && (message + JSON.stringify(props)).includes(text));
}

test.each([true, false])('the story of a commit (passes: %s) stands on the card of its pipeline', async (passes) => {
  const id = nextId();
  const [project, sha] = [`senders/p${id}`, id.toString(16).padStart(40, 'd')];
  await tell(server, pipelineNews({ id, project, branch: 'main', status: passes ? 'success' : 'failed', sha }));
  await untilTold(server);
  const story = { project, branch: 'main', sha, message: 'Answer at once', number: id, passes };
  const answers = await tellCommit({ hooksUrl, secret: server.webhookSecret }, story);
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
  await untilTold(server);
  const [card, ...more] = await postsAbout(project);
  expect(more).toEqual([]);
  const text = JSON.stringify(card?.props.attachments).replace(/\u200B|\\/g, '');
  expect(text).toContain(`${project}-images #${id}`);
  expect(text).toContain('Sonar way');
  expect(text.includes(`1.4.${id}`)).toBe(passes);
});

test('a build without a pipeline has one card, however many of its phases are told', async () => {
  const number = nextId();
  const build = {
    job: `senders/alone-${number}`,
    number,
    branch: 'main',
    result: 'FAILURE',
    tests: { total: 3, failures: ['a.B.c'] },
  } as const;
  for (const phase of ['QUEUED', 'STARTED', 'COMPLETED', 'FINALIZED'] as const)
    expect(await sendNotification(to('jenkins'), phase, build)).toMatchObject({ status: 202 });
  expect(await sendOutbound(to('jenkins'), build)).toMatchObject({ status: 202 });
  await untilTold(server);
  const [card, ...more] = await postsAbout(build.job);
  expect(more).toEqual([]);
  expect(card?.message).toContain('failed');
  expect(JSON.stringify(card?.props)).toContain('a.B.c');
});

test('what is sent twice is known: by the task, by the phase, by the id', async () => {
  const number = nextId();
  const build = { job: `senders/twice-${number}`, number, startedAt: new Date(1_780_000_000_000) };
  const twice = [
    () => sendGate(to('sonarqube'), { key: `twice-${number}`, gate: 'OK', taskId: `task-${number}` }),
    () => sendNotification(to('jenkins'), 'STARTED', build),
    () => sendStep(to('jenkins'), { ...build, stages: [] }),
  ];
  for (const send of twice) {
    expect(await send()).toMatchObject({ status: 202 });
    expect(await send()).toMatchObject({ status: 200, text: expect.stringContaining('duplicate') });
  }
});

/** Another story may have sent so many wrong proofs from this address that further ones are slowed with 429 for a second. */
function unslowed<Answer extends { readonly status: number }>(send: () => Promise<Answer>): Promise<Answer> {
  const look = async (): Promise<Answer | undefined> => {
    const answer = await send();
    return answer.status === 429 ? undefined : answer;
  };
  return pollUntil('an answer that is not slowed', look, { limit: 20_000, every: 250 });
}

test('a wrong secret is refused, whatever form the proof has, and is not repeated in the answer', async () => {
  const wrong = [
    await unslowed(() => sendNotification(to('jenkins', 'wrong-secret'), 'STARTED', { job: 'a', number: 1 })),
    await unslowed(() => sendOutbound(to('jenkins', 'wrong-secret'), { job: 'a', number: 1 })),
    await unslowed(() => sendGate(to('sonarqube', 'wrong-secret'), { key: 'a', gate: 'OK' })),
    await unslowed(() => sendImage(to('artifactory', 'wrong-secret'), 'pushed', { image: 'a', tag: '1' })),
    await unslowed(() => sendFile(to('artifactory', 'wrong-secret'), 'deployed', { path: 'a/b.jar', signs: true })),
  ];
  expect(wrong.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
  for (const { text } of wrong) expect(text).not.toContain('wrong-secret');
});
