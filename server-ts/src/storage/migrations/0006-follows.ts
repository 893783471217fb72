// Runs that were started or are watched from chat, each followed in one channel until it is over.

export const follows = {
  id: 6,
  sql: `
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
`,
} as const;
