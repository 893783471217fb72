// What a channel's members see in the sidebar beside pipelines: alerts, quality gates and merge requests of which the channel has a card, or
// has one on which they are shown.

import type { Pool } from 'pg';
import type { AlertGroupState } from '../ci/alerts.ts';
import type { GateState } from '../ci/gate.ts';
import type { ChannelId } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import type { ReviewState } from '../ci/review.ts';
import type { PipelineState } from '../ci/state.ts';

/** A merge request, and the newest pipeline of its newest commit in its own project. */
export interface WatchedReview {
  readonly review: ReviewState;
  readonly pipeline?: PipelineState;
}

/** Each list begins with what changed last. */
export interface Boards {
  /** At most 100. */
  firing(channel: ChannelId): Promise<readonly AlertGroupState[]>;
  /** Groups that are over and changed at `since` or later, at most 50. */
  resolved(channel: ChannelId, since: Instant): Promise<readonly AlertGroupState[]>;
  /** All that failed, at most 100, and those others that were computed at `since` or later, at most 50. */
  gates(channel: ChannelId, since: Instant): Promise<readonly GateState[]>;
  /** Open merge requests, at most 100. */
  reviews(channel: ChannelId): Promise<readonly WatchedReview[]>;
}

const SUBJECTS = 'ci_command_center.subjects';
/** Of the subject `s`, in the channel $1. */
const CARD = `exists (
  select from ci_command_center.cards c where c.subject_key = s.key and c.channel_id = $1 and c.reply = '')`;
const HOSTED = `exists (
  select from ci_command_center.joins j join ci_command_center.cards c on c.subject_key = j.host_key
  where j.subject_key = s.key and c.channel_id = $1 and c.reply = '')`;

const FIRING = `
select s.state from ${SUBJECTS} s where s.kind = 'alerts' and s.status = 'firing' and ${CARD} order by s.updated_at desc limit 100`;
const RESOLVED = `
select s.state from ${SUBJECTS} s where s.kind = 'alerts' and s.status = 'resolved' and s.updated_at >= $2 and ${CARD}
order by s.updated_at desc limit 50`;
const GATES = `
(select s.state from ${SUBJECTS} s where s.kind = 'gate' and s.status in ('failed', 'error') and (${CARD} or ${HOSTED})
  order by s.updated_at desc limit 100)
union all
(select s.state from ${SUBJECTS} s where s.kind = 'gate' and s.status in ('passed', 'none') and s.updated_at >= $2 and (${CARD} or ${HOSTED})
  order by s.updated_at desc limit 50)`;
const REVIEWS = `
with open as (
  select s.state, s.project, s.updated_at, lower(s.state#>>'{snapshot,sha}') as sha from ${SUBJECTS} s
  where s.kind = 'merge-request' and s.status = 'open' and ${CARD} order by s.updated_at desc limit 100)
select o.state, (
  select p.state from ${SUBJECTS} p where p.kind = 'pipeline' and p.sha = o.sha and p.project = o.project and p.parent_key is null
  order by p.started_at desc limit 1) as pipeline
from open o order by o.updated_at desc`;

/** `pool` throws a CiError while the database is away. */
export function createBoards(pool: () => Pool): Boards {
  // Not prepared by name: the plan for a busy channel is a bad one for a quiet channel.
  const states = async <State>(text: string, values: readonly unknown[]): Promise<readonly State[]> =>
    (await pool().query<{ state: State }>(text, [...values])).rows.map(({ state }) => state);
  return {
    firing: (channel) => states<AlertGroupState>(FIRING, [channel]),
    resolved: (channel, since) => states<AlertGroupState>(RESOLVED, [channel, new Date(since)]),
    gates: (channel, since) => states<GateState>(GATES, [channel, new Date(since)]),
    async reviews(channel) {
      const { rows } = await pool().query<{ state: ReviewState; pipeline: PipelineState | null }>(REVIEWS, [channel]);
      return rows.map(({ state, pipeline }) => ({ review: state, ...(pipeline !== null && { pipeline }) }));
    },
  };
}
