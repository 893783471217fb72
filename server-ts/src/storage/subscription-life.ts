// What becomes of subscriptions after they were made: which are to be looked at, what was learned, and what channels have yet to be told.

import { randomUUID } from 'node:crypto';
import type { Instant } from '../ci/pipeline.ts';
import type { Learned, StoredSubscription, SubscriptionNews, UntoldNews } from '../subscriptions/subscription.ts';
import { COLUMNS, dateOf, jsonOf, subscriptionOf, TABLE, type SubscriptionRow } from './subscription-row.ts';

export interface SubscriptionLife {
  /** Those whose time has come, the oldest first; nobody else is given them for ten minutes. */
  due(now: Instant, most: number): Promise<readonly StoredSubscription[]>;
  /** To be looked at soon; those that never are stay so. */
  hurry(ids: readonly string[], at: Instant): Promise<void>;
  /** False when it is not as it was given any more: then nothing is noted, and nothing told twice. A name that the channel has already is not taken. */
  learned(subscription: StoredSubscription, learned: Learned): Promise<boolean>;
  /** What channels have yet to be told, oldest first; nobody else is given it for a minute. */
  takeNews(): Promise<readonly UntoldNews[]>;
  told(ids: readonly string[]): Promise<void>;
}

type Rows = (text: string, values?: readonly unknown[]) => Promise<readonly SubscriptionRow[]>;
type NewsRow = SubscriptionRow & { readonly news_id?: string; readonly news?: SubscriptionNews };

/** Who renames a project again and again has its late news heard by so many. */
const MOST_NAMES = 20;
const DUE = `
update ${TABLE} set check_at = $1::timestamptz + interval '10 minutes' where id in (
  select id from ${TABLE} where check_at <= $1 and paused_at is null order by check_at limit $2 for update skip locked
) returning ${COLUMNS}`;
/** `project` stays where the channel has another subscription by that name; then that is not told, and news by it is no news. */
const LEARNED = `
with changed as (
  update ${TABLE} as mine set
    former_paths = case when $3::text is null then former_paths when ${isTaken('$3')} then ${remembering('$3')} else ${remembering('mine.project')} end,
    project = case when $3::text is null or ${isTaken('$3')} then mine.project else $3 end,
    place = coalesce($4, place), checked_at = coalesce($5, checked_at), check_at = coalesce($6, check_at),
    doubt = case when $7 then $8 else doubt end, stopped = case when $9 then $10 else stopped end
  where id = $1 and created_at = $2 and project = $13 and place is not distinct from $14::jsonb
    and doubt is not distinct from $15::jsonb and stopped is not distinct from $16::jsonb returning ${COLUMNS}
), told as (
  insert into ci_command_center.subscription_news (id, subscription_id, news)
  select given.id, changed.id, given.news from changed, unnest($11::uuid[], $12::jsonb[]) as given(id, news)
  where given.news->>'kind' <> 'renamed' or changed.project = $3
) select ${COLUMNS} from changed`;
const TAKE = `
with taken as (
  update ci_command_center.subscription_news set noticing_at = now() where noticing_at is null or noticing_at < now() - interval '1 minute'
  returning id as news_id, subscription_id, news, created_at as news_at
) select taken.news_id, taken.news, ${COLUMNS.replace(/(\w+)(,|$)/g, 'mine.$1$2')} from taken join ${TABLE} as mine on mine.id = subscription_id
order by news_at`;

/** The names that it had, or may not have, the latest ones last. */
function remembering(name: string): string {
  const others = `array_remove(mine.former_paths, lower(${name}))`;
  return `(array_append(${others}, lower(${name})))[greatest(1, cardinality(${others}) - ${MOST_NAMES - 2}):]`;
}

function isTaken(parameter: string): string {
  return `exists (select from ${TABLE} as other where other.channel_id = mine.channel_id and other.provider = mine.provider
    and coalesce(other.connection, '') = coalesce(mine.connection, '') and lower(other.project) = lower(${parameter}) and other.id <> mine.id)`;
}

function placeKey(place: StoredSubscription['place']): string {
  return place === undefined ? '' : `${place.kind} ${place.connection} ${place.id}`;
}

/** `changed`: what routing and other nodes know of them is to be read anew. */
export function createSubscriptionLife(rows: Rows, changed: () => Promise<void>): SubscriptionLife {
  return {
    due: async (now, most) => (await rows(DUE, [new Date(now), most])).map(subscriptionOf),
    async hurry(ids, at) {
      await rows(`update ${TABLE} set check_at = least(check_at, $2) where id = any($1) and check_at is not null`, [ids, new Date(at)]);
    },
    async learned({ id, createdAt, ...known }, { project, place, checkedAt, checkAt, doubt, stopped, news }) {
      const found = await rows(LEARNED, [
        id,
        new Date(createdAt),
        project ?? null,
        jsonOf(place),
        dateOf(checkedAt),
        dateOf(checkAt),
        doubt !== undefined,
        jsonOf(doubt ?? undefined),
        stopped !== undefined,
        jsonOf(stopped ?? undefined),
        news.map(() => randomUUID()),
        news.map((each) => JSON.stringify(each)),
        known.project,
        jsonOf(known.place),
        jsonOf(known.doubt),
        jsonOf(known.stopped),
      ]);
      const [row] = found;
      if (row === undefined) return false;
      // That somebody may still read it is noted for each of thousands every day: nobody has to read them anew for that.
      const isOther = stopped !== undefined || row.project !== known.project || placeKey(place ?? known.place) !== placeKey(known.place);
      if (isOther) await changed();
      return true;
    },
    async takeNews() {
      const taken: readonly NewsRow[] = await rows(TAKE);
      return taken.flatMap((row) => {
        const { news_id: id, news } = row;
        return id === undefined || news === undefined ? [] : [{ id, news, subscription: subscriptionOf(row) }];
      });
    },
    async told(ids) {
      await rows('delete from ci_command_center.subscription_news where id = any($1)', [ids]);
    },
  };
}
