// What is said below a card, or beside it: each reply once, in order, only where the card was posted.
import { createHash } from 'node:crypto';
import { shortIdentity, type PostId } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import { canonicalJson } from '../ci/order.ts';
import { isHeard } from '../routing/hearing.ts';
import type { Entry, Slot } from '../storage/index.ts';
import { heldUntil, type ChannelWork } from './channel-work.ts';
import type { Reply, Target } from './news.ts';
import type { PostContent, PostPlace } from './ports.ts';
import { keyed, keyOfSlot } from './slot.ts';

interface Saying {
  readonly slot: Slot;
  readonly place: PostPlace;
  readonly reply: Reply;
}

export interface PostedCard {
  readonly slot: Slot;
  readonly post: PostId;
  /** It was made just now: what it says is news to the channel. */
  readonly fresh: boolean;
}

/** Answers when the subject must be shown again; what comes after a reply that waits waits, too. */
export async function reply(work: ChannelWork, card: PostedCard, rows: readonly Entry[]): Promise<Instant | undefined> {
  const { target } = work;
  if (target === undefined || work.news.replies.length === 0) return undefined;
  const known = new Map(rows.map((entry) => [entry.slot.reply, entry]));
  const heard = work.news.replies.filter(({ about }) => isHeard(target.hears, about));
  for (const saying of heard.flatMap((each) => sayingsOf(each, card, target))) {
    const entry = known.get(saying.slot.reply) ?? { slot: saying.slot, claims: 0, edits: 0, gone: false, settled: false };
    if (saying.reply.echo === true && card.fresh) await leaveOut(work, entry);
    const again = saying.reply.echo === true && card.fresh ? undefined : await say(work, saying, entry);
    if (again !== undefined) return again;
  }
  return undefined;
}

/** Where a reply is said: below the card, in the channel, or both. */
function sayingsOf(each: Reply, { slot, post }: PostedCard, target: Target): readonly Saying[] {
  const { channel } = slot;
  const key = shortIdentity(each.key);
  const below = { slot: { ...slot, reply: key }, place: { channel, root: post }, reply: each };
  const beside = { slot: { ...slot, reply: `${key}@channel` }, place: { channel }, reply: each };
  if (each.echo === true) return target.thread === 'broadcast' && !target.quiet ? [beside] : [];
  switch (target.thread) {
    case 'details':
      return [below];
    case 'flat':
      return [beside];
    case 'broadcast':
      return each.loud && !target.quiet ? [below, beside] : [below];
  }
}

/** The card itself said it: nobody says it again. */
async function leaveOut({ ports }: ChannelWork, { slot, claims }: Entry): Promise<void> {
  if (claims === 0 && (await ports.ledger.claim(slot, 'the card', claims, ports.now()))) await ports.ledger.note(slot, { gone: true });
}

async function say(work: ChannelWork, saying: Saying, entry: Entry): Promise<Instant | undefined> {
  if (entry.gone) return undefined;
  const substance = saying.reply.edit === true ? digest(saying.reply.content) : '';
  if (entry.post !== undefined) {
    if (entry.substance !== substance && saying.reply.edit === true) await edit(work, saying, entry.post, substance);
    return undefined;
  }
  const held = heldUntil(work);
  if (entry.claim === undefined && held !== undefined) return held;
  const { place, reply: told } = saying;
  const filled = await work.fill(entry, { place, content: told.content, substance, settled: false });
  if (filled.kind === 'refused') work.ports.troubled(place.channel, filled.problem);
  if (filled.kind === 'posted' && filled.substance !== substance) await edit(work, saying, filled.post, substance);
  return filled.kind === 'later' ? filled.at : undefined;
}

async function edit({ ports }: ChannelWork, { slot, reply: { content } }: Saying, post: PostId, substance: string): Promise<void> {
  const outcome = await ports.posts.update(post, keyed(content, keyOfSlot(slot)));
  if (outcome.kind === 'gone') await ports.ledger.note(slot, { gone: true });
  else if (outcome.kind === 'updated') await ports.ledger.note(slot, { edited: substance });
  else ports.troubled(slot.channel, outcome.problem);
}

/** Tells whether a reply says something else than before. */
function digest(content: PostContent): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex').slice(0, 16);
}
