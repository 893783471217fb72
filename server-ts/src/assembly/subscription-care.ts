// Looks after subscriptions whose maker left or whose channel was archived, when the server tells of it and by schedule.
import { createChannelLook } from '../host/channels.ts';
import { createMessages } from '../host/messages.ts';
import { createPeople, createPresence } from '../host/people.ts';
import { systemClock } from '../platform/clock.ts';
import { createStanding, type Standing } from '../subscriptions/standing.ts';
import { titleOf, type Parts } from './parts.ts';

export type SubscriptionCare = Standing;

export function createSubscriptionCare({ api, botId, log, storage }: Parts): SubscriptionCare {
  const messages = createMessages(api, botId);
  return createStanding({
    subscriptions: storage.subscriptions,
    lookAt: createChannelLook(api),
    presence: createPresence(api),
    names: createPeople(api).names,
    titleOf,
    post: (channel, message) => messages.post(channel, { type: '', message, props: {} }),
    now: systemClock,
    log,
  });
}
