// The tab of subscriptions: members see what their channel is told of, and change it where they may by the commands, too.

import { paths, type SubscriptionList, type SubscriptionWish } from '@ci-command-center/contract';
import { Hono, type Context } from 'hono';
import * as z from 'zod';
import type { ChannelId } from '../ci/ids.ts';
import { channelInQuery, inChannel, refuse, type ChannelSession, type IsMember } from './session.ts';

export interface SubscriptionApiPorts {
  readonly isMember: IsMember;
  list(session: ChannelSession): Promise<SubscriptionList>;
  /** Both check whether the person may, throw CiError, and answer what the channel is to be told: Markdown. */
  add(session: ChannelSession, wish: Omit<SubscriptionWish, 'channel_id'>): Promise<string>;
  remove(session: ChannelSession, number: number): Promise<string>;
  /** Says it in the channel, as the commands do. Must not reject. */
  tell(channel: ChannelId, message: string): Promise<void>;
}

const value = z.string().max(4000).exactOptional();
const wishSchema = z.object({
  provider: z.string().max(200),
  project: z.string().max(2000),
  connection: value,
  branches: value,
  events: value,
  labels: value,
  notify: value,
  thread: value,
});

/** Below the plugin's address. */
export function createSubscriptionApi(ports: SubscriptionApiPorts): Hono {
  const app = new Hono();
  app.get(
    paths.subscriptions,
    inChannel(ports.isMember, channelInQuery, async (session, context) => context.json(await ports.list(session))),
  );
  app.post(
    paths.subscriptions,
    inChannel(ports.isMember, channelInBody, async (session, context) => {
      const { data } = wishSchema.safeParse(await bodyOf(context));
      if (data === undefined) return context.json(refuse('CI_API_SUBSCRIPTION', 'Name a CI system and a project.'), 400);
      await ports.tell(session.channelId, await ports.add(session, data));
      return context.json({});
    }),
  );
  app.delete(
    `${paths.subscriptions}/:number`,
    inChannel(ports.isMember, channelInQuery, async (session, context) => {
      const number = Number(/^\d{1,9}$/.exec(context.req.param('number') ?? '')?.[0] ?? NaN);
      if (!Number.isSafeInteger(number)) return context.json(refuse('CI_API_SUBSCRIPTION', 'Name the subscription by its number.'), 400);
      await ports.tell(session.channelId, await ports.remove(session, number));
      return context.json({});
    }),
  );
  return app;
}

async function bodyOf(context: Context): Promise<unknown> {
  return context.req.json().catch(() => undefined);
}

async function channelInBody(context: Context): Promise<string | undefined> {
  return z.object({ channel_id: z.string() }).safeParse(await bodyOf(context)).data?.channel_id;
}
