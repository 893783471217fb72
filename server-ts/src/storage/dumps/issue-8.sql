create schema ci_command_center;
create table ci_command_center.migrations (id integer primary key, applied_at timestamptz not null default now());

-- Migration 1
create table ci_command_center.deliveries (
  id uuid primary key,
  provider text not null,
  connection text not null,
  dedupe_key text,
  order_key text not null,
  headers jsonb not null,
  query text not null,
  body bytea not null,
  received_at timestamptz not null default now(),
  state text not null default 'pending' check (state in ('pending', 'done', 'ignored', 'dead')),
  attempts integer not null default 0,
  last_error text,
  next_attempt_at timestamptz
);
create unique index deliveries_once on ci_command_center.deliveries (provider, connection, dedupe_key) where dedupe_key is not null;
create index deliveries_received on ci_command_center.deliveries (received_at);
create index deliveries_pending on ci_command_center.deliveries (order_key, received_at) where state = 'pending';
create index deliveries_dead on ci_command_center.deliveries (received_at) where state = 'dead';

create table ci_command_center.pipelines (
  key text primary key,
  provider text not null,
  connection text not null,
  project_path text not null,
  ref_name text not null,
  status text not null,
  revision bigint not null,
  state jsonb not null,
  updated_at timestamptz not null
);
create index pipelines_updated on ci_command_center.pipelines (updated_at desc);

-- A row without post_id: the channel shows the pipeline in its sidebar, nothing was posted.
-- claimed_at without post_id: a post was about to be made, and may exist.
create table ci_command_center.cards (
  pipeline_key text not null references ci_command_center.pipelines (key) on delete cascade,
  channel_id text not null,
  post_id text,
  claimed_at timestamptz,
  substance text,
  edits integer not null default 0,
  gone boolean not null default false,
  primary key (pipeline_key, channel_id)
);
create index cards_channel on ci_command_center.cards (channel_id);

create table ci_command_center.nodes (
  id uuid primary key,
  lock_key integer not null,
  worker_ids text[] not null default '{}',
  seen_at timestamptz not null default now()
);
insert into ci_command_center.migrations (id) values (1);

-- Migration 2
alter table ci_command_center.pipelines rename to subjects;
alter table ci_command_center.subjects
  alter project_path drop not null,
  alter ref_name drop not null,
  add kind text not null default 'pipeline',
  add role text,
  -- Of a project over all connections, and of one branch or tag in it: digests, because names may be longer than an index takes.
  add project uuid,
  add place uuid,
  add sha text,
  add parent_key text,
  add created_at timestamptz,
  add started_at timestamptz;
with details as (
  select key, state->'pipeline' as pipeline, coalesce(state#>'{overview,snapshot}', state#>'{overview,outline}') as told
  from ci_command_center.subjects),
  named as (
  select key, told, concat_ws(E'\x1f', pipeline->>'provider', pipeline->>'connection', pipeline#>>'{project,id}') as project,
    concat_ws(E'\x1f', told#>>'{ref,kind}', told#>>'{ref,name}', '') as place
  from details)
update ci_command_center.subjects s set
  state = s.state || '{"kind": "pipeline"}',
  project = left(encode(sha256(convert_to(n.project, 'UTF8')), 'hex'), 32)::uuid,
  place = left(encode(sha256(convert_to(n.project || E'\x1f' || n.place, 'UTF8')), 'hex'), 32)::uuid,
  sha = substring(n.told#>>'{commit,sha}' from '^(?:[0-9a-f]{40}|[0-9a-f]{64})$'),
  parent_key = n.told->>'parent',
  created_at = s.updated_at,
  started_at = coalesce(to_timestamp((n.told->>'createdAt')::numeric / 1000), s.updated_at)
from named n where n.key = s.key;
alter table ci_command_center.subjects
  alter kind drop default,
  alter created_at set not null,
  alter started_at set not null;
drop index ci_command_center.pipelines_updated;
create index subjects_updated on ci_command_center.subjects (updated_at desc) where kind = 'pipeline';
create index subjects_sha on ci_command_center.subjects (sha) where kind = 'pipeline' and sha is not null;
create index subjects_parent on ci_command_center.subjects (parent_key) where parent_key is not null;

-- What is about a commit, and the pipeline on whose card it is shown: chosen once, for good. Not seen: that card was not drawn since.
create table ci_command_center.joins (
  subject_key text not null references ci_command_center.subjects (key) on delete cascade,
  sha text not null,
  host_key text references ci_command_center.subjects (key) on delete set null,
  seen boolean not null default false,
  primary key (subject_key, sha)
);
create index joins_open on ci_command_center.joins (sha) where host_key is null;
create index joins_host on ci_command_center.joins (host_key) where host_key is not null;

-- A reply's row stands beside its card's, which has none: '' for the card.
alter table ci_command_center.cards rename pipeline_key to subject_key;
alter table ci_command_center.cards
  add episode integer not null default 0,
  add reply text not null default '',
  add settled boolean not null default false,
  add claims integer not null default 0,
  add claimed_by text,
  add taken_at timestamptz,
  drop constraint cards_pkey,
  add primary key (subject_key, channel_id, episode, reply);
update ci_command_center.cards set taken_at = claimed_at, claims = 1 where claimed_at is not null;
drop index ci_command_center.cards_channel;
create index cards_channel on ci_command_center.cards (channel_id) where reply = '';

create table ci_command_center.verdicts (
  key text primary key references ci_command_center.subjects (key) on delete cascade,
  project uuid not null,
  place uuid not null,
  started_at timestamptz not null,
  concluded_at timestamptz not null,
  verdict jsonb not null,
  -- Names of the jobs that ran to an end.
  jobs text[] not null
);
create index verdicts_place on ci_command_center.verdicts (place, started_at desc, key desc);
create index verdicts_project on ci_command_center.verdicts (project, concluded_at);

create table ci_command_center.job_failures (
  subject_key text not null references ci_command_center.subjects (key) on delete cascade,
  job_id text not null,
  project uuid not null,
  project_path text not null,
  sha text not null,
  job_name text not null,
  attempt bigint not null,
  url text,
  failed_at timestamptz not null,
  primary key (subject_key, job_id)
);
create index job_failures_time on ci_command_center.job_failures (failed_at);

create table ci_command_center.findings (
  subject_key text not null references ci_command_center.subjects (key) on delete cascade,
  job_id text not null,
  finding jsonb not null,
  primary key (subject_key, job_id)
);
insert into ci_command_center.migrations (id) values (2);

-- Migration 3
-- The last number given, so that none is given twice in a channel's life.
create table ci_command_center.channel_numbers (
  channel_id text not null,
  kind text not null,
  last integer not null,
  primary key (channel_id, kind)
);

-- notice: what the channel has yet to be told of it; noticing_at: since when somebody is at it.
create table ci_command_center.subscriptions (
  id uuid primary key,
  channel_id text not null,
  number integer not null,
  creator_id text not null,
  provider text not null,
  connection text,
  project text not null,
  branches text[] not null,
  events text[] not null,
  notify jsonb,
  thread text,
  created_at timestamptz not null,
  creator_left_at timestamptz,
  paused_at timestamptz,
  notice text check (notice in ('left', 'deactivated', 'resumed')),
  noticing_at timestamptz,
  unique (channel_id, number)
);
create unique index subscriptions_once on ci_command_center.subscriptions (channel_id, provider, coalesce(connection, ''), lower(project));

create table ci_command_center.mutes (
  id uuid primary key,
  channel_id text not null,
  number integer not null,
  creator_id text not null,
  what text not null check (what in ('user', 'project', 'branch')),
  pattern text not null,
  until timestamptz,
  created_at timestamptz not null,
  unique (channel_id, number)
);
create unique index mutes_once on ci_command_center.mutes (channel_id, what, lower(pattern));
insert into ci_command_center.migrations (id) values (3);

-- Migration 4
-- Ids grow with time from here on: the primary key is the index by age.
drop index ci_command_center.deliveries_received;
drop index ci_command_center.deliveries_pending;
drop index ci_command_center.deliveries_dead;
-- While a delivery is pending: when others than the process that stored it may take it.
alter table ci_command_center.deliveries alter column next_attempt_at set default now();
update ci_command_center.deliveries set next_attempt_at = coalesce(next_attempt_at, now()) where state = 'pending';
create index deliveries_pending on ci_command_center.deliveries (order_key, id) where state = 'pending';
create index deliveries_due on ci_command_center.deliveries (next_attempt_at) where state = 'pending';
create index deliveries_dead on ci_command_center.deliveries (id) where state = 'dead';

create table ci_command_center.refreshes (
  id bigint generated always as identity primary key,
  order_key text not null,
  due_at timestamptz not null,
  attempts integer not null default 0
);
create index refreshes_key on ci_command_center.refreshes (order_key, due_at);
create index refreshes_due on ci_command_center.refreshes (due_at);

create table ci_command_center.senders (
  provider text not null,
  connection text not null,
  last_at timestamptz not null,
  primary key (provider, connection)
);
insert into ci_command_center.migrations (id) values (4);

-- Migration 5
create table ci_command_center.accounts (
  user_id text not null,
  provider text not null,
  connection text not null,
  -- Base address that the account was linked at: what proves it is sent nowhere else.
  address text not null,
  kind text not null,
  login text not null,
  profile jsonb not null,
  -- Which key sealed it, as a digest that tells nothing of the key.
  key_id text not null,
  sealed bytea not null,
  linked_at timestamptz not null,
  -- Since when nothing that is configured can use it.
  unused_since timestamptz,
  primary key (user_id, provider, connection)
);
create index accounts_login on ci_command_center.accounts (provider, connection, lower(login));
create index accounts_key on ci_command_center.accounts (key_id);
insert into ci_command_center.migrations (id) values (5);

-- Migration 6
-- subject_key is null while the run has no number; post_id is then the post that will become its card, claimed before it is made.
-- about: what never changes. course: how the looking goes. looking_until: somebody looks right now. told_at: webhooks told of it.
create table ci_command_center.follows (
  id uuid primary key,
  provider text not null,
  connection text not null,
  project uuid not null,
  queued text,
  subject_key text,
  run text,
  channel_id text not null,
  about jsonb not null,
  course jsonb not null,
  post_id text,
  claims integer not null default 0,
  claimed_by text,
  claimed_at timestamptz,
  taken_at timestamptz,
  substance text,
  edits integer not null default 0,
  gone boolean not null default false,
  -- The ledger has the post.
  adopted boolean not null default false,
  looking_until timestamptz,
  told_at timestamptz,
  next_at timestamptz not null,
  created_at timestamptz not null,
  ended_at timestamptz
);
create unique index follows_queued on ci_command_center.follows (provider, connection, queued, channel_id) where queued is not null and ended_at is null;
create index follows_unknown on ci_command_center.follows (project) where subject_key is null and ended_at is null;
create index follows_subject on ci_command_center.follows (subject_key) where subject_key is not null;
create index follows_open on ci_command_center.follows (provider, connection) where ended_at is null;
create index follows_age on ci_command_center.follows (created_at);
insert into ci_command_center.migrations (id) values (6);

-- Migration 7
with told as (
  select key, coalesce(state#>'{overview,snapshot,ref}', state#>'{overview,outline,ref}') as ref
  from ci_command_center.subjects where kind = 'pipeline')
update ci_command_center.subjects s set
  state = s.state #- '{overview,snapshot,ref}' #- '{overview,outline,ref}',
  ref_name = null
from told t where t.key = s.key and t.ref->>'kind' = 'branch' and t.ref->>'name' in ('unknown', '') and t.ref->'url' is null;
insert into ci_command_center.migrations (id) values (7);

-- Migration 8
create table ci_command_center.oauth_states (
  -- SHA-256 of the state: who reads the table cannot use it.
  digest bytea primary key,
  user_id text not null,
  provider text not null,
  connection text not null,
  address text not null,
  key_id text not null,
  -- The verifier of PKCE and the redirect address.
  sealed bytea not null,
  expires_at timestamptz not null
);
create index oauth_states_expires on ci_command_center.oauth_states (expires_at);

alter table ci_command_center.accounts
  -- Who renews the proof now; nobody else does until then. It stays when that one never told how it came out.
  add column renewing_by text,
  add column renewing_until timestamptz,
  -- Since when the CI system does not take the proof any more, and when the person was told.
  add column ended_at timestamptz,
  add column told_at timestamptz;
insert into ci_command_center.migrations (id) values (8);

-- Migration 9
alter table ci_command_center.subscriptions
  add column labels text[] not null default '{}',
  -- KnownPlace: the project or group as its CI system knows it, once it was looked at or heard.
  add column place jsonb,
  -- What it was called before: late news by these names turns nothing back.
  add column former_paths text[] not null default '{}',
  -- When its maker's right to read the project was seen last, and is looked for next; never where nobody's right was asked.
  add column checked_at timestamptz,
  add column check_at timestamptz,
  -- Doubt: why that right cannot be seen now, and since when.
  add column doubt jsonb,
  -- Why nothing is told any more, and since when.
  add column stopped jsonb;
create index subscriptions_check on ci_command_center.subscriptions (check_at) where check_at is not null;

-- What channels have yet to be told of their subscriptions; noticing_at: since when somebody is at it.
create table ci_command_center.subscription_news (
  id uuid primary key,
  subscription_id uuid not null references ci_command_center.subscriptions (id) on delete cascade,
  news jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  noticing_at timestamptz
);
insert into ci_command_center.migrations (id) values (9);

-- Migration 10
-- off: kinds of messages that are switched off. introduced_at: when they were told how to switch. reminded_on: the day of the last reminder.
create table ci_command_center.preferences (
  user_id text not null,
  provider text not null,
  notifications boolean not null default true,
  reminders boolean not null default true,
  kinds_off text[] not null default '{}',
  introduced_at timestamptz,
  reminded_on date,
  primary key (user_id, provider)
);

-- One message for one person about one thing, and after it was read the next one (episode). taken_until: somebody is at it.
-- The post is claimed before it is made. introduces: it says how messages are switched off.
create table ci_command_center.personal_topics (
  user_id text not null,
  topic text not null,
  provider text not null,
  connection text not null,
  episode integer not null default 0,
  taken_until timestamptz,
  post_id text,
  posted_at timestamptz,
  claims integer not null default 0,
  claimed_by text,
  claimed_at timestamptz,
  taken_at timestamptz,
  substance text,
  introduces boolean not null default false,
  gone boolean not null default false,
  updated_at timestamptz not null,
  primary key (user_id, topic)
);
create index personal_topics_age on ci_command_center.personal_topics (updated_at);

-- outcome: null while it waits. role: as which of its roles it was told. No identity is told a person twice.
create table ci_command_center.personal_news (
  user_id text not null,
  identity text not null,
  topic text not null,
  subject_key text not null,
  roles jsonb not null,
  news jsonb not null,
  noted_at timestamptz not null,
  outcome text check (outcome in ('told', 'off', 'hidden', 'old', 'gone')),
  role integer,
  episode integer,
  primary key (user_id, identity),
  foreign key (user_id, topic) references ci_command_center.personal_topics on delete cascade
);
create index personal_news_topic on ci_command_center.personal_news (user_id, topic);
create index accounts_ids on ci_command_center.accounts (provider, connection, (profile->>'id'));
insert into ci_command_center.migrations (id) values (10);

-- Migration 15
create index subjects_board on ci_command_center.subjects (kind, status, updated_at desc) where kind in ('alerts', 'gate', 'merge-request');
insert into ci_command_center.migrations (id) values (15);

-- Migration 16
-- board: kind and status of the subject, of the newest card of it in its channel. board_at: when that began.
alter table ci_command_center.cards
  add column board text,
  add column board_at timestamptz;

-- Only when the status changes, which is seldom: other writes touch no card.
create function ci_command_center.note_board() returns trigger language plpgsql as $$
begin
  update ci_command_center.cards set board = new.kind || ' ' || new.status, board_at = new.updated_at
  where subject_key = new.key and board is not null;
  return null;
end $$;
create trigger subjects_board after update of status on ci_command_center.subjects for each row
  when (old.status is distinct from new.status and new.kind in ('alerts', 'gate', 'merge-request'))
  execute function ci_command_center.note_board();

create function ci_command_center.end_board() returns trigger language plpgsql as $$
begin
  update ci_command_center.cards set board = null
  where subject_key = new.subject_key and channel_id = new.channel_id and episode < new.episode and board is not null;
  return null;
end $$;
create trigger cards_board after insert on ci_command_center.cards for each row
  when (new.board is not null and new.episode > 0)
  execute function ci_command_center.end_board();

with newest as (
  select distinct on (c.subject_key, c.channel_id) c.subject_key, c.channel_id, c.episode, s.kind || ' ' || s.status as board, s.updated_at
  from ci_command_center.cards c join ci_command_center.subjects s on s.key = c.subject_key
  where c.reply = '' and s.kind in ('alerts', 'gate', 'merge-request')
  order by c.subject_key, c.channel_id, c.episode desc)
update ci_command_center.cards c set board = n.board, board_at = n.updated_at from newest n
where c.subject_key = n.subject_key and c.channel_id = n.channel_id and c.episode = n.episode and c.reply = '';
create index cards_board on ci_command_center.cards (channel_id, board, board_at desc) where board is not null;
insert into ci_command_center.migrations (id) values (16);

-- Migration 17
create index subscriptions_project on ci_command_center.subscriptions (provider, lower(project));
create index subscriptions_place on ci_command_center.subscriptions (provider, (place->>'id')) where place is not null;
insert into ci_command_center.migrations (id) values (17);

-- Migration 18
create table ci_command_center.audit (
  id uuid primary key,
  at timestamptz not null,
  act text not null,
  user_id text not null,
  origin text not null,
  address text,
  api_key text,
  channel_id text,
  what text not null,
  "values" jsonb not null,
  outcome text not null,
  code text,
  milliseconds integer not null
);
create index audit_at on ci_command_center.audit (at, id);
create index audit_user on ci_command_center.audit (user_id, at);

create function ci_command_center.keep_audit() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('ci_command_center.forgets', true) = 'on' then
    return old;
  end if;
  raise exception 'the audit is only added to' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_rows before update or delete on ci_command_center.audit
  for each row execute function ci_command_center.keep_audit();
create trigger audit_whole before truncate on ci_command_center.audit
  for each statement execute function ci_command_center.keep_audit();
insert into ci_command_center.migrations (id) values (18);

-- Migration 19
-- hash: SHA-256 of the key, which itself is kept nowhere. tokens: of its bucket, as it was at tokens_at.
create table ci_command_center.api_keys (
  id uuid primary key,
  name text not null,
  hash bytea not null unique,
  scopes text[] not null,
  creator_id text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  last_used_from text,
  tokens double precision not null,
  tokens_at timestamptz not null default now()
);
create unique index api_keys_name on ci_command_center.api_keys (lower(name));

-- What was answered to a request with an Idempotency-Key; status is null while it is worked on.
create table ci_command_center.api_answers (
  key_id uuid not null references ci_command_center.api_keys (id) on delete cascade,
  idempotency_key text not null,
  request bytea not null,
  taken_at timestamptz not null,
  status integer,
  body text,
  primary key (key_id, idempotency_key)
);
create index api_answers_age on ci_command_center.api_answers (taken_at);

-- The newest report of a figure with limits on one branch or tag of a project.
create table ci_command_center.figure_limits (
  place text not null,
  name text not null,
  reported_at timestamptz not null,
  breached boolean not null,
  -- It was otherwise before.
  turned boolean not null,
  primary key (place, name)
);

-- Finds the pipeline that a job reports about.
create index subjects_path on ci_command_center.subjects (provider, lower(project_path), started_at desc) where kind = 'pipeline';
insert into ci_command_center.migrations (id) values (19);

-- Migration 20
-- about: what never changes. course: how it goes. sealed: its secret values, until it is closed. leased_by: who works on it right now.
create table ci_command_center.intent_runs (
  id text primary key,
  -- Grows with each: the order of runs, and the place in a list of them.
  number bigint generated always as identity,
  intent text not null,
  channel_id text not null,
  user_id text not null,
  once text,
  state text not null,
  revision integer not null default 1,
  about jsonb not null,
  course jsonb not null,
  key_id text,
  sealed bytea,
  leased_by text,
  leased_until timestamptz,
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  -- Its end was shown.
  closed_at timestamptz
);
create unique index intent_runs_once on ci_command_center.intent_runs (once) where once is not null;
create index intent_runs_channel on ci_command_center.intent_runs (channel_id, number desc);
create index intent_runs_open on ci_command_center.intent_runs (intent, state) where closed_at is null;
create index intent_runs_age on ci_command_center.intent_runs (created_at);

-- One for each place where a run shows: its card, where others are asked to agree, what a step of it posted.
create table ci_command_center.intent_run_posts (
  run_id text not null references ci_command_center.intent_runs (id) on delete cascade,
  place text not null,
  channel_id text not null,
  post_id text,
  claims integer not null default 0,
  claimed_by text,
  claimed_at timestamptz,
  taken_at timestamptz,
  substance text,
  gone boolean not null default false,
  primary key (run_id, place, channel_id)
);
insert into ci_command_center.migrations (id) values (20);

-- What its journeys left
insert into ci_command_center.audit (id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds) overriding system value select id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds from jsonb_populate_record(null::ci_command_center.audit, $row${"at":"2026-11-21T21:08:40.417+00:00","id":"37f154fa-f89c-4189-a42a-b5b17b499ee1","act":"ci.api-key.create","code":null,"what":"","origin":"command","values":{"name":"mine","intents":"*"},"address":"127.0.0.1","api_key":null,"outcome":"done","user_id":"prgub3q9xjbmzrgpugn7kg3phe","channel_id":"d6gwqtx9xigeujijqqfu8pkdnw","milliseconds":4}$row$);
insert into ci_command_center.audit (id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds) overriding system value select id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds from jsonb_populate_record(null::ci_command_center.audit, $row${"at":"2026-11-21T21:08:40.758+00:00","id":"543699f4-c734-44a2-970b-ac9ff1555493","act":"ci.api-key.revoke","code":null,"what":"","origin":"command","values":{"name":"mine"},"address":"127.0.0.1","api_key":null,"outcome":"done","user_id":"prgub3q9xjbmzrgpugn7kg3phe","channel_id":"d6gwqtx9xigeujijqqfu8pkdnw","milliseconds":1}$row$);
insert into ci_command_center.audit (id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds) overriding system value select id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds from jsonb_populate_record(null::ci_command_center.audit, $row${"at":"2026-11-21T21:08:44.007+00:00","id":"eed0eb25-ad26-468e-b794-d0f2a54520a7","act":"api.report","code":"CI_API_SCOPE","what":"","origin":"api","values":{},"address":"127.0.0.1","api_key":"ship-317544","outcome":"refused","user_id":"6gty8bbb8ibhbd9u7pnxeiea9r","channel_id":null,"milliseconds":0}$row$);
insert into ci_command_center.audit (id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds) overriding system value select id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds from jsonb_populate_record(null::ci_command_center.audit, $row${"at":"2026-11-21T21:08:44.024+00:00","id":"70e32462-746c-4c4f-b5c1-1ba95bb3501a","act":"api.run","code":"CI_API_SCOPE","what":"ship","origin":"api","values":{},"address":"127.0.0.1","api_key":"reports-317544","outcome":"refused","user_id":"6gty8bbb8ibhbd9u7pnxeiea9r","channel_id":null,"milliseconds":0}$row$);
insert into ci_command_center.audit (id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds) overriding system value select id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds from jsonb_populate_record(null::ci_command_center.audit, $row${"at":"2026-11-21T21:08:44.08+00:00","id":"ec7423ba-5bb9-46f9-a36e-36d6540dff20","act":"api.run","code":"CI_INTENT_UNKNOWN","what":"no-such","origin":"api","values":{},"address":"127.0.0.1","api_key":"ship-317544","outcome":"failed","user_id":"6gty8bbb8ibhbd9u7pnxeiea9r","channel_id":null,"milliseconds":5}$row$);
insert into ci_command_center.audit (id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds) overriding system value select id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds from jsonb_populate_record(null::ci_command_center.audit, $row${"at":"2026-11-21T21:08:44.28+00:00","id":"f7c71c98-8cd0-46eb-bc05-2a4217c3c5e9","act":"api.report","code":"CI_API_KEY","what":"","origin":"api","values":{},"address":"127.0.0.1","api_key":null,"outcome":"refused","user_id":"","channel_id":null,"milliseconds":0}$row$);
insert into ci_command_center.audit (id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds) overriding system value select id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds from jsonb_populate_record(null::ci_command_center.audit, $row${"at":"2026-11-21T21:08:44.372+00:00","id":"e662795a-b241-40fa-a79e-ce02ebf342a4","act":"api.look","code":"CI_API_KEY_EXPIRED","what":"any","origin":"api","values":{},"address":"127.0.0.1","api_key":"ship-317544","outcome":"refused","user_id":"6gty8bbb8ibhbd9u7pnxeiea9r","channel_id":null,"milliseconds":0}$row$);
insert into ci_command_center.audit (id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds) overriding system value select id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds from jsonb_populate_record(null::ci_command_center.audit, $row${"at":"2026-11-21T21:08:44.716+00:00","id":"6caeb81c-0a4f-40d4-a8db-6d7b1a05d180","act":"api.report","code":"CI_API_FIELDS","what":"","origin":"api","values":{},"address":"127.0.0.1","api_key":"fields-317544","outcome":"failed","user_id":"6gty8bbb8ibhbd9u7pnxeiea9r","channel_id":null,"milliseconds":60}$row$);
insert into ci_command_center.audit (id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds) overriding system value select id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds from jsonb_populate_record(null::ci_command_center.audit, $row${"at":"2026-11-21T21:08:44.971+00:00","id":"a6c44a25-175a-4485-8d02-fa225e251f77","act":"api.report","code":"CI_API_FIELDS","what":"","origin":"api","values":{},"address":"127.0.0.1","api_key":"fields-317544","outcome":"failed","user_id":"6gty8bbb8ibhbd9u7pnxeiea9r","channel_id":null,"milliseconds":15}$row$);
insert into ci_command_center.audit (id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds) overriding system value select id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds from jsonb_populate_record(null::ci_command_center.audit, $row${"at":"2026-11-21T21:08:46.496+00:00","id":"9f3b8c99-c251-4317-98c7-5fb78fe18808","act":"api.look","code":"CI_API_KEY","what":"none","origin":"api","values":{},"address":"127.0.0.1","api_key":null,"outcome":"refused","user_id":"","channel_id":null,"milliseconds":0}$row$);
insert into ci_command_center.audit (id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds) overriding system value select id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds from jsonb_populate_record(null::ci_command_center.audit, $row${"at":"2026-11-21T21:08:46.522+00:00","id":"e560d3a5-adee-4c14-861f-43a669ceb44c","act":"api.look","code":"CI_API_KEY","what":"none","origin":"api","values":{},"address":"127.0.0.1","api_key":null,"outcome":"refused","user_id":"","channel_id":null,"milliseconds":0}$row$);
insert into ci_command_center.audit (id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds) overriding system value select id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds from jsonb_populate_record(null::ci_command_center.audit, $row${"at":"2026-11-21T21:09:05.739+00:00","id":"f68c8886-b2cd-4fb6-b5cb-b75b7675ef1d","act":"jenkins.build","code":null,"what":"city/noted","origin":"dialog","values":{"PIN":"••••••","job":"city/noted","VERSION":"1.0","connection":"default"},"address":null,"api_key":null,"outcome":"done","user_id":"prgub3q9xjbmzrgpugn7kg3phe","channel_id":"4spihupkg781mpbp8mfafddnjy","milliseconds":231}$row$);
insert into ci_command_center.audit (id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds) overriding system value select id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds from jsonb_populate_record(null::ci_command_center.audit, $row${"at":"2026-11-21T21:09:07.829+00:00","id":"579866ac-a26d-494a-8c9c-034879ccac9e","act":"jenkins.build","code":null,"what":"city/noted","origin":"command","values":{"PIN":"••••••","job":"city/noted","VERSION":"2.0","connection":"default"},"address":"127.0.0.1","api_key":null,"outcome":"done","user_id":"prgub3q9xjbmzrgpugn7kg3phe","channel_id":"4spihupkg781mpbp8mfafddnjy","milliseconds":93}$row$);
insert into ci_command_center.audit (id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds) overriding system value select id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds from jsonb_populate_record(null::ci_command_center.audit, $row${"at":"2026-11-21T21:09:13.78+00:00","id":"74adbb7d-3aa4-4235-b2ef-13f9f8d70359","act":"ci.subscribe","code":"CI_PERMISSION_DENIED","what":"city/noted","origin":"sidebar","values":{"project":"city/noted","provider":"jenkins"},"address":null,"api_key":null,"outcome":"refused","user_id":"prgub3q9xjbmzrgpugn7kg3phe","channel_id":"4spihupkg781mpbp8mfafddnjy","milliseconds":8}$row$);
insert into ci_command_center.audit (id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds) overriding system value select id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds from jsonb_populate_record(null::ci_command_center.audit, $row${"at":"2026-11-21T21:09:14.854+00:00","id":"ddb5f7e2-5301-40e2-bbd3-aa13b41e692f","act":"ci.audit","code":"CI_API_ADMINISTRATOR","what":"export","origin":"sidebar","values":{},"address":null,"api_key":null,"outcome":"refused","user_id":"prgub3q9xjbmzrgpugn7kg3phe","channel_id":null,"milliseconds":1}$row$);
insert into ci_command_center.audit (id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds) overriding system value select id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds from jsonb_populate_record(null::ci_command_center.audit, $row${"at":"2026-11-21T21:09:51.548+00:00","id":"2397d0c8-c0e5-4819-93e7-07985d52b556","act":"intent.ship","code":null,"what":"run kd9t3rya, which waits for approval","origin":"dialog","values":{"pin":"••••••","version":"1.2.3"},"address":null,"api_key":null,"outcome":"done","user_id":"prgub3q9xjbmzrgpugn7kg3phe","channel_id":"ce5roxytairq7nx9g699kfd3ta","milliseconds":179}$row$);
insert into ci_command_center.audit (id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds) overriding system value select id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds from jsonb_populate_record(null::ci_command_center.audit, $row${"at":"2026-11-21T21:09:52.041+00:00","id":"568f713f-2ffb-472f-a966-df90f5551215","act":"intent.ship.approve","code":"CI_RUN_SELF","what":"approve run kd9t3rya","origin":"button","values":{},"address":null,"api_key":null,"outcome":"refused","user_id":"prgub3q9xjbmzrgpugn7kg3phe","channel_id":"ce5roxytairq7nx9g699kfd3ta","milliseconds":20}$row$);
insert into ci_command_center.audit (id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds) overriding system value select id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds from jsonb_populate_record(null::ci_command_center.audit, $row${"at":"2026-11-21T21:09:52.315+00:00","id":"0b73f12a-e776-4c66-b85e-53d8feff88be","act":"intent.ship.approve","code":null,"what":"approve run kd9t3rya","origin":"button","values":{},"address":null,"api_key":null,"outcome":"done","user_id":"wh1oomxrdiy17c7qoyc69ztrto","channel_id":"ce5roxytairq7nx9g699kfd3ta","milliseconds":96}$row$);
insert into ci_command_center.audit (id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds) overriding system value select id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds from jsonb_populate_record(null::ci_command_center.audit, $row${"at":"2026-11-21T21:09:55.201+00:00","id":"494c0bb7-bc67-4e10-9e23-8aff34ce8477","act":"intent.ship","code":null,"what":"run kd9t3rya: succeeded","origin":"dialog","values":{"pin":"••••••","version":"1.2.3"},"address":null,"api_key":null,"outcome":"done","user_id":"prgub3q9xjbmzrgpugn7kg3phe","channel_id":"ce5roxytairq7nx9g699kfd3ta","milliseconds":2652}$row$);
insert into ci_command_center.audit (id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds) overriding system value select id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds from jsonb_populate_record(null::ci_command_center.audit, $row${"at":"2026-11-21T21:09:55.796+00:00","id":"b1ace625-f921-41db-a160-4fc93a967e40","act":"intent.ship.approve","code":"CI_RUN_OVER","what":"approve run kd9t3rya","origin":"command","values":{},"address":null,"api_key":null,"outcome":"refused","user_id":"wh1oomxrdiy17c7qoyc69ztrto","channel_id":"ce5roxytairq7nx9g699kfd3ta","milliseconds":0}$row$);
insert into ci_command_center.audit (id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds) overriding system value select id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds from jsonb_populate_record(null::ci_command_center.audit, $row${"at":"2026-11-21T21:09:56.283+00:00","id":"83086ed4-fbae-45fd-882b-df3290fe5001","act":"intent.ship","code":null,"what":"run t8dknqpv, which waits for approval","origin":"sidebar","values":{"pin":"••••••","version":"2.0.0"},"address":null,"api_key":null,"outcome":"done","user_id":"prgub3q9xjbmzrgpugn7kg3phe","channel_id":"ce5roxytairq7nx9g699kfd3ta","milliseconds":37}$row$);
insert into ci_command_center.audit (id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds) overriding system value select id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds from jsonb_populate_record(null::ci_command_center.audit, $row${"at":"2026-11-21T21:09:56.477+00:00","id":"0bfac655-2d18-451a-9f30-73f4f8eedf58","act":"intent.ship.reject","code":null,"what":"reject run t8dknqpv: not on a Friday","origin":"command","values":{},"address":null,"api_key":null,"outcome":"done","user_id":"wh1oomxrdiy17c7qoyc69ztrto","channel_id":"ce5roxytairq7nx9g699kfd3ta","milliseconds":109}$row$);
insert into ci_command_center.audit (id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds) overriding system value select id, at, act, user_id, origin, address, api_key, channel_id, what, values, outcome, code, milliseconds from jsonb_populate_record(null::ci_command_center.audit, $row${"at":"2026-11-21T21:09:56.704+00:00","id":"91e5eac1-6745-4ec7-be68-416d68f6ce41","act":"intent.ship","code":null,"what":"run t8dknqpv: rejected","origin":"sidebar","values":{"pin":"••••••","version":"2.0.0"},"address":null,"api_key":null,"outcome":"refused","user_id":"prgub3q9xjbmzrgpugn7kg3phe","channel_id":"ce5roxytairq7nx9g699kfd3ta","milliseconds":413}$row$);
insert into ci_command_center.channel_numbers (channel_id, kind, last) overriding system value select channel_id, kind, last from jsonb_populate_record(null::ci_command_center.channel_numbers, $row${"kind":"subscription","last":1,"channel_id":"4spihupkg781mpbp8mfafddnjy"}$row$);
insert into ci_command_center.channel_numbers (channel_id, kind, last) overriding system value select channel_id, kind, last from jsonb_populate_record(null::ci_command_center.channel_numbers, $row${"kind":"subscription","last":3,"channel_id":"zji8obhbhtn18feoqef8ecii8r"}$row$);
insert into ci_command_center.channel_numbers (channel_id, kind, last) overriding system value select channel_id, kind, last from jsonb_populate_record(null::ci_command_center.channel_numbers, $row${"kind":"mute","last":2,"channel_id":"zji8obhbhtn18feoqef8ecii8r"}$row$);
insert into ci_command_center.deliveries (id, provider, connection, dedupe_key, order_key, headers, query, body, received_at, state, attempts, last_error, next_attempt_at) overriding system value select id, provider, connection, dedupe_key, order_key, headers, query, body, received_at, state, attempts, last_error, next_attempt_at from jsonb_populate_record(null::ci_command_center.deliveries, $row${"id":"01a1fff1-40e8-7000-aa63-ce36f36b5afb","body":"\\x7b226f626a6563745f6b696e64223a22706970656c696e65222c226f626a6563745f61747472696275746573223a7b226964223a39373536313833352c22696964223a39373536313833352c226e616d65223a2252656c656173652076322e332e30222c22726566223a226d61696e222c22746167223a66616c73652c22736861223a2261616161616161616161616161616161616161616161616161616161616161616135643061636562222c226265666f72655f736861223a2230303030303030303030303030303030303030303030303030303030303030303030303030303030222c22736f75726365223a2270757368222c22737461747573223a2273756363657373222c2264657461696c65645f737461747573223a22706173736564222c22737461676573223a5b226275696c64222c2274657374222c226465706c6f79225d2c22637265617465645f6174223a22323033362d30392d30365431353a31303a30302e3030305a222c2266696e69736865645f6174223a22323033362d30392d30365431353a31333a31392e3030305a222c227175657565645f6475726174696f6e223a312c2270726f7465637465645f726566223a747275652c227661726961626c6573223a5b5d2c2275726c223a2268747470733a2f2f6769746c61622e6578616d706c652e746573742f7265706f7274732f6170702d3536313833342f2d2f706970656c696e65732f3937353631383335222c226475726174696f6e223a3139397d2c226d657267655f72657175657374223a6e756c6c2c2275736572223a7b226964223a34322c226e616d65223a225573657231222c22757365726e616d65223a227573657231222c22656d61696c223a227573657231406578616d706c652e636f6d222c226176617461725f75726c223a22687474703a2f2f7777772e67726176617461722e636f6d2f6176617461722f30383932643832653334356666666265656133363238373031663534336233633f733d383026643d6964656e7469636f6e227d2c2270726f6a656374223a7b226964223a312c226e616d65223a224769746c61622054657374222c226465736372697074696f6e223a22417471756520696e2073756e7420656f732073696d696c6971756520646f6c6f72657320766f6c7570746174656d2e222c227765625f75726c223a2268747470733a2f2f6769746c61622e6578616d706c652e746573742f7265706f7274732f6170702d353631383334222c226176617461725f75726c223a6e756c6c2c226769745f7373685f75726c223a22676974403139322e3136382e36342e313a6769746c61622d6f72672f6769746c61622d746573742e676974222c226769745f687474705f75726c223a22687474703a2f2f3139322e3136382e36342e313a333030352f6769746c61622d6f72672f6769746c61622d746573742e676974222c226e616d657370616365223a224769746c6162204f7267222c227669736962696c6974795f6c6576656c223a32302c22706174685f776974685f6e616d657370616365223a227265706f7274732f6170702d353631383334222c2264656661756c745f6272616e6368223a226d6173746572227d2c22636f6d6d6974223a7b226964223a2261616161616161616161616161616161616161616161616161616161616161616135643061636562222c226d657373616765223a22746573745c6e222c2274696d657374616d70223a22323031362d30382d31325431373a32333a32312b30323a3030222c2275726c223a22687474703a2f2f6578616d706c652e636f6d2f6769746c61622d6f72672f6769746c61622d746573742f636f6d6d69742f62636262356563333936613263306638323836383666313466616339623830623738303530346632222c22617574686f72223a7b226e616d65223a2255736572222c22656d61696c223a22757365723031406578616d706c652e74657374227d7d2c226275696c6473223a5b5d7d","query":"","state":"done","headers":{"user-agent":"node","content-type":"application/json","x-gitlab-event":"Pipeline Hook"},"attempts":0,"provider":"gitlab","order_key":"gitlab/default/1/97561835","connection":"default","dedupe_key":null,"last_error":null,"received_at":"2026-11-21T21:09:23.318893+00:00","next_attempt_at":null}$row$);
insert into ci_command_center.deliveries (id, provider, connection, dedupe_key, order_key, headers, query, body, received_at, state, attempts, last_error, next_attempt_at) overriding system value select id, provider, connection, dedupe_key, order_key, headers, query, body, received_at, state, attempts, last_error, next_attempt_at from jsonb_populate_record(null::ci_command_center.deliveries, $row${"id":"01a1fff1-4626-7000-a128-2c0e162c0e94","body":"\\x7b226f626a6563745f6b696e64223a22706970656c696e65222c226f626a6563745f61747472696275746573223a7b226964223a39373536313833362c22696964223a39373536313833362c226e616d65223a2252656c656173652076322e332e30222c22726566223a226d61696e222c22746167223a66616c73652c22736861223a2261616161616161616161616161616161616161616161616161616161616161616135643061636563222c226265666f72655f736861223a2230303030303030303030303030303030303030303030303030303030303030303030303030303030222c22736f75726365223a2270757368222c22737461747573223a2273756363657373222c2264657461696c65645f737461747573223a22706173736564222c22737461676573223a5b226275696c64222c2274657374222c226465706c6f79225d2c22637265617465645f6174223a22323033362d30392d30365431353a32303a30302e3030305a222c2266696e69736865645f6174223a22323033362d30392d30365431353a32333a31392e3030305a222c227175657565645f6475726174696f6e223a312c2270726f7465637465645f726566223a747275652c227661726961626c6573223a5b5d2c2275726c223a2268747470733a2f2f6769746c61622e6578616d706c652e746573742f7265706f7274732f6170702d3536313833342f2d2f706970656c696e65732f3937353631383336222c226475726174696f6e223a3139397d2c226d657267655f72657175657374223a6e756c6c2c2275736572223a7b226964223a34322c226e616d65223a225573657231222c22757365726e616d65223a227573657231222c22656d61696c223a227573657231406578616d706c652e636f6d222c226176617461725f75726c223a22687474703a2f2f7777772e67726176617461722e636f6d2f6176617461722f30383932643832653334356666666265656133363238373031663534336233633f733d383026643d6964656e7469636f6e227d2c2270726f6a656374223a7b226964223a312c226e616d65223a224769746c61622054657374222c226465736372697074696f6e223a22417471756520696e2073756e7420656f732073696d696c6971756520646f6c6f72657320766f6c7570746174656d2e222c227765625f75726c223a2268747470733a2f2f6769746c61622e6578616d706c652e746573742f7265706f7274732f6170702d353631383334222c226176617461725f75726c223a6e756c6c2c226769745f7373685f75726c223a22676974403139322e3136382e36342e313a6769746c61622d6f72672f6769746c61622d746573742e676974222c226769745f687474705f75726c223a22687474703a2f2f3139322e3136382e36342e313a333030352f6769746c61622d6f72672f6769746c61622d746573742e676974222c226e616d657370616365223a224769746c6162204f7267222c227669736962696c6974795f6c6576656c223a32302c22706174685f776974685f6e616d657370616365223a227265706f7274732f6170702d353631383334222c2264656661756c745f6272616e6368223a226d6173746572227d2c22636f6d6d6974223a7b226964223a2261616161616161616161616161616161616161616161616161616161616161616135643061636563222c226d657373616765223a22746573745c6e222c2274696d657374616d70223a22323031362d30382d31325431373a32333a32312b30323a3030222c2275726c223a22687474703a2f2f6578616d706c652e636f6d2f6769746c61622d6f72672f6769746c61622d746573742f636f6d6d69742f62636262356563333936613263306638323836383666313466616339623830623738303530346632222c22617574686f72223a7b226e616d65223a2255736572222c22656d61696c223a22757365723031406578616d706c652e74657374227d7d2c226275696c6473223a5b5d7d","query":"","state":"done","headers":{"user-agent":"node","content-type":"application/json","x-gitlab-event":"Pipeline Hook"},"attempts":0,"provider":"gitlab","order_key":"gitlab/default/1/97561836","connection":"default","dedupe_key":null,"last_error":null,"received_at":"2026-11-21T21:09:24.660442+00:00","next_attempt_at":null}$row$);
insert into ci_command_center.figure_limits (place, name, reported_at, breached, turned) overriding system value select place, name, reported_at, breached, turned from jsonb_populate_record(null::ci_command_center.figure_limits, $row${"name":"hit_rate_561834","place":"[\"gitlab\",\"default\",\"1\",\"branch\",\"feature\"]","turned":false,"breached":false,"reported_at":"2026-11-21T21:09:28.842+00:00"}$row$);
insert into ci_command_center.figure_limits (place, name, reported_at, breached, turned) overriding system value select place, name, reported_at, breached, turned from jsonb_populate_record(null::ci_command_center.figure_limits, $row${"name":"hit_rate_561834","place":"[\"gitlab\",\"default\",\"1\",\"branch\",\"main\"]","turned":true,"breached":false,"reported_at":"2026-11-21T21:09:30.196+00:00"}$row$);
insert into ci_command_center.figure_limits (place, name, reported_at, breached, turned) overriding system value select place, name, reported_at, breached, turned from jsonb_populate_record(null::ci_command_center.figure_limits, $row${"name":"cache_hit_rate","place":"[\"gitlab\",\"default\",\"1\",\"branch\",\"main\"]","turned":true,"breached":false,"reported_at":"2026-11-21T21:09:41.304+00:00"}$row$);
insert into ci_command_center.follows (id, provider, connection, project, queued, subject_key, run, channel_id, about, course, post_id, claims, claimed_by, claimed_at, taken_at, substance, edits, gone, adopted, looking_until, told_at, next_at, created_at, ended_at) overriding system value select id, provider, connection, project, queued, subject_key, run, channel_id, about, course, post_id, claims, claimed_by, claimed_at, taken_at, substance, edits, gone, adopted, looking_until, told_at, next_at, created_at, ended_at from jsonb_populate_record(null::ci_command_center.follows, $row${"id":"827e621d-38fd-42f1-9943-1acbd5e76a7d","run":"2","gone":false,"about":{"why":"started","person":{"userId":"prgub3q9xjbmzrgpugn7kg3phe","username":"alice"},"project":{"id":"city/noted","url":"http://127.0.0.1:42007/jenkins/job/city/job/noted/","path":"city/noted"},"parameters":[{"name":"VERSION","value":"2.0"},{"name":"PIN","value":"••••••"}]},"edits":0,"claims":1,"course":{"end":{"kind":"verdict"},"looks":0,"newsAt":1795295347923,"failures":0},"queued":"2","adopted":true,"next_at":"2026-11-21T21:09:08.873879+00:00","post_id":"fufrdmz91tbrznjm9i3ap36quh","project":"802b98b2-0a9a-f1ab-f501-049aad658fff","told_at":null,"ended_at":"2026-11-21T21:09:08.873881+00:00","provider":"jenkins","taken_at":"2026-11-21T21:09:07.971309+00:00","substance":"queued waiting - -","channel_id":"4spihupkg781mpbp8mfafddnjy","claimed_at":"2026-11-21T21:09:07.968+00:00","claimed_by":"7579099f-1a17-40fb-b79a-7aa80246fe92","connection":"default","created_at":"2026-11-21T21:09:07.923+00:00","subject_key":"jenkins/default/city%2Fnoted/2","looking_until":null}$row$);
insert into ci_command_center.follows (id, provider, connection, project, queued, subject_key, run, channel_id, about, course, post_id, claims, claimed_by, claimed_at, taken_at, substance, edits, gone, adopted, looking_until, told_at, next_at, created_at, ended_at) overriding system value select id, provider, connection, project, queued, subject_key, run, channel_id, about, course, post_id, claims, claimed_by, claimed_at, taken_at, substance, edits, gone, adopted, looking_until, told_at, next_at, created_at, ended_at from jsonb_populate_record(null::ci_command_center.follows, $row${"id":"821404f9-6cdb-4369-9f13-52ca311a79a5","run":"1","gone":false,"about":{"why":"started","person":{"userId":"prgub3q9xjbmzrgpugn7kg3phe","username":"alice"},"project":{"id":"city/noted","url":"http://127.0.0.1:42007/jenkins/job/city/job/noted/","path":"city/noted"},"parameters":[{"name":"VERSION","value":"1.0"},{"name":"PIN","value":"••••••"}]},"edits":0,"claims":1,"course":{"end":{"kind":"verdict"},"looks":0,"newsAt":1795295346015,"failures":0},"queued":"1","adopted":true,"next_at":"2026-11-21T21:09:07.302315+00:00","post_id":"drnnw3dtm3gufji7cfh75q1rye","project":"802b98b2-0a9a-f1ab-f501-049aad658fff","told_at":null,"ended_at":"2026-11-21T21:09:07.302318+00:00","provider":"jenkins","taken_at":"2026-11-21T21:09:06.084716+00:00","substance":"queued waiting - -","channel_id":"4spihupkg781mpbp8mfafddnjy","claimed_at":"2026-11-21T21:09:06.082+00:00","claimed_by":"7579099f-1a17-40fb-b79a-7aa80246fe92","connection":"default","created_at":"2026-11-21T21:09:06.015+00:00","subject_key":"jenkins/default/city%2Fnoted/1","looking_until":null}$row$);
insert into ci_command_center.intent_runs (id, number, intent, channel_id, user_id, once, state, revision, about, course, key_id, sealed, leased_by, leased_until, created_at, started_at, ended_at, closed_at) overriding system value select id, number, intent, channel_id, user_id, once, state, revision, about, course, key_id, sealed, leased_by, leased_until, created_at, started_at, ended_at, closed_at from jsonb_populate_record(null::ci_command_center.intent_runs, $row${"id":"kd9t3rya","once":null,"about":{"by":{"userId":"prgub3q9xjbmzrgpugn7kg3phe","username":"alice"},"from":"dialog","intent":{"name":"ship","about":{"kind":"custom"},"steps":[{"kind":{"of":"provider","step":"build","provider":"jenkins"},"name":"build","input":{"texts":{"job":"city/ship"},"values":{"parameters":{"PIN":"{{ pin }}","VERSION":"{{ version }}"}},"switches":{}}},{"kind":{"of":"own","step":"wait"},"name":"wait","input":{"texts":{"for":"1s"},"values":{},"switches":{}}},{"kind":{"of":"own","step":"post"},"name":"post","input":{"texts":{"message":"Shipped {{ version }} with build {{ steps.build.number }}"},"values":{},"switches":{}}}],"labels":[],"source":{"kind":"configuration","line":4},"timeout":3600000,"written":"{\"name\":\"ship\",\"description\":\"Ship one version\",\"parameters\":[{\"name\":\"version\",\"type\":\"string\",\"pattern\":\"^\\\\d+\\\\.\\\\d+\\\\.\\\\d+$\",\"required\":true},{\"name\":\"pin\",\"type\":\"secret\",\"required\":true}],\"approval\":{\"count\":1,\"from\":{\"users\":[\"alice\",\"bob\"]},\"expires\":\"1h\"},\"steps\":[{\"name\":\"build\",\"jenkins.build\":{\"job\":\"city/ship\",\"parameters\":{\"VERSION\":\"{{ version }}\",\"PIN\":\"{{ pin }}\"}}},{\"wait\":{\"for\":\"1s\"}},{\"post\":{\"message\":\"Shipped {{ version }} with build {{ steps.build.number }}\"}}]}","approval":{"from":{"roles":[],"users":["alice","bob"],"groups":[]},"count":1,"expires":3600000,"selfApproval":false},"onFailure":{"kind":"stop"},"parameters":[{"name":"version","type":"string","pattern":"^\\d+\\.\\d+\\.\\d+$","required":true},{"name":"pin","type":"secret","required":true}],"concurrency":1,"description":"Ship one version"},"secret":["pin"],"values":{"version":"1.2.3"}},"state":"succeeded","course":{"undo":[],"steps":[{"name":"build","step":{"kind":{"of":"provider","step":"build","provider":"jenkins"},"name":"build","input":{"texts":{"job":"city/ship"},"values":{"parameters":{"PIN":"{{ pin }}","VERSION":"{{ version }}"}},"switches":{}}},"state":{"at":1795295393547,"kind":"over","text":{"pieces":[{"url":"http://127.0.0.1:39563/jenkins/job/city/job/ship/1/","kind":"link","text":"city/ship #1"},{"kind":"own","text":" passed."}]},"outputs":{"url":"http://127.0.0.1:39563/jenkins/job/city/job/ship/1/","number":"1","result":"success"},"verdict":"succeeded"},"values":{}},{"name":"wait","step":{"kind":{"of":"own","step":"wait"},"name":"wait","input":{"texts":{"for":"1s"},"values":{},"switches":{}}},"state":{"at":1795295394960,"kind":"over","text":{"pieces":[]},"outputs":{},"verdict":"succeeded"},"values":{}},{"name":"post","step":{"kind":{"of":"own","step":"post"},"name":"post","input":{"texts":{"message":"Shipped {{ version }} with build {{ steps.build.number }}"},"values":{},"switches":{}}},"state":{"at":1795295395167,"kind":"over","text":{"pieces":[{"kind":"own","text":"Said here."}]},"outputs":{},"verdict":"succeeded"},"values":{}}],"approvals":[{"at":1795295392386,"userId":"wh1oomxrdiy17c7qoyc69ztrto","username":"bob"}]},"intent":"ship","key_id":null,"number":1,"sealed":null,"user_id":"prgub3q9xjbmzrgpugn7kg3phe","ended_at":"2026-11-21T21:09:55.201+00:00","revision":14,"closed_at":"2026-11-21T21:09:55.304568+00:00","leased_by":null,"channel_id":"ce5roxytairq7nx9g699kfd3ta","created_at":"2026-11-21T21:09:51.586+00:00","started_at":"2026-11-21T21:09:52.549+00:00","leased_until":"2026-11-21T21:10:25.193817+00:00"}$row$);
insert into ci_command_center.intent_runs (id, number, intent, channel_id, user_id, once, state, revision, about, course, key_id, sealed, leased_by, leased_until, created_at, started_at, ended_at, closed_at) overriding system value select id, number, intent, channel_id, user_id, once, state, revision, about, course, key_id, sealed, leased_by, leased_until, created_at, started_at, ended_at, closed_at from jsonb_populate_record(null::ci_command_center.intent_runs, $row${"id":"t8dknqpv","once":null,"about":{"by":{"userId":"prgub3q9xjbmzrgpugn7kg3phe","username":"alice"},"from":"sidebar","intent":{"name":"ship","about":{"kind":"custom"},"steps":[{"kind":{"of":"provider","step":"build","provider":"jenkins"},"name":"build","input":{"texts":{"job":"city/ship"},"values":{"parameters":{"PIN":"{{ pin }}","VERSION":"{{ version }}"}},"switches":{}}},{"kind":{"of":"own","step":"wait"},"name":"wait","input":{"texts":{"for":"1s"},"values":{},"switches":{}}},{"kind":{"of":"own","step":"post"},"name":"post","input":{"texts":{"message":"Shipped {{ version }} with build {{ steps.build.number }}"},"values":{},"switches":{}}}],"labels":[],"source":{"kind":"configuration","line":4},"timeout":3600000,"written":"{\"name\":\"ship\",\"description\":\"Ship one version\",\"parameters\":[{\"name\":\"version\",\"type\":\"string\",\"pattern\":\"^\\\\d+\\\\.\\\\d+\\\\.\\\\d+$\",\"required\":true},{\"name\":\"pin\",\"type\":\"secret\",\"required\":true}],\"approval\":{\"count\":1,\"from\":{\"users\":[\"alice\",\"bob\"]},\"expires\":\"1h\"},\"steps\":[{\"name\":\"build\",\"jenkins.build\":{\"job\":\"city/ship\",\"parameters\":{\"VERSION\":\"{{ version }}\",\"PIN\":\"{{ pin }}\"}}},{\"wait\":{\"for\":\"1s\"}},{\"post\":{\"message\":\"Shipped {{ version }} with build {{ steps.build.number }}\"}}]}","approval":{"from":{"roles":[],"users":["alice","bob"],"groups":[]},"count":1,"expires":3600000,"selfApproval":false},"onFailure":{"kind":"stop"},"parameters":[{"name":"version","type":"string","pattern":"^\\d+\\.\\d+\\.\\d+$","required":true},{"name":"pin","type":"secret","required":true}],"concurrency":1,"description":"Ship one version"},"secret":["pin"],"values":{"version":"2.0.0"}},"state":"rejected","course":{"undo":[],"steps":[{"name":"build","step":{"kind":{"of":"provider","step":"build","provider":"jenkins"},"name":"build","input":{"texts":{"job":"city/ship"},"values":{"parameters":{"PIN":"{{ pin }}","VERSION":"{{ version }}"}},"switches":{}}},"state":{"kind":"waiting"},"values":{}},{"name":"wait","step":{"kind":{"of":"own","step":"wait"},"name":"wait","input":{"texts":{"for":"1s"},"values":{},"switches":{}}},"state":{"kind":"waiting"},"values":{}},{"name":"post","step":{"kind":{"of":"own","step":"post"},"name":"post","input":{"texts":{"message":"Shipped {{ version }} with build {{ steps.build.number }}"},"values":{},"switches":{}}},"state":{"kind":"waiting"},"values":{}}],"rejected":{"reason":"not on a Friday","userId":"wh1oomxrdiy17c7qoyc69ztrto","username":"bob"},"approvals":[]},"intent":"ship","key_id":null,"number":2,"sealed":null,"user_id":"prgub3q9xjbmzrgpugn7kg3phe","ended_at":"2026-11-21T21:09:56.704+00:00","revision":3,"closed_at":"2026-11-21T21:09:56.884886+00:00","leased_by":null,"channel_id":"ce5roxytairq7nx9g699kfd3ta","created_at":"2026-11-21T21:09:56.291+00:00","started_at":null,"leased_until":"2026-11-21T21:10:26.669092+00:00"}$row$);
insert into ci_command_center.mutes (id, channel_id, number, creator_id, what, pattern, until, created_at) overriding system value select id, channel_id, number, creator_id, what, pattern, until, created_at from jsonb_populate_record(null::ci_command_center.mutes, $row${"id":"4091cfc4-329b-4d11-b3a3-4ab2f10b96ff","what":"project","until":"2026-12-05T21:10:04.614+00:00","number":1,"pattern":"platform/noise","channel_id":"zji8obhbhtn18feoqef8ecii8r","created_at":"2026-11-21T21:10:04.637704+00:00","creator_id":"prgub3q9xjbmzrgpugn7kg3phe"}$row$);
insert into ci_command_center.mutes (id, channel_id, number, creator_id, what, pattern, until, created_at) overriding system value select id, channel_id, number, creator_id, what, pattern, until, created_at from jsonb_populate_record(null::ci_command_center.mutes, $row${"id":"63ab12f2-4887-4df2-9e21-5df9d9dbccda","what":"branch","until":null,"number":2,"pattern":"dependabot/**","channel_id":"zji8obhbhtn18feoqef8ecii8r","created_at":"2026-11-21T21:10:04.814914+00:00","creator_id":"prgub3q9xjbmzrgpugn7kg3phe"}$row$);
insert into ci_command_center.nodes (id, lock_key, worker_ids, seen_at) overriding system value select id, lock_key, worker_ids, seen_at from jsonb_populate_record(null::ci_command_center.nodes, $row${"id":"460a4608-5369-46da-911f-49c4c33535e4","seen_at":"2026-11-21T21:08:25.479436+00:00","lock_key":1303065324,"worker_ids":["pool-a40c4de59aa67c3612"]}$row$);
insert into ci_command_center.senders (provider, connection, last_at) overriding system value select provider, connection, last_at from jsonb_populate_record(null::ci_command_center.senders, $row${"last_at":"2026-11-21T21:09:40.478+00:00","provider":"gitlab","connection":"default"}$row$);
insert into ci_command_center.subjects (key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at) overriding system value select key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at from jsonb_populate_record(null::ci_command_center.subjects, $row${"key":"jenkins/default/city%2Fnoted/1","sha":null,"kind":"pipeline","role":"build","place":"882d67a5-d00b-1e41-67bf-786cbabbe3b7","state":{"jobs":[{"job":{"id":"build","name":"build","stage":"build","status":"success","attempt":1,"duration":0.044,"startedAt":1795295345851,"allowFailure":false},"epoch":1,"askedAt":1795295346752}],"kept":{"queued":"1","createdAt":1795295345849,"parameters":[{"name":"VERSION","value":"1.0"},{"name":"PIN","value":"••••••"}],"triggeredBy":{"name":"Alice","username":"alice"},"expectedDuration":0.047},"kind":"pipeline","overview":{"kind":"snapshot","epoch":1,"progress":3,"snapshot":{"url":"http://127.0.0.1:42007/jenkins/job/city/job/noted/1/","number":"1","queued":"1","stages":["build"],"status":"success","askedAt":1795295346752,"duration":0.047,"createdAt":1795295345849,"finishedAt":1795295345896,"parameters":[{"name":"VERSION","value":"1.0"},{"name":"PIN","value":"••••••"}],"triggeredBy":{"name":"Alice","username":"alice"},"expectedDuration":0.047}},"pipeline":{"id":"1","key":"jenkins/default/city%2Fnoted/1","role":"build","project":{"id":"city/noted","url":"http://127.0.0.1:42007/jenkins/job/city/job/noted/","path":"city/noted"},"provider":"jenkins","connection":"default"}},"status":"success","project":"802b98b2-0a9a-f1ab-f501-049aad658fff","provider":"jenkins","ref_name":null,"revision":1,"connection":"default","created_at":"2026-11-21T21:09:07.089+00:00","parent_key":null,"started_at":"2026-11-21T21:09:05.849+00:00","updated_at":"2026-11-21T21:09:07.089+00:00","project_path":"city/noted"}$row$);
insert into ci_command_center.subjects (key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at) overriding system value select key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at from jsonb_populate_record(null::ci_command_center.subjects, $row${"key":"jenkins/default/city%2Fnoted/2","sha":null,"kind":"pipeline","role":"build","place":"882d67a5-d00b-1e41-67bf-786cbabbe3b7","state":{"jobs":[{"job":{"id":"build","name":"build","stage":"build","status":"success","attempt":1,"duration":0.021,"startedAt":1795295347898,"allowFailure":false},"epoch":1,"askedAt":1795295348675}],"kept":{"queued":"2","createdAt":1795295347897,"parameters":[{"name":"VERSION","value":"2.0"},{"name":"PIN","value":"••••••"}],"triggeredBy":{"name":"Alice","username":"alice"},"expectedDuration":0.035},"kind":"pipeline","overview":{"kind":"snapshot","epoch":1,"progress":3,"snapshot":{"url":"http://127.0.0.1:42007/jenkins/job/city/job/noted/2/","number":"2","queued":"2","stages":["build"],"status":"success","askedAt":1795295348675,"duration":0.022,"createdAt":1795295347897,"finishedAt":1795295347919,"parameters":[{"name":"VERSION","value":"2.0"},{"name":"PIN","value":"••••••"}],"triggeredBy":{"name":"Alice","username":"alice"},"expectedDuration":0.035}},"pipeline":{"id":"2","key":"jenkins/default/city%2Fnoted/2","role":"build","project":{"id":"city/noted","url":"http://127.0.0.1:42007/jenkins/job/city/job/noted/","path":"city/noted"},"provider":"jenkins","connection":"default"}},"status":"success","project":"802b98b2-0a9a-f1ab-f501-049aad658fff","provider":"jenkins","ref_name":null,"revision":1,"connection":"default","created_at":"2026-11-21T21:09:08.816+00:00","parent_key":null,"started_at":"2026-11-21T21:09:07.897+00:00","updated_at":"2026-11-21T21:09:08.816+00:00","project_path":"city/noted"}$row$);
insert into ci_command_center.subjects (key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at) overriding system value select key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at from jsonb_populate_record(null::ci_command_center.subjects, $row${"key":"gitlab/default/1/97561835","sha":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa5d0aceb","kind":"pipeline","role":null,"place":"96092588-f428-82f2-3c67-547ae72bca21","state":{"jobs":[],"kind":"pipeline","figures":[{"at":1795295364005,"min":80,"name":"hit_rate_561834","unit":"%","value":85}],"overview":{"kind":"snapshot","epoch":0,"progress":0,"snapshot":{"ref":{"url":"https://gitlab.example.test/reports/app-561834/-/tree/main","kind":"branch","name":"main"},"url":"https://gitlab.example.test/reports/app-561834/-/pipelines/97561835","name":"Release v2.3.0","commit":{"sha":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa5d0aceb","url":"http://example.com/gitlab-org/gitlab-test/commit/bcbb5ec396a2c0f828686f14fac9b80b780504f2","title":"test","author":{"name":"User"}},"number":"97561835","source":"push","stages":["build","test","deploy"],"status":"success","duration":199,"createdAt":2104326600000,"finishedAt":2104326799000,"triggeredBy":{"id":"42","name":"User1","username":"user1","avatarUrl":"http://www.gravatar.com/avatar/0892d82e345fffbeea3628701f543b3c?s=80&d=identicon"},"queuedDuration":1}},"pipeline":{"id":"97561835","key":"gitlab/default/1/97561835","project":{"id":"1","url":"https://gitlab.example.test/reports/app-561834","path":"reports/app-561834"},"provider":"gitlab","connection":"default"}},"status":"success","project":"d2323c3b-ee32-abad-4b51-f6273254b3da","provider":"gitlab","ref_name":"main","revision":2,"connection":"default","created_at":"2026-11-21T21:09:23.38+00:00","parent_key":null,"started_at":"2036-09-06T15:10:00+00:00","updated_at":"2026-11-21T21:09:24.171+00:00","project_path":"reports/app-561834"}$row$);
insert into ci_command_center.subjects (key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at) overriding system value select key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at from jsonb_populate_record(null::ci_command_center.subjects, $row${"key":"gitlab/default/1/97561836","sha":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa5d0acec","kind":"pipeline","role":null,"place":"96092588-f428-82f2-3c67-547ae72bca21","state":{"jobs":[],"kind":"pipeline","figures":[{"at":1795295365116,"min":80,"name":"hit_rate_561834","unit":"%","value":71}],"overview":{"kind":"snapshot","epoch":0,"progress":0,"snapshot":{"ref":{"url":"https://gitlab.example.test/reports/app-561834/-/tree/main","kind":"branch","name":"main"},"url":"https://gitlab.example.test/reports/app-561834/-/pipelines/97561836","name":"Release v2.3.0","commit":{"sha":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa5d0acec","url":"http://example.com/gitlab-org/gitlab-test/commit/bcbb5ec396a2c0f828686f14fac9b80b780504f2","title":"test","author":{"name":"User"}},"number":"97561836","source":"push","stages":["build","test","deploy"],"status":"success","duration":199,"createdAt":2104327200000,"finishedAt":2104327399000,"triggeredBy":{"id":"42","name":"User1","username":"user1","avatarUrl":"http://www.gravatar.com/avatar/0892d82e345fffbeea3628701f543b3c?s=80&d=identicon"},"queuedDuration":1}},"pipeline":{"id":"97561836","key":"gitlab/default/1/97561836","project":{"id":"1","url":"https://gitlab.example.test/reports/app-561834","path":"reports/app-561834"},"provider":"gitlab","connection":"default"}},"status":"success","project":"d2323c3b-ee32-abad-4b51-f6273254b3da","provider":"gitlab","ref_name":"main","revision":2,"connection":"default","created_at":"2026-11-21T21:09:24.684+00:00","parent_key":null,"started_at":"2036-09-06T15:20:00+00:00","updated_at":"2026-11-21T21:09:25.291+00:00","project_path":"reports/app-561834"}$row$);
insert into ci_command_center.subscriptions (id, channel_id, number, creator_id, provider, connection, project, branches, events, notify, thread, created_at, creator_left_at, paused_at, notice, noticing_at, labels, place, former_paths, checked_at, check_at, doubt, stopped) overriding system value select id, channel_id, number, creator_id, provider, connection, project, branches, events, notify, thread, created_at, creator_left_at, paused_at, notice, noticing_at, labels, place, former_paths, checked_at, check_at, doubt, stopped from jsonb_populate_record(null::ci_command_center.subscriptions, $row${"id":"46e31d3a-2a65-44fd-9272-a796c1b513c5","doubt":null,"place":null,"events":["pipeline","quality_gate","artifact","alert"],"labels":[],"notice":null,"notify":null,"number":1,"thread":null,"project":"city/noted","stopped":null,"branches":[],"check_at":null,"provider":"jenkins","paused_at":null,"channel_id":"4spihupkg781mpbp8mfafddnjy","checked_at":null,"connection":null,"created_at":"2026-11-21T21:09:13.152+00:00","creator_id":"prgub3q9xjbmzrgpugn7kg3phe","noticing_at":null,"former_paths":[],"creator_left_at":null}$row$);
insert into ci_command_center.subscriptions (id, channel_id, number, creator_id, provider, connection, project, branches, events, notify, thread, created_at, creator_left_at, paused_at, notice, noticing_at, labels, place, former_paths, checked_at, check_at, doubt, stopped) overriding system value select id, channel_id, number, creator_id, provider, connection, project, branches, events, notify, thread, created_at, creator_left_at, paused_at, notice, noticing_at, labels, place, former_paths, checked_at, check_at, doubt, stopped from jsonb_populate_record(null::ci_command_center.subscriptions, $row${"id":"b405ad5c-2869-4bbd-8ba8-a5bb8efbb1c0","doubt":null,"place":null,"events":["pipeline","deployment"],"labels":[],"notice":null,"notify":"changes","number":1,"thread":null,"project":"platform/**","stopped":null,"branches":["main","release/*"],"check_at":null,"provider":"gitlab","paused_at":null,"channel_id":"zji8obhbhtn18feoqef8ecii8r","checked_at":null,"connection":null,"created_at":"2026-11-21T21:10:04.146+00:00","creator_id":"prgub3q9xjbmzrgpugn7kg3phe","noticing_at":null,"former_paths":[],"creator_left_at":null}$row$);
insert into ci_command_center.subscriptions (id, channel_id, number, creator_id, provider, connection, project, branches, events, notify, thread, created_at, creator_left_at, paused_at, notice, noticing_at, labels, place, former_paths, checked_at, check_at, doubt, stopped) overriding system value select id, channel_id, number, creator_id, provider, connection, project, branches, events, notify, thread, created_at, creator_left_at, paused_at, notice, noticing_at, labels, place, former_paths, checked_at, check_at, doubt, stopped from jsonb_populate_record(null::ci_command_center.subscriptions, $row${"id":"f5255774-0d53-435d-87b8-7aa8dd878b9e","doubt":null,"place":null,"events":["pipeline","quality_gate","artifact","alert"],"labels":[],"notice":null,"notify":null,"number":2,"thread":"flat","project":"deploy/api","stopped":null,"branches":[],"check_at":null,"provider":"jenkins","paused_at":null,"channel_id":"zji8obhbhtn18feoqef8ecii8r","checked_at":null,"connection":null,"created_at":"2026-11-21T21:10:04.336+00:00","creator_id":"prgub3q9xjbmzrgpugn7kg3phe","noticing_at":null,"former_paths":[],"creator_left_at":null}$row$);
insert into ci_command_center.subscriptions (id, channel_id, number, creator_id, provider, connection, project, branches, events, notify, thread, created_at, creator_left_at, paused_at, notice, noticing_at, labels, place, former_paths, checked_at, check_at, doubt, stopped) overriding system value select id, channel_id, number, creator_id, provider, connection, project, branches, events, notify, thread, created_at, creator_left_at, paused_at, notice, noticing_at, labels, place, former_paths, checked_at, check_at, doubt, stopped from jsonb_populate_record(null::ci_command_center.subscriptions, $row${"id":"b2ed2752-66af-4fce-96b2-19137d0572f7","doubt":null,"place":null,"events":["pipeline","deployment","merge_request","issue","comment","push","tag","release","wiki","reaction","quality_gate","artifact","alert"],"labels":[],"notice":null,"notify":{"after":3},"number":3,"thread":null,"project":"platform/api","stopped":null,"branches":[],"check_at":null,"provider":"gitlab","paused_at":null,"channel_id":"zji8obhbhtn18feoqef8ecii8r","checked_at":null,"connection":null,"created_at":"2026-11-21T21:10:04.527+00:00","creator_id":"prgub3q9xjbmzrgpugn7kg3phe","noticing_at":null,"former_paths":[],"creator_left_at":null}$row$);
insert into ci_command_center.verdicts (key, project, place, started_at, concluded_at, verdict, jobs) overriding system value select key, project, place, started_at, concluded_at, verdict, jobs from jsonb_populate_record(null::ci_command_center.verdicts, $row${"key":"jenkins/default/city%2Fnoted/1","jobs":["build"],"place":"882d67a5-d00b-1e41-67bf-786cbabbe3b7","project":"802b98b2-0a9a-f1ab-f501-049aad658fff","verdict":{"at":1795295345896,"key":"jenkins/default/city%2Fnoted/1","number":"1","status":"success","duration":0.047,"failedJobs":[],"failedTests":[]},"started_at":"2026-11-21T21:09:05.849+00:00","concluded_at":"2026-11-21T21:09:05.896+00:00"}$row$);
insert into ci_command_center.verdicts (key, project, place, started_at, concluded_at, verdict, jobs) overriding system value select key, project, place, started_at, concluded_at, verdict, jobs from jsonb_populate_record(null::ci_command_center.verdicts, $row${"key":"jenkins/default/city%2Fnoted/2","jobs":["build"],"place":"882d67a5-d00b-1e41-67bf-786cbabbe3b7","project":"802b98b2-0a9a-f1ab-f501-049aad658fff","verdict":{"at":1795295347919,"key":"jenkins/default/city%2Fnoted/2","number":"2","status":"success","duration":0.022,"failedJobs":[],"failedTests":[]},"started_at":"2026-11-21T21:09:07.897+00:00","concluded_at":"2026-11-21T21:09:07.919+00:00"}$row$);
insert into ci_command_center.verdicts (key, project, place, started_at, concluded_at, verdict, jobs) overriding system value select key, project, place, started_at, concluded_at, verdict, jobs from jsonb_populate_record(null::ci_command_center.verdicts, $row${"key":"gitlab/default/1/97561835","jobs":[],"place":"96092588-f428-82f2-3c67-547ae72bca21","project":"d2323c3b-ee32-abad-4b51-f6273254b3da","verdict":{"at":2104326799000,"key":"gitlab/default/1/97561835","sha":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa5d0aceb","number":"97561835","status":"success","duration":199,"failedJobs":[],"failedTests":[]},"started_at":"2036-09-06T15:10:00+00:00","concluded_at":"2036-09-06T15:13:19+00:00"}$row$);
insert into ci_command_center.verdicts (key, project, place, started_at, concluded_at, verdict, jobs) overriding system value select key, project, place, started_at, concluded_at, verdict, jobs from jsonb_populate_record(null::ci_command_center.verdicts, $row${"key":"gitlab/default/1/97561836","jobs":[],"place":"96092588-f428-82f2-3c67-547ae72bca21","project":"d2323c3b-ee32-abad-4b51-f6273254b3da","verdict":{"at":2104327399000,"key":"gitlab/default/1/97561836","sha":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa5d0acec","number":"97561836","status":"success","duration":199,"failedJobs":[],"failedTests":[]},"started_at":"2036-09-06T15:20:00+00:00","concluded_at":"2036-09-06T15:23:19+00:00"}$row$);
insert into ci_command_center.cards (subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at) overriding system value select subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at from jsonb_populate_record(null::ci_command_center.cards, $row${"gone":false,"board":null,"edits":1,"reply":"","claims":1,"episode":0,"post_id":"drnnw3dtm3gufji7cfh75q1rye","settled":true,"board_at":null,"taken_at":null,"substance":"verdict success 643d54371042 -","channel_id":"4spihupkg781mpbp8mfafddnjy","claimed_at":null,"claimed_by":null,"subject_key":"jenkins/default/city%2Fnoted/1"}$row$);
insert into ci_command_center.cards (subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at) overriding system value select subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at from jsonb_populate_record(null::ci_command_center.cards, $row${"gone":false,"board":null,"edits":0,"reply":"","claims":1,"episode":0,"post_id":"geqtuc8w8pnox8gpke7zzs6tdo","settled":true,"board_at":"2026-11-21T21:09:07.089+00:00","taken_at":"2026-11-21T21:09:07.679732+00:00","substance":"verdict success 643d54371042 -","channel_id":"5pruaicig7n5zpimrfn6sa7n4o","claimed_at":"2026-11-21T21:09:07.648+00:00","claimed_by":"1290ef62-f342-43be-bd32-307f2e5a8772","subject_key":"jenkins/default/city%2Fnoted/1"}$row$);
insert into ci_command_center.cards (subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at) overriding system value select subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at from jsonb_populate_record(null::ci_command_center.cards, $row${"gone":false,"board":null,"edits":0,"reply":"","claims":1,"episode":0,"post_id":"1pcre8a9jbns5pqdbq3qmza7sc","settled":true,"board_at":"2026-11-21T21:09:08.816+00:00","taken_at":"2026-11-21T21:09:09.00463+00:00","substance":"verdict success 643d54371042 -","channel_id":"5pruaicig7n5zpimrfn6sa7n4o","claimed_at":"2026-11-21T21:09:08.988+00:00","claimed_by":"1290ef62-f342-43be-bd32-307f2e5a8772","subject_key":"jenkins/default/city%2Fnoted/2"}$row$);
insert into ci_command_center.cards (subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at) overriding system value select subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at from jsonb_populate_record(null::ci_command_center.cards, $row${"gone":false,"board":null,"edits":1,"reply":"","claims":1,"episode":0,"post_id":"fufrdmz91tbrznjm9i3ap36quh","settled":true,"board_at":null,"taken_at":null,"substance":"verdict success 643d54371042 -","channel_id":"4spihupkg781mpbp8mfafddnjy","claimed_at":null,"claimed_by":null,"subject_key":"jenkins/default/city%2Fnoted/2"}$row$);
insert into ci_command_center.cards (subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at) overriding system value select subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at from jsonb_populate_record(null::ci_command_center.cards, $row${"gone":false,"board":null,"edits":1,"reply":"","claims":1,"episode":0,"post_id":"xahbiamjsbrddxxjtmx8bh831r","settled":true,"board_at":"2026-11-21T21:09:23.38+00:00","taken_at":"2026-11-21T21:09:23.769657+00:00","substance":"verdict success 643d54371042 e7fc84a3abbf","channel_id":"5pruaicig7n5zpimrfn6sa7n4o","claimed_at":"2026-11-21T21:09:23.744+00:00","claimed_by":"1290ef62-f342-43be-bd32-307f2e5a8772","subject_key":"gitlab/default/1/97561835"}$row$);
insert into ci_command_center.cards (subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at) overriding system value select subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at from jsonb_populate_record(null::ci_command_center.cards, $row${"gone":false,"board":null,"edits":1,"reply":"","claims":1,"episode":0,"post_id":"5eu4j13733r1unqbgdkmfewyee","settled":true,"board_at":"2026-11-21T21:09:24.684+00:00","taken_at":"2026-11-21T21:09:24.842514+00:00","substance":"verdict success 2e1c1b7e5265 54e7fb50dbe2","channel_id":"5pruaicig7n5zpimrfn6sa7n4o","claimed_at":"2026-11-21T21:09:24.822+00:00","claimed_by":"1290ef62-f342-43be-bd32-307f2e5a8772","subject_key":"gitlab/default/1/97561836"}$row$);
insert into ci_command_center.intent_run_posts (run_id, place, channel_id, post_id, claims, claimed_by, claimed_at, taken_at, substance, gone) overriding system value select run_id, place, channel_id, post_id, claims, claimed_by, claimed_at, taken_at, substance, gone from jsonb_populate_record(null::ci_command_center.intent_run_posts, $row${"gone":false,"place":"card","claims":1,"run_id":"t8dknqpv","post_id":"rhg5wqg49i8obg86sewukdhrte","taken_at":"2026-11-21T21:09:56.346915+00:00","substance":"{\"type\":\"\",\"message\":\"⊘ **ship** rejected\",\"props\":{\"attachments\":[{\"fallback\":\"⊘ ship: rejected rejected · Run t8dknqpv · by alice\",\"color\":\"#5d6072\",\"title\":\"ship:​ rejected\",\"text\":\"Ship one version\\n**With:** version = ​2.0.0, pin = ••••••\\n○ **build** waiting\\n○ **wait** waiting\\n○ **post** waiting\\nRejected by bob: not on a Friday\",\"footer\":\"Run t8dknqpv · by alice\",\"actions\":[{\"id\":\"runagain0\",\"type\":\"button\",\"name\":\"Run again …\",\"integration\":{\"url\":\"/plugins/ci-command-center/actions/call\",\"context\":{\"provider\":\"ci\",\"connection\":\"default\",\"call\":\"run-again\",\"args\":{\"run\":\"t8dknqpv\"}}}}]}]}}","channel_id":"ce5roxytairq7nx9g699kfd3ta","claimed_at":"2026-11-21T21:09:56.343+00:00","claimed_by":"6472a3e9-3c26-45de-8523-166a17950385"}$row$);
insert into ci_command_center.intent_run_posts (run_id, place, channel_id, post_id, claims, claimed_by, claimed_at, taken_at, substance, gone) overriding system value select run_id, place, channel_id, post_id, claims, claimed_by, claimed_at, taken_at, substance, gone from jsonb_populate_record(null::ci_command_center.intent_run_posts, $row${"gone":false,"place":"step post","claims":1,"run_id":"kd9t3rya","post_id":"w5p5haaxifrxtbc3yx6joptd7y","taken_at":"2026-11-21T21:09:55.131455+00:00","substance":"{\"type\":\"\",\"message\":\"Shipped ​1.2.3 with build 1\",\"props\":{}}","channel_id":"ce5roxytairq7nx9g699kfd3ta","claimed_at":"2026-11-21T21:09:55.126+00:00","claimed_by":"6472a3e9-3c26-45de-8523-166a17950385"}$row$);
insert into ci_command_center.intent_run_posts (run_id, place, channel_id, post_id, claims, claimed_by, claimed_at, taken_at, substance, gone) overriding system value select run_id, place, channel_id, post_id, claims, claimed_by, claimed_at, taken_at, substance, gone from jsonb_populate_record(null::ci_command_center.intent_run_posts, $row${"gone":false,"place":"card","claims":1,"run_id":"kd9t3rya","post_id":"8h8je3rfxbrzjpt14ha314o6co","taken_at":"2026-11-21T21:09:51.883376+00:00","substance":"{\"type\":\"\",\"message\":\"✓ **ship** passed\",\"props\":{\"attachments\":[{\"fallback\":\"✓ ship: passed passed · Run kd9t3rya · by alice\",\"color\":\"#2e7d4f\",\"title\":\"ship:​ passed\",\"text\":\"Ship one version\\n**With:** version = ​1.2.3, pin = ••••••\\n✓ **build** passed: [city/ship \\\\#​1](http://127.0.0.1:39563/jenkins/job/city/job/ship/1/) passed.\\n✓ **wait** passed\\n✓ **post** passed: Said here.\\nApproved by bob.\",\"footer\":\"Run kd9t3rya · by alice\",\"actions\":[{\"id\":\"runagain0\",\"type\":\"button\",\"name\":\"Run again …\",\"integration\":{\"url\":\"/plugins/ci-command-center/actions/call\",\"context\":{\"provider\":\"ci\",\"connection\":\"default\",\"call\":\"run-again\",\"args\":{\"run\":\"kd9t3rya\"}}}}]}]}}","channel_id":"ce5roxytairq7nx9g699kfd3ta","claimed_at":"2026-11-21T21:09:51.875+00:00","claimed_by":"6472a3e9-3c26-45de-8523-166a17950385"}$row$);
-- By hand, as its code wrote them: its journeys end what they began
insert into ci_command_center.accounts (user_id, provider, connection, address, kind, login, profile, key_id, sealed, linked_at, ended_at)
values ('alice', 'gitlab', 'default', 'https://gitlab.example.test', 'oauth', 'alice', '{"login":"alice","id":"7"}', 'made-up-key', '\x0102', '2026-01-02', null);
insert into ci_command_center.api_keys (id, name, hash, scopes, creator_id, created_at, expires_at, tokens)
values ('6f1d0a54-1c0e-4b62-9d5c-0d8f2f1c7a05', 'deployer', '\x0506', '{intent:ship}', 'alice', '2026-01-02', '2099-01-02', 20);
