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

-- What its journeys left
insert into ci_command_center.channel_numbers (channel_id, kind, last) overriding system value select channel_id, kind, last from jsonb_populate_record(null::ci_command_center.channel_numbers, $row${"kind":"subscription","last":7,"channel_id":"7bja9rf3d7did8z83xusw1eeue"}$row$);
insert into ci_command_center.channel_numbers (channel_id, kind, last) overriding system value select channel_id, kind, last from jsonb_populate_record(null::ci_command_center.channel_numbers, $row${"kind":"subscription","last":3,"channel_id":"3fhizmt4w3b4fd7u6gtd6nuabc"}$row$);
insert into ci_command_center.channel_numbers (channel_id, kind, last) overriding system value select channel_id, kind, last from jsonb_populate_record(null::ci_command_center.channel_numbers, $row${"kind":"mute","last":2,"channel_id":"3fhizmt4w3b4fd7u6gtd6nuabc"}$row$);
insert into ci_command_center.deliveries (id, provider, connection, dedupe_key, order_key, headers, query, body, received_at, state, attempts, last_error, next_attempt_at) overriding system value select id, provider, connection, dedupe_key, order_key, headers, query, body, received_at, state, attempts, last_error, next_attempt_at from jsonb_populate_record(null::ci_command_center.deliveries, $row${"id":"01a1ffe1-3ed6-7000-ad75-e62bcd564f9d","body":"\\x7b2275736572223a7b226964223a3130363337373036332c226e616d65223a22426f622042616262616765222c22757365726e616d65223a22626f62222c226176617461725f75726c223a6e756c6c2c22656d61696c223a225b52454441435445445d227d2c2270726f6a6563745f6964223a312c2270726f6a656374223a7b226964223a312c226e616d65223a22617069222c226465736372697074696f6e223a22222c227765625f75726c223a22687474703a2f2f3132372e302e302e313a34323039392f6769746c61622f706572736f6e616c2f617069222c226176617461725f75726c223a6e756c6c2c226769745f7373685f75726c223a22676974406769746c61622e746573743a706572736f6e616c2f6170692e676974222c226769745f687474705f75726c223a22687474703a2f2f3132372e302e302e313a34323039392f6769746c61622f706572736f6e616c2f6170692e676974222c226e616d657370616365223a22706572736f6e616c222c227669736962696c6974795f6c6576656c223a32302c22706174685f776974685f6e616d657370616365223a22706572736f6e616c2f617069222c2264656661756c745f6272616e6368223a226d61696e222c2263695f636f6e6669675f70617468223a22222c22686f6d6570616765223a22687474703a2f2f3132372e302e302e313a34323039392f6769746c61622f706572736f6e616c2f617069222c2275726c223a22676974406769746c61622e746573743a706572736f6e616c2f6170692e676974222c227373685f75726c223a22676974406769746c61622e746573743a706572736f6e616c2f6170692e676974222c22687474705f75726c223a22687474703a2f2f3132372e302e302e313a34323039392f6769746c61622f706572736f6e616c2f6170692e676974227d2c227265706f7369746f7279223a7b226e616d65223a22617069222c2275726c223a22676974406769746c61622e746573743a706572736f6e616c2f6170692e676974222c226465736372697074696f6e223a22222c22686f6d6570616765223a22687474703a2f2f3132372e302e302e313a34323039392f6769746c61622f706572736f6e616c2f617069222c226769745f687474705f75726c223a22687474703a2f2f3132372e302e302e313a34323039392f6769746c61622f706572736f6e616c2f6170692e676974222c226769745f7373685f75726c223a22676974406769746c61622e746573743a706572736f6e616c2f6170692e676974222c227669736962696c6974795f6c6576656c223a32307d2c226f626a6563745f6b696e64223a226d657267655f72657175657374222c226576656e745f74797065223a226d657267655f72657175657374222c226f626a6563745f61747472696275746573223a7b226964223a3239353331312c22696964223a3239343331312c227469746c65223a2241646420746865206665727279222c22736f757263655f6272616e6368223a2266656174757265222c227461726765745f6272616e6368223a226d61696e222c22617574686f725f6964223a3130363337373036332c227374617465223a226f70656e6564222c226472616674223a66616c73652c22736f75726365223a7b226964223a312c226e616d65223a22617069222c226465736372697074696f6e223a22222c227765625f75726c223a22687474703a2f2f3132372e302e302e313a34323039392f6769746c61622f706572736f6e616c2f617069222c226176617461725f75726c223a6e756c6c2c226769745f7373685f75726c223a22676974406769746c61622e746573743a706572736f6e616c2f6170692e676974222c226769745f687474705f75726c223a22687474703a2f2f3132372e302e302e313a34323039392f6769746c61622f706572736f6e616c2f6170692e676974222c226e616d657370616365223a22706572736f6e616c222c227669736962696c6974795f6c6576656c223a32302c22706174685f776974685f6e616d657370616365223a22706572736f6e616c2f617069222c2264656661756c745f6272616e6368223a226d61696e222c2263695f636f6e6669675f70617468223a22222c22686f6d6570616765223a22687474703a2f2f3132372e302e302e313a34323039392f6769746c61622f706572736f6e616c2f617069222c2275726c223a22676974406769746c61622e746573743a706572736f6e616c2f6170692e676974222c227373685f75726c223a22676974406769746c61622e746573743a706572736f6e616c2f6170692e676974222c22687474705f75726c223a22687474703a2f2f3132372e302e302e313a34323039392f6769746c61622f706572736f6e616c2f6170692e676974227d2c22746172676574223a7b226964223a312c226e616d65223a22617069222c226465736372697074696f6e223a22222c227765625f75726c223a22687474703a2f2f3132372e302e302e313a34323039392f6769746c61622f706572736f6e616c2f617069222c226176617461725f75726c223a6e756c6c2c226769745f7373685f75726c223a22676974406769746c61622e746573743a706572736f6e616c2f6170692e676974222c226769745f687474705f75726c223a22687474703a2f2f3132372e302e302e313a34323039392f6769746c61622f706572736f6e616c2f6170692e676974222c226e616d657370616365223a22706572736f6e616c222c227669736962696c6974795f6c6576656c223a32302c22706174685f776974685f6e616d657370616365223a22706572736f6e616c2f617069222c2264656661756c745f6272616e6368223a226d61696e222c2263695f636f6e6669675f70617468223a22222c22686f6d6570616765223a22687474703a2f2f3132372e302e302e313a34323039392f6769746c61622f706572736f6e616c2f617069222c2275726c223a22676974406769746c61622e746573743a706572736f6e616c2f6170692e676974222c227373685f75726c223a22676974406769746c61622e746573743a706572736f6e616c2f6170692e676974222c22687474705f75726c223a22687474703a2f2f3132372e302e302e313a34323039392f6769746c61622f706572736f6e616c2f6170692e676974227d2c226465736372697074696f6e223a22222c2261737369676e65655f696473223a5b5d2c2272657669657765725f696473223a5b3137343639363935325d2c2275726c223a22687474703a2f2f3132372e302e302e313a34323039392f6769746c61622f706572736f6e616c2f6170692f2d2f6d657267655f72657175657374732f323934333131222c22637265617465645f6174223a22323032362d31312d32312032303a35313a353420555443222c22757064617465645f6174223a22323032362d31312d32312032303a35313a353420555443222c226c6173745f636f6d6d6974223a7b226964223a2235346264386639643430383832356239366137336531633939326232636538663039396166386331222c227469746c65223a2241646420746865206665727279222c226d657373616765223a22416464207468652066657272795c6e222c2275726c223a22687474703a2f2f3132372e302e302e313a34323039392f6769746c61622f706572736f6e616c2f6170692f2d2f636f6d6d69742f35346264386639643430383832356239366137336531633939326232636538663039396166386331222c22617574686f72223a7b226e616d65223a22626f62222c22656d61696c223a225b52454441435445445d227d7d2c22616374696f6e223a226f70656e227d2c226c6162656c73223a5b5d2c226368616e676573223a7b7d2c2261737369676e656573223a5b5d2c22726576696577657273223a5b7b226964223a3137343639363935322c226e616d65223a22416461204c6f76656c616365222c22757365726e616d65223a22616461222c226176617461725f75726c223a6e756c6c2c22656d61696c223a225b52454441435445445d227d5d7d","query":"","state":"done","headers":{"user-agent":"GitLab/18.2.0","content-type":"application/json","x-gitlab-event":"Merge Request Hook","x-gitlab-instance":"http://127.0.0.1:42099/gitlab","x-gitlab-event-uuid":"1a2ec735-a4e8-43c5-8b00-a77264d3aa3f"},"attempts":0,"provider":"gitlab","order_key":"gitlab/default/merge-request/1/294311","connection":"default","dedupe_key":"facf3f26-43f7-4706-ace1-0bb26c42c898","last_error":null,"received_at":"2026-11-21T20:51:54.218875+00:00","next_attempt_at":null}$row$);
insert into ci_command_center.deliveries (id, provider, connection, dedupe_key, order_key, headers, query, body, received_at, state, attempts, last_error, next_attempt_at) overriding system value select id, provider, connection, dedupe_key, order_key, headers, query, body, received_at, state, attempts, last_error, next_attempt_at from jsonb_populate_record(null::ci_command_center.deliveries, $row${"id":"01a1ffe1-4a29-7000-87d3-89aadd85631b","body":"\\x7b2275736572223a7b226964223a3130363337373036332c226e616d65223a22426f622042616262616765222c22757365726e616d65223a22626f62222c226176617461725f75726c223a6e756c6c2c22656d61696c223a225b52454441435445445d227d2c2270726f6a6563745f6964223a312c2270726f6a656374223a7b226964223a312c226e616d65223a22617069222c226465736372697074696f6e223a22222c227765625f75726c223a22687474703a2f2f3132372e302e302e313a34323039392f6769746c61622f706572736f6e616c2f617069222c226176617461725f75726c223a6e756c6c2c226769745f7373685f75726c223a22676974406769746c61622e746573743a706572736f6e616c2f6170692e676974222c226769745f687474705f75726c223a22687474703a2f2f3132372e302e302e313a34323039392f6769746c61622f706572736f6e616c2f6170692e676974222c226e616d657370616365223a22706572736f6e616c222c227669736962696c6974795f6c6576656c223a32302c22706174685f776974685f6e616d657370616365223a22706572736f6e616c2f617069222c2264656661756c745f6272616e6368223a226d61696e222c2263695f636f6e6669675f70617468223a22222c22686f6d6570616765223a22687474703a2f2f3132372e302e302e313a34323039392f6769746c61622f706572736f6e616c2f617069222c2275726c223a22676974406769746c61622e746573743a706572736f6e616c2f6170692e676974222c227373685f75726c223a22676974406769746c61622e746573743a706572736f6e616c2f6170692e676974222c22687474705f75726c223a22687474703a2f2f3132372e302e302e313a34323039392f6769746c61622f706572736f6e616c2f6170692e676974227d2c227265706f7369746f7279223a7b226e616d65223a22617069222c2275726c223a22676974406769746c61622e746573743a706572736f6e616c2f6170692e676974222c226465736372697074696f6e223a22222c22686f6d6570616765223a22687474703a2f2f3132372e302e302e313a34323039392f6769746c61622f706572736f6e616c2f617069222c226769745f687474705f75726c223a22687474703a2f2f3132372e302e302e313a34323039392f6769746c61622f706572736f6e616c2f6170692e676974222c226769745f7373685f75726c223a22676974406769746c61622e746573743a706572736f6e616c2f6170692e676974222c227669736962696c6974795f6c6576656c223a32307d2c226f626a6563745f6b696e64223a226e6f7465222c226576656e745f74797065223a226e6f7465222c226f626a6563745f61747472696275746573223a7b226964223a313739353239343331312c226e6f7465223a224d696e6420746865203c623e6761703c2f623e2c204061646120616e642040616c6c222c226e6f746561626c655f74797065223a224d6572676552657175657374222c2273797374656d223a66616c73652c22696e7465726e616c223a66616c73652c22616374696f6e223a22637265617465222c22637265617465645f6174223a22323032362d31312d32312032303a35313a353720555443222c22757064617465645f6174223a22323032362d31312d32312032303a35313a353720555443222c2275726c223a22687474703a2f2f3132372e302e302e313a34323039392f6769746c61622f706572736f6e616c2f6170692f2d2f6d657267655f72657175657374732f323934333131236e6f74655f31373935323934333131227d2c226d657267655f72657175657374223a7b226964223a3239353331312c22696964223a3239343331312c227469746c65223a2241646420746865206665727279222c227374617465223a226f70656e6564222c22736f757263655f6272616e6368223a2266656174757265222c227461726765745f6272616e6368223a226d61696e222c226c6162656c73223a5b5d2c2275726c223a22687474703a2f2f3132372e302e302e313a34323039392f6769746c61622f706572736f6e616c2f6170692f2d2f6d657267655f72657175657374732f323934333131222c22617574686f725f6964223a3130363337373036332c2261737369676e65655f696473223a5b5d7d7d","query":"","state":"done","headers":{"user-agent":"GitLab/18.2.0","content-type":"application/json","x-gitlab-event":"Note Hook","x-gitlab-instance":"http://127.0.0.1:42099/gitlab","x-gitlab-event-uuid":"ff1eac33-219a-4065-809e-9f60e53d63f3"},"attempts":0,"provider":"gitlab","order_key":"gitlab/default/merge-request/1/294311","connection":"default","dedupe_key":"0b2c2351-42f1-4ebd-bb91-a198096e9f4b","last_error":null,"received_at":"2026-11-21T20:51:57.101621+00:00","next_attempt_at":null}$row$);
insert into ci_command_center.follows (id, provider, connection, project, queued, subject_key, run, channel_id, about, course, post_id, claims, claimed_by, claimed_at, taken_at, substance, edits, gone, adopted, looking_until, told_at, next_at, created_at, ended_at) overriding system value select id, provider, connection, project, queued, subject_key, run, channel_id, about, course, post_id, claims, claimed_by, claimed_at, taken_at, substance, edits, gone, adopted, looking_until, told_at, next_at, created_at, ended_at from jsonb_populate_record(null::ci_command_center.follows, $row${"id":"bad5acee-6bc1-4487-94ec-ec39ec522bf0","run":"529437000","gone":false,"about":{"why":"started","person":{"userId":"84pwa9hfnpgy9mne4wpceaf3be","username":"alice"},"project":{"id":"1","url":"http://127.0.0.1:46471/gitlab/drive/form","path":"drive/form"}},"edits":0,"claims":0,"course":{"end":{"kind":"verdict"},"looks":0,"newsAt":1795294373638,"failures":0},"queued":null,"adopted":false,"next_at":"2026-11-21T20:52:54.350526+00:00","post_id":null,"project":"d2323c3b-ee32-abad-4b51-f6273254b3da","told_at":null,"ended_at":"2026-11-21T20:52:54.350528+00:00","provider":"gitlab","taken_at":null,"substance":null,"channel_id":"fhpr5e3dwpnjxy4jdu4erhdugh","claimed_at":null,"claimed_by":null,"connection":"default","created_at":"2026-11-21T20:52:53.638+00:00","subject_key":"gitlab/default/1/529437000","looking_until":null}$row$);
insert into ci_command_center.follows (id, provider, connection, project, queued, subject_key, run, channel_id, about, course, post_id, claims, claimed_by, claimed_at, taken_at, substance, edits, gone, adopted, looking_until, told_at, next_at, created_at, ended_at) overriding system value select id, provider, connection, project, queued, subject_key, run, channel_id, about, course, post_id, claims, claimed_by, claimed_at, taken_at, substance, edits, gone, adopted, looking_until, told_at, next_at, created_at, ended_at from jsonb_populate_record(null::ci_command_center.follows, $row${"id":"ff104e2c-2638-4112-8e2d-7d5810d06253","run":"529437001","gone":false,"about":{"why":"continued","person":{"userId":"w4r9gsmnmjr8ze8r6bwtakprrh","username":"bob"},"project":{"id":"2","url":"http://127.0.0.1:46471/gitlab/drive/api","path":"drive/api"}},"edits":0,"claims":0,"course":{"end":{"kind":"verdict"},"looks":0,"newsAt":1795294380200,"failures":0},"queued":null,"adopted":false,"next_at":"2026-11-21T20:53:00.547798+00:00","post_id":null,"project":"a44b41d1-883b-ea7d-e5eb-46c6dfdf1b2e","told_at":"2026-11-21T20:53:00.322945+00:00","ended_at":"2026-11-21T20:53:00.5478+00:00","provider":"gitlab","taken_at":null,"substance":null,"channel_id":"fhpr5e3dwpnjxy4jdu4erhdugh","claimed_at":null,"claimed_by":null,"connection":"default","created_at":"2026-11-21T20:53:00.2+00:00","subject_key":"gitlab/default/2/529437001","looking_until":null}$row$);
insert into ci_command_center.mutes (id, channel_id, number, creator_id, what, pattern, until, created_at) overriding system value select id, channel_id, number, creator_id, what, pattern, until, created_at from jsonb_populate_record(null::ci_command_center.mutes, $row${"id":"de10f420-9129-443d-8ac2-46289fb36662","what":"project","until":"2026-12-05T20:54:05.27+00:00","number":1,"pattern":"platform/noise","channel_id":"3fhizmt4w3b4fd7u6gtd6nuabc","created_at":"2026-11-21T20:54:05.277823+00:00","creator_id":"84pwa9hfnpgy9mne4wpceaf3be"}$row$);
insert into ci_command_center.mutes (id, channel_id, number, creator_id, what, pattern, until, created_at) overriding system value select id, channel_id, number, creator_id, what, pattern, until, created_at from jsonb_populate_record(null::ci_command_center.mutes, $row${"id":"55e3773d-bb61-4554-9695-3b533bc06cd4","what":"branch","until":null,"number":2,"pattern":"dependabot/**","channel_id":"3fhizmt4w3b4fd7u6gtd6nuabc","created_at":"2026-11-21T20:54:05.398695+00:00","creator_id":"84pwa9hfnpgy9mne4wpceaf3be"}$row$);
insert into ci_command_center.nodes (id, lock_key, worker_ids, seen_at) overriding system value select id, lock_key, worker_ids, seen_at from jsonb_populate_record(null::ci_command_center.nodes, $row${"id":"53fabe5e-f17c-43ad-8b0c-3d4878e5cf29","seen_at":"2026-11-21T20:51:42.454855+00:00","lock_key":927874474,"worker_ids":["pool-b2904dafd2cfbbc89e"]}$row$);
insert into ci_command_center.personal_topics (user_id, topic, provider, connection, episode, taken_until, post_id, posted_at, claims, claimed_by, claimed_at, taken_at, substance, introduces, gone, updated_at) overriding system value select user_id, topic, provider, connection, episode, taken_until, post_id, posted_at, claims, claimed_by, claimed_at, taken_at, substance, introduces, gone, updated_at from jsonb_populate_record(null::ci_command_center.personal_topics, $row${"gone":false,"topic":"gitlab/default/push/1/refs%2Fheads%2Fmain/a584fa48d0cef4918863396419949519de769b0a/4db37e51669440a647ef9412d210d82fe17e38d4","claims":1,"episode":0,"post_id":"6dd4bng8efdi38zhesk381igmy","user_id":"84pwa9hfnpgy9mne4wpceaf3be","provider":"gitlab","taken_at":"2026-11-21T20:52:25.979919+00:00","posted_at":"2026-11-21T20:52:26.033818+00:00","substance":"adf611b1160def10","claimed_at":"2026-11-21T20:52:25.979+00:00","claimed_by":"fa0851b9-d0b9-4b1f-9511-770c26719c42","connection":"default","introduces":false,"updated_at":"2026-11-21T20:52:24.018+00:00","taken_until":null}$row$);
insert into ci_command_center.personal_topics (user_id, topic, provider, connection, episode, taken_until, post_id, posted_at, claims, claimed_by, claimed_at, taken_at, substance, introduces, gone, updated_at) overriding system value select user_id, topic, provider, connection, episode, taken_until, post_id, posted_at, claims, claimed_by, claimed_at, taken_at, substance, introduces, gone, updated_at from jsonb_populate_record(null::ci_command_center.personal_topics, $row${"gone":false,"topic":"gitlab/default/2/529437002","claims":1,"episode":0,"post_id":"48xfiaze8tdc9mt5shq6mi6hfe","user_id":"84pwa9hfnpgy9mne4wpceaf3be","provider":"gitlab","taken_at":"2026-11-21T20:53:07.620915+00:00","posted_at":"2026-11-21T20:53:07.78956+00:00","substance":"01e920255ca8cce3","claimed_at":"2026-11-21T20:53:07.608+00:00","claimed_by":"fa0851b9-d0b9-4b1f-9511-770c26719c42","connection":"default","introduces":false,"updated_at":"2026-11-21T20:53:05.474+00:00","taken_until":null}$row$);
insert into ci_command_center.preferences (user_id, provider, notifications, reminders, kinds_off, introduced_at, reminded_on) overriding system value select user_id, provider, notifications, reminders, kinds_off, introduced_at, reminded_on from jsonb_populate_record(null::ci_command_center.preferences, $row${"user_id":"z6ppimyxfbguuqi8petrd4o68o","provider":"gitlab","kinds_off":[],"reminders":true,"reminded_on":null,"introduced_at":"2026-11-21T20:52:42.39+00:00","notifications":true}$row$);
insert into ci_command_center.preferences (user_id, provider, notifications, reminders, kinds_off, introduced_at, reminded_on) overriding system value select user_id, provider, notifications, reminders, kinds_off, introduced_at, reminded_on from jsonb_populate_record(null::ci_command_center.preferences, $row${"user_id":"84pwa9hfnpgy9mne4wpceaf3be","provider":"gitlab","kinds_off":[],"reminders":true,"reminded_on":"2031-11-24","introduced_at":"2026-11-21T20:51:57.056+00:00","notifications":true}$row$);
insert into ci_command_center.senders (provider, connection, last_at) overriding system value select provider, connection, last_at from jsonb_populate_record(null::ci_command_center.senders, $row${"last_at":"2026-11-21T20:53:54.752+00:00","provider":"gitlab","connection":"default"}$row$);
insert into ci_command_center.subjects (key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at) overriding system value select key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at from jsonb_populate_record(null::ci_command_center.subjects, $row${"key":"gitlab/default/merge-request/1/294311","sha":null,"kind":"merge-request","role":null,"place":null,"state":{"acts":[{"at":1795294314000,"by":{"id":"106377063","name":"Bob Babbage","username":"bob"},"id":"opened/1795294314000/bob","verb":"opened"},{"at":1795294317000,"by":{"id":"106377063","name":"Bob Babbage","username":"bob"},"id":"commented/1795294311","url":"http://127.0.0.1:42099/gitlab/personal/api/-/merge_requests/294311#note_1795294311","text":"Mind the <b>gap</b>, @ada and @all","verb":"commented","mentions":["ada"]},{"at":1795294319000,"by":{"id":"106377063","name":"Bob Babbage","username":"bob"},"id":"assigned/1795294319000/bob","text":"ada","verb":"assigned","people":[{"id":"174696952","name":"Ada Lovelace","username":"ada"}]}],"kind":"merge-request","number":"294311","subject":{"key":"gitlab/default/merge-request/1/294311","project":{"id":"1","url":"http://127.0.0.1:42099/gitlab/personal/api","path":"personal/api"},"provider":"gitlab","connection":"default"},"snapshot":{"sha":"54bd8f9d408825b96a73e1c992b2ce8f099af8c1","url":"http://127.0.0.1:42099/gitlab/personal/api/-/merge_requests/294311","draft":false,"state":"open","title":"Add the ferry","author":{"id":"106377063","name":"Bob Babbage","username":"bob"},"labels":[],"assignees":[{"id":"174696952","name":"Ada Lovelace","username":"ada"}],"reviewers":[{"id":"174696952","name":"Ada Lovelace","username":"ada"}],"updatedAt":1795294319000,"confidential":false,"sourceBranch":"feature","targetBranch":"main"}},"status":"open","project":"d2323c3b-ee32-abad-4b51-f6273254b3da","provider":"gitlab","ref_name":"main","revision":3,"connection":"default","created_at":"2026-11-21T20:51:54.301+00:00","parent_key":null,"started_at":"2026-11-21T20:51:54.301+00:00","updated_at":"2026-11-21T20:51:59.106+00:00","project_path":"personal/api"}$row$);
insert into ci_command_center.subjects (key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at) overriding system value select key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at from jsonb_populate_record(null::ci_command_center.subjects, $row${"key":"gitlab/default/issue/1/294313","sha":null,"kind":"issue","role":null,"place":null,"state":{"acts":[{"at":1795294333000,"by":{"id":"106377063","name":"Bob Babbage","username":"bob"},"id":"opened/1795294333000/bob","verb":"opened"},{"at":1795294335000,"by":{"id":"106377063","name":"Bob Babbage","username":"bob"},"id":"updated/1795294335000/bob","text":"no longer assigned: ada","verb":"updated","released":[{"id":"174696952","name":"Ada Lovelace","username":"ada"}]}],"kind":"issue","number":"294313","subject":{"key":"gitlab/default/issue/1/294313","project":{"id":"1","url":"http://127.0.0.1:42099/gitlab/personal/api","path":"personal/api"},"provider":"gitlab","connection":"default"},"snapshot":{"url":"http://127.0.0.1:42099/gitlab/personal/api/-/issues/294313","draft":false,"state":"open","title":"Leaky roof","author":{"id":"106377063","name":"Bob Babbage","username":"bob"},"labels":[],"assignees":[],"reviewers":[],"updatedAt":1795294335000,"confidential":false}},"status":"open","project":"d2323c3b-ee32-abad-4b51-f6273254b3da","provider":"gitlab","ref_name":null,"revision":2,"connection":"default","created_at":"2026-11-21T20:52:13.545+00:00","parent_key":null,"started_at":"2026-11-21T20:52:13.545+00:00","updated_at":"2026-11-21T20:52:15.767+00:00","project_path":"personal/api"}$row$);
insert into ci_command_center.subjects (key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at) overriding system value select key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at from jsonb_populate_record(null::ci_command_center.subjects, $row${"key":"gitlab/default/issue/1/294314","sha":null,"kind":"issue","role":null,"place":null,"state":{"acts":[{"at":1795294337000,"by":{"id":"106377063","name":"Bob Babbage","username":"bob"},"id":"opened/1795294337000/bob","verb":"opened","mentions":["ada"]}],"kind":"issue","number":"294314","subject":{"key":"gitlab/default/issue/1/294314","project":{"id":"1","url":"http://127.0.0.1:42099/gitlab/personal/api","path":"personal/api"},"provider":"gitlab","connection":"default"},"snapshot":{"url":"http://127.0.0.1:42099/gitlab/personal/api/-/issues/294314","draft":false,"state":"open","title":"Secret vault","author":{"id":"106377063","name":"Bob Babbage","username":"bob"},"labels":[],"assignees":[],"reviewers":[],"updatedAt":1795294337000,"description":"See @ada","confidential":true}},"status":"open","project":"d2323c3b-ee32-abad-4b51-f6273254b3da","provider":"gitlab","ref_name":null,"revision":1,"connection":"default","created_at":"2026-11-21T20:52:17.821+00:00","parent_key":null,"started_at":"2026-11-21T20:52:17.821+00:00","updated_at":"2026-11-21T20:52:17.821+00:00","project_path":"personal/api"}$row$);
insert into ci_command_center.subjects (key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at) overriding system value select key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at from jsonb_populate_record(null::ci_command_center.subjects, $row${"key":"gitlab/default/merge-request/2/294315","sha":null,"kind":"merge-request","role":null,"place":null,"state":{"acts":[{"at":1795294339000,"by":{"id":"106377063","name":"Bob Babbage","username":"bob"},"id":"opened/1795294339000/bob","verb":"opened","mentions":["ada"]}],"kind":"merge-request","number":"294315","subject":{"key":"gitlab/default/merge-request/2/294315","project":{"id":"2","url":"http://127.0.0.1:42099/gitlab/hidden/api","path":"hidden/api"},"provider":"gitlab","connection":"default"},"snapshot":{"sha":"b657f9dea24a63b559ac0c70ca10517e53a80137","url":"http://127.0.0.1:42099/gitlab/hidden/api/-/merge_requests/294315","draft":false,"state":"open","title":"Dark matter","author":{"id":"106377063","name":"Bob Babbage","username":"bob"},"labels":[],"assignees":[],"reviewers":[],"updatedAt":1795294339000,"description":"Ask @ada","confidential":false,"sourceBranch":"feature","targetBranch":"main"}},"status":"open","project":"a44b41d1-883b-ea7d-e5eb-46c6dfdf1b2e","provider":"gitlab","ref_name":"main","revision":1,"connection":"default","created_at":"2026-11-21T20:52:19.882+00:00","parent_key":null,"started_at":"2026-11-21T20:52:19.882+00:00","updated_at":"2026-11-21T20:52:19.882+00:00","project_path":"hidden/api"}$row$);
insert into ci_command_center.subjects (key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at) overriding system value select key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at from jsonb_populate_record(null::ci_command_center.subjects, $row${"key":"gitlab/default/push/1/refs%2Fheads%2Fmain/a584fa48d0cef4918863396419949519de769b0a/1bb911b27f2f5437f873409d78fbfb46b84d0c21","sha":null,"kind":"news","role":null,"place":null,"state":{"kind":"news","news":{"by":{"name":"Bob Babbage","username":"bob"},"ref":{"url":"http://127.0.0.1:42099/gitlab/personal/api/-/tree/main","kind":"branch","name":"main"},"url":"http://127.0.0.1:42099/gitlab/personal/api/-/compare/a584fa48d0cef4918863396419949519de769b0a...1bb911b27f2f5437f873409d78fbfb46b84d0c21","event":"push","total":1,"action":"pushed","commits":[{"sha":"1bb911b27f2f5437f873409d78fbfb46b84d0c21","url":"http://127.0.0.1:42099/gitlab/personal/api/-/commit/1bb911b27f2f5437f873409d78fbfb46b84d0c21","title":"Thank @ada for the lamp 294310","author":{"name":"Bob Babbage","username":"bob"},"mentions":["ada"]}]},"subject":{"key":"gitlab/default/push/1/refs%2Fheads%2Fmain/a584fa48d0cef4918863396419949519de769b0a/1bb911b27f2f5437f873409d78fbfb46b84d0c21","project":{"id":"1","url":"http://127.0.0.1:42099/gitlab/personal/api","path":"personal/api"},"provider":"gitlab","connection":"default"}},"status":"pushed","project":"d2323c3b-ee32-abad-4b51-f6273254b3da","provider":"gitlab","ref_name":"main","revision":1,"connection":"default","created_at":"2026-11-21T20:52:22.016+00:00","parent_key":null,"started_at":"2026-11-21T20:52:22.016+00:00","updated_at":"2026-11-21T20:52:22.016+00:00","project_path":"personal/api"}$row$);
insert into ci_command_center.subjects (key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at) overriding system value select key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at from jsonb_populate_record(null::ci_command_center.subjects, $row${"key":"gitlab/default/push/1/refs%2Fheads%2Fmain/1111111111111111111111111111111111111111/1bb911b27f2f5437f873409d78fbfb46b84d0c21","sha":null,"kind":"news","role":null,"place":null,"state":{"kind":"news","news":{"by":{"name":"Bob Babbage","username":"bob"},"ref":{"url":"http://127.0.0.1:42099/gitlab/personal/api/-/tree/main","kind":"branch","name":"main"},"url":"http://127.0.0.1:42099/gitlab/personal/api/-/compare/1111111111111111111111111111111111111111...1bb911b27f2f5437f873409d78fbfb46b84d0c21","event":"push","total":1,"action":"pushed","commits":[{"sha":"1bb911b27f2f5437f873409d78fbfb46b84d0c21","url":"http://127.0.0.1:42099/gitlab/personal/api/-/commit/1bb911b27f2f5437f873409d78fbfb46b84d0c21","title":"Thank @ada for the lamp 294310","author":{"name":"Bob Babbage","username":"bob"},"mentions":["ada"]}]},"subject":{"key":"gitlab/default/push/1/refs%2Fheads%2Fmain/1111111111111111111111111111111111111111/1bb911b27f2f5437f873409d78fbfb46b84d0c21","project":{"id":"1","url":"http://127.0.0.1:42099/gitlab/personal/api","path":"personal/api"},"provider":"gitlab","connection":"default"}},"status":"pushed","project":"d2323c3b-ee32-abad-4b51-f6273254b3da","provider":"gitlab","ref_name":"main","revision":1,"connection":"default","created_at":"2026-11-21T20:52:23.975+00:00","parent_key":null,"started_at":"2026-11-21T20:52:23.975+00:00","updated_at":"2026-11-21T20:52:23.975+00:00","project_path":"personal/api"}$row$);
insert into ci_command_center.subjects (key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at) overriding system value select key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at from jsonb_populate_record(null::ci_command_center.subjects, $row${"key":"gitlab/default/1/529431100","sha":"8fb57413b6e42677f7496a84286c6d3d3989ae0f","kind":"pipeline","role":null,"place":"96092588-f428-82f2-3c67-547ae72bca21","state":{"jobs":[{"job":{"id":"105886220002","url":"http://127.0.0.1:42099/gitlab/personal/api/-/jobs/105886220002","name":"lint","stage":"test","status":"failed","attempt":105886220002,"retries":0,"duration":0.012,"startedAt":1795294346072,"finishedAt":1795294346084,"allowFailure":false,"failureReason":"script failure"},"epoch":105886220002},{"job":{"id":"105886220001","url":"http://127.0.0.1:42099/gitlab/personal/api/-/jobs/105886220001","name":"unit","stage":"test","status":"failed","attempt":105886220001,"duration":0.015,"startedAt":1795294346000,"finishedAt":1795294346000,"allowFailure":false,"failureReason":"script failure"},"epoch":105886220002}],"kind":"pipeline","overview":{"kind":"snapshot","epoch":105886220002,"progress":6,"snapshot":{"ref":{"url":"http://127.0.0.1:42099/gitlab/personal/api/-/tree/main","kind":"branch","name":"main"},"url":"http://127.0.0.1:42099/gitlab/personal/api/-/pipelines/529431100","commit":{"sha":"8fb57413b6e42677f7496a84286c6d3d3989ae0f","url":"http://127.0.0.1:42099/gitlab/personal/api/-/commit/8fb57413b6e42677f7496a84286c6d3d3989ae0f","title":"Light the lamps","author":{"id":"174696952","name":"Ada Lovelace","username":"ada"}},"number":"529431100","source":"push","stages":["test"],"status":"failed","duration":0,"createdAt":1795294346000,"finishedAt":1795294346000,"triggeredBy":{"id":"174696952","name":"Ada Lovelace","username":"ada"},"queuedDuration":0}},"pipeline":{"id":"529431100","key":"gitlab/default/1/529431100","project":{"id":"1","url":"http://127.0.0.1:42099/gitlab/personal/api","path":"personal/api"},"provider":"gitlab","connection":"default"}},"status":"failed","project":"d2323c3b-ee32-abad-4b51-f6273254b3da","provider":"gitlab","ref_name":"main","revision":1,"connection":"default","created_at":"2026-11-21T20:52:26.275+00:00","parent_key":null,"started_at":"2026-11-21T20:52:26+00:00","updated_at":"2026-11-21T20:52:26.275+00:00","project_path":"personal/api"}$row$);
insert into ci_command_center.subjects (key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at) overriding system value select key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at from jsonb_populate_record(null::ci_command_center.subjects, $row${"key":"gitlab/default/1/529431101","sha":"b6218b39ef84a9864fa39236e1e82756cc2254e1","kind":"pipeline","role":null,"place":"96092588-f428-82f2-3c67-547ae72bca21","state":{"jobs":[{"job":{"id":"105886220004","url":"http://127.0.0.1:42099/gitlab/personal/api/-/jobs/105886220004","name":"lint","stage":"test","status":"failed","attempt":105886220004,"retries":0,"duration":0.04,"startedAt":1795294348162,"finishedAt":1795294348202,"allowFailure":false,"failureReason":"script failure"},"epoch":105886220004},{"job":{"id":"105886220003","url":"http://127.0.0.1:42099/gitlab/personal/api/-/jobs/105886220003","name":"unit","stage":"test","status":"failed","attempt":105886220003,"duration":0.046,"startedAt":1795294348000,"finishedAt":1795294348000,"allowFailure":false,"failureReason":"script failure"},"epoch":105886220004}],"kind":"pipeline","overview":{"kind":"snapshot","epoch":105886220004,"progress":6,"snapshot":{"ref":{"url":"http://127.0.0.1:42099/gitlab/personal/api/-/tree/main","kind":"branch","name":"main"},"url":"http://127.0.0.1:42099/gitlab/personal/api/-/pipelines/529431101","commit":{"sha":"b6218b39ef84a9864fa39236e1e82756cc2254e1","url":"http://127.0.0.1:42099/gitlab/personal/api/-/commit/b6218b39ef84a9864fa39236e1e82756cc2254e1","title":"Somebody else’s","author":{"id":"106377063","name":"Bob Babbage","username":"bob"}},"number":"529431101","source":"push","stages":["test"],"status":"failed","duration":0,"createdAt":1795294348000,"finishedAt":1795294348000,"triggeredBy":{"id":"106377063","name":"Bob Babbage","username":"bob"},"queuedDuration":0}},"pipeline":{"id":"529431101","key":"gitlab/default/1/529431101","project":{"id":"1","url":"http://127.0.0.1:42099/gitlab/personal/api","path":"personal/api"},"provider":"gitlab","connection":"default"}},"status":"failed","project":"d2323c3b-ee32-abad-4b51-f6273254b3da","provider":"gitlab","ref_name":"main","revision":1,"connection":"default","created_at":"2026-11-21T20:52:28.424+00:00","parent_key":null,"started_at":"2026-11-21T20:52:28+00:00","updated_at":"2026-11-21T20:52:28.424+00:00","project_path":"personal/api"}$row$);
insert into ci_command_center.subjects (key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at) overriding system value select key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at from jsonb_populate_record(null::ci_command_center.subjects, $row${"key":"gitlab/default/merge-request/1/294312","sha":null,"kind":"merge-request","role":null,"place":null,"state":{"acts":[{"at":1795294321000,"by":{"id":"174696952","name":"Ada Lovelace","username":"ada"},"id":"commented/1795294312","url":"http://127.0.0.1:42099/gitlab/personal/api/-/merge_requests/294312#note_1795294312","text":"Note to myself, @ada","verb":"commented","mentions":["ada"]},{"at":1795294321000,"by":{"id":"106377063","name":"Bob Babbage","username":"bob"},"id":"commented/1795294313","url":"http://127.0.0.1:42099/gitlab/personal/api/-/merge_requests/294312#note_1795294313","text":"Which colour?","verb":"commented"},{"at":1795294321000,"by":{"id":"174696952","name":"Ada Lovelace","username":"ada"},"id":"opened/1795294321000/ada","verb":"opened"},{"at":1795294323000,"by":{"id":"106377063","name":"Bob Babbage","username":"bob"},"id":"approved/1795294323000/bob","verb":"approved"},{"at":1795294325000,"by":{"id":"106377063","name":"Bob Babbage","username":"bob"},"id":"unapproved/1795294325000/bob","verb":"unapproved"},{"at":1795294327000,"by":{"id":"106377063","name":"Bob Babbage","username":"bob"},"id":"closed/1795294327000/bob","verb":"closed"},{"at":1795294329000,"by":{"id":"106377063","name":"Bob Babbage","username":"bob"},"id":"reopened/1795294329000/bob","verb":"reopened"},{"at":1795294331000,"by":{"id":"106377063","name":"Bob Babbage","username":"bob"},"id":"merged/1795294331000/bob","verb":"merged"},{"at":1795294356000,"by":{"id":"106377063","name":"Bob Babbage","username":"bob"},"id":"commented/1795294314","url":"http://127.0.0.1:42099/gitlab/personal/api/-/merge_requests/294312#note_1795294314","text":"Green, @ada?","verb":"commented","mentions":["ada"]}],"kind":"merge-request","number":"294312","subject":{"key":"gitlab/default/merge-request/1/294312","project":{"id":"1","url":"http://127.0.0.1:42099/gitlab/personal/api","path":"personal/api"},"provider":"gitlab","connection":"default"},"snapshot":{"sha":"bc5eaf676b0ebf5ae8e39cfd2fa4732a5a2dfd55","url":"http://127.0.0.1:42099/gitlab/personal/api/-/merge_requests/294312","draft":false,"state":"merged","title":"Paint the pier","author":{"id":"174696952","name":"Ada Lovelace","username":"ada"},"labels":[],"assignees":[{"id":"174696952","name":"Ada Lovelace","username":"ada"}],"reviewers":[{"id":"106377063","name":"Bob Babbage","username":"bob"}],"updatedAt":1795294331000,"confidential":false,"sourceBranch":"feature","targetBranch":"main"}},"status":"merged","project":"d2323c3b-ee32-abad-4b51-f6273254b3da","provider":"gitlab","ref_name":"main","revision":8,"connection":"default","created_at":"2026-11-21T20:52:01.234+00:00","parent_key":null,"started_at":"2026-11-21T20:52:01.234+00:00","updated_at":"2026-11-21T20:52:36.534+00:00","project_path":"personal/api"}$row$);
insert into ci_command_center.subjects (key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at) overriding system value select key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at from jsonb_populate_record(null::ci_command_center.subjects, $row${"key":"gitlab/default/merge-request/2/294322","sha":null,"kind":"merge-request","role":null,"place":null,"state":{"acts":[{"at":1795294362000,"by":{"id":"106377063","name":"Bob Babbage","username":"bob"},"id":"closed/1795294362000/bob","verb":"closed"}],"kind":"merge-request","number":"294322","subject":{"key":"gitlab/default/merge-request/2/294322","project":{"id":"2","url":"http://127.0.0.1:42099/gitlab/hidden/api","path":"hidden/api"},"provider":"gitlab","connection":"default"},"snapshot":{"sha":"10492c5eb86b1bb0bb4323b9a15956af28680609","url":"http://127.0.0.1:42099/gitlab/hidden/api/-/merge_requests/294322","draft":false,"state":"closed","title":"Dark boats","author":{"id":"127891863","name":""},"labels":[],"assignees":[],"reviewers":[],"updatedAt":1795294362000,"confidential":false,"sourceBranch":"feature","targetBranch":"main"}},"status":"closed","project":"a44b41d1-883b-ea7d-e5eb-46c6dfdf1b2e","provider":"gitlab","ref_name":"main","revision":1,"connection":"default","created_at":"2026-11-21T20:52:42.401+00:00","parent_key":null,"started_at":"2026-11-21T20:52:42.401+00:00","updated_at":"2026-11-21T20:52:42.401+00:00","project_path":"hidden/api"}$row$);
insert into ci_command_center.subjects (key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at) overriding system value select key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at from jsonb_populate_record(null::ci_command_center.subjects, $row${"key":"gitlab/default/1/529437000","sha":"6e96ce69463153019fae1f6551043b1bce34b6d3","kind":"pipeline","role":null,"place":"96092588-f428-82f2-3c67-547ae72bca21","state":{"jobs":[{"job":{"id":"105887400001","url":"http://127.0.0.1:46471/gitlab/drive/form/-/jobs/105887400001","name":"build","stage":"build","status":"success","attempt":105887400001,"retries":0,"duration":0.046,"startedAt":1795294373599,"finishedAt":1795294373645,"allowFailure":false},"epoch":105887400001}],"kind":"pipeline","overview":{"kind":"snapshot","epoch":105887400001,"progress":3,"snapshot":{"ref":{"url":"http://127.0.0.1:46471/gitlab/drive/form/-/tree/main","kind":"branch","name":"main"},"url":"http://127.0.0.1:46471/gitlab/drive/form/-/pipelines/529437000","commit":{"sha":"6e96ce69463153019fae1f6551043b1bce34b6d3","url":"http://127.0.0.1:46471/gitlab/drive/form/-/commit/6e96ce69463153019fae1f6551043b1bce34b6d3","title":"Begin main","author":{"id":"55777318","name":"Alice","username":"alice"}},"number":"529437000","source":"api","stages":["build"],"status":"success","duration":0,"createdAt":1795294373000,"finishedAt":1795294373000,"triggeredBy":{"id":"55777318","name":"Alice","username":"alice"},"queuedDuration":0}},"pipeline":{"id":"529437000","key":"gitlab/default/1/529437000","project":{"id":"1","url":"http://127.0.0.1:46471/gitlab/drive/form","path":"drive/form"},"provider":"gitlab","connection":"default"}},"status":"success","project":"d2323c3b-ee32-abad-4b51-f6273254b3da","provider":"gitlab","ref_name":"main","revision":1,"connection":"default","created_at":"2026-11-21T20:52:54.255+00:00","parent_key":null,"started_at":"2026-11-21T20:52:53+00:00","updated_at":"2026-11-21T20:52:54.255+00:00","project_path":"drive/form"}$row$);
insert into ci_command_center.subjects (key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at) overriding system value select key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at from jsonb_populate_record(null::ci_command_center.subjects, $row${"key":"gitlab/default/deployment/2/105887700003","sha":"bcbeab921d1538501b9305045b28183247e46d12","kind":"deployment","role":null,"place":null,"state":{"kind":"deployment","subject":{"key":"gitlab/default/deployment/2/105887700003","project":{"id":"2","url":"http://127.0.0.1:46471/gitlab/drive/api","path":"drive/api"},"provider":"gitlab","connection":"default"},"deployment":{"at":1795294376000,"by":{"id":"55777318","name":"Alice","username":"alice"},"id":"105887700003","ref":{"url":"http://127.0.0.1:46471/gitlab/drive/api/-/tree/main","kind":"branch","name":"main"},"url":"http://127.0.0.1:46471/gitlab/drive/api/-/jobs/105887770003","commit":{"sha":"bcbeab921d1538501b9305045b28183247e46d12","url":"http://127.0.0.1:46471/gitlab/drive/api/-/commit/bcbeab921d1538501b9305045b28183247e46d12","title":""},"status":"success","environment":"staging","environmentUrl":"https://staging.city.example"}},"status":"success","project":"a44b41d1-883b-ea7d-e5eb-46c6dfdf1b2e","provider":"gitlab","ref_name":"main","revision":2,"connection":"default","created_at":"2026-11-21T20:52:56.971+00:00","parent_key":null,"started_at":"2026-11-21T20:52:56.971+00:00","updated_at":"2026-11-21T20:52:57.499+00:00","project_path":"drive/api"}$row$);
insert into ci_command_center.subjects (key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at) overriding system value select key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at from jsonb_populate_record(null::ci_command_center.subjects, $row${"key":"gitlab/default/deployment/2/105887700004","sha":"bcbeab921d1538501b9305045b28183247e46d12","kind":"deployment","role":null,"place":null,"state":{"kind":"deployment","deeds":[{"at":1795294378254,"by":"bob","verb":"deployment-approved","what":"production"}],"subject":{"key":"gitlab/default/deployment/2/105887700004","project":{"id":"2","url":"http://127.0.0.1:46471/gitlab/drive/api","path":"drive/api"},"provider":"gitlab","connection":"default"},"deployment":{"at":1795294380000,"by":{"id":"55777318","name":"Alice","username":"alice"},"id":"105887700004","ref":{"url":"http://127.0.0.1:46471/gitlab/drive/api/-/tree/main","kind":"branch","name":"main"},"url":"http://127.0.0.1:46471/gitlab/drive/api/-/jobs/105887770004","commit":{"sha":"bcbeab921d1538501b9305045b28183247e46d12","url":"http://127.0.0.1:46471/gitlab/drive/api/-/commit/bcbeab921d1538501b9305045b28183247e46d12","title":""},"status":"success","environment":"production","environmentUrl":"https://production.city.example"}},"status":"success","project":"a44b41d1-883b-ea7d-e5eb-46c6dfdf1b2e","provider":"gitlab","ref_name":"main","revision":4,"connection":"default","created_at":"2026-11-21T20:52:55.605+00:00","parent_key":null,"started_at":"2026-11-21T20:52:55.605+00:00","updated_at":"2026-11-21T20:53:00.538+00:00","project_path":"drive/api"}$row$);
insert into ci_command_center.subjects (key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at) overriding system value select key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at from jsonb_populate_record(null::ci_command_center.subjects, $row${"key":"gitlab/default/deployment/2/105887700008","sha":"bf2629716e6091b3bfd1745ec72b752d41bec237","kind":"deployment","role":null,"place":null,"state":{"kind":"deployment","subject":{"key":"gitlab/default/deployment/2/105887700008","project":{"id":"2","url":"http://127.0.0.1:46471/gitlab/drive/api","path":"drive/api"},"provider":"gitlab","connection":"default"},"deployment":{"at":1795294385000,"by":{"id":"55777318","name":"Alice","username":"alice"},"id":"105887700008","ref":{"url":"http://127.0.0.1:46471/gitlab/drive/api/-/tree/feature/search","kind":"branch","name":"feature/search"},"url":"http://127.0.0.1:46471/gitlab/drive/api/-/jobs/105887770008","commit":{"sha":"bf2629716e6091b3bfd1745ec72b752d41bec237","url":"http://127.0.0.1:46471/gitlab/drive/api/-/commit/bf2629716e6091b3bfd1745ec72b752d41bec237","title":""},"status":"manual","environment":"production","environmentUrl":"https://production.city.example"}},"status":"manual","project":"a44b41d1-883b-ea7d-e5eb-46c6dfdf1b2e","provider":"gitlab","ref_name":"feature/search","revision":1,"connection":"default","created_at":"2026-11-21T20:53:05.534+00:00","parent_key":null,"started_at":"2026-11-21T20:53:05.534+00:00","updated_at":"2026-11-21T20:53:05.534+00:00","project_path":"drive/api"}$row$);
insert into ci_command_center.subjects (key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at) overriding system value select key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at from jsonb_populate_record(null::ci_command_center.subjects, $row${"key":"gitlab/default/release/2/v1.0.0/created/c42e0ee2a5f1dfe5","sha":null,"kind":"news","role":null,"place":null,"state":{"kind":"news","news":{"at":1795294395000,"tag":"v1.0.0","url":"http://127.0.0.1:46471/gitlab/drive/api/-/releases/v1.0.0","name":"v1.0.0","event":"release","action":"created","description":"First"},"subject":{"key":"gitlab/default/release/2/v1.0.0/created/c42e0ee2a5f1dfe5","project":{"id":"2","url":"http://127.0.0.1:46471/gitlab/drive/api","path":"drive/api"},"provider":"gitlab","connection":"default"}},"status":"created","project":"a44b41d1-883b-ea7d-e5eb-46c6dfdf1b2e","provider":"gitlab","ref_name":null,"revision":1,"connection":"default","created_at":"2026-11-21T20:53:15.42+00:00","parent_key":null,"started_at":"2026-11-21T20:53:15.42+00:00","updated_at":"2026-11-21T20:53:15.42+00:00","project_path":"drive/api"}$row$);
insert into ci_command_center.subjects (key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at) overriding system value select key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at from jsonb_populate_record(null::ci_command_center.subjects, $row${"key":"gitlab/default/2/529437002","sha":"bf2629716e6091b3bfd1745ec72b752d41bec237","kind":"pipeline","role":null,"place":"41ed6db6-cdbc-24a0-891e-54bc9cc9731d","state":{"jobs":[{"job":{"id":"105887400008","url":"http://127.0.0.1:46471/gitlab/drive/api/-/jobs/105887400008","name":"ship-production","stage":"deploy","status":"manual","attempt":105887400008,"environment":"production","allowFailure":true},"epoch":105887400009},{"job":{"id":"105887400007","url":"http://127.0.0.1:46471/gitlab/drive/api/-/jobs/105887400007","name":"ship-staging","stage":"deploy","status":"success","attempt":105887400007,"duration":0.033,"startedAt":1795294385000,"finishedAt":1795294385000,"environment":"staging","allowFailure":true},"epoch":105887400009},{"job":{"id":"105887400009","url":"http://127.0.0.1:46471/gitlab/drive/api/-/jobs/105887400009","name":"unit","stage":"test","status":"success","attempt":105887400009,"retries":1,"duration":0.035,"startedAt":1795294384967,"finishedAt":1795294385002,"allowFailure":false},"epoch":105887400009}],"kind":"pipeline","deeds":[{"at":1795294384750,"by":"alice","verb":"retried"},{"at":1795294385445,"by":"alice","verb":"deployed","what":"staging"}],"overview":{"kind":"snapshot","epoch":105887400009,"progress":6,"snapshot":{"ref":{"url":"http://127.0.0.1:46471/gitlab/drive/api/-/tree/feature/search","kind":"branch","name":"feature/search"},"url":"http://127.0.0.1:46471/gitlab/drive/api/-/pipelines/529437002","commit":{"sha":"bf2629716e6091b3bfd1745ec72b752d41bec237","url":"http://127.0.0.1:46471/gitlab/drive/api/-/commit/bf2629716e6091b3bfd1745ec72b752d41bec237","title":"Begin feature/search","author":{"id":"55777318","name":"Alice","username":"alice"}},"number":"529437002","source":"api","stages":["test","deploy"],"status":"success","duration":1,"createdAt":1795294384000,"finishedAt":1795294385000,"triggeredBy":{"id":"55777318","name":"Alice","username":"alice"},"queuedDuration":0}},"pipeline":{"id":"529437002","key":"gitlab/default/2/529437002","project":{"id":"2","url":"http://127.0.0.1:46471/gitlab/drive/api","path":"drive/api"},"provider":"gitlab","connection":"default"}},"status":"success","project":"a44b41d1-883b-ea7d-e5eb-46c6dfdf1b2e","provider":"gitlab","ref_name":"feature/search","revision":7,"connection":"default","created_at":"2026-11-21T20:53:04.844+00:00","parent_key":null,"started_at":"2026-11-21T20:53:04+00:00","updated_at":"2026-11-21T20:53:06.56+00:00","project_path":"drive/api"}$row$);
insert into ci_command_center.subjects (key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at) overriding system value select key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at from jsonb_populate_record(null::ci_command_center.subjects, $row${"key":"gitlab/default/3/529437003","sha":"26c819c2cf4c11353757c2265d648d272b94bd40","kind":"pipeline","role":null,"place":"f260d566-d7b5-7a9b-1c8f-1c4552c1c8fd","state":{"jobs":[{"job":{"id":"105887400011","url":"http://127.0.0.1:46471/gitlab/drive/slow/-/jobs/105887400011","name":"long","stage":"test","status":"canceled","attempt":105887400011,"retries":0,"duration":0.396,"startedAt":1795294389330,"finishedAt":1795294389726,"allowFailure":false},"epoch":105887400011}],"kind":"pipeline","deeds":[{"at":1795294389510,"by":"bob","verb":"cancelled"}],"overview":{"kind":"snapshot","epoch":105887400011,"progress":3,"snapshot":{"ref":{"url":"http://127.0.0.1:46471/gitlab/drive/slow/-/tree/main","kind":"branch","name":"main"},"url":"http://127.0.0.1:46471/gitlab/drive/slow/-/pipelines/529437003","commit":{"sha":"26c819c2cf4c11353757c2265d648d272b94bd40","url":"http://127.0.0.1:46471/gitlab/drive/slow/-/commit/26c819c2cf4c11353757c2265d648d272b94bd40","title":"Begin main","author":{"id":"55777318","name":"Alice","username":"alice"}},"number":"529437003","source":"api","stages":["test"],"status":"canceled","duration":0,"createdAt":1795294389000,"finishedAt":1795294389000,"triggeredBy":{"id":"55777318","name":"Alice","username":"alice"},"queuedDuration":0}},"pipeline":{"id":"529437003","key":"gitlab/default/3/529437003","project":{"id":"3","url":"http://127.0.0.1:46471/gitlab/drive/slow","path":"drive/slow"},"provider":"gitlab","connection":"default"}},"status":"canceled","project":"8cede75d-1efd-6c01-89ef-08639d728f61","provider":"gitlab","ref_name":"main","revision":3,"connection":"default","created_at":"2026-11-21T20:53:09.647+00:00","parent_key":null,"started_at":"2026-11-21T20:53:09+00:00","updated_at":"2026-11-21T20:53:10.764+00:00","project_path":"drive/slow"}$row$);
insert into ci_command_center.subjects (key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at) overriding system value select key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at from jsonb_populate_record(null::ci_command_center.subjects, $row${"key":"gitlab/default/tag/2/refs%2Ftags%2Fv1.0.0/0000000000000000000000000000000000000000/72ea29c461f816d3f27458c92b5c6c2c689ab40f","sha":null,"kind":"news","role":null,"place":null,"state":{"kind":"news","news":{"by":{"name":"Alice","username":"alice"},"ref":{"url":"http://127.0.0.1:46471/gitlab/drive/api/-/tags/v1.0.0","kind":"tag","name":"v1.0.0"},"url":"http://127.0.0.1:46471/gitlab/drive/api/-/tags/v1.0.0","event":"tag","action":"created","commit":{"sha":"72ea29c461f816d3f27458c92b5c6c2c689ab40f","url":"http://127.0.0.1:46471/gitlab/drive/api/-/commit/72ea29c461f816d3f27458c92b5c6c2c689ab40f","title":"Release v1.0.0","author":{"name":"Alice","username":"alice"}}},"subject":{"key":"gitlab/default/tag/2/refs%2Ftags%2Fv1.0.0/0000000000000000000000000000000000000000/72ea29c461f816d3f27458c92b5c6c2c689ab40f","project":{"id":"2","url":"http://127.0.0.1:46471/gitlab/drive/api","path":"drive/api"},"provider":"gitlab","connection":"default"}},"status":"created","project":"a44b41d1-883b-ea7d-e5eb-46c6dfdf1b2e","provider":"gitlab","ref_name":"v1.0.0","revision":1,"connection":"default","created_at":"2026-11-21T20:53:15.42+00:00","parent_key":null,"started_at":"2026-11-21T20:53:15.42+00:00","updated_at":"2026-11-21T20:53:15.42+00:00","project_path":"drive/api"}$row$);
insert into ci_command_center.subjects (key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at) overriding system value select key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at from jsonb_populate_record(null::ci_command_center.subjects, $row${"key":"gitlab/default/3/529437004","sha":"26c819c2cf4c11353757c2265d648d272b94bd40","kind":"pipeline","role":null,"place":"f260d566-d7b5-7a9b-1c8f-1c4552c1c8fd","state":{"jobs":[{"job":{"id":"105887400012","url":"http://127.0.0.1:46471/gitlab/drive/slow/-/jobs/105887400012","name":"long","stage":"test","status":"canceled","attempt":105887400012,"retries":0,"duration":1.317,"startedAt":1795294391077,"finishedAt":1795294392394,"allowFailure":false},"epoch":105887400012}],"kind":"pipeline","deeds":[{"at":1795294392156,"by":"alice","verb":"cancelled","what":"long"}],"overview":{"kind":"snapshot","epoch":105887400012,"progress":3,"snapshot":{"ref":{"url":"http://127.0.0.1:46471/gitlab/drive/slow/-/tree/main","kind":"branch","name":"main"},"url":"http://127.0.0.1:46471/gitlab/drive/slow/-/pipelines/529437004","commit":{"sha":"26c819c2cf4c11353757c2265d648d272b94bd40","url":"http://127.0.0.1:46471/gitlab/drive/slow/-/commit/26c819c2cf4c11353757c2265d648d272b94bd40","title":"Begin main","author":{"id":"55777318","name":"Alice","username":"alice"}},"number":"529437004","source":"api","stages":["test"],"status":"canceled","duration":1,"createdAt":1795294391000,"finishedAt":1795294392000,"triggeredBy":{"id":"55777318","name":"Alice","username":"alice"},"queuedDuration":0}},"pipeline":{"id":"529437004","key":"gitlab/default/3/529437004","project":{"id":"3","url":"http://127.0.0.1:46471/gitlab/drive/slow","path":"drive/slow"},"provider":"gitlab","connection":"default"}},"status":"canceled","project":"8cede75d-1efd-6c01-89ef-08639d728f61","provider":"gitlab","ref_name":"main","revision":3,"connection":"default","created_at":"2026-11-21T20:53:11.619+00:00","parent_key":null,"started_at":"2026-11-21T20:53:11+00:00","updated_at":"2026-11-21T20:53:12.801+00:00","project_path":"drive/slow"}$row$);
insert into ci_command_center.subjects (key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at) overriding system value select key, provider, connection, project_path, ref_name, status, revision, state, updated_at, kind, role, project, place, sha, parent_key, created_at, started_at from jsonb_populate_record(null::ci_command_center.subjects, $row${"key":"gitlab/default/merge-request/2/12","sha":null,"kind":"merge-request","role":null,"place":null,"state":{"acts":[{"at":1795294393000,"by":{"id":"55777318","name":"Alice","username":"alice"},"id":"opened/1795294393000/alice","verb":"opened"},{"at":1795294394000,"by":{"id":"229008479","name":"Bob","username":"bob"},"id":"approved/1795294394000/bob","verb":"approved"},{"at":1795294394000,"by":{"id":"229008479","name":"Bob","username":"bob"},"id":"merged/1795294394000/bob","verb":"merged"},{"at":1795294394000,"by":{"id":"55777318","name":"Alice","username":"alice"},"id":"pushed/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","url":"http://127.0.0.1:46471/gitlab/drive/api/-/compare/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","text":"Find stops by old names","verb":"pushed"}],"kind":"merge-request","deeds":[{"at":1795294394035,"by":"bob","verb":"approved","login":"bob"},{"at":1795294394782,"by":"bob","verb":"merged","login":"bob"}],"number":"12","subject":{"key":"gitlab/default/merge-request/2/12","project":{"id":"2","url":"http://127.0.0.1:46471/gitlab/drive/api","path":"drive/api"},"provider":"gitlab","connection":"default"},"snapshot":{"sha":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","url":"http://127.0.0.1:46471/gitlab/drive/api/-/merge_requests/12","draft":false,"state":"merged","title":"Find stops by old names","author":{"id":"55777318","name":""},"labels":[],"assignees":[],"reviewers":[],"updatedAt":1795294394000,"confidential":false,"sourceBranch":"feature/search","targetBranch":"main"}},"status":"merged","project":"a44b41d1-883b-ea7d-e5eb-46c6dfdf1b2e","provider":"gitlab","ref_name":"main","revision":6,"connection":"default","created_at":"2026-11-21T20:53:13.251+00:00","parent_key":null,"started_at":"2026-11-21T20:53:13.251+00:00","updated_at":"2026-11-21T20:53:15.166+00:00","project_path":"drive/api"}$row$);
insert into ci_command_center.subscriptions (id, channel_id, number, creator_id, provider, connection, project, branches, events, notify, thread, created_at, creator_left_at, paused_at, notice, noticing_at, labels, place, former_paths, checked_at, check_at, doubt, stopped) overriding system value select id, channel_id, number, creator_id, provider, connection, project, branches, events, notify, thread, created_at, creator_left_at, paused_at, notice, noticing_at, labels, place, former_paths, checked_at, check_at, doubt, stopped from jsonb_populate_record(null::ci_command_center.subscriptions, $row${"id":"08564004-668b-4197-88d3-0e55332b43c4","doubt":null,"place":null,"events":["pipeline","deployment"],"labels":[],"notice":null,"notify":"changes","number":1,"thread":null,"project":"platform/**","stopped":null,"branches":["main","release/*"],"check_at":null,"provider":"gitlab","paused_at":null,"channel_id":"3fhizmt4w3b4fd7u6gtd6nuabc","checked_at":null,"connection":null,"created_at":"2026-11-21T20:54:04.946+00:00","creator_id":"84pwa9hfnpgy9mne4wpceaf3be","noticing_at":null,"former_paths":[],"creator_left_at":null}$row$);
insert into ci_command_center.subscriptions (id, channel_id, number, creator_id, provider, connection, project, branches, events, notify, thread, created_at, creator_left_at, paused_at, notice, noticing_at, labels, place, former_paths, checked_at, check_at, doubt, stopped) overriding system value select id, channel_id, number, creator_id, provider, connection, project, branches, events, notify, thread, created_at, creator_left_at, paused_at, notice, noticing_at, labels, place, former_paths, checked_at, check_at, doubt, stopped from jsonb_populate_record(null::ci_command_center.subscriptions, $row${"id":"14b338ae-7104-48e3-9aa4-ac67fb81daff","doubt":null,"place":null,"events":["pipeline","quality_gate","artifact","alert"],"labels":[],"notice":null,"notify":null,"number":2,"thread":"flat","project":"deploy/api","stopped":null,"branches":[],"check_at":null,"provider":"jenkins","paused_at":null,"channel_id":"3fhizmt4w3b4fd7u6gtd6nuabc","checked_at":null,"connection":null,"created_at":"2026-11-21T20:54:05.046+00:00","creator_id":"84pwa9hfnpgy9mne4wpceaf3be","noticing_at":null,"former_paths":[],"creator_left_at":null}$row$);
insert into ci_command_center.subscriptions (id, channel_id, number, creator_id, provider, connection, project, branches, events, notify, thread, created_at, creator_left_at, paused_at, notice, noticing_at, labels, place, former_paths, checked_at, check_at, doubt, stopped) overriding system value select id, channel_id, number, creator_id, provider, connection, project, branches, events, notify, thread, created_at, creator_left_at, paused_at, notice, noticing_at, labels, place, former_paths, checked_at, check_at, doubt, stopped from jsonb_populate_record(null::ci_command_center.subscriptions, $row${"id":"6540d53a-57b2-432d-9934-5aed7e5ba45d","doubt":null,"place":null,"events":["pipeline","deployment","merge_request","issue","comment","push","tag","release","wiki","reaction","quality_gate","artifact","alert"],"labels":[],"notice":null,"notify":{"after":3},"number":3,"thread":null,"project":"platform/api","stopped":null,"branches":[],"check_at":null,"provider":"gitlab","paused_at":null,"channel_id":"3fhizmt4w3b4fd7u6gtd6nuabc","checked_at":null,"connection":null,"created_at":"2026-11-21T20:54:05.197+00:00","creator_id":"84pwa9hfnpgy9mne4wpceaf3be","noticing_at":null,"former_paths":[],"creator_left_at":null}$row$);
insert into ci_command_center.verdicts (key, project, place, started_at, concluded_at, verdict, jobs) overriding system value select key, project, place, started_at, concluded_at, verdict, jobs from jsonb_populate_record(null::ci_command_center.verdicts, $row${"key":"gitlab/default/1/529431100","jobs":["unit","lint"],"place":"96092588-f428-82f2-3c67-547ae72bca21","project":"d2323c3b-ee32-abad-4b51-f6273254b3da","verdict":{"at":1795294346000,"key":"gitlab/default/1/529431100","sha":"8fb57413b6e42677f7496a84286c6d3d3989ae0f","number":"529431100","status":"failed","duration":0,"failedJobs":["unit","lint"],"failedTests":[]},"started_at":"2026-11-21T20:52:26+00:00","concluded_at":"2026-11-21T20:52:26+00:00"}$row$);
insert into ci_command_center.verdicts (key, project, place, started_at, concluded_at, verdict, jobs) overriding system value select key, project, place, started_at, concluded_at, verdict, jobs from jsonb_populate_record(null::ci_command_center.verdicts, $row${"key":"gitlab/default/1/529431101","jobs":["unit","lint"],"place":"96092588-f428-82f2-3c67-547ae72bca21","project":"d2323c3b-ee32-abad-4b51-f6273254b3da","verdict":{"at":1795294348000,"key":"gitlab/default/1/529431101","sha":"b6218b39ef84a9864fa39236e1e82756cc2254e1","number":"529431101","status":"failed","duration":0,"failedJobs":["unit","lint"],"failedTests":[]},"started_at":"2026-11-21T20:52:28+00:00","concluded_at":"2026-11-21T20:52:28+00:00"}$row$);
insert into ci_command_center.verdicts (key, project, place, started_at, concluded_at, verdict, jobs) overriding system value select key, project, place, started_at, concluded_at, verdict, jobs from jsonb_populate_record(null::ci_command_center.verdicts, $row${"key":"gitlab/default/1/529437000","jobs":["build"],"place":"96092588-f428-82f2-3c67-547ae72bca21","project":"d2323c3b-ee32-abad-4b51-f6273254b3da","verdict":{"at":1795294373000,"key":"gitlab/default/1/529437000","sha":"6e96ce69463153019fae1f6551043b1bce34b6d3","number":"529437000","status":"success","duration":0,"failedJobs":[],"failedTests":[]},"started_at":"2026-11-21T20:52:53+00:00","concluded_at":"2026-11-21T20:52:53+00:00"}$row$);
insert into ci_command_center.verdicts (key, project, place, started_at, concluded_at, verdict, jobs) overriding system value select key, project, place, started_at, concluded_at, verdict, jobs from jsonb_populate_record(null::ci_command_center.verdicts, $row${"key":"gitlab/default/2/529437002","jobs":["unit","ship-staging"],"place":"41ed6db6-cdbc-24a0-891e-54bc9cc9731d","project":"a44b41d1-883b-ea7d-e5eb-46c6dfdf1b2e","verdict":{"at":1795294385000,"key":"gitlab/default/2/529437002","sha":"bf2629716e6091b3bfd1745ec72b752d41bec237","number":"529437002","status":"success","duration":1,"failedJobs":[],"failedTests":[]},"started_at":"2026-11-21T20:53:04+00:00","concluded_at":"2026-11-21T20:53:05+00:00"}$row$);
insert into ci_command_center.verdicts (key, project, place, started_at, concluded_at, verdict, jobs) overriding system value select key, project, place, started_at, concluded_at, verdict, jobs from jsonb_populate_record(null::ci_command_center.verdicts, $row${"key":"gitlab/default/3/529437003","jobs":[],"place":"f260d566-d7b5-7a9b-1c8f-1c4552c1c8fd","project":"8cede75d-1efd-6c01-89ef-08639d728f61","verdict":{"at":1795294389000,"key":"gitlab/default/3/529437003","sha":"26c819c2cf4c11353757c2265d648d272b94bd40","number":"529437003","status":"canceled","duration":0,"failedJobs":[],"failedTests":[]},"started_at":"2026-11-21T20:53:09+00:00","concluded_at":"2026-11-21T20:53:09+00:00"}$row$);
insert into ci_command_center.verdicts (key, project, place, started_at, concluded_at, verdict, jobs) overriding system value select key, project, place, started_at, concluded_at, verdict, jobs from jsonb_populate_record(null::ci_command_center.verdicts, $row${"key":"gitlab/default/3/529437004","jobs":[],"place":"f260d566-d7b5-7a9b-1c8f-1c4552c1c8fd","project":"8cede75d-1efd-6c01-89ef-08639d728f61","verdict":{"at":1795294392000,"key":"gitlab/default/3/529437004","sha":"26c819c2cf4c11353757c2265d648d272b94bd40","number":"529437004","status":"canceled","duration":1,"failedJobs":[],"failedTests":[]},"started_at":"2026-11-21T20:53:11+00:00","concluded_at":"2026-11-21T20:53:12+00:00"}$row$);
insert into ci_command_center.cards (subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at) overriding system value select subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at from jsonb_populate_record(null::ci_command_center.cards, $row${"gone":false,"board":null,"edits":0,"reply":"act/commented/1795294313","claims":1,"episode":1,"post_id":"xzhoz5et6tbz3dazdezdu443jr","settled":false,"board_at":null,"taken_at":"2026-11-21T20:52:09.482626+00:00","substance":"","channel_id":"t7smf44gebypjbbitzhm5pcisc","claimed_at":"2026-11-21T20:52:09.482+00:00","claimed_by":"532cddd6-61f0-4429-ba6c-09c0bc9eeecb","subject_key":"gitlab/default/merge-request/1/294312"}$row$);
insert into ci_command_center.cards (subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at) overriding system value select subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at from jsonb_populate_record(null::ci_command_center.cards, $row${"gone":false,"board":null,"edits":0,"reply":"act/commented/1795294311","claims":1,"episode":0,"post_id":"178ncrb557dxup78frtb7w9ffy","settled":false,"board_at":null,"taken_at":"2026-11-21T20:51:57.130117+00:00","substance":"","channel_id":"t7smf44gebypjbbitzhm5pcisc","claimed_at":"2026-11-21T20:51:57.129+00:00","claimed_by":"532cddd6-61f0-4429-ba6c-09c0bc9eeecb","subject_key":"gitlab/default/merge-request/1/294311"}$row$);
insert into ci_command_center.cards (subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at) overriding system value select subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at from jsonb_populate_record(null::ci_command_center.cards, $row${"gone":false,"board":"merge-request open","edits":1,"reply":"","claims":1,"episode":0,"post_id":"yheh4r57n7bau8snyxrzemxsgc","settled":false,"board_at":"2026-11-21T20:51:54.301+00:00","taken_at":"2026-11-21T20:51:54.659623+00:00","substance":"review open 014f7dbd9813 4b369e4d1f3c","channel_id":"t7smf44gebypjbbitzhm5pcisc","claimed_at":"2026-11-21T20:51:54.648+00:00","claimed_by":"532cddd6-61f0-4429-ba6c-09c0bc9eeecb","subject_key":"gitlab/default/merge-request/1/294311"}$row$);
insert into ci_command_center.cards (subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at) overriding system value select subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at from jsonb_populate_record(null::ci_command_center.cards, $row${"gone":false,"board":null,"edits":0,"reply":"act/assigned/1795294319000/bob","claims":1,"episode":0,"post_id":"rzk3moij87rhppiuay6oxojztc","settled":false,"board_at":null,"taken_at":"2026-11-21T20:51:59.155921+00:00","substance":"","channel_id":"t7smf44gebypjbbitzhm5pcisc","claimed_at":"2026-11-21T20:51:59.155+00:00","claimed_by":"532cddd6-61f0-4429-ba6c-09c0bc9eeecb","subject_key":"gitlab/default/merge-request/1/294311"}$row$);
insert into ci_command_center.cards (subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at) overriding system value select subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at from jsonb_populate_record(null::ci_command_center.cards, $row${"gone":false,"board":null,"edits":0,"reply":"act/approved/1795294323000/bob","claims":1,"episode":1,"post_id":"7pmdrtcaxfd93djxoj7ptxwwrr","settled":false,"board_at":null,"taken_at":"2026-11-21T20:52:09.532561+00:00","substance":"","channel_id":"t7smf44gebypjbbitzhm5pcisc","claimed_at":"2026-11-21T20:52:09.532+00:00","claimed_by":"532cddd6-61f0-4429-ba6c-09c0bc9eeecb","subject_key":"gitlab/default/merge-request/1/294312"}$row$);
insert into ci_command_center.cards (subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at) overriding system value select subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at from jsonb_populate_record(null::ci_command_center.cards, $row${"gone":false,"board":null,"edits":0,"reply":"act/commented/1795294312","claims":1,"episode":0,"post_id":"rqncub3f578hjf993j1e7qeyse","settled":false,"board_at":null,"taken_at":"2026-11-21T20:52:01.378522+00:00","substance":"","channel_id":"t7smf44gebypjbbitzhm5pcisc","claimed_at":"2026-11-21T20:52:01.373+00:00","claimed_by":"532cddd6-61f0-4429-ba6c-09c0bc9eeecb","subject_key":"gitlab/default/merge-request/1/294312"}$row$);
insert into ci_command_center.cards (subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at) overriding system value select subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at from jsonb_populate_record(null::ci_command_center.cards, $row${"gone":false,"board":null,"edits":0,"reply":"act/commented/1795294313","claims":1,"episode":0,"post_id":"gkeggszoeif95fwuu9nazr4hky","settled":false,"board_at":null,"taken_at":"2026-11-21T20:52:01.423026+00:00","substance":"","channel_id":"t7smf44gebypjbbitzhm5pcisc","claimed_at":"2026-11-21T20:52:01.418+00:00","claimed_by":"532cddd6-61f0-4429-ba6c-09c0bc9eeecb","subject_key":"gitlab/default/merge-request/1/294312"}$row$);
insert into ci_command_center.cards (subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at) overriding system value select subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at from jsonb_populate_record(null::ci_command_center.cards, $row${"gone":false,"board":null,"edits":0,"reply":"act/unapproved/1795294325000/bob","claims":1,"episode":1,"post_id":"akhw9q5q9ffhtcx75hf5cyq1oy","settled":false,"board_at":null,"taken_at":"2026-11-21T20:52:09.563471+00:00","substance":"","channel_id":"t7smf44gebypjbbitzhm5pcisc","claimed_at":"2026-11-21T20:52:09.562+00:00","claimed_by":"532cddd6-61f0-4429-ba6c-09c0bc9eeecb","subject_key":"gitlab/default/merge-request/1/294312"}$row$);
insert into ci_command_center.cards (subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at) overriding system value select subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at from jsonb_populate_record(null::ci_command_center.cards, $row${"gone":false,"board":null,"edits":0,"reply":"act/approved/1795294323000/bob","claims":1,"episode":0,"post_id":"ka9855dh6fgom87m4r5ndjodrw","settled":false,"board_at":null,"taken_at":"2026-11-21T20:52:03.206536+00:00","substance":"","channel_id":"t7smf44gebypjbbitzhm5pcisc","claimed_at":"2026-11-21T20:52:03.205+00:00","claimed_by":"532cddd6-61f0-4429-ba6c-09c0bc9eeecb","subject_key":"gitlab/default/merge-request/1/294312"}$row$);
insert into ci_command_center.cards (subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at) overriding system value select subject_key, channel_id, post_id, claimed_at, substance, edits, gone, episode, reply, settled, claims, claimed_by, taken_at, board, board_at from jsonb_populate_record(null::ci_command_center.cards, $row${"gone":false,"board":null,"edits":0,"reply":"act/unapproved/1795294325000/bob","claims":1,"episode":0,"post_id":"onmxn68gefycjyn6bx88ynsfwy","settled":false,"board_at":null,"taken_at":"2026-11-21T20:52:05.289003+00:00","substance":"","channel_id":"t7smf44gebypjbbitzhm5pcisc","claimed_at":"2026-11-21T20:52:05.288+00:00","claimed_by":"532cddd6-61f0-4429-ba6c-09c0bc9eeecb","subject_key":"gitlab/default/merge-request/1/294312"}$row$);
insert into ci_command_center.findings (subject_key, job_id, finding) overriding system value select subject_key, job_id, finding from jsonb_populate_record(null::ci_command_center.findings, $row${"job_id":"105887400006","finding":{"at":1795294385654,"jobId":"105887400006","tests":[],"jobName":"unit","logLines":["Executing \"step_script\" stage of the job script","$ make unit","100 %","unit: 1 failed"],"linesLeftOut":3,"testsLeftOut":0},"subject_key":"gitlab/default/2/529437002"}$row$);
insert into ci_command_center.job_failures (subject_key, job_id, project, project_path, sha, job_name, attempt, url, failed_at) overriding system value select subject_key, job_id, project, project_path, sha, job_name, attempt, url, failed_at from jsonb_populate_record(null::ci_command_center.job_failures, $row${"sha":"8fb57413b6e42677f7496a84286c6d3d3989ae0f","url":"http://127.0.0.1:42099/gitlab/personal/api/-/jobs/105886220001","job_id":"105886220001","attempt":105886220001,"project":"d2323c3b-ee32-abad-4b51-f6273254b3da","job_name":"unit","failed_at":"2026-11-21T20:52:26+00:00","subject_key":"gitlab/default/1/529431100","project_path":"personal/api"}$row$);
insert into ci_command_center.job_failures (subject_key, job_id, project, project_path, sha, job_name, attempt, url, failed_at) overriding system value select subject_key, job_id, project, project_path, sha, job_name, attempt, url, failed_at from jsonb_populate_record(null::ci_command_center.job_failures, $row${"sha":"8fb57413b6e42677f7496a84286c6d3d3989ae0f","url":"http://127.0.0.1:42099/gitlab/personal/api/-/jobs/105886220002","job_id":"105886220002","attempt":105886220002,"project":"d2323c3b-ee32-abad-4b51-f6273254b3da","job_name":"lint","failed_at":"2026-11-21T20:52:26.084+00:00","subject_key":"gitlab/default/1/529431100","project_path":"personal/api"}$row$);
insert into ci_command_center.job_failures (subject_key, job_id, project, project_path, sha, job_name, attempt, url, failed_at) overriding system value select subject_key, job_id, project, project_path, sha, job_name, attempt, url, failed_at from jsonb_populate_record(null::ci_command_center.job_failures, $row${"sha":"b6218b39ef84a9864fa39236e1e82756cc2254e1","url":"http://127.0.0.1:42099/gitlab/personal/api/-/jobs/105886220003","job_id":"105886220003","attempt":105886220003,"project":"d2323c3b-ee32-abad-4b51-f6273254b3da","job_name":"unit","failed_at":"2026-11-21T20:52:28+00:00","subject_key":"gitlab/default/1/529431101","project_path":"personal/api"}$row$);
insert into ci_command_center.job_failures (subject_key, job_id, project, project_path, sha, job_name, attempt, url, failed_at) overriding system value select subject_key, job_id, project, project_path, sha, job_name, attempt, url, failed_at from jsonb_populate_record(null::ci_command_center.job_failures, $row${"sha":"b6218b39ef84a9864fa39236e1e82756cc2254e1","url":"http://127.0.0.1:42099/gitlab/personal/api/-/jobs/105886220004","job_id":"105886220004","attempt":105886220004,"project":"d2323c3b-ee32-abad-4b51-f6273254b3da","job_name":"lint","failed_at":"2026-11-21T20:52:28.202+00:00","subject_key":"gitlab/default/1/529431101","project_path":"personal/api"}$row$);
insert into ci_command_center.job_failures (subject_key, job_id, project, project_path, sha, job_name, attempt, url, failed_at) overriding system value select subject_key, job_id, project, project_path, sha, job_name, attempt, url, failed_at from jsonb_populate_record(null::ci_command_center.job_failures, $row${"sha":"bf2629716e6091b3bfd1745ec72b752d41bec237","url":"http://127.0.0.1:46471/gitlab/drive/api/-/jobs/105887400006","job_id":"105887400006","attempt":105887400006,"project":"a44b41d1-883b-ea7d-e5eb-46c6dfdf1b2e","job_name":"unit","failed_at":"2026-11-21T20:53:04+00:00","subject_key":"gitlab/default/2/529437002","project_path":"drive/api"}$row$);
insert into ci_command_center.joins (subject_key, sha, host_key, seen) overriding system value select subject_key, sha, host_key, seen from jsonb_populate_record(null::ci_command_center.joins, $row${"sha":"bf2629716e6091b3bfd1745ec72b752d41bec237","seen":true,"host_key":"gitlab/default/2/529437002","subject_key":"gitlab/default/deployment/2/105887700008"}$row$);
insert into ci_command_center.personal_news (user_id, identity, topic, subject_key, roles, news, noted_at, outcome, role, episode) overriding system value select user_id, identity, topic, subject_key, roles, news, noted_at, outcome, role, episode from jsonb_populate_record(null::ci_command_center.personal_news, $row${"news":{"by":"Bob Babbage","url":"http://127.0.0.1:42099/gitlab/personal/api/-/commit/4db37e51669440a647ef9412d210d82fe17e38d4","text":"A marker for @ada 294310","thing":{"url":"http://127.0.0.1:42099/gitlab/personal/api/-/commit/4db37e51669440a647ef9412d210d82fe17e38d4","kind":"push","title":"commit 4db37e51","project":{"id":"1","url":"http://127.0.0.1:42099/gitlab/personal/api","path":"personal/api"}}},"role":0,"roles":[{"kind":"mentioned","what":"mentioned"}],"topic":"gitlab/default/push/1/refs%2Fheads%2Fmain/a584fa48d0cef4918863396419949519de769b0a/4db37e51669440a647ef9412d210d82fe17e38d4","episode":0,"outcome":"told","user_id":"84pwa9hfnpgy9mne4wpceaf3be","identity":"gitlab/default/1 commit 4db37e51669440a647ef9412d210d82fe17e38d4","noted_at":"2026-11-21T20:52:24.018+00:00","subject_key":"gitlab/default/push/1/refs%2Fheads%2Fmain/a584fa48d0cef4918863396419949519de769b0a/4db37e51669440a647ef9412d210d82fe17e38d4"}$row$);
insert into ci_command_center.personal_news (user_id, identity, topic, subject_key, roles, news, noted_at, outcome, role, episode) overriding system value select user_id, identity, topic, subject_key, roles, news, noted_at, outcome, role, episode from jsonb_populate_record(null::ci_command_center.personal_news, $row${"news":{"at":1795294384000,"thing":{"url":"http://127.0.0.1:46471/gitlab/drive/api/-/pipelines/529437002","kind":"pipeline","title":"#529437002 on feature/search","project":{"id":"2","url":"http://127.0.0.1:46471/gitlab/drive/api","path":"drive/api"}},"member":"55777318","proven":true},"role":0,"roles":[{"kind":"pipeline","what":"failed"}],"topic":"gitlab/default/2/529437002","episode":0,"outcome":"told","user_id":"84pwa9hfnpgy9mne4wpceaf3be","identity":"gitlab/default/2/529437002 failed","noted_at":"2026-11-21T20:53:05.474+00:00","subject_key":"gitlab/default/2/529437002"}$row$);
