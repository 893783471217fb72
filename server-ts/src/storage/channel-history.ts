// How the branches of a channel's pipelines did: for the sidebar's charts, and for the number of those that fail.

import type { Pool } from 'pg';
import type { ChannelId, SubjectKey } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import type { Verdict } from '../ci/trend.ts';

export interface PastRun extends Verdict {
  readonly url?: string;
}

export interface ChannelHistory {
  /** Verdicts on the branch of a pipeline that the channel shows, newest first; undefined when it does not show it. */
  past(channel: ChannelId, key: SubjectKey, limit: number): Promise<readonly PastRun[] | undefined>;
  /** On how many branches the channel's newest verdict since then is a failure. */
  failing(channel: ChannelId, since: Instant): Promise<number>;
}

const SHOWN = `exists (select from ci_command_center.cards c where c.channel_id = $1 and c.subject_key = s.key and c.reply = '')`;
// A pipeline without verdicts on its branch is one row without any.
const PAST = `
select v.verdict, coalesce(p.state#>>'{overview,snapshot,url}', p.state#>>'{overview,outline,url}') as url
from ci_command_center.subjects s
left join lateral (
  select * from ci_command_center.verdicts w where w.place = s.place order by w.started_at desc, w.key desc limit $3) v on true
left join ci_command_center.subjects p on p.key = v.key
where s.key = $2 and s.kind = 'pipeline' and ${SHOWN} order by v.started_at desc, v.key desc`;
const FAILING = `
select count(*)::integer as failing from (
  select distinct on (v.place) v.verdict->>'status' as status
  from ci_command_center.cards c join ci_command_center.verdicts v on v.key = c.subject_key
  where c.channel_id = $1 and c.reply = '' and v.concluded_at >= $2 and v.verdict->>'status' in ('success', 'warning', 'failed')
  order by v.place, v.started_at desc, v.key desc) newest
where status = 'failed'`;

interface PastRow {
  readonly verdict: Verdict | null;
  readonly url: string | null;
}

/** `pool` throws a CiError while the database is away. */
export function createChannelHistory(pool: () => Pool): ChannelHistory {
  return {
    async past(channel, key, limit) {
      const { rows } = await pool().query<PastRow>(PAST, [channel, key, limit]);
      if (rows.length === 0) return undefined;
      return rows.flatMap(({ verdict, url }) => (verdict === null ? [] : { ...verdict, ...(url && { url }) }));
    },
    async failing(channel, since) {
      const { rows } = await pool().query<{ failing: number }>(FAILING, [channel, new Date(since)]);
      return rows[0]?.failing ?? 0;
    },
  };
}
