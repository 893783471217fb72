// People's accounts in CI systems. What proves them is encrypted; the key is not in the database.

export const accounts = {
  id: 5,
  sql: `
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
`,
} as const;
