// The statements about what people are told directly.

import { MOST_TAKEN } from '../personal/news.ts';

const TOPICS = 'ci_command_center.personal_topics';
const NEWS_TABLE = 'ci_command_center.personal_news';
const TOPIC = `t.user_id, t.topic, t.provider, t.connection, t.episode, t.post_id, t.posted_at, t.claims, t.claimed_by, t.claimed_at,
  (extract(epoch from clock_timestamp() - t.taken_at) * 1000)::float as age, t.substance, t.introduces, t.gone`;
const PLACE = 't.user_id = $1 and t.topic = $2';
const EPISODE = `${PLACE} and t.episode = $3`;

/**
 * In the order of keys, so that two nodes do not wait for each other. The telling waits a second for what comes together, and not for ever
 * longer (`preserve_run_at`); it comes after other tasks.
 */
export const NOTE = `
with given as (
  select distinct on (user_id, identity) * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
    as g (user_id, identity, topic, subject_key, provider, connection, roles, news)),
fresh as (
  select g.* from given g
  where not exists (select from ${NEWS_TABLE} n where n.user_id = g.user_id and n.identity = g.identity)),
topics as (
  insert into ${TOPICS} (user_id, topic, provider, connection, updated_at)
  select distinct on (user_id, topic) user_id, topic, provider, connection, $9::timestamptz from fresh order by user_id, topic
  on conflict (user_id, topic) do update set updated_at = excluded.updated_at),
stored as (
  insert into ${NEWS_TABLE} (user_id, identity, topic, subject_key, roles, news, noted_at)
  select user_id, identity, topic, subject_key, roles::jsonb, news::jsonb, $9::timestamptz from fresh order by user_id, identity
  on conflict do nothing
  returning user_id, topic)
select ci_command_center_queue.add_job('personal', json_build_object('userId', s.user_id, 'topic', s.topic),
  run_at => clock_timestamp() + interval '1 second', job_key => left('personal ' || s.user_id || ' ' || s.topic, 500), priority => 1,
  job_key_mode => 'preserve_run_at')
from (select distinct user_id, topic from stored) s`;

export const FIND = `select ${TOPIC} from ${TOPICS} t where ${PLACE}`;
export const TAKE = `
update ${TOPICS} t set taken_until = clock_timestamp() + interval '1 minute'
where ${PLACE} and (t.taken_until is null or t.taken_until < clock_timestamp()) returning ${TOPIC}`;
const READ = `select n.identity, n.subject_key, n.roles, n.news, n.noted_at, n.outcome, n.role, n.episode from ${NEWS_TABLE} n
  where n.user_id = $1 and n.topic = $2`;
/** What waits is found however much the present message tells. */
export const NEWS = `
(${READ} and n.outcome is null order by n.noted_at, n.identity limit ${MOST_TAKEN})
union all
(${READ} and n.outcome = 'told' and n.episode = $3 order by n.noted_at, n.identity limit ${MOST_TAKEN})`;
export const BEGIN = `
update ${TOPICS} t set episode = $3, post_id = null, posted_at = null, claims = 0, claimed_by = null, claimed_at = null, taken_at = null,
  substance = null, introduces = false, gone = false where ${PLACE} and t.episode < $3`;
export const SETTLE = `
update ${NEWS_TABLE} n set outcome = g.outcome, role = g.role, episode = $2
from unnest($3::text[], $4::text[], $5::integer[]) as g (identity, outcome, role)
where n.user_id = $1 and n.identity = g.identity and n.outcome is null`;
// By the database's clock, which all nodes share.
export const CLAIM = `
update ${TOPICS} t set claimed_by = $4, claims = $5::integer + 1, claimed_at = coalesce(t.claimed_at, $6), taken_at = clock_timestamp()
where ${EPISODE} and t.post_id is null and not t.gone and t.claims = $5`;
export const POSTED = `
update ${TOPICS} t set post_id = $5, substance = $6, posted_at = clock_timestamp() where ${EPISODE} and t.post_id is null and t.claims = $4`;
export const CHANGE = `
update ${TOPICS} t set substance = coalesce($4, t.substance), introduces = t.introduces or $5, gone = t.gone or $6,
  claimed_at = case when $7 then null else t.claimed_at end where ${EPISODE}`;
/** A login that somebody else has now is told by its id. */
export const LINKED = `
select a.user_id, a.address from ci_command_center.accounts a where a.provider = $1 and a.connection = $2 and a.profile->>'id' = $3::text
union
select a.user_id, a.address from ci_command_center.accounts a where a.provider = $1 and a.connection = $2 and lower(a.login) = lower($4::text)
  and ($3::text is null or a.profile->>'id' is null)`;
export const FORGET = `
delete from ${TOPICS} t where (t.user_id, t.topic) in (
  select o.user_id, o.topic from ${TOPICS} o where o.updated_at < $1 order by o.updated_at limit 500)`;
