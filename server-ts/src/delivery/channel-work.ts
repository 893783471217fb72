// One channel's part of telling some news.
import type { ChannelId } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import type { CiError } from '../platform/errors.ts';
import type { Cards } from '../storage/index.ts';
import type { News, Target } from './news.ts';
import type { Live } from './ports.ts';
import type { FillSlot, SlotPorts } from './slot.ts';

export interface DeliveryPorts extends SlotPorts {
  readonly ledger: Cards;
  readonly live: Live;
  /** When the stored post is worth another edit (rendering). */
  readonly shouldEdit: (question: { before: string; after: string; edits: number }) => boolean;
  /** A channel takes no post, for a reason that only people can mend. Must not throw. */
  troubled(channelId: ChannelId, problem: CiError): void;
}

export interface ChannelWork {
  readonly ports: DeliveryPorts;
  readonly fill: FillSlot;
  readonly news: News;
  /** Undefined when no route names the channel any more: its card is kept up to date all the same. */
  readonly target: Target | undefined;
}

/** Until when nothing new may be posted; undefined when it may be now. */
export function heldUntil({ ports, target }: ChannelWork): Instant | undefined {
  return target?.holdUntil !== undefined && target.holdUntil > ports.now() ? target.holdUntil : undefined;
}
