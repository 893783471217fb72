// What channels asked to be told of. Kept in memory for routing, which asks at every delivery.

import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { ChannelId } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import { projectKeyOf } from '../routing/match.ts';
import type { Subscription } from '../routing/rules.ts';
import { byLabels } from '../routing/ways.ts';
import type { Leaving, NewSubscription, StoredSubscription, SubscriptionNotice } from '../subscriptions/subscription.ts';
import type { Changes } from './changes.ts';
import { countOne } from './channel-number.ts';
import { createSnapshot, type Snapshot } from './snapshot.ts';
import { COLUMNS, dateOf, jsonOf, subscriptionOf, TABLE, type SubscriptionRow } from './subscription-row.ts';
import { createSubscriptionLife, type SubscriptionLife } from './subscription-life.ts';

export interface ProjectOfNews {
  readonly provider: string;
  readonly connection: string;
  readonly id: string;
  readonly path: string;
}

export interface Subscriptions extends Pick<Snapshot<readonly Subscription[]>, 'ready' | 'refresh'> {
  /** What is learned of their projects and of their makers' rights. */
  readonly life: SubscriptionLife;
  /** All that are neither paused nor stopped, over all channels; one entry for each branch glob, and for what has labels and what has none. */
  current(): readonly Subscription[];
  /** By number. */
  inChannel(channel: ChannelId): Promise<readonly StoredSubscription[]>;
  byCreator(creatorId: string): Promise<readonly StoredSubscription[]>;
  /** Those to a project: by its identity, or by that name in whichever connection. */
  about(project: ProjectOfNews): Promise<readonly StoredSubscription[]>;
  /** All there are. */
  all(): Promise<readonly StoredSubscription[]>;
  /** The one of the same channel, provider, connection and project is changed, and keeps its number. */
  subscribe(wish: NewSubscription): Promise<{ readonly subscription: StoredSubscription; readonly made: boolean }>;
  /** Answers what was removed. */
  unsubscribe(channel: ChannelId, number: number): Promise<StoredSubscription | undefined>;
  /** Its channel does not exist any more. */
  forgetChannel(channel: ChannelId): Promise<void>;
  pause(channel: ChannelId, now: Instant): Promise<void>;
  /** The channel is told. */
  resume(channel: ChannelId): Promise<void>;
  /** Notes it once, to tell the channel. */
  creatorLeft(creatorId: string, channel: ChannelId, how: Leaving, now: Instant): Promise<void>;
  creatorReturned(creatorId: string, channel: ChannelId): Promise<void>;
  /** What channels have yet to be told; nobody else is given it for a minute. */
  takeNotices(): Promise<readonly SubscriptionNotice[]>;
  noticed(ids: readonly string[]): Promise<void>;
}

const VALUES = [
  'creator_id',
  'project',
  'branches',
  'events',
  'notify',
  'thread',
  'created_at',
  'labels',
  'place',
  'checked_at',
  'check_at',
] as const;
/** Who makes it anew answers for it. */
const ANEW = `creator_left_at = null, notice = null, doubt = null, stopped = null, former_paths = '{}'`;
// Changed first, so that a change takes no number; made then, and changed after all when another node was faster.
const CHANGE = `
update ${TABLE} set creator_id = $4, project = $5, branches = $6, events = $7, notify = $8, thread = $9, created_at = $10,
  labels = $11, place = $12, checked_at = $13, check_at = $14, ${ANEW}
where channel_id = $1 and provider = $2 and coalesce(connection, '') = coalesce($3, '') and lower(project) = lower($5) returning ${COLUMNS}`;
const MAKE = `
with ${countOne('$1', 'subscription')}
insert into ${TABLE} (channel_id, provider, connection, creator_id, project, branches, events, notify, thread, created_at, labels, place,
  checked_at, check_at, id, number)
select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, last from counted
on conflict (channel_id, provider, coalesce(connection, ''), lower(project))
do update set ${VALUES.map((column) => `${column} = excluded.${column}`).join(', ')}, ${ANEW}
returning ${COLUMNS}`;
const TAKE = `
update ${TABLE} set noticing_at = now() where notice is not null and (noticing_at is null or noticing_at < now() - interval '1 minute')
returning ${COLUMNS}`;

// Two ways in, an index each.
const ABOUT = `
select ${COLUMNS} from ${TABLE} where provider = $1 and lower(project) = lower($2)
union
select ${COLUMNS} from ${TABLE} where provider = $1 and place->>'id' = $3 and place->>'connection' = $4
order by channel_id, number`;

const TOPIC = 'subscriptions';

/** `pool` throws a CiError while the database is away; `changes` tells the other nodes, and is told by them. */
export function createSubscriptions(pool: () => Pool, changes: Changes): Subscriptions {
  const rows = async (text: string, values: readonly unknown[] = []): Promise<readonly SubscriptionRow[]> =>
    (await pool().query<SubscriptionRow>(text, [...values])).rows;
  const select = async (where: string, values: readonly unknown[] = []): Promise<readonly StoredSubscription[]> =>
    (await rows(`select ${COLUMNS} from ${TABLE} ${where} order by channel_id, number`, values)).map(subscriptionOf);
  const snapshot = createSnapshot<readonly Subscription[]>([], async () =>
    (await select('where paused_at is null and stopped is null')).flatMap(byBranch).flatMap(byLabels),
  );
  changes.on(TOPIC, () => void snapshot.refresh().catch(() => undefined));
  const change = async (text: string, values: readonly unknown[]): Promise<readonly StoredSubscription[]> => {
    const found = await rows(text, values);
    if (found.length > 0) await Promise.all([snapshot.refresh(), changes.notify(TOPIC)]);
    return found.map(subscriptionOf);
  };
  const set = async (what: string, where: string, values: readonly unknown[]): Promise<void> => {
    await change(`update ${TABLE} set ${what} where ${where} returning ${COLUMNS}`, values);
  };

  return {
    life: createSubscriptionLife(rows, async () => {
      await Promise.all([snapshot.refresh(), changes.notify(TOPIC)]);
    }),
    ready: snapshot.ready,
    refresh: snapshot.refresh,
    current: snapshot.current,
    inChannel: (channel) => select('where channel_id = $1', [channel]),
    byCreator: (creatorId) => select('where creator_id = $1', [creatorId]),
    async about({ provider, connection, id, path }) {
      const found = await rows(ABOUT, [provider, path, id, connection]);
      return found.map(subscriptionOf);
    },
    all: () => select(''),
    async subscribe(wish) {
      const values = valuesOf(wish);
      const [known] = await change(CHANGE, values);
      if (known !== undefined) return { subscription: known, made: false };
      const [made] = await change(MAKE, [...values, randomUUID()]);
      if (made === undefined) throw new Error('The database answered no subscription');
      return { subscription: made, made: true };
    },
    async unsubscribe(channel, number) {
      const [removed] = await change(`delete from ${TABLE} where channel_id = $1 and number = $2 returning ${COLUMNS}`, [channel, number]);
      return removed;
    },
    async forgetChannel(channel) {
      await change(`delete from ${TABLE} where channel_id = $1 returning ${COLUMNS}`, [channel]);
    },
    pause: (channel, now) => set('paused_at = $2', 'channel_id = $1 and paused_at is null', [channel, new Date(now)]),
    resume: (channel) =>
      set(`paused_at = null, notice = 'resumed', noticing_at = null`, 'channel_id = $1 and paused_at is not null', [channel]),
    creatorLeft: (creatorId, channel, how, now) =>
      set('creator_left_at = $4, notice = $3, noticing_at = null', 'creator_id = $1 and channel_id = $2 and creator_left_at is null', [
        creatorId,
        channel,
        how,
        new Date(now),
      ]),
    creatorReturned: (creatorId, channel) =>
      set('creator_left_at = null', 'creator_id = $1 and channel_id = $2 and creator_left_at is not null', [creatorId, channel]),
    async takeNotices() {
      const taken = await rows(TAKE);
      return taken.flatMap((row) => (row.notice === null ? [] : [{ kind: row.notice, subscription: subscriptionOf(row) }]));
    },
    async noticed(ids) {
      await rows(`update ${TABLE} set notice = null, noticing_at = null where id = any($1)`, [ids]);
    },
  };
}

function valuesOf(wish: NewSubscription): readonly unknown[] {
  const { channelId, provider, connection, creatorId, project, branches, events, notify, thread, createdAt } = wish;
  const { labels = [], place, checkedAt, checkAt } = wish;
  const said = [channelId, provider, connection ?? null, creatorId, project, branches, events, jsonOf(notify), thread ?? null];
  return [...said, new Date(createdAt), labels, jsonOf(place), dateOf(checkedAt), dateOf(checkAt)];
}

/** Routing knows one glob a subscription. */
function byBranch(stored: StoredSubscription): readonly Subscription[] {
  const {
    branches,
    place,
    creatorLeftAt: _left,
    pausedAt: _paused,
    checkedAt,
    doubt: _doubt,
    stopped: _stopped,
    formerPaths: _former,
    ...told
  } = stored;
  // Who subscribed was asked about at that connection only: of another one, that came later, nobody answers for what has the same path.
  const pinned = checkedAt === undefined || place === undefined ? told : { ...told, connection: told.connection ?? place.connection };
  const rest: Subscription = place?.kind === 'project' ? { ...pinned, projectKey: projectKeyOf(place.connection, place.id) } : pinned;
  return branches.length === 0 ? [rest] : branches.map((branch) => ({ ...rest, branch }));
}
