// Deliveries that wait are their own queue; requests to show a subject again; when each sender was last heard.

export const waiting = {
  id: 4,
  sql: `
-- Ids grow with time from here on: the primary key is the index by age.
drop index ci_command_center.deliveries_received;
drop index ci_command_center.deliveries_pending;
drop index ci_command_center.deliveries_dead;
-- While a delivery is pending: when others than the process that stored it may take it.
alter table ci_command_center.deliveries alter column next_attempt_at set default now();
update ci_command_center.deliveries set next_attempt_at = coalesce(next_attempt_at, now()) where state = 'pending';
create index deliveries_pending on ci_command_center.deliveries (order_key, id) where state = 'pending';
create index deliveries_due on ci_command_center.deliveries (next_attempt_at) where state = 'pending';
create index deliveries_dead on ci_command_center.deliveries (id) where state = 'dead';

create table ci_command_center.refreshes (
  id bigint generated always as identity primary key,
  order_key text not null,
  due_at timestamptz not null,
  attempts integer not null default 0
);
create index refreshes_key on ci_command_center.refreshes (order_key, due_at);
create index refreshes_due on ci_command_center.refreshes (due_at);

create table ci_command_center.senders (
  provider text not null,
  connection text not null,
  last_at timestamptz not null,
  primary key (provider, connection)
);
`,
} as const;
