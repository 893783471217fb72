// What channels asked to be told of, and what they do not want to hear.

export const subscriptions = {
  id: 3,
  sql: `
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
`,
} as const;
