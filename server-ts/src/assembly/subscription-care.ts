// Looks after subscriptions: who made them left, their channel was archived, their project was renamed, or is not to be read any more.
import type { CiEvent } from '../ci/event.ts';
import { projectOfEvent } from '../ci/place.ts';
import { subjectOf } from '../ci/event.ts';
import { createChannelLook } from '../host/channels.ts';
import { createMessages } from '../host/messages.ts';
import { createPeople, createPresence } from '../host/people.ts';
import { systemClock } from '../platform/clock.ts';
import type { Schedule } from '../storage/index.ts';
import { createLife, type Life } from '../subscriptions/life.ts';
import { announceLife } from '../subscriptions/life-words.ts';
import { createStanding, type Standing } from '../subscriptions/standing.ts';
import type { StoredSubscription } from '../subscriptions/subscription.ts';
import type { Identity } from './accounts.ts';
import { connectionOf, providerOf, titleOf, type Parts } from './parts.ts';
import { vouchPorts } from './subscriber.ts';

export interface SubscriptionCare extends Standing, Omit<Life, 'heard'> {
  /** Something was told; never throws. */
  told(event: CiEvent): void;
  /** Somebody's account was linked, or is gone: what they answer for is looked at. Never rejects. */
  accountChanged(userId: string): Promise<void>;
}

/** Name of the task that looks at those whose time has come. */
export const LIFE = 'subscription-life';
export const lifeSchedule: Schedule = { name: LIFE, task: LIFE, at: '5,15,25,35,45,55 * * * *' };

export function createSubscriptionCare(parts: Parts, identity: Pick<Identity, 'reach'>): SubscriptionCare {
  const { api, botId, log, storage, configuration } = parts;
  const messages = createMessages(api, botId);
  const post = (channel: StoredSubscription['channelId'], message: string): Promise<unknown> =>
    messages.post(channel, { type: '', message, props: {} });
  const people = createPeople(api);
  const wake = (): Promise<void> => storage.tasks.add(LIFE, {}, { key: LIFE });
  const { life } = storage.subscriptions;
  const announce = (): Promise<void> => announceLife({ life, names: people.names, titleOf, commands: commandsFor, post, log });
  const standing = createStanding({
    subscriptions: storage.subscriptions,
    lookAt: createChannelLook(api),
    presence: createPresence(api),
    names: people.names,
    titleOf,
    post,
    now: systemClock,
    log,
  });
  const { heard, ...rest } = createLife({
    ...vouchPorts(parts, identity),
    subscriptions: storage.subscriptions,
    connection: (provider, name) => connectionOf(configuration.now(), provider, name),
    wake,
    announce,
    log,
  });
  return {
    ...standing,
    ...rest,
    told(event) {
      const project = projectOfEvent(event);
      if (project !== undefined) heard({ provider: subjectOf(event).provider, ...project });
    },
    async accountChanged(userId) {
      try {
        const made = (await storage.subscriptions.byCreator(userId)).filter(
          ({ checkedAt, doubt }) => checkedAt !== undefined || doubt !== undefined,
        );
        if (made.length === 0) return;
        await life.hurry(
          made.map(({ id }) => id),
          systemClock(),
        );
        await wake();
      } catch (error) {
        log.info('What somebody subscribed to is looked at later', { userId, reason: String(error) });
      }
    },
  };
}

/** By the CI system's own command, where it has one. */
function commandsFor({ provider, project }: StoredSubscription): { readonly again: string; readonly connect: string } {
  const trigger = providerOf(provider)?.command?.grammar.trigger;
  return {
    again: `/ci subscribe ${provider} ${project}`,
    connect: trigger === undefined ? `/ci connect ${provider}` : `/${trigger} connect`,
  };
}
