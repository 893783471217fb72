// Runs of intents, step by step, and the posts that show them.

export const intentRuns = {
  id: 20,
  sql: `
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
`,
} as const;
