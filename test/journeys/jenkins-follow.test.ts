// A build that is started from chat has one post, from the queue to the verdict, whoever tells of it and whatever dies meanwhile.
import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { untilWell } from '../../build/embedded/plugin.ts';
import { pollUntil } from '../../build/embedded/poll.ts';
import type { CardPost } from '../server/channel.ts';
import type { Chat } from '../server/chat.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { openDesk, type JenkinsDesk } from '../server/jenkins-desk.ts';
import { developer } from '../stand-ins/jenkins/index.ts';

jest.setTimeout(90_000);

let server: TestServer;
let desk: JenkinsDesk;
let alice: Chat;
let before: ReadonlySet<string>;

beforeAll(async () => {
  server = await testServer();
  desk = await openDesk(server, `jenkins-follow-${Date.now()}`, { people: { alice: developer } });
  const { jenkins, people } = desk;
  if (people['alice'] === undefined) throw new Error('alice is not there');
  alice = people['alice'];
  for (const name of ['quiet', 'told', 'killed', 'early', 'paused', 'gone', 'locked']) {
    jenkins.job(`city/${name}`, {
      // Two seconds of ours.
      quietSeconds: 200,
      script: {
        stages: [
          { name: 'build', log: ['compiling'] },
          { name: 'test', hold: 'lunch', log: ['2 of 40 failed', 'error: expected 2 departures'], result: 'FAILURE' },
        ],
        tests: [{ className: 'city.Stops', name: 'finds', status: 'REGRESSION', message: 'expected 2 departures' }],
      },
    });
  }
  jenkins.job('city/asked', {
    script: {
      stages: [
        { name: 'ship', input: { message: 'Ship it?', ok: 'Ship' } },
        { name: 'on', hold: 'ship' },
      ],
    },
  });
});

beforeEach(async () => {
  desk.jenkins.hooks.tellTo(undefined);
  before = new Set((await desk.channel.cards()).map(({ id }) => id));
});

afterAll(async () => await desk.close());

const cards = async (): Promise<readonly CardPost[]> => (await desk.channel.cards()).filter(({ id }) => !before.has(id));

/** The posts of a job's first builds and what each says of its own. */
const verdicts = async () => (await cards()).map(({ id, message }) => [id, /#1 (\w+)/.exec(message)?.[1]]);

/** The one card there is since the test began, once its message fits. */
async function card(text: RegExp, limit = 40_000): Promise<CardPost> {
  const message = async (): Promise<CardPost | undefined> => {
    const all = await cards();
    expect(all.length).toBeLessThanOrEqual(1);
    return all.find((each) => text.test(each.message));
  };
  return pollUntil(`a card like ${text}`, message, { limit, every: 100 });
}

async function release(job: string): Promise<void> {
  (await desk.jenkins.held(job, 'lunch')).release('lunch');
}

const locked = (post: CardPost): boolean => /not accept[^]*\/jenkins connect/.test(JSON.stringify(post.props.attachments));

async function kill(): Promise<void> {
  const pid = await server.pluginPid();
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
  await server.restartPlugin();
}

const toldHere = () => ({ hookUrl: `${server.url}/plugins/ci-command-center/webhooks/jenkins`, secret: server.webhookSecret });

test('nobody tells: the queue, the start and the verdict with what failed are one post', async () => {
  await alice.type('/jenkins build city/quiet');
  const queued = await card(/queued by alice/);
  expect(queued.props.attachments[0]?.text).toContain('quiet period');
  const started = await card(/#1 started/);
  await release('city/quiet');
  const over = await card(/#1 failed/);
  expect(new Set([queued, started, over].map(({ id }) => id)).size).toBe(1);
  expect(over.props.attachments[0]?.text).toContain('test');
  await alice.reads(/expected 2 departures/);
});

test('webhooks tell, before we look: still one post', async () => {
  desk.jenkins.hooks.tellTo({ ...toldHere(), kinds: ['notification', 'step'] });
  await alice.type('/ci subscribe jenkins city/told --notify live');
  await alice.type('/jenkins build city/told');
  const queued = await card(/queued by alice/);
  const started = await card(/#1 started/);
  await release('city/told');
  const over = await card(/#1 failed/);
  expect([started.id, over.id]).toEqual([queued.id, queued.id]);
  await desk.jenkins.hooks.settled();
  expect(desk.jenkins.hooks.deliveries.every(({ status }) => status === 202)).toBe(true);
});

test('the plugin is killed in the queue and while it runs: it comes back to the same post', async () => {
  await alice.type('/jenkins build city/killed');
  const queued = await card(/queued by alice/);
  await kill();
  const started = await card(/#1 started/);
  await kill();
  await release('city/killed');
  const over = await card(/#1 failed/);
  expect([started.id, over.id]).toEqual([queued.id, queued.id]);
});

test('a token that Jenkins does not accept any more: the post says so, and goes on when there is another', async () => {
  await alice.type('/jenkins build city/locked');
  const started = await card(/#1 started/);
  desk.jenkins.revoke('alice');
  const is = (wanted: boolean) => async () => (locked(await card(/#1 started/)) === wanted ? true : undefined);
  await pollUntil('the post says what is wrong', is(true), { limit: 20_000, every: 100 });
  await alice.type(`/jenkins connect alice ${desk.jenkins.person('alice', { permissions: developer })}`);
  await alice.reads(/connected/i);
  await pollUntil('it says so no longer', is(false), { limit: 10_000, every: 100 });
  await release('city/locked');
  expect((await card(/#1 failed/)).id).toBe(started.id);
});

test('the plugin is stopped in the middle of a command: who waits is told', async () => {
  const back = desk.jenkins.mood({ kind: 'slow', milliseconds: 20_000 });
  try {
    await alice.type('/jenkins plugins');
    const working = await alice.reads(/Working on it/);
    const [stopped] = await Promise.all([alice.reads(/CI_STOPPED/, 15_000), server.restartPlugin()]);
    expect([stopped.id, stopped.private]).toEqual([working.id, true]);
  } finally {
    back();
  }
  // It is active before it has its tables; the next story types at once.
  await untilWell(server.url);
});

test('two commands at once are one place in the queue and one post', async () => {
  await Promise.all([alice.type('/jenkins build city/early'), alice.type('/jenkins build city/early')]);
  const queued = await card(/queued by alice|#1 started/);
  await release('city/early');
  expect((await card(/#1 failed/)).id).toBe(queued.id);
});

test('taken out of the queue: the post says so', async () => {
  await alice.type('/jenkins build city/paused');
  await card(/queued by alice/);
  for (const item of desk.jenkins.controller.queue.waiting()) desk.jenkins.controller.queue.cancel(item);
  const gone = await card(/left the queue/);
  expect(gone.props.attachments[0]?.text).toContain('taken out of the queue');
});

test('taken out of the queue by the button below it', async () => {
  await alice.type('/jenkins build city/gone');
  await alice.press(await alice.reads(/queued by alice/), 'Take it out of the queue');
  const gone = await card(/left the queue/, 6_000);
  expect(gone.props.attachments[0]?.text).toContain('taken out of the queue');
});

test('a question waits on the card, and is gone once somebody answered', async () => {
  await alice.type('/jenkins build city/asked');
  const waiting = await card(/waits/);
  expect(JSON.stringify(waiting.props)).toContain('Ship it?');
  const build = desk.jenkins.build('city/asked');
  build?.inputs[0]?.settle({ proceed: true, by: undefined, values: new Map() });
  await desk.jenkins.held('city/asked', 'ship');
  await alice.watch.until('the card goes on', ({ event, data }) => {
    if (event !== 'custom_ci-command-center_pipeline_changed') return undefined;
    const view = String(data['pipeline']);
    return view.includes('asked') && view.includes('"status":"running"') && !view.includes('Ship it?') && view.includes('"name":"on"')
      ? true
      : undefined;
  });
  build?.release('ship');
  expect((await card(/#1 passed/)).id).toBe(waiting.id);
});

test('a job that is deleted and made again counts from 1: the new #1 has a post of its own, and the old one keeps its verdict', async () => {
  const make = (result: 'FAILURE' | 'SUCCESS') =>
    desk.jenkins.job('city/again', { script: { stages: [{ name: 'build', hold: 'building', result }] } });
  const settled = async (wanted: string) => {
    const is = async () => {
      const all = await verdicts();
      return all
        .map(([, word]) => word)
        .toSorted()
        .join() === wanted
        ? all
        : undefined;
    };
    return pollUntil(`cards: ${wanted}`, is, { limit: 30_000, every: 100 });
  };
  desk.jenkins.hooks.tellTo({ ...toldHere(), kinds: ['notification', 'step'] });
  await alice.type('/ci subscribe jenkins city/again --notify live');
  const first = make('FAILURE');
  await alice.type('/jenkins build city/again');
  (await desk.jenkins.held('city/again', 'building')).release('building');
  const [old] = await settled('failed');
  await desk.jenkins.hooks.settled();

  first.parent.items.delete(first.name);
  make('SUCCESS');
  await alice.type('/jenkins build city/again');
  const build = await desk.jenkins.held('city/again', 'building');
  expect(build.number).toBe(1);
  const running = await settled('failed,started');
  expect(running.find(([, word]) => word === 'failed')).toEqual(old);
  await alice.type('/jenkins watch city/again 1');
  build.release('building');
  const over = await settled('failed,passed');
  expect(new Set(over.map(([id]) => id))).toEqual(new Set(running.map(([id]) => id)));
  await desk.jenkins.hooks.settled();
  expect(await verdicts()).toHaveLength(2);
});
