// Accounts by OAuth 2: what is under way between us and a CI system while somebody links one, and who renews what.

export const oauth = {
  id: 8,
  sql: `
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
`,
} as const;
