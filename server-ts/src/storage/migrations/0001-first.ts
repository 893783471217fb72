// Deliveries as they came, what is known of each pipeline, and the ledger of which post shows it where.

export const first = {
  id: 1,
  sql: `
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
`,
} as const;
