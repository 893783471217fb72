// From pipelines to everything a card can show: who is shown on whose card, episodes and threads, verdicts, failures, findings.

export const subjects = {
  id: 2,
  sql: `
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
  select key, told, concat_ws(E'\\x1f', pipeline->>'provider', pipeline->>'connection', pipeline#>>'{project,id}') as project,
    concat_ws(E'\\x1f', told#>>'{ref,kind}', told#>>'{ref,name}', '') as place
  from details)
update ci_command_center.subjects s set
  state = s.state || '{"kind": "pipeline"}',
  project = left(encode(sha256(convert_to(n.project, 'UTF8')), 'hex'), 32)::uuid,
  place = left(encode(sha256(convert_to(n.project || E'\\x1f' || n.place, 'UTF8')), 'hex'), 32)::uuid,
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
`,
} as const;
