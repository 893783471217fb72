// A subscription as its table keeps it.

import type { ChannelId } from '../ci/ids.ts';
import type { Interest } from '../ci/interest.ts';
import type { Instant } from '../ci/pipeline.ts';
import type { Notify, ThreadPolicy } from '../routing/rules.ts';
import type { Doubt, KnownPlace, StoredSubscription, SubscriptionNotice } from '../subscriptions/subscription.ts';

export interface SubscriptionRow {
  readonly id: string;
  readonly channel_id: ChannelId;
  readonly number: number;
  readonly creator_id: string;
  readonly provider: string;
  readonly connection: string | null;
  readonly project: string;
  readonly branches: readonly string[];
  readonly events: readonly Interest[];
  readonly labels: readonly string[];
  readonly notify: Notify | null;
  readonly thread: ThreadPolicy | null;
  readonly created_at: Date;
  readonly creator_left_at: Date | null;
  readonly paused_at: Date | null;
  readonly notice: SubscriptionNotice['kind'] | null;
  readonly place: KnownPlace | null;
  readonly checked_at: Date | null;
  readonly doubt: Doubt | null;
  readonly stopped: Required<StoredSubscription>['stopped'] | null;
  readonly former_paths: readonly string[];
}

export const TABLE = 'ci_command_center.subscriptions';
export const COLUMNS = `id, channel_id, number, creator_id, provider, connection, project, branches, events, notify, thread, created_at, creator_left_at,
  paused_at, notice, labels, place, checked_at, doubt, stopped, former_paths`;

export function jsonOf(value: object | string | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

export function dateOf(at: Instant | undefined): Date | null {
  return at === undefined ? null : new Date(at);
}

export function subscriptionOf(row: SubscriptionRow): StoredSubscription {
  const { id, number, provider, connection, project, branches, events, notify, thread } = row;
  return {
    id,
    number,
    channelId: row.channel_id,
    creatorId: row.creator_id,
    provider,
    project,
    branches,
    events,
    createdAt: row.created_at.getTime(),
    ...(connection !== null && { connection }),
    ...(notify !== null && { notify }),
    ...(thread !== null && { thread }),
    ...(row.creator_left_at !== null && { creatorLeftAt: row.creator_left_at.getTime() }),
    ...(row.paused_at !== null && { pausedAt: row.paused_at.getTime() }),
    ...(row.labels.length > 0 && { labels: row.labels }),
    ...(row.place !== null && { place: row.place }),
    ...(row.former_paths.length > 0 && { formerPaths: row.former_paths }),
    ...(row.checked_at !== null && { checkedAt: row.checked_at.getTime() }),
    ...(row.doubt !== null && { doubt: row.doubt }),
    ...(row.stopped !== null && { stopped: row.stopped }),
  };
}
