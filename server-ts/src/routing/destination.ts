// Where a subject is shown, how, and why: what routing answers.

import type { ChannelId } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import { uniteHearings, type Hearing } from './hearing.ts';
import type { Room, ThreadPolicy } from './rules.ts';

export interface Destination {
  readonly room: Room;
  /** A room without a card of this subject gets one now. Rooms that have one get it updated, whatever this says. */
  readonly speak: boolean;
  /** Worth knowing, but nobody has to look up for it. */
  readonly quiet: boolean;
  readonly thread: ThreadPolicy;
  /** Only where `speak`: it is quiet now, so nothing new is posted before then; ask again at that time. */
  readonly holdUntil?: Instant;
  /** Channels that do not want to hear of it: should the room be one of them, it does not speak. */
  readonly mutedIn: readonly ChannelId[];
  /** What of its thread; undefined: all that nobody has to ask for. */
  readonly hears?: Hearing;
  /** For people: which rules led here, and what keeps it from speaking. */
  readonly why: string;
}

/** A destination whose channel is known. */
export interface ChannelDestination extends Omit<Destination, 'room' | 'mutedIn'> {
  readonly channelId: ChannelId;
}

export interface FoundDestination {
  readonly destination: Destination;
  readonly channelId: ChannelId;
}

/** One destination a channel: what it hears of in two ways is said once; what it muted is not. */
export function perChannel(found: readonly FoundDestination[]): readonly ChannelDestination[] {
  const byChannel = new Map<ChannelId, ChannelDestination>();
  for (const { destination, channelId } of found) {
    const { room: _room, mutedIn, ...rest } = destination;
    const muted = mutedIn.includes(channelId) ? hush(rest, 'muted in this channel') : rest;
    const known = byChannel.get(channelId);
    byChannel.set(channelId, { ...(known === undefined ? muted : unite(known, muted)), channelId });
  }
  return [...byChannel.values()];
}

/** Nothing new is posted in these channels before their time. */
export function holdIn(destinations: readonly ChannelDestination[], holds: ReadonlyMap<ChannelId, Instant>): readonly ChannelDestination[] {
  if (holds.size === 0) return destinations;
  return destinations.map((destination) => {
    const until = Math.max(holds.get(destination.channelId) ?? 0, destination.holdUntil ?? 0);
    return until === 0 || !destination.speak ? destination : { ...destination, holdUntil: until };
  });
}

type Manner = Pick<Destination, 'speak' | 'quiet' | 'thread' | 'holdUntil' | 'hears' | 'why'>;

/** The one that speaks decides how; the first one when both do. */
export function unite<T extends Manner>(left: T, right: T): T {
  const [chosen, other] = right.speak && !left.speak ? [right, left] : [left, right];
  const quiet = chosen.quiet && (other.quiet || !other.speak);
  const hears = uniteHearings(left.hears, right.hears);
  return { ...chosen, quiet, ...(hears && { hears }), why: `${left.why}; ${right.why}` };
}

/** The same, but silent. */
export function hush<T extends Manner>({ holdUntil: _hold, ...destination }: T, why: string): Omit<T, 'holdUntil'> {
  return { ...destination, speak: false, why: `${destination.why}, ${why}` };
}

/** Equal for equal rooms. */
export function roomKey(room: Room): string {
  switch (room.kind) {
    case 'purpose':
      return `purpose ${room.purpose}`;
    case 'named':
      return `named ${room.team ?? ''}/${room.channel}`;
    case 'channel':
      return `channel ${room.id}`;
  }
}
