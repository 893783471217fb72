// The regular post about flaky jobs: one when its time has come, none when there is nothing to tell.

import { Cron } from 'croner';
import * as z from 'zod';
import type { ChannelId } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import { isDue, type DigestPlan } from '../config/index.ts';
import type { PostContent } from '../delivery/index.ts';
import { formatDuration } from '../rendering/duration.ts';
import type { Room } from '../routing/rules.ts';
import { listFlaky, type FlakyJob, type FlakyQuestion } from './list.ts';

export interface DigestPorts {
  /** Undefined: there is no digest. */
  plan(): DigestPlan | undefined;
  flaky(question: FlakyQuestion): Promise<readonly FlakyJob[]>;
  channelOf(room: Room): Promise<ChannelId>;
  post(channel: ChannelId, content: PostContent): Promise<unknown>;
}

const TOP = 10;
/** Milliseconds. */
const LONGEST_PERIOD = 31 * 24 * 3_600_000;

/**
 * For a task that runs every minute, once over all nodes. `at`: the minute it is for, which {@link minuteOf} knows. Looks back to the last
 * digest, a month at most. Rejects when the post could not be made.
 */
export function createDigest(ports: DigestPorts): (at: Instant) => Promise<void> {
  return async (at) => {
    const plan = ports.plan();
    if (plan === undefined || !isDue(plan.schedule, plan.timezone, at)) return;
    const period = Math.min(LONGEST_PERIOD, at - lastTime(plan, at));
    const jobs = await ports.flaky({ since: at - period, limit: TOP });
    if (jobs.length === 0) return;
    const title = `Flaky in the last ${formatDuration(period / 1000)}: ${jobs.length === 1 ? 'one job' : `${jobs.length} jobs`}`;
    await ports.post(await ports.channelOf(plan.channel), {
      type: '',
      message: `${title}.`,
      props: {
        attachments: [{ fallback: title, text: listFlaky(jobs, at), footer: 'Failed, then passed on the same commit · /ci flaky' }],
      },
    });
  };
}

function lastTime({ schedule, timezone }: DigestPlan, at: Instant): Instant {
  const minute = at - (at % 60_000);
  const [last] = new Cron(schedule, { mode: '5-part', timezone, paused: true }).previousRuns(1, new Date(minute));
  return last === undefined ? at - LONGEST_PERIOD : last.getTime();
}

const cronPayload = z.object({ _cron: z.object({ ts: z.string() }) }).transform(({ _cron: { ts } }) => Date.parse(ts));

/** The minute that a scheduled task was queued for, as it may run later; `now` when it does not tell. */
export function minuteOf(payload: unknown, now: Instant): Instant {
  const read = cronPayload.safeParse(payload);
  const at = read.success ? read.data : Number.NaN;
  return Number.isNaN(at) ? now : at;
}
