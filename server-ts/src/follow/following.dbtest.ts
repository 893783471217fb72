import { afterEach, expect, test } from '@jest/globals';
import type { Followed } from '../ci/command.ts';
import { toChannelId } from '../ci/ids.ts';
import { until } from '../storage/scratch-database.ts';
import { builds, project, startFakeNodes, type FakeNodes } from './fake-nodes.ts';

let world: FakeNodes | undefined;
afterEach(async () => {
  await world?.stop();
  world = undefined;
});
const begin = async (count = 1, subscribed = false): Promise<FakeNodes> => (world = await startFakeNodes(count, subscribed));

const queued = (place: string): Followed => ({ project, run: { queued: place, reason: 'In the quiet period' }, why: 'started' });
const only = ({ chat }: FakeNodes): string => {
  const [card, ...others] = chat.cards();
  return others.length > 0 ? `${others.length} others` : (card?.message ?? 'none');
};

test('without webhooks one post goes from the queue over the start to the verdict, with few edits', async () => {
  const all = await begin();
  const { lab } = all;
  lab.queue.set('7', {});
  await all.node().start({ ...queued('7'), parameters: [{ name: 'VERSION', value: '1.2.3' }] });
  expect(only(all)).toContain('queued by alice');
  expect(JSON.stringify(all.chat.cards()[0]?.props)).toContain('VERSION = ');
  const [first] = all.chat.posts.keys();
  lab.queue.set('7', { run: '14' });
  lab.runs.set('14', { status: 'running', expectedDuration: 1 });
  await until(() => only(all).includes('build #14 started'));
  lab.runs.set('14', { status: 'failed', finishedAt: 5 });
  await until(() => only(all).includes('build #14 failed'));
  expect([...all.chat.posts.keys()]).toEqual([first]);
  expect(all.chat.cards()[0]?.edits).toBeLessThanOrEqual(3);
  await until(async () => (await all.query('select * from ci_command_center.follows where ended_at is null')).length === 0);
  const { looks } = lab;
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(lab.looks).toBe(looks);
}, 20_000);

test('a webhook that names the place in the queue makes the post the run’s card at once', async () => {
  const all = await begin(2, true);
  all.lab.queue.set('7', {});
  await all.node().start(queued('7'));
  all.lab.runs.set('14', { status: 'running' });
  await all.node(1).hear(all.lab.seen('14', { queued: '7' }));
  expect(only(all)).toContain('build #14 started');
  expect(all.chat.most).toBe(1);
});

test('a webhook that does not name it finds out first; a run that is another one has a card of its own', async () => {
  const all = await begin(2, true);
  const { lab, chat } = all;
  lab.queue.set('7', {});
  await all.node().start(queued('7'));
  lab.runs.set('13', { status: 'running' });
  await all.node(1).hear(lab.seen('13'));
  expect(chat.cards().map(({ message }) => message)).toEqual([expect.stringContaining('queued'), expect.stringContaining('#13')]);
  lab.queue.set('7', { run: '14' });
  lab.runs.set('14', { status: 'running' });
  await all.node(1).hear(lab.seen('14'));
  await until(() => chat.cards()[0]?.message.includes('#14 started') === true);
  expect(chat.most).toBe(2);
}, 15_000);

test('a webhook that comes before all else: one post remains', async () => {
  const all = await begin(2, true);
  const { lab } = all;
  lab.queue.set('7', { run: '14' });
  lab.runs.set('14', { status: 'running' });
  await all.node(1).hear(lab.seen('14'));
  await all.node().start(queued('7'));
  await until(() => all.chat.cards().length === 1);
  expect(only(all)).toContain('build #14 started');
  lab.runs.set('14', { status: 'success', finishedAt: 5 });
  await until(() => only(all).includes('passed'));
}, 15_000);

test('a webhook that comes before all else and names the place in the queue: there is one post all the time', async () => {
  const all = await begin(2, true);
  all.lab.runs.set('14', { status: 'running' });
  await all.node(1).hear(all.lab.seen('14', { queued: '7' }));
  await all.node().start(queued('7'));
  expect(only(all)).toContain('build #14 started');
  expect(all.chat.most).toBe(1);
});

test('while the CI system does not answer a card waits, then is posted all the same; afterwards one remains', async () => {
  const all = await begin(1, true);
  const { lab, chat } = all;
  lab.queue.set('7', { run: '14' });
  lab.runs.set('14', { status: 'running' });
  lab.down = true;
  await all.node().start(queued('7'));
  await all.node().hear(lab.seen('14'));
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(chat.most).toBe(1);
  await until(() => chat.most === 2, 10_000);
  lab.down = false;
  await until(() => chat.cards().length === 1, 40_000);
  expect(only(all)).toContain('#14');
}, 70_000);

test('a token that is not accepted any more is said at once, with the remedy; a new one goes on soon', async () => {
  const all = await begin();
  const { lab } = all;
  lab.queue.set('7', {});
  lab.stranger = true;
  await all.node().start(queued('7'));
  await until(() => JSON.stringify(all.chat.cards()).includes('/lab connect'), 5_000);
  // By itself it looks again in minutes, then.
  await until(async () => {
    await all.query(
      `update ci_command_center.follows set course = jsonb_set(course, '{failures}', '9') where (course->>'failures')::int < 9`,
    );
    return (await all.query(`select from ci_command_center.follows where (course->>'failures')::int > 9`)).length === 1;
  }, 40_000);
  lab.stranger = false;
  // In another channel.
  await all.node().following.hurry({ provider: 'lab', connection: 'default', channel: toChannelId('town'), userId: 'u1' });
  await until(() => !JSON.stringify(all.chat.cards()).includes('/lab connect'), 20_000);
  lab.queue.set('7', { run: '14' });
  lab.runs.set('14', { status: 'running' });
  await until(() => only(all).includes('#14 started'), 10_000);
}, 90_000);

test('cancelled in the queue: the post says so and nobody looks any more', async () => {
  const all = await begin();
  all.lab.queue.set('7', {});
  await all.node().start(queued('7'));
  all.lab.queue.set('7', { gone: 'alice cancelled it' });
  await until(() => only(all).includes('left the queue'));
  expect(JSON.stringify(all.chat.cards()[0]?.props)).toContain('alice cancelled it');
  await until(async () => (await all.query('select * from ci_command_center.follows where ended_at is null')).length === 0);
}, 15_000);

test('two commands for one place in the queue, on two nodes at once, are one post; one looks', async () => {
  const all = await begin(2);
  all.lab.queue.set('7', {});
  const started = await Promise.all([0, 1, 0, 1].map((at) => all.node(at).start(queued('7'))));
  expect(started.map(({ kind }) => kind).toSorted()).toEqual(['already', 'already', 'already', 'fresh']);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(all.chat.most).toBe(1);
  expect(all.lab.most).toBe(1);
}, 15_000);

test('what was stored and never shown, as the node died, is shown and followed by another one', async () => {
  const all = await begin(2);
  all.lab.queue.set('7', {});
  const { storage } = all.node();
  const id = '0190a0a0-0000-4000-8000-000000000001';
  await storage.tasks.add('follow', { id }, { key: `follow ${id}`, at: Date.now() + 300 });
  const about = { project, person: { userId: 'u1', username: 'alice' }, why: 'started' } as const;
  const course = { looks: 0, failures: 0, newsAt: Date.now() };
  await storage.follows.begin({
    id,
    provider: 'lab',
    connection: 'default',
    channel: builds,
    about,
    queued: '7',
    course,
    createdAt: Date.now(),
  });
  await until(() => only(all).includes('queued'));
  all.lab.queue.set('7', { run: '14' });
  all.lab.runs.set('14', { status: 'running' });
  await until(() => only(all).includes('#14 started'), 15_000);
  expect(all.chat.most).toBe(1);
}, 25_000);

test('a run that is watched is shown as it is; one that is over with its verdict; one that is gone says so', async () => {
  const all = await begin();
  const { lab } = all;
  lab.runs.set('9', { status: 'failed', finishedAt: 5 });
  const watched = (run: string): Followed => ({ project, run: { key: lab.seen(run).pipeline.key, number: run }, why: 'watched' });
  await all.node().start(watched('9'));
  await until(() => only(all).includes('#9 failed'));
  expect(await all.node().start(watched('9'))).toMatchObject({ kind: 'fresh' });
  lab.runs.set('10', { status: 'running' });
  await all.node().start(watched('10'));
  await until(() => all.chat.cards().at(-1)?.message.includes('#10 started') === true);
  lab.runs.delete('10');
  await until(() => JSON.stringify(all.chat.cards().at(-1)?.props).includes('It was deleted.'));
  expect(all.chat.most).toBe(2);
}, 20_000);

test('a job that was made again: its new #1 has a post of its own, the old card keeps its verdict, also when old news come late', async () => {
  const all = await begin(2, true);
  const { lab, chat } = all;
  const verdicts = () => chat.cards().map(({ message }) => /#1 (\w+)/.exec(message)?.[1] ?? message);
  const oldStart = Date.now() - 3_600_000;
  const old = { queued: '7', createdAt: oldStart };
  lab.runs.set('1', { status: 'running', ...old });
  await all.node(1).hear(lab.seen('1'));
  await all.node(1).hear(lab.seen('1', { status: 'failed', finishedAt: oldStart + 5 }));
  expect(verdicts()).toEqual(['failed']);

  lab.queue.set('9', { run: '1' });
  lab.runs.set('1', { status: 'running', queued: '9', createdAt: Date.now() });
  await all.node().start(queued('9'));
  await until(() => verdicts().join() === 'failed,started');
  await all.node(1).hear(lab.seen('1', { ...old, status: 'failed', finishedAt: oldStart + 5 }));
  await all.node(1).hear(lab.seen('1', { status: 'success', finishedAt: Date.now() }));
  await until(() => verdicts().join() === 'failed,passed');
  await all.node().hear(lab.seen('1', { ...old, status: 'running' }));
  expect([verdicts(), chat.most]).toEqual([['failed', 'passed'], 2]);
}, 20_000);

test('watching by its number follows the run that has it now; when that is made again, too, nobody is told of the wrong one', async () => {
  const all = await begin();
  const { lab } = all;
  const { key } = lab.seen('1').pipeline;
  await all.node().hear(lab.seen('1', { status: 'failed', queued: '7', createdAt: 5, finishedAt: 9 }));
  lab.runs.set('1', { status: 'running', queued: '9', createdAt: Date.now() });
  await all.node().start({ project, run: { key, number: '1', marks: { queued: '9' } }, why: 'watched' });
  await until(() => only(all).includes('#1 started'));
  lab.runs.set('1', { status: 'running', queued: '11', createdAt: Date.now() });
  await until(() => JSON.stringify(all.chat.cards()).includes('another run now'), 15_000);
  expect(only(all)).toContain('#1');
}, 30_000);
