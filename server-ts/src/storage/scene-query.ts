// The statements behind a scene.

import { FOLLOW_COLUMNS } from './follow-row.ts';

/** More would not be read on a card, and must not fill the memory. */
const MAX_JOINED = 100;
/** Pipelines further down than this are shown, but not followed upwards. */
const MAX_DEPTH = 8;
const MAX_PAST = 20;
const MAX_FOLLOWS = 50;

/** What is shown on the card of `a`, by `below`. */
const JOINED = `
  (select json_agg(json_build_object('state', j.state, 'sha', j.sha) order by j.started_at, j.key) from (
    select s.state, b.sha, s.started_at, s.key from below b join ci_command_center.subjects s on s.key = b.key
    where b.root = a.key and b.key <> a.key and (b.sha is null or s.kind = 'gate' or s.sha = b.sha)
    order by s.started_at, s.key limit ${MAX_JOINED}) j) as joined`;
const PAST = `
  (select json_agg(v.verdict) from (
    select verdict from ci_command_center.verdicts v where v.place = a.place and (v.started_at, v.key) < (a.started_at, a.key)
    order by v.started_at desc, v.key desc limit ${MAX_PAST}) v) as past`;
const FINDINGS = `
  (select json_agg(f.finding order by f.subject_key, f.job_id) from ci_command_center.findings f
    where f.subject_key in (select key from below b where b.root = a.key)) as findings`;

/** Who follows it in a channel, and who follows a run of the same project that is not known yet: it may be this one. */
const FOLLOWS = `
  (select json_agg(f.* order by f.created_at, f.id) from (
    (select ${FOLLOW_COLUMNS} from ci_command_center.follows f where f.subject_key = a.key order by f.created_at limit ${MAX_FOLLOWS})
    union all
    (select ${FOLLOW_COLUMNS} from ci_command_center.follows f
      where f.project = a.project and f.subject_key is null and f.ended_at is null and a.kind = 'pipeline' limit ${MAX_FOLLOWS})) f) as follows`;

/** $1: keys. The same for who only looks: nothing is chosen, nothing is noted. */
export const LOOK = `
with recursive asked as (select key, place, started_at from ci_command_center.subjects where key = any($1)),
below (root, key, sha) as (
  select key, key, null::text from asked
  union
  select b.root, d.key, d.sha from below b cross join lateral (
    select c.key, null::text as sha from ci_command_center.subjects c where c.parent_key = b.key
    union all select j.subject_key, j.sha from ci_command_center.joins j where j.host_key = b.key) d)
select a.key,${JOINED},${PAST},${FINDINGS}
from asked a`;

/**
 * $1: keys. `found` chooses for what no pipeline shows yet the newest one of the commit, and one that is not itself a build before one
 * that is; within one CI system only of the same project. A build that was posted, or is followed from chat, keeps its own card. What
 * is chosen is kept, so two nodes that choose at once agree: the first one's choice stays. Whoever was stored later sees the other
 * one, so nobody is missed.
 */
export const SCENE = `
with recursive asked as (
  select key, kind, sha, project, place, state, revision, updated_at, started_at from ci_command_center.subjects where key = any($1)),
waiting as (
  select j.subject_key, j.sha from ci_command_center.joins j join asked a on a.key = j.subject_key where j.host_key is null
  union
  select j.subject_key, j.sha from ci_command_center.joins j join asked a on a.sha = j.sha and a.kind = 'pipeline' where j.host_key is null),
found as (
  select w.subject_key, w.sha, c.key as host_key from waiting w join ci_command_center.subjects s on s.key = w.subject_key
  cross join lateral (
    select c.key from ci_command_center.subjects c
    where c.kind = 'pipeline' and c.sha = w.sha and c.key <> s.key and (s.kind <> 'pipeline' or c.role is null)
      and (c.provider <> s.provider or c.project = s.project)
    order by c.role is null desc, c.started_at desc, c.key desc limit 1) c
  where s.kind <> 'pipeline' or not exists (
    select from ci_command_center.cards k
    where k.subject_key = s.key and k.reply || '' = '' and (k.post_id is not null or k.claimed_at is not null))
    and not exists (select from ci_command_center.follows f where f.subject_key = s.key)),
-- Locked in order, so that two nodes do not wait for each other.
held as (
  select j.subject_key, j.sha, f.host_key from ci_command_center.joins j join found f on f.subject_key = j.subject_key and f.sha = j.sha
  where j.host_key is null order by j.subject_key, j.sha for update of j),
adopted as (
  update ci_command_center.joins j set host_key = h.host_key, seen = h.host_key = any($1) from held h
  where j.subject_key = h.subject_key and j.sha = h.sha and j.host_key is null
  returning j.subject_key, j.sha, j.host_key),
-- This statement does not see what it has changed itself: so both.
below (root, key, sha) as (
  select key, key, null::text from asked
  union
  select b.root, d.key, d.sha from below b cross join lateral (
    select c.key, null::text as sha from ci_command_center.subjects c where c.parent_key = b.key
    union all select j.subject_key, j.sha from ci_command_center.joins j where j.host_key = b.key
    union all select a.subject_key, a.sha from adopted a where a.host_key = b.key) d),
drawn as (
  update ci_command_center.joins j set seen = true from (
    select u.subject_key, u.sha from ci_command_center.joins u where u.host_key in (select key from below) and not u.seen
    for update skip locked) u
  where j.subject_key = u.subject_key and j.sha = u.sha),
-- The way up from each subject, from where it was joined before and that pipeline does not know of it, and from who was joined elsewhere.
above (root, lane, key, depth) as (
  select * from (
    select key as root, '' as lane, key, 0 as depth from asked
    union all
    select a.key, j.sha || ' ' || j.host_key, j.host_key, 1 from ci_command_center.joins j join asked a on a.key = j.subject_key
    where j.host_key is not null and not j.seen and j.sha is distinct from a.sha
    union all
    select a.key, o.sha || ' ' || o.host_key, o.host_key, 1 from adopted o join asked a on a.key = o.subject_key and a.sha is distinct from o.sha
    union all
    select a.key, o.sha || ' ' || o.host_key, o.host_key, 1 from adopted o join asked a on a.kind = 'pipeline' and a.sha = o.sha and a.key <> o.host_key
      and a.key <> o.subject_key) seeds
  union all
  select u.root, u.lane, h.key, u.depth + 1 from above u join ci_command_center.subjects s on s.key = u.key cross join lateral (
    select way.key from (
      select p.key, 1 as choice from ci_command_center.subjects p where p.key = s.parent_key
      union all select j.host_key, 2 from ci_command_center.joins j where j.subject_key = s.key and j.sha = s.sha and j.host_key is not null
      union all select a.host_key, 3 from adopted a where a.subject_key = s.key and a.sha = s.sha) way
    order by way.choice limit 1) h
  where u.depth < ${MAX_DEPTH})
select a.key, a.state, a.revision, a.updated_at,${JOINED},
  (select json_agg(json_build_object('key', u.key, 'lane', u.lane, 'depth', u.depth, 'posted', exists (
    select from ci_command_center.cards k where k.subject_key = u.key and k.post_id is not null)))
    from above u where u.root = a.key and u.depth > 0) as steps,${PAST},
  coalesce((select true from ci_command_center.verdicts v where v.place = a.place and (v.started_at, v.key) > (a.started_at, a.key)
    and v.verdict->>'status' in ('success', 'warning', 'failed') order by v.started_at desc, v.key desc limit 1), false) as superseded,${FINDINGS},${FOLLOWS}
from asked a`;
