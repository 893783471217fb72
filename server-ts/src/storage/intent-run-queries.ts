// The statements behind the tables of runs of intents, and what their rows mean.

import type { RunState } from '@ci-command-center/contract';
import type { ChannelId, PostId } from '../ci/ids.ts';
import type { Run, RunAbout, RunCourse } from '../intents/run.ts';

const TABLE = 'ci_command_center.intent_runs';
const POSTS = 'ci_command_center.intent_run_posts';
const ALL = 'r.id, r.number::text as number, r.channel_id, r.state, r.revision, r.about, r.course, r.created_at, r.started_at, r.ended_at';

export interface RunRow {
  readonly id: string;
  readonly number: string;
  readonly channel_id: ChannelId;
  readonly state: RunState;
  readonly revision: number;
  readonly about: RunAbout;
  readonly course: RunCourse;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly ended_at: Date | null;
}

export function runOf({ id, channel_id: channel, state, revision, about, course, ...times }: RunRow): Run {
  return {
    id,
    channel,
    state,
    revision,
    about,
    course,
    createdAt: times.created_at.getTime(),
    ...(times.started_at !== null && { startedAt: times.started_at.getTime() }),
    ...(times.ended_at !== null && { endedAt: times.ended_at.getTime() }),
  };
}

// A row that is touched is answered: so whoever was first is found, too.
export const BEGIN = `
insert into ${TABLE} as r (id, intent, channel_id, user_id, once, state, about, course, key_id, sealed, created_at)
values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9, $10, $11)
on conflict (once) where once is not null do update set once = r.once
returning ${ALL}`;
export const FIND = `select ${ALL} from ${TABLE} r where r.id = $1`;
export const SEALED = `select key_id, sealed from ${TABLE} where id = $1 and sealed is not null`;
/** Those of one run are changed by one at a time; whoever waited finds them changed already. */
export const SEALED_BY = `select id, key_id, sealed from ${TABLE} where key_id = any($1) and sealed is not null order by id for update`;
export const RESEAL = `update ${TABLE} set key_id = $2, sealed = $3 where id = $1`;
/** There are few open ones at a time. */
export const AWAITING = `
select id from ${TABLE} where closed_at is null and state = 'running'
  and exists (select from jsonb_path_query(course, '$.*[*].state.run') as run where run #>> '{}' = any($1))`;
export const OPEN = `select id from ${TABLE} where closed_at is null order by number`;

// By the database's clock, which all nodes share.
export const TAKE = `
update ${TABLE} r set leased_by = $2, leased_until = clock_timestamp() + $3 * interval '1 ms'
where r.id = $1 and r.closed_at is null and (r.leased_by is null or r.leased_by = $2 or r.leased_until < clock_timestamp())
returning ${ALL}`;
export const HELD = `
select greatest(0, extract(epoch from leased_until - clock_timestamp()) * 1000)::float as wait from ${TABLE} where id = $1 and closed_at is null`;
export const RELEASE = `update ${TABLE} set leased_by = null, leased_until = null where id = $1 and leased_by = $2`;

export const LOCK = `select ${ALL} from ${TABLE} r where r.id = $1 for update`;
export const STORE = `
update ${TABLE} r set state = $2, course = $3::jsonb, started_at = $4, ended_at = $5, revision = r.revision + 1
where r.id = $1 returning ${ALL}`;
/** One node at a time decides whose turn it is. */
export const TURN_LOCK = `select pg_advisory_xact_lock(1667851370, hashtext($1))`;
export const ENTER = `
update ${TABLE} r set state = 'running', started_at = $2, revision = r.revision + 1
where r.id = $1 and r.state = 'queued'
  and (select count(*) from ${TABLE} o where o.intent = r.intent and o.state = 'running' and o.closed_at is null) < $3
  and not exists (select from ${TABLE} o where o.intent = r.intent and o.state = 'queued' and o.closed_at is null and o.number < r.number)
returning ${ALL}`;
export const QUEUED = `select id from ${TABLE} where intent = $1 and state = 'queued' and closed_at is null order by number`;
export const CLOSE = `
update ${TABLE} set closed_at = clock_timestamp(), sealed = null, key_id = null, leased_by = null where id = $1 and ended_at is not null`;
/** Those that were begun there, and open ones whose approval is asked there. */
export const IN_CHANNEL = `
with found as (
  (select id from ${TABLE} where channel_id = $1 and ($3::bigint is null or number < $3) order by number desc limit $2)
  union
  select id from ${TABLE} where closed_at is null and about ->> 'askedIn' = $1 and ($3::bigint is null or number < $3)
)
select ${ALL} from ${TABLE} r join found using (id) order by r.number desc limit $2`;

export interface PostRow {
  readonly post_id: PostId | null;
  readonly claims: number;
  readonly claimed_by: string | null;
  readonly claimed_at: Date | null;
  readonly age: number | null;
  readonly substance: string | null;
  readonly gone: boolean;
}

const HERE = 'run_id = $1 and place = $2 and channel_id = $3';
export const CLAIM_POST = `
insert into ${POSTS} as p (run_id, place, channel_id, claimed_by, claims, claimed_at, taken_at) values ($1, $2, $3, $4, $5, $6, clock_timestamp())
on conflict (run_id, place, channel_id) do update set claimed_by = $4, claims = $5, claimed_at = coalesce(p.claimed_at, $6), taken_at = clock_timestamp()
where p.post_id is null and not p.gone and p.claims = $5 - 1`;
export const POSTED = `
update ${POSTS} set post_id = $4, substance = $5 where ${HERE} and post_id is null and claims = $6`;
export const NOTE_POST = `
update ${POSTS} set substance = coalesce($4, substance), gone = gone or $5, claimed_at = case when $6 then null else claimed_at end where ${HERE}`;
export const FIND_POST = `
select post_id, claims, claimed_by, claimed_at, (extract(epoch from clock_timestamp() - taken_at) * 1000)::float as age, substance, gone
from ${POSTS} where ${HERE}`;
