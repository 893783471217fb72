// What people are told directly: what they want to hear, what concerned them, and the message that told it.

export const personal = {
  id: 10,
  sql: `
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
`,
} as const;
