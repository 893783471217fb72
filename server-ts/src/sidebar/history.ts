// How a branch did before, for the sidebar's chart, and how many branches of a channel fail now, for its badge.
import { paths, type FailingView, type HistoryView, type PastRunView } from '@ci-command-center/contract';
import { Hono } from 'hono';
import type { Instant, Status } from '../ci/pipeline.ts';
import { asMember, refuse, type MemberPorts } from './member.ts';

export interface HistoryPorts extends MemberPorts {
  /** Newest first; undefined when the channel does not show the pipeline. */
  past(channelId: string, key: string, limit: number): Promise<readonly PastRun[] | undefined>;
  failing(channelId: string, since: Instant): Promise<number>;
  now(): Instant;
}

/** How one pipeline ended. */
interface PastRun {
  readonly key: string;
  readonly number: string;
  readonly status: Status;
  readonly at: Instant;
  /** Seconds. */
  readonly duration?: number;
  readonly failedJobs: readonly string[];
  readonly url?: string;
}

const LIMIT = 50;
const MOST_JOBS = 5;
/** What failed earlier and was left so is no news. */
const FAILING_FOR = 7 * 24 * 3_600_000;

export function createHistoryApi(ports: HistoryPorts): Hono {
  const app = new Hono();
  app.get(
    paths.pipelineHistory,
    asMember(ports, async (context, channelId) => {
      const past = await ports.past(channelId, context.req.query('key') ?? '', LIMIT);
      if (past === undefined) return context.json(refuse('CI_API_PIPELINE', 'This channel shows no such pipeline.'), 404);
      const view: HistoryView = { runs: past.map(viewOf) };
      return context.json(view);
    }),
  );
  app.get(
    paths.failing,
    asMember(ports, async (context, channelId) => {
      const view: FailingView = { failing: await ports.failing(channelId, ports.now() - FAILING_FOR) };
      return context.json(view);
    }),
  );
  return app;
}

function viewOf({ key, number, status, at, duration, failedJobs, url }: PastRun): PastRunView {
  return {
    key,
    number,
    status,
    at,
    failedJobs: failedJobs.slice(0, MOST_JOBS),
    ...(duration !== undefined && { duration }),
    ...(url !== undefined && { url }),
  };
}
