// What following a run needs from the other rooms.

import type { PipelineSeen } from '../ci/event.ts';
import type { FollowTarget, Look } from '../ci/follow.ts';
import type { ChannelId, PostId, SubjectKey } from '../ci/ids.ts';
import type { RunMarks } from '../ci/run-life.ts';
import type { Posts } from '../delivery/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { CiError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { QueuedStanding, RenderedQueued } from '../rendering/queued-card.ts';
import type { Cards } from '../storage/index.ts';
import type { Follow, FollowTable } from './follow.ts';

export interface FollowPorts {
  readonly table: FollowTable;
  /** Queues a look for any node: `at` in milliseconds since 1970; one that waits for the same follow is replaced. */
  later(id: string, at: number): Promise<void>;
  readonly posts: Posts;
  readonly ledger: Pick<Cards, 'posted'>;
  /** Tells the people who look at the channel of a run in the queue; never throws. */
  publish(channel: ChannelId, view: RenderedQueued['view']): void;
  /** Asks the CI system as the person, else as the connection. Throws a CiError when it cannot be asked now, or by nobody. */
  ask(follow: Follow, target: FollowTarget): Promise<Look>;
  /** Which of the runs of one number has these marks: `key` is what the CI system asks for all of them by. */
  runOf(key: SubjectKey, marks: RunMarks): Promise<SubjectKey>;
  /** Takes note of what a look saw; answers whether it was news. */
  learn(event: PipelineSeen): Promise<boolean>;
  /** Asks to show a pipeline again: now, or at that time. */
  refresh(key: SubjectKey, at?: number): Promise<void>;
  /** The post of a run in the queue. Pure. */
  draw(follow: Follow, standing: QueuedStanding, now: number): RenderedQueued;
  readonly shouldEdit: (question: { before: string; after: string; edits: number }) => boolean;
  /** What a person types to have it looked at again; our Markdown. */
  remedy(follow: Follow): string;
  /** A channel takes no post. Must not throw. */
  troubled(channel: ChannelId, problem: CiError): void;
  /** Milliseconds for which a card waits in all for a CI system that does not answer; 15,000 when not said. */
  readonly hold?: number;
  readonly now: Clock;
  readonly log: Log;
}

/** The post that shows it now, for who asked. */
export interface Started {
  /** `already`: the channel followed it before. */
  readonly kind: 'fresh' | 'already';
  readonly post?: PostId;
}
