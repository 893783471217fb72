// Tells one person what concerns them about one thing: one message while they have not read it, then the next one; each once.

import { createHash, randomUUID } from 'node:crypto';
import { toSubjectKey, type ChannelId, type PostId } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import { createFillSlot, keyed, keyOfSlot, type SlotPorts } from '../delivery/slot.ts';
import type { PostContent, Posts } from '../delivery/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { MOST_TAKEN, type Outcome, type PersonalTable, type StoredNews, type Topic, type TopicName } from './news.ts';
import { wants, type Preferences, type PreferencesTable } from './preferences.ts';

export interface Telling {
  readonly topic: Topic;
  /** Oldest first; each with its role. */
  readonly news: readonly StoredNews[];
  /** It is to say how such messages are switched off. */
  readonly introduces: boolean;
}

export interface TellPorts {
  readonly table: PersonalTable;
  readonly preferences: Pick<PreferencesTable, 'of' | 'introduced'>;
  readonly posts: Posts;
  /** False for bots, and for people who are deactivated or gone. */
  isActive(userId: string): Promise<boolean>;
  directChannel(userId: string): Promise<ChannelId>;
  /** Whether the person was in the channel since that post was made; undefined when the post is gone. */
  wasRead(userId: string, channel: ChannelId, post: PostId): Promise<boolean | undefined>;
  /** Rejects when it cannot be told now. */
  mayOpen(topic: Topic, news: StoredNews['news']): Promise<boolean>;
  draw(telling: Telling): Promise<PostContent>;
  /** Somebody else is at it: again then. */
  later(name: TopicName, at: Instant): Promise<void>;
  readonly now: Clock;
  readonly log: Log;
}

/** `last`: it is not tried again. Rejects when it is to be tried again. */
export type Tell = (name: TopicName, last: boolean) => Promise<void>;

/** Milliseconds. What is older is no news any more: deliveries may have waited for long. */
const OLD = 7 * 86_400_000;
/** An unread message takes up what happens for so long, and at most so much. */
const TAKES_UP = 3_600_000;
const MOST = 200;
const BUSY = 2_000;

export function createTell(ports: TellPorts): Tell {
  const me = randomUUID();
  return async (name, last) => {
    const taken = await ports.table.take(name);
    if (taken === undefined) return;
    if (taken === 'busy') return ports.later(name, ports.now() + BUSY);
    try {
      await tend(ports, me, taken.topic, taken.news, last);
      if (waitingOf(taken.news).length >= MOST_TAKEN) await ports.later(name, ports.now());
    } finally {
      await ports.table.release(name);
    }
  };
}

async function tend(ports: TellPorts, me: string, topic: Topic, news: readonly StoredNews[], last: boolean): Promise<void> {
  const waiting = waitingOf(news);
  const told = news.filter(({ outcome }) => outcome === 'told');
  const preferences = await ports.preferences.of(topic.userId, topic.provider);
  const judged = await judge(ports, topic, preferences, waiting, last);
  const fresh = judged.filter(({ outcome }) => outcome === 'told');
  if (fresh.length + told.length === 0) return settle(ports, topic, topic.episode, judged);
  const channel = await ports.directChannel(topic.userId);
  const next = fresh.length > 0 && !(await takesUp(ports, topic, told, channel)) ? nextOf(topic) : topic;
  if (next !== topic) await ports.table.begin(topic, next.episode);
  await settle(ports, topic, next.episode, judged);
  const all = [...(next === topic ? told : []), ...fresh];
  if (all.length > 0 && !next.gone) await show(ports, me, next, channel, all, preferences);
}

function waitingOf(news: readonly StoredNews[]): readonly StoredNews[] {
  return news.filter(({ outcome }) => outcome === undefined);
}

async function settle({ table }: TellPorts, topic: Topic, episode: number, judged: readonly Judged[]): Promise<void> {
  if (judged.length > 0) await table.settle(topic, episode, judged.map(outcomeOf));
}

type Judged = StoredNews & { readonly outcome: Outcome };

function outcomeOf({ identity, outcome, role }: Judged): { identity: string; outcome: Outcome; role?: number } {
  return { identity, outcome, ...(role !== undefined && { role }) };
}

async function judge(
  ports: TellPorts,
  topic: Topic,
  preferences: Preferences,
  waiting: readonly StoredNews[],
  last: boolean,
): Promise<readonly Judged[]> {
  if (waiting.length === 0) return [];
  const active = await ports.isActive(topic.userId);
  const isOpen = askingOnce(ports, topic, last);
  const judged: Judged[] = [];
  for (const each of waiting) {
    const role = each.roles.findIndex(({ kind }) => wants(preferences, kind));
    const isOld = ports.now() - (each.news.at ?? each.notedAt) > OLD;
    if (!active || role < 0 || isOld) judged.push({ ...each, outcome: active ? (role < 0 ? 'off' : 'old') : 'gone' });
    else judged.push((await isOpen(each)) ? { ...each, outcome: 'told', role } : { ...each, outcome: 'hidden' });
  }
  return judged;
}

/** A flood of news of one thing asks the CI system once. */
function askingOnce(ports: TellPorts, topic: Topic, last: boolean): (each: StoredNews) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>();
  return (each) => {
    const { thing, proven, member } = each.news;
    const question = JSON.stringify([thing.kind, thing.project.id, thing.number, thing.confidential, thing.title, proven, member]);
    const answer = known.get(question) ?? mayOpen(ports, topic, each, last);
    known.set(question, answer);
    return answer;
  };
}

/** What cannot be found out in the end is not told. */
async function mayOpen({ mayOpen: asks }: TellPorts, topic: Topic, { news }: StoredNews, last: boolean): Promise<boolean> {
  try {
    return await asks(topic, news);
  } catch (error) {
    if (last) return false;
    throw error;
  }
}

/** Whether the present message takes up more: it is not made yet, or was not read. */
async function takesUp(ports: TellPorts, topic: Topic, told: readonly StoredNews[], channel: ChannelId): Promise<boolean> {
  const { post, postedAt = 0, gone, userId } = topic;
  if (gone) return false;
  if (post === undefined) return true;
  if (told.length >= MOST || ports.now() - postedAt > TAKES_UP) return false;
  return (await ports.wasRead(userId, channel, post)) === false;
}

function nextOf({ post: _post, postedAt: _at, claim: _claim, substance: _substance, ...topic }: Topic): Topic {
  return { ...topic, episode: topic.episode + 1, claims: 0, introduces: false, gone: false };
}

async function show(
  ports: TellPorts,
  me: string,
  topic: Topic,
  channel: ChannelId,
  news: readonly StoredNews[],
  { introducedAt }: Preferences,
): Promise<void> {
  const introduces = topic.introduces || (introducedAt === undefined && topic.post === undefined);
  const content = await ports.draw({ topic, news, introduces });
  const substance = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
  const slot = slotOf(topic, channel);
  if (topic.post !== undefined) return edit(ports, topic, topic.post, { content, substance, key: keyOfSlot(slot) });
  if (introduces && !topic.introduces) await ports.table.change(topic, topic.episode, { introduces: true });
  const fill = createFillSlot({ ledger: ledgerOf(ports.table, topic), posts: ports.posts, now: ports.now }, me);
  const entry = {
    slot,
    claims: topic.claims,
    edits: 0,
    gone: false,
    settled: false,
    ...(topic.claim !== undefined && { claim: topic.claim }),
  };
  const filled = await fill(entry, { place: { channel }, content, substance, settled: false });
  if (filled.kind === 'later') return ports.later(topic, filled.at);
  if (filled.kind === 'refused')
    return ports.log.warn('A person could not be told', { userId: topic.userId, reason: filled.problem.message });
  if (filled.kind !== 'posted') return;
  if (introduces) await ports.preferences.introduced(topic.userId, topic.provider, ports.now());
  if (filled.substance !== substance) await edit(ports, topic, filled.post, { content, substance, key: keyOfSlot(slot) });
}

interface Edit {
  readonly content: PostContent;
  readonly substance: string;
  readonly key: string;
}

async function edit(ports: TellPorts, topic: Topic, post: PostId, { content, substance, key }: Edit): Promise<void> {
  if (topic.substance === substance) return;
  const outcome = await ports.posts.update(post, keyed(content, key));
  if (outcome.kind === 'updated') await ports.table.change(topic, topic.episode, { substance });
  if (outcome.kind === 'gone') await ports.table.change(topic, topic.episode, { gone: true });
}

function slotOf({ userId, topic, episode }: Topic, channel: ChannelId) {
  return { subject: toSubjectKey(`personal/${userId}/${topic}`), channel, episode, reply: '' };
}

/** Claims and posts of topics, as filling a place wants them. */
function ledgerOf(table: PersonalTable, name: TopicName): SlotPorts['ledger'] {
  return {
    claim: ({ episode }, by, claims, now) => table.claim(name, episode, by, claims, now),
    posted: ({ episode }, claims, post, substance) => table.posted(name, episode, claims, post, substance),
    note: ({ episode }, { gone, unclaimed }) => table.change(name, episode, { ...(gone && { gone }), ...(unclaimed && { unclaimed }) }),
    async find(slot) {
      const topic = await table.find(name);
      if (topic === undefined) return undefined;
      const { claims, gone, post, claim } = topic;
      return { slot, claims, gone, edits: 0, settled: false, ...(post !== undefined && { post }), ...(claim !== undefined && { claim }) };
    },
  };
}
