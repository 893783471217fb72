// The statements behind the table of follows.

import { FOLLOW_COLUMNS } from './follow-row.ts';

const TABLE = 'ci_command_center.follows';
const ALL = FOLLOW_COLUMNS;

// A row that is touched is answered: so whoever was first is found, too.
export const BEGIN = `
insert into ${TABLE} as f (id, provider, connection, project, queued, subject_key, run, channel_id, about, course, created_at, next_at)
select $1, $2, $3, $4, $5, $6::text, $11, $7::text, $8::jsonb, $9::jsonb, $10::timestamptz, clock_timestamp()
where $6::text is null or not exists (
  select from ${TABLE} o where o.subject_key = $6 and o.channel_id = $7 and o.ended_at is null)
on conflict (provider, connection, queued, channel_id) where queued is not null and ended_at is null do update set edits = f.edits
returning ${ALL}`;
export const SAME_RUN = `
select ${ALL} from ${TABLE} f where f.subject_key = $1 and f.channel_id = $2 and f.ended_at is null order by f.created_at limit 1`;
export const FIND = `select ${ALL} from ${TABLE} f where f.id = $1`;
export const OPEN = `select f.id from ${TABLE} f where f.ended_at is null order by f.created_at`;
export const OPEN_OF = `select ${ALL} from ${TABLE} f where f.subject_key = $1 and f.ended_at is null order by f.created_at`;

// By the database's clock, which all nodes share. The next look is put off until the lease is over, so that who asks for an earlier one meanwhile shows.
export const TAKE = `
update ${TABLE} f set looking_until = clock_timestamp() + $2 * interval '1 ms', next_at = clock_timestamp() + $2 * interval '1 ms'
where f.id = $1 and f.ended_at is null and f.next_at < clock_timestamp() + interval '200 ms'
  and (f.looking_until is null or f.looking_until < clock_timestamp())
returning ${ALL}, (select count(*)::integer from ${TABLE} o where o.provider = f.provider and o.connection = f.connection and o.ended_at is null) as open`;
export const LOOKED = `
update ${TABLE} f set course = $2::jsonb, looking_until = null,
  next_at = least(clock_timestamp() + $3 * interval '1 ms', case when f.next_at < f.looking_until then f.next_at end),
  ended_at = case when $2::jsonb ? 'end' then coalesce(f.ended_at, clock_timestamp()) end
where f.id = $1 and f.ended_at is null
returning greatest(0, extract(epoch from f.next_at - clock_timestamp()) * 1000)::float as wait`;
export const RESOLVE = `
update ${TABLE} f set subject_key = $2, run = $3
where f.id = $1 and f.subject_key is null`;
export const KNOWN_RUN = `
select s.key, s.state#>>'{pipeline,id}' as run from ci_command_center.subjects s
where s.kind = 'pipeline' and s.updated_at > now() - interval '2 minutes' and s.project = $1 and s.state#>>'{kept,queued}' = $2
order by s.updated_at desc limit 1`;
export const TOLD = `
update ${TABLE} f set told_at = clock_timestamp(), next_at = least(f.next_at, clock_timestamp() + $2 * interval '1 ms')
where f.subject_key = $1 and f.ended_at is null returning f.id`;
export const HURRY = `
update ${TABLE} f set next_at = least(f.next_at, clock_timestamp() + $4 * interval '1 ms')
where f.provider = $1 and f.connection = $2 and (f.channel_id = $3 or f.about#>>'{person,userId}' = $5) and f.ended_at is null returning f.id`;

export const CLAIM = `
update ${TABLE} f set claimed_by = $2, claims = f.claims + 1, claimed_at = coalesce(f.claimed_at, $4), taken_at = clock_timestamp()
where f.id = $1 and f.post_id is null and not f.gone and f.claims = $3`;
export const POSTED = `
update ${TABLE} f set post_id = $3, substance = $4 where f.id = $1 and f.post_id is null and f.claims = $2`;
export const NOTE = `
update ${TABLE} f set substance = coalesce($2, f.substance), edits = f.edits + ($2::text is not null)::integer, gone = f.gone or $3,
  claimed_at = case when $4 then null else f.claimed_at end
where f.id = $1`;

// A place that somebody has claimed is left to them, as the post may be on its way. It is taken from who had the claim $2: whoever makes
// the post still finds the claim taken.
export const ADOPT = `
with mine as (
  select f.subject_key, f.channel_id, f.post_id, f.edits, f.gone from ${TABLE} f
  where f.id = $1 and f.subject_key is not null and (f.post_id is not null or f.gone) for update),
put as (
  insert into ci_command_center.cards as c (subject_key, channel_id, episode, reply, post_id, claims, substance, edits, gone)
  select m.subject_key, m.channel_id, 0, '', m.post_id, 1, '', m.edits, m.gone from mine m
  on conflict (subject_key, channel_id, episode, reply) do update set post_id = excluded.post_id, claims = c.claims + 1, substance = '',
    edits = excluded.edits, gone = excluded.gone
  where c.gone or (c.post_id is null and (c.claimed_at is null or c.claims = $2))
  returning c.post_id),
done as (update ${TABLE} f set adopted = true where f.id = $1 and exists (select from put))
select exists (select from put) as put, m.post_id as ours, c.post_id as theirs,
  case when c.taken_at < clock_timestamp() - interval '10 s' then c.claimed_at end as claimed_at, c.claims
from mine m left join ci_command_center.cards c
  on c.subject_key = m.subject_key and c.channel_id = m.channel_id and c.episode = 0 and c.reply = ''`;
export const YIELDED = `update ${TABLE} f set adopted = true, post_id = null, gone = true where f.id = $1 and not f.adopted`;
export const REVIVE = `
update ci_command_center.cards c set gone = false, post_id = null, claims = c.claims + 1, claimed_at = null, substance = null, edits = 0
where c.subject_key = $1 and c.channel_id = $2 and c.episode = 0 and c.reply = '' and c.gone`;
