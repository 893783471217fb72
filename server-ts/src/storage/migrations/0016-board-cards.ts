// The sidebar's lists begin with the cards of their channel: each newest card of what is listed says itself what it is and how it stands.

export const boardCards = {
  id: 16,
  sql: `
-- board: kind and status of the subject, of the newest card of it in its channel. board_at: when that began.
alter table ci_command_center.cards
  add column board text,
  add column board_at timestamptz;

-- Only when the status changes, which is seldom: other writes touch no card.
create function ci_command_center.note_board() returns trigger language plpgsql as $$
begin
  update ci_command_center.cards set board = new.kind || ' ' || new.status, board_at = new.updated_at
  where subject_key = new.key and board is not null;
  return null;
end $$;
create trigger subjects_board after update of status on ci_command_center.subjects for each row
  when (old.status is distinct from new.status and new.kind in ('alerts', 'gate', 'merge-request'))
  execute function ci_command_center.note_board();

create function ci_command_center.end_board() returns trigger language plpgsql as $$
begin
  update ci_command_center.cards set board = null
  where subject_key = new.subject_key and channel_id = new.channel_id and episode < new.episode and board is not null;
  return null;
end $$;
create trigger cards_board after insert on ci_command_center.cards for each row
  when (new.board is not null and new.episode > 0)
  execute function ci_command_center.end_board();

with newest as (
  select distinct on (c.subject_key, c.channel_id) c.subject_key, c.channel_id, c.episode, s.kind || ' ' || s.status as board, s.updated_at
  from ci_command_center.cards c join ci_command_center.subjects s on s.key = c.subject_key
  where c.reply = '' and s.kind in ('alerts', 'gate', 'merge-request')
  order by c.subject_key, c.channel_id, c.episode desc)
update ci_command_center.cards c set board = n.board, board_at = n.updated_at from newest n
where c.subject_key = n.subject_key and c.channel_id = n.channel_id and c.episode = n.episode and c.reply = '';
create index cards_board on ci_command_center.cards (channel_id, board, board_at desc) where board is not null;
`,
} as const;
