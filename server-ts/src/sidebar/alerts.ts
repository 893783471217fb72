// The tab of alerts and quality gates: what fires in a channel, what ended, how the gates stand; silences are set and ended as by the buttons
// of a post.

import { paths, type AlertBoard, type SilenceAnswer } from '@ci-command-center/contract';
import { Hono, type Context } from 'hono';
import * as z from 'zod';
import type { AlertGroupState } from '../ci/alerts.ts';
import type { GateState } from '../ci/gate.ts';
import { toSubjectKey, type ChannelId, type SubjectKey } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import type { Clock } from '../platform/clock.ts';
import { viewAlertGroup } from '../rendering/alert-view.ts';
import { failedFirst, viewGate } from '../rendering/gate-view.ts';
import { channelInQuery, inChannel, refuse, type IsMember } from './session.ts';

/** A group of alerts that somebody wants to act on, in a channel. */
export interface AlertAsker {
  readonly userId: string;
  readonly channelId: ChannelId;
  readonly key: SubjectKey;
}

export interface AlertApiPorts {
  readonly isMember: IsMember;
  /** As storage/boards.ts. */
  readonly boards: {
    firing(channel: ChannelId): Promise<readonly AlertGroupState[]>;
    resolved(channel: ChannelId, since: Instant): Promise<readonly AlertGroupState[]>;
    gates(channel: ChannelId, since: Instant): Promise<readonly GateState[]>;
  };
  titleOf(provider: string): string;
  silenceable(provider: string): boolean;
  /** Both with the checks of a post's buttons; throw CiError, answer a sentence. `until`: as people write it. */
  silence(asker: AlertAsker, until: string, comment: string): Promise<string>;
  expire(asker: AlertAsker): Promise<string>;
  readonly now: Clock;
}

const DAY = 86_400_000;
/** Gates that passed are shown so long after their last analysis. */
const GATES_FOR = 90 * DAY;
const weights = { grave: 0, medium: 1, light: 2 } as const;

const group = z.object({ channel_id: z.string(), key: z.string().min(1).max(2000).transform(toSubjectKey) });
const silenceWish = group.extend({ until: z.string().min(1).max(50), comment: z.string().max(500).default('') });

/** Below the plugin's address. */
export function createAlertApi(ports: AlertApiPorts): Hono {
  const app = new Hono();
  app.get(
    paths.alerts,
    inChannel(ports.isMember, channelInQuery, async ({ channelId }, context) => context.json(await boardOf(ports, channelId))),
  );
  app.post(
    paths.silence,
    inChannel(ports.isMember, channelInBody, async ({ userId, channelId }, context) => {
      const { data } = silenceWish.safeParse(await bodyOf(context));
      if (data === undefined) return context.json(refuse('CI_API_SILENCE', 'Say which alerts, and until when.'), 400);
      const answer: SilenceAnswer = { message: await ports.silence({ userId, channelId, key: data.key }, data.until, data.comment) };
      return context.json(answer);
    }),
  );
  app.post(
    paths.expireSilence,
    inChannel(ports.isMember, channelInBody, async ({ userId, channelId }, context) => {
      const { data } = group.safeParse(await bodyOf(context));
      if (data === undefined) return context.json(refuse('CI_API_SILENCE', 'Say whose silence is to end.'), 400);
      const answer: SilenceAnswer = { message: await ports.expire({ userId, channelId, key: data.key }) };
      return context.json(answer);
    }),
  );
  return app;
}

async function boardOf({ boards, titleOf, silenceable, now }: AlertApiPorts, channel: ChannelId): Promise<AlertBoard> {
  const at = now();
  const [firing, resolved, gates] = await Promise.all([
    boards.firing(channel),
    boards.resolved(channel, at - DAY),
    boards.gates(channel, at - GATES_FOR),
  ]);
  const view = (state: AlertGroupState) => {
    const { provider } = state.subject;
    return viewAlertGroup(state, at, { provider: titleOf(provider), silenceable: silenceable(provider) });
  };
  return {
    firing: firing.map(view).toSorted((left, right) => weights[left.weight] - weights[right.weight] || right.since - left.since),
    resolved: resolved.map(view).filter(({ endedAt = at }) => endedAt >= at - DAY),
    gates: failedFirst(gates).map((gate) => viewGate(gate, titleOf(gate.subject.provider))),
  };
}

/** Hono keeps the body for the second look. */
async function bodyOf(context: Context): Promise<unknown> {
  return context.req.json().catch(() => undefined);
}

async function channelInBody(context: Context): Promise<string | undefined> {
  return group.pick({ channel_id: true }).safeParse(await bodyOf(context)).data?.channel_id;
}
