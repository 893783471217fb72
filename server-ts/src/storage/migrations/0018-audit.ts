// What people and programs did and were refused: rows are added, and go only when they are old.

export const audit = {
  id: 18,
  sql: `
create table ci_command_center.audit (
  id uuid primary key,
  at timestamptz not null,
  act text not null,
  user_id text not null,
  origin text not null,
  address text,
  api_key text,
  channel_id text,
  what text not null,
  "values" jsonb not null,
  outcome text not null,
  code text,
  milliseconds integer not null
);
create index audit_at on ci_command_center.audit (at, id);
create index audit_user on ci_command_center.audit (user_id, at);

create function ci_command_center.keep_audit() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('ci_command_center.forgets', true) = 'on' then
    return old;
  end if;
  raise exception 'the audit is only added to' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_rows before update or delete on ci_command_center.audit
  for each row execute function ci_command_center.keep_audit();
create trigger audit_whole before truncate on ci_command_center.audit
  for each statement execute function ci_command_center.keep_audit();
`,
} as const;
