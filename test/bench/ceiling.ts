// The most that any plugin can reach on this machine, whatever it is written in: posts by one that does nothing but
// CreatePost, and deliveries taken by one that answers at once and forgets them. Above that is only Mattermost itself.
import { z } from 'zod';
import type { Bench } from './bench.ts';
import { contender, inTurn, lastSeen, sendAll, WIDTH, type Contender } from './deliveries.ts';
import { join } from './members.ts';
import type { Figure } from './statistics.ts';
import { flood, forgettingWay } from './ways.ts';

/** A bot that belongs to the channel: its posts cost the server less, which finds a member's rights in its caches. */
async function makeMember(bench: Bench): Promise<string> {
  const api = bench.server.users['admin']?.api;
  const { user_id } = z.object({ user_id: z.string() }).parse(await api?.post('/api/v4/bots', { username: 'member' }));
  await join(bench, user_id);
  return user_id;
}

export async function measureCeiling(bench: Bench): Promise<Figure[]> {
  const { channelId, sender, watcher } = bench;
  const [ours, ...others] = bench.ways;
  const member = await makeMember(bench);
  const posts = (name: string, author?: string): Contender => ({
    name,
    async measure(from, count) {
      const start = performance.now();
      await flood(sender, channelId, from, count, WIDTH, author);
      return { posted: (count / ((await lastSeen(ours, watcher, from, count)) - start)) * 1000 };
    },
  });
  const forgetting = forgettingWay(sender);
  const answers: Contender = {
    name: forgetting.name,
    async measure(from, count) {
      const start = performance.now();
      await sendAll(forgetting, from, count);
      return { accepted: (count / (performance.now() - start)) * 1000 };
    },
  };
  const floods = [posts('nothing but posts'), posts('nothing but posts by a bot of the channel', member)];
  const median = await inTurn([...floods, answers, ...others.map((way) => contender(way, watcher))], bench);
  return others.flatMap(({ name: beside }) => [
    ...floods.map(({ name }) => ({
      name: `posts seen, the most of any plugin: ${name}`,
      unit: '/s',
      ours: median(name, 'posted'),
      beside,
      other: median(beside, 'posted'),
    })),
    {
      name: `accepted deliveries, the most of any plugin: ${answers.name}`,
      unit: '/s',
      ours: median(answers.name, 'accepted'),
      beside,
      other: median(beside, 'accepted'),
    },
  ]);
}
