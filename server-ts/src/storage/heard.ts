// Of which projects news came lately: to tell a silent subscription from one that nothing ever reached.

import type { Pool } from 'pg';
import type { ChannelId } from '../ci/ids.ts';
import type { Heard } from '../subscriptions/subscription.ts';

// The newest pipelines are found by their index; what else there is, by what the channel shows.
const HEARD = `
select provider, connection, project_path, project_id, max(updated_at) as at from (
  (select provider, connection, project_path, null as project_id, updated_at from ci_command_center.subjects
    where kind = 'pipeline' order by updated_at desc limit 1000)
  union all
  (select s.provider, s.connection, s.project_path, s.state#>>'{subject,project,id}', s.updated_at from ci_command_center.cards c
    join ci_command_center.subjects s on s.key = c.subject_key where c.channel_id = $1 and c.reply = '')) as told
group by provider, connection, project_path, project_id order by at desc`;

interface Row {
  readonly provider: string;
  readonly connection: string;
  readonly project_path: string | null;
  readonly project_id: string | null;
  readonly at: Date;
}

/** Newest first: of the newest pipelines anywhere, and of all that the channel shows. `pool` throws a CiError while the database is away. */
export function createHeard(pool: () => Pool): (channel: ChannelId) => Promise<readonly Heard[]> {
  return async (channel) => {
    const { rows } = await pool().query<Row>({ name: 'ci_heard', text: HEARD, values: [channel] });
    return rows.map(({ provider, connection, project_path: project, project_id: projectId, at }) => ({
      provider,
      connection,
      at: at.getTime(),
      ...(project !== null && { project }),
      ...(projectId !== null && { projectId }),
    }));
  };
}
