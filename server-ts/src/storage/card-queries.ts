// The ledger's statements, each of many rows. A claim is on the disk before its post is made; all else may follow.
import { SOON, soonUnless } from './soon.ts';

const COLUMNS = `c.subject_key, c.channel_id, c.episode, c.reply, c.post_id, c.claims, c.claimed_by, c.claimed_at,
  (extract(epoch from clock_timestamp() - c.taken_at) * 1000)::float as age, c.substance, c.edits, c.gone, c.settled`;
const SLOTS = 'unnest($1::text[], $2::text[], $3::integer[], $4::text[]';
const HERE = 'c.subject_key = g.subject_key and c.channel_id = g.channel_id and c.episode = g.episode and c.reply = g.reply';
const NAMES = 'c.subject_key, c.channel_id, c.episode, c.reply';

// What was laid down is not in the statement's snapshot: so both parts together are all. A row that another node laid down in the
// meantime is touched to have it answered, and so is not `fresh`. `||` keeps the index by channels out of it: planned for a small table it would be read whole.
export const OPEN = `
with asked as (select * from unnest($1::text[], $2::boolean[]) as a (subject_key, settled)),
wanted as (select * from unnest($3::text[], $4::text[], $5::text[], $6::timestamptz[]) as w (subject_key, channel_id, claimed_by, claimed_at)),
newest as (
  select distinct on (c.subject_key, c.channel_id) c.subject_key, c.channel_id, c.episode, c.settled and c.post_id is not null as over
  from ci_command_center.cards c join asked a on a.subject_key = c.subject_key where c.reply || '' = ''
  order by c.subject_key, c.channel_id, c.episode desc),
laid as (
  insert into ci_command_center.cards as c (subject_key, channel_id, episode, board, board_at, claimed_by, claims, claimed_at, taken_at)
  select w.subject_key, w.channel_id, coalesce(n.episode + 1, 0),
    case when s.kind in ('alerts', 'gate', 'merge-request') then s.kind || ' ' || s.status end, s.updated_at,
    w.claimed_by, (w.claimed_by is not null)::integer, w.claimed_at, case when w.claimed_by is not null then clock_timestamp() end
  from wanted w join asked a on a.subject_key = w.subject_key join ci_command_center.subjects s on s.key = w.subject_key
  left join newest n on n.subject_key = w.subject_key and n.channel_id = w.channel_id
  where n.episode is null or (n.over and not a.settled and s.kind <> 'pipeline')
  order by 1, 2
  on conflict (subject_key, channel_id, episode, reply) do update set edits = c.edits
  returning *, xmax = 0 as fresh)
select ${COLUMNS}, c.fresh and c.claimed_by is not null as ours from laid c where ${soonUnless('cardinality(array_remove($5::text[], null)) > 0')}
union all
select ${COLUMNS}, false from ci_command_center.cards c join newest n on n.subject_key = c.subject_key and n.channel_id = c.channel_id
  and n.episode = c.episode
where not exists (select from laid l where l.subject_key = c.subject_key and l.channel_id = c.channel_id)`;

// By the database's clock, which all nodes share.
export const CLAIM = `
insert into ci_command_center.cards as c (subject_key, channel_id, episode, reply, claimed_by, claims, claimed_at, taken_at)
select *, clock_timestamp() from ${SLOTS}, $5::text[], $6::integer[], $7::timestamptz[]) as g order by 1, 2, 3, 4
on conflict (subject_key, channel_id, episode, reply) do update set
  claimed_by = excluded.claimed_by, claims = excluded.claims, claimed_at = coalesce(c.claimed_at, excluded.claimed_at), taken_at = excluded.taken_at
where c.post_id is null and not c.gone and c.claims = excluded.claims - 1
returning ${NAMES}`;

/** Locks the rows in the order in which every statement here takes them, so that two nodes do not wait for each other. */
const update = (change: string, columns: string, types: string, condition = ''): string => `
with given as (select * from ${SLOTS}, ${types}) as g (subject_key, channel_id, episode, reply, ${columns})),
held as (select ${NAMES} from ci_command_center.cards c join given g on ${HERE} order by ${NAMES} for update of c)
update ci_command_center.cards c set ${change} from given g
where ${HERE} and exists (select from held h where ${HERE.replaceAll('g.', 'h.')})${condition} and ${SOON}
returning ${NAMES}`;

export const POSTED = update(
  'post_id = g.post_id, substance = g.substance, settled = g.settled',
  'claims, post_id, substance, settled',
  '$5::integer[], $6::text[], $7::text[], $8::boolean[]',
  ' and c.post_id is null and c.claims = g.claims',
);

export const NOTE = update(
  `substance = coalesce(g.edited, c.substance), edits = c.edits + (g.edited is not null)::integer,
  settled = c.settled or g.settled, gone = c.gone or g.gone, claimed_at = case when g.unclaimed then null else c.claimed_at end`,
  'edited, settled, gone, unclaimed',
  '$5::text[], $6::boolean[], $7::boolean[], $8::boolean[]',
);
