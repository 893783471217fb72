// What the sidebar lists of a channel beside its pipelines: found by what it is and how it stands, the newest first.

export const boards = {
  id: 15,
  sql: `
create index subjects_board on ci_command_center.subjects (kind, status, updated_at desc) where kind in ('alerts', 'gate', 'merge-request');
`,
} as const;
