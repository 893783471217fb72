// What becomes of subscriptions when who made them leaves, or their channel is archived: they stay, and the channel is told.
//
// A subscription needs nobody's account: deliveries come by the connection's webhook. So it goes on when its maker leaves; the
// channel learns who left, what goes on and how to end it, once. An archived channel's subscriptions rest and go on afterwards.

import type { ChannelId } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import type { Log } from '../platform/log.ts';
import { escape } from '../rendering/escape.ts';
import { describeSubscription } from './describe.ts';
import type { Leaving, StoredSubscription, SubscriptionNotice } from './subscription.ts';

export interface StandingPorts {
  readonly subscriptions: {
    all(): Promise<readonly StoredSubscription[]>;
    byCreator(creatorId: string): Promise<readonly StoredSubscription[]>;
    inChannel(channel: ChannelId): Promise<readonly StoredSubscription[]>;
    forgetChannel(channel: ChannelId): Promise<void>;
    pause(channel: ChannelId, now: Instant): Promise<void>;
    resume(channel: ChannelId): Promise<void>;
    creatorLeft(creatorId: string, channel: ChannelId, how: Leaving, now: Instant): Promise<void>;
    creatorReturned(creatorId: string, channel: ChannelId): Promise<void>;
    takeNotices(): Promise<readonly SubscriptionNotice[]>;
    noticed(ids: readonly string[]): Promise<void>;
  };
  /** What became of a channel. */
  lookAt(channel: ChannelId): Promise<'open' | 'archived' | 'gone'>;
  /** Whether somebody is still in a channel. */
  presence(userId: string, channel: ChannelId): Promise<'present' | Leaving>;
  names(userIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  titleOf(provider: string): string;
  post(channel: ChannelId, message: string): Promise<unknown>;
  now(): Instant;
  readonly log: Log;
}

export interface Standing {
  /** Somebody left a channel or a team, or was deactivated. Never rejects. */
  personLeft(userId: string): Promise<void>;
  /** A channel was archived or taken out of the archive. Never rejects. */
  channelChanged(channel: ChannelId): Promise<void>;
  /** Looks at all of them, for what happened while nobody listened. For a schedule that runs once over all nodes. Never rejects. */
  review(): Promise<void>;
}

export function createStanding(ports: StandingPorts): Standing {
  const reviewThose = async (find: () => Promise<readonly StoredSubscription[]>): Promise<void> => {
    try {
      const found = await find();
      for (const channel of new Set(found.map(({ channelId }) => channelId))) {
        await reviewChannel(
          ports,
          channel,
          found.filter(({ channelId }) => channelId === channel),
        );
      }
      await announce(ports);
    } catch (error) {
      ports.log.warn('Subscriptions were not looked after; they will be at the next review', { reason: String(error) });
    }
  };
  return {
    personLeft: (userId) => reviewThose(() => ports.subscriptions.byCreator(userId)),
    channelChanged: (channel) => reviewThose(() => ports.subscriptions.inChannel(channel)),
    review: () => reviewThose(() => ports.subscriptions.all()),
  };
}

/** `found`: those of this channel that are looked at. */
async function reviewChannel(ports: StandingPorts, channel: ChannelId, found: readonly StoredSubscription[]): Promise<void> {
  const { subscriptions, now } = ports;
  const state = await ports.lookAt(channel);
  if (state === 'gone') return subscriptions.forgetChannel(channel);
  const paused = found.some(({ pausedAt }) => pausedAt !== undefined);
  if (state === 'archived') return paused ? undefined : subscriptions.pause(channel, now());
  if (paused) await subscriptions.resume(channel);
  for (const creatorId of new Set(found.map((each) => each.creatorId))) {
    const known = found.some((each) => each.creatorId === creatorId && each.creatorLeftAt !== undefined);
    const presence = await ports.presence(creatorId, channel);
    if (presence !== 'present') await subscriptions.creatorLeft(creatorId, channel, presence, now());
    else if (known) await subscriptions.creatorReturned(creatorId, channel);
  }
}

/** One post for all that a channel has to know of one kind and one person. A crash in between tells it twice rather than never. */
async function announce(ports: StandingPorts): Promise<void> {
  const groups = Map.groupBy(await ports.subscriptions.takeNotices(), ({ kind, subscription: { channelId, creatorId } }) =>
    kind === 'resumed' ? `${channelId} resumed` : `${channelId} ${kind} ${creatorId}`,
  );
  for (const notices of groups.values()) {
    // One channel that takes no post must not keep the others from theirs.
    await announceTo(ports, notices).catch((error: unknown) => {
      ports.log.warn('A channel could not be told of its subscriptions; it will be at a later review', { reason: String(error) });
    });
  }
}

async function announceTo(ports: StandingPorts, notices: readonly SubscriptionNotice[]): Promise<void> {
  const [first] = notices;
  if (first === undefined) return;
  const { channelId, creatorId } = first.subscription;
  const told = notices.map(({ subscription }) => subscription).sort((left, right) => left.number - right.number);
  await ports.post(channelId, await tell(first.kind, told, creatorId, ports));
  await ports.subscriptions.noticed(told.map(({ id }) => id));
}

async function tell(
  kind: SubscriptionNotice['kind'],
  subscriptions: readonly StoredSubscription[],
  creatorId: string,
  { names, titleOf }: StandingPorts,
): Promise<string> {
  const rows = subscriptions.map((each) => `- **${each.number}** ${describeSubscription(each, titleOf(each.provider))}`);
  if (kind === 'resumed') {
    const head = 'This channel was archived; its subscriptions rested and go on now. What happened meanwhile is not posted here.';
    return [head, ...rows, '`/ci unsubscribe <n>` ends one.'].join('\n');
  }
  const who = escape((await names([creatorId])).get(creatorId) ?? 'Somebody who is gone');
  const what = kind === 'left' ? 'has left it' : 'was deactivated';
  return [
    `${who}, who made these subscriptions of this channel, ${what}. They go on as before:`,
    ...rows,
    '`/ci unsubscribe <n>` ends one; `/ci subscribe` with the same project takes one over.',
  ].join('\n');
}
