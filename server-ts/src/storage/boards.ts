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

/** Each list begins with what changed last; of a channel that has thousands of one kind and standing, those that came to it last are looked at. */
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
/** Of those of one channel that stand so, as many are looked at as began last: however many there are, this takes milliseconds. */
const MOST_CARDS = 2_000;
/** Of the newest gates of all channels, so many are looked at to find those that stand on a pipeline's card here. */
const MOST_HOSTED = 1_000;

/** Key and time of what has a card of its own in the channel $1 and stands so. */
const carded = (...standing: readonly string[]): string =>
  standing
    .map(
      (board) => `
  (select s.key, s.updated_at from (
    select c.subject_key from ci_command_center.cards c where c.channel_id = $1 and c.board = '${board}' order by c.board_at desc limit ${MOST_CARDS}) c
    join ${SUBJECTS} s on s.key = c.subject_key and s.kind || ' ' || s.status = '${board}')`,
    )
    .join(' union all ');

/** The same of gates that stand on the card of a pipeline. */
const hosted = (...standing: readonly string[]): string =>
  standing
    .map(
      (status) => `
  (select g.key, g.updated_at from (
    select s.key, s.updated_at from ${SUBJECTS} s where s.kind = 'gate' and s.status = '${status}' order by s.updated_at desc limit ${MOST_HOSTED}) g
    where exists (
      select from ci_command_center.joins j join ci_command_center.cards c on c.subject_key = j.host_key
      where j.subject_key = g.key and c.channel_id = $1 and c.reply || '' = ''))`,
    )
    .join(' union all ');

/** The states of the newest of those. */
const newest = (found: string, limit: number, since = ''): string => `
select s.state, s.project, s.updated_at from (
  select f.key from (select distinct key, updated_at from (${found}) a) f ${since} order by f.updated_at desc limit ${limit}) k
join ${SUBJECTS} s on s.key = k.key`;

const SINCE = 'where f.updated_at >= $2';
const FIRING = `${newest(carded('alerts firing'), 100)} order by s.updated_at desc`;
const RESOLVED = `${newest(carded('alerts resolved'), 50, SINCE)} order by s.updated_at desc`;
const bad = `${carded('gate failed', 'gate error')} union all ${hosted('failed', 'error')}`;
const good = `${carded('gate passed', 'gate none')} union all ${hosted('passed', 'none')}`;
const GATES = `(${newest(bad, 100)} order by s.updated_at desc) union all (${newest(good, 50, SINCE)} order by s.updated_at desc)`;
const REVIEWS = `
with open as (
  select o.*, lower(o.state#>>'{snapshot,sha}') as sha from (${newest(carded('merge-request open'), 100)}) o)
select o.state, (
  select p.state from ${SUBJECTS} p where p.kind = 'pipeline' and p.sha = o.sha and p.project = o.project and p.parent_key is null
  order by p.started_at desc limit 1) as pipeline
from open o order by o.updated_at desc`;

/** `pool` throws a CiError while the database is away. */
export function createBoards(pool: () => Pool): Boards {
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
