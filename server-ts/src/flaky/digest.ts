// The regular post about flaky jobs: one for a period, none when there is nothing to tell.

import type { ChannelId } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import type { PostContent } from '../delivery/index.ts';
import { formatDuration } from '../rendering/duration.ts';
import { listFlaky, type FlakyJob } from './list.ts';

export interface DigestPorts {
  flaky(question: { readonly since: Instant }): Promise<readonly FlakyJob[]>;
  /** Where it is posted. */
  channel(): Promise<ChannelId>;
  post(channel: ChannelId, content: PostContent): Promise<unknown>;
}

const TOP = 10;

/** `period`: milliseconds that it looks back. For a schedule that runs once over all nodes. */
export function createDigest(ports: DigestPorts): (now: Instant, period: number) => Promise<void> {
  return async (now, period) => {
    const jobs = await ports.flaky({ since: now - period });
    if (jobs.length === 0) return;
    const times = jobs.reduce((sum, job) => sum + job.times, 0);
    const title = `Flaky in the last ${formatDuration(period / 1000)}: ${jobs.length === 1 ? 'one job' : `${jobs.length} jobs`}, ${times} wasted ${times === 1 ? 'failure' : 'failures'}`;
    const text = listFlaky(jobs, now, TOP);
    await ports.post(await ports.channel(), {
      type: '',
      message: `${title}.`,
      props: { attachments: [{ fallback: title, text, footer: 'Failed, then passed on the same commit · /ci flaky' }] },
    });
  };
}
