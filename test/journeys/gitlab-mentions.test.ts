// Who is known here is called by the name here on the cards of what they did, and nobody is called to the channel by it.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import * as z from 'zod';
import { pollUntil } from '../../build/embedded/poll.ts';
import type { CardPost } from '../server/channel.ts';
import { openGitLabDesk, type GitLabDesk } from '../server/gitlab-desk.ts';
import { testServer, type TestServer } from '../server/index.ts';

jest.setTimeout(90_000);

const project = 'mentions/api';
const memberSchema = z.looseObject({ mention_count: z.number(), msg_count: z.number() });
let server: TestServer;
let desk: GitLabDesk;

beforeAll(async () => {
  server = await testServer();
  desk = await openGitLabDesk(server, `gitlab-mentions-${Date.now()}`, { speed: 200, people: { alice: { mentions: 'developer' } } });
  const { gitlab, people } = desk;
  gitlab.person('zoe', { name: 'Zoe Zuse', roles: { mentions: 'developer' } });
  gitlab.project(project);
  await people['alice']?.type(`/ci subscribe gitlab ${project}`);
  await people['alice']?.reads(/subscribed/i);
});

afterAll(async () => await desk.close());

const verdictOf = (author: string): Promise<CardPost> =>
  pollUntil(
    `a card of ${author}`,
    async () => (await desk.channel.cards()).find((card) => JSON.stringify(card.props.ci_pipeline).includes(`"username":"${author}"`)),
    { limit: 30_000, every: 100 },
  );
const shown = (card: CardPost): string =>
  card.props.attachments
    .map(({ text }) => text)
    .join()
    .replaceAll('\u200B', '');

const pings = async (): Promise<number> => {
  const address = `/api/v4/channels/${desk.channel.id}/members/${server.as('alice').id}`;
  return memberSchema.parse(await server.as('alice').get(address)).mention_count;
};

test('the one who linked an account is called by the name here, the other as GitLab does; neither is pinged by a card', async () => {
  const before = await pings();
  for (const [author, outcome] of [
    ['alice', 'failed'],
    ['zoe', 'success'],
  ] as const) {
    const jobs = [{ name: 'unit', stage: 'test', seconds: 1, outcomes: [outcome] }];
    await desk.gitlab.runPipeline({ project, ref: 'main', message: 'Name them', author, jobs });
  }
  const [own, strange] = [await verdictOf('alice'), await verdictOf('zoe')];
  expect(shown(own)).toContain('by @alice');
  expect(own.props.ci_pipeline).toMatchObject({ triggeredBy: { mention: 'alice' } });
  expect(shown(strange)).toContain('by Zoe Zuse');
  expect(JSON.stringify(strange.props)).not.toContain('"mention":');
  expect(await pings()).toBe(before);
});

test('what the sidebar lists calls them the same', async () => {
  const listed = await server.as('alice').get(`/plugins/ci-command-center/api/v1/pipelines?channel_id=${desk.channel.id}`);
  expect(JSON.stringify(listed)).toContain('"mention":"alice"');
});
