// Events of one commit meet on one card, whatever order they come in.
import { beforeAll, expect, jest, test } from '@jest/globals';
import { openChannel, type CardPost, type TestChannel } from '../server/channel.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { deploymentNews, gateNews, pipelineNews, tell, untilTold, buildNews } from '../server/news.ts';

jest.setTimeout(60_000);

let server: TestServer;
let builds: TestChannel;
let alerts: TestChannel;
const counter = { id: 93_000_000 + (Date.now() % 900_000) };

beforeAll(async () => {
  server = await testServer();
  builds = await openChannel(server, 'builds', 'alice');
  alerts = await openChannel(server, 'alerts', 'alice');
});

interface Commit {
  readonly id: number;
  readonly sha: string;
  readonly project: string;
}

const nextCommit = (): Commit => {
  const id = (counter.id += 1);
  return { id, sha: id.toString(16).padStart(40, 'c'), project: `joining/p${id}` };
};

const textOf = (card: CardPost): string => card.message + JSON.stringify(card.props);

/** All that the channel's cards say of that commit. */
async function cardsOf({ project, sha }: Commit): Promise<CardPost[]> {
  return (await builds.cards()).filter((card) => textOf(card).includes(project) || textOf(card).includes(sha));
}

type Step = (commit: Commit) => Promise<void>;

const steps: Readonly<Record<string, Step>> = {
  pipeline: ({ id, sha, project }) => tell(server, pipelineNews({ id, project, branch: 'main', status: 'success', sha })),
  gate: ({ id, sha, project }) => tell(server, gateNews(sha, project, `join-${id}`), 'sonarqube'),
  build: ({ id, sha }) => tell(server, buildNews({ job: `join-${id}`, number: 7, sha, status: 'SUCCESS' }), 'jenkins'),
  deployment: ({ id, sha, project }) => tell(server, deploymentNews({ id, sha, project, environment: 'production', status: 'success' })),
};

const orders = [
  ['pipeline', 'gate', 'build', 'deployment'],
  ['pipeline', 'deployment', 'build', 'gate'],
  ['pipeline', 'build', 'gate', 'deployment'],
] as const;

test.each(orders)('after its pipeline, the news of a commit stand on its card (%s, %s, %s, %s)', async (...order) => {
  const commit = nextCommit();
  for (const step of order) {
    await steps[step]?.(commit);
    await untilTold(server);
  }
  const cards = await cardsOf(commit);
  expect(cards).toHaveLength(1);
  const [card] = cards;
  const text = card === undefined ? '' : textOf(card);
  expect(text).toMatch(/gate/i);
  expect(text).toContain(`join-${commit.id}`);
  expect(text).toContain('production');
});

test('a gate that came before its pipeline is found when the pipeline comes', async () => {
  const commit = nextCommit();
  await steps['gate']?.(commit);
  await untilTold(server);
  await steps['pipeline']?.(commit);
  await untilTold(server);
  const [card, ...more] = await cardsOf(commit);
  expect(more).toEqual([]);
  expect(card && textOf(card)).toMatch(/gate/i);
  const said = (await alerts.posts()).filter((post) => (post.message + JSON.stringify(post.props)).includes(commit.project));
  expect(said).toHaveLength(1);
});

test('a child pipeline shows on its parent’s card and has none of its own', async () => {
  const parent = nextCommit();
  const child = { ...nextCommit(), project: parent.project };
  await steps['pipeline']?.(parent);
  await tell(server, pipelineNews({ ...child, branch: 'main', status: 'failed', parent: parent.id }));
  await untilTold(server);
  const cards = await cardsOf(parent);
  expect(cards.map(({ props }) => props.ci_pipeline.number)).toEqual([String(parent.id)]);
  expect(cards[0] && textOf(cards[0])).toContain(String(child.id));
});
