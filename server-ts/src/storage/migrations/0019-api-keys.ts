// Keys of programs, what they were answered, and which figures are out of their limits.

export const apiKeys = {
  id: 19,
  sql: `
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
`,
} as const;
