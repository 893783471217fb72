// Subscriptions that ask for less than a kind of event, follow their project, and rest on somebody's right to read it.

export const standing = {
  id: 9,
  sql: `
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
`,
} as const;
