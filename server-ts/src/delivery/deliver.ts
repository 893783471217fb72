// The news of one subject → its card in each channel: made once, edited in place when that tells something new, with its replies.
import { randomUUID } from 'node:crypto';
import type { ChannelId, PostId } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import type { Entry } from '../storage/index.ts';
import { heldUntil, type ChannelWork, type DeliveryPorts } from './channel-work.ts';
import type { Delivered, News, Target } from './news.ts';
import { reply } from './reply.ts';
import { createFillSlot, keyed, keyOfSlot } from './slot.ts';

/** Rejects when the server or the database did not take it; delivering the same news again then makes nothing twice. */
export type Deliver = (news: News) => Promise<Delivered>;

export function createDelivery(ports: DeliveryPorts): Deliver {
  const me = randomUUID();
  const fill = createFillSlot(ports, me);
  return async (news) => {
    const channels = news.destinations.map(({ channelId }) => channelId);
    const targets = new Map(channels.map((channel) => [channel, targetOf(news, channel)]));
    const workIn = (channel: ChannelId): ChannelWork => ({ ports, fill, news, target: targets.get(channel) });
    // Where a card is surely posted at once it is claimed by the statement that lays it down.
    const sure = channels.filter((channel) => speaksNow(workIn(channel)));
    const first = { by: me, now: ports.now(), channels: sure };
    const entries = await ports.ledger.open(news.subject, channels, news.settled, first);
    const byChannel = Map.groupBy(entries, ({ slot }) => slot.channel);
    if (news.view !== undefined) for (const channel of byChannel.keys()) ports.live.publish(channel, news.view);
    if (news.topic !== undefined) for (const channel of byChannel.keys()) ports.live.changed(channel, news.topic);
    // One channel's failure must not keep the others waiting.
    const shown = await Promise.allSettled([...byChannel].map(([channel, rows]) => show(workIn(channel), rows)));
    for (const each of shown) if (each.status === 'rejected') throw each.reason;
    const again = earliest(shown.map((each) => (each.status === 'fulfilled' ? each.value : undefined)));
    return again === undefined ? {} : { again };
  };
}

/** Whether a card that is not there yet is posted now. */
function speaksNow(work: ChannelWork): boolean {
  return work.target?.speak === true && heldUntil(work) === undefined;
}

/** Where several routes lead to one channel, speaking and the earliest hour win. */
function targetOf({ destinations }: News, channel: ChannelId): Target | undefined {
  const all = destinations.filter(({ channelId }) => channelId === channel);
  const [first] = all.filter(({ speak }) => speak).toSorted((left, right) => (left.holdUntil ?? 0) - (right.holdUntil ?? 0));
  return first ?? all[0];
}

/** The card, then its replies; answers when the subject must be shown again. */
async function show(work: ChannelWork, rows: readonly Entry[]): Promise<Instant | undefined> {
  const card = rows.find(({ slot }) => slot.reply === '');
  if (card === undefined) return undefined;
  const shown = await showCard(work, card);
  if (typeof shown !== 'object') return shown;
  return reply(work, { slot: card.slot, post: shown.post, fresh: card.post === undefined }, rows);
}

/** The post that shows it; undefined when there is none, or the time at which to try again. */
async function showCard(work: ChannelWork, card: Entry): Promise<{ readonly post: PostId } | Instant | undefined> {
  const { settled } = work.news;
  if (card.gone) {
    if (settled && !card.settled) await work.ports.ledger.note(card.slot, { settled });
    return undefined;
  }
  if (card.post !== undefined) return editCard(work, card, card.post);
  if (card.claim !== undefined || speaksNow(work)) return postCard(work, card);
  return work.target?.speak === true ? heldUntil(work) : undefined;
}

async function postCard(work: ChannelWork, card: Entry): Promise<{ readonly post: PostId } | Instant | undefined> {
  const { content, substance, settled } = work.news;
  const { channel } = card.slot;
  const filled = await work.fill(card, { place: { channel }, content, substance, settled });
  switch (filled.kind) {
    case 'posted':
      return filled.substance === substance ? filled : editCard(work, { ...card, substance: filled.substance }, filled.post);
    case 'later':
      return filled.at;
    case 'gone':
      return undefined;
    case 'refused':
      work.ports.troubled(channel, filled.problem);
      return undefined;
  }
}

async function editCard({ ports, news }: ChannelWork, card: Entry, post: PostId): Promise<{ readonly post: PostId } | undefined> {
  const { slot, substance: before = '', edits } = card;
  const settled = news.settled && !card.settled ? ({ settled: true } as const) : {};
  if (!ports.shouldEdit({ before, after: news.substance, edits })) {
    if (settled.settled) await ports.ledger.note(slot, settled);
    return { post };
  }
  const { kind, ...more } = await ports.posts.update(post, keyed(news.content, keyOfSlot(slot)));
  if (kind === 'gone') await ports.ledger.note(slot, { gone: true, ...settled });
  if (kind === 'updated') await ports.ledger.note(slot, { edited: news.substance, ...settled });
  if ('problem' in more) ports.troubled(slot.channel, more.problem);
  return kind === 'updated' ? { post } : undefined;
}

function earliest(times: readonly (Instant | undefined)[]): Instant | undefined {
  return times.filter((time) => time !== undefined).toSorted((left, right) => left - right)[0];
}
