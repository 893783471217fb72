// The tab of reviews: the channel's open merge requests, and what waits for the person in each CI system.

import { paths, type MyTasks, type ReviewList, type ReviewView } from '@ci-command-center/contract';
import { Hono } from 'hono';
import type { ChannelId } from '../ci/ids.ts';
import { channelInQuery, inChannel, signedIn, type IsMember } from './session.ts';

export interface ReviewApiPorts {
  readonly isMember: IsMember;
  /** The last one that changed first. */
  reviewsOf(channel: ChannelId): Promise<readonly ReviewView[]>;
  /** The person's own, read as their own account. `fresh`: not what was read a moment ago. Never rejects for one CI system's sake. */
  tasksOf(userId: string, fresh: boolean): Promise<MyTasks>;
}

/** Below the plugin's address. */
export function createReviewApi(ports: ReviewApiPorts): Hono {
  const app = new Hono();
  app.get(
    paths.reviews,
    inChannel(ports.isMember, channelInQuery, async ({ channelId }, context) => {
      const list: ReviewList = { reviews: await ports.reviewsOf(channelId) };
      return context.json(list);
    }),
  );
  app.get(
    paths.myTasks,
    signedIn(async ({ userId }, context) => context.json(await ports.tasksOf(userId, context.req.query('fresh') === 'true'))),
  );
  return app;
}
