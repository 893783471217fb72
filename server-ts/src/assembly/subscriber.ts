// Who may subscribe a channel to what, joined: Mattermost's permissions, people's accounts, and the CI systems that are asked.
import type { AnswerPorts, Place } from '../answers/index.ts';
import type { ChannelSubscription, ChannelSubscriptions, SubscriptionWish } from '../ci/channel-subscriptions.ts';
import type { Connection } from '../ci/connection.ts';
import type { LookAtPlace } from '../ci/place.ts';
import { createPeople } from '../host/people.ts';
import { systemClock } from '../platform/clock.ts';
import { CiError } from '../platform/errors.ts';
import { currentHttp } from '../platform/http-pool.ts';
import { compileGlob } from '../routing/glob.ts';
import type { NewSubscription, StoredSubscription } from '../subscriptions/subscription.ts';
import { vouch, type VouchPorts } from '../subscriptions/vouch.ts';
import type { Identity } from './accounts.ts';
import { providerOf, type Parts } from './parts.ts';

/** For what a channel can overlook. */
const MOST_IN_CHANNEL = 200;

/** The same as the table's own, for people who must answer for what they subscribe to. */
export function createSubscribe(parts: Parts, identity: Pick<Identity, 'reach'>): Parts['storage']['subscriptions']['subscribe'] {
  const ports = vouchPorts(parts, identity);
  return async (wish) => parts.storage.subscriptions.subscribe(await vouch(wish, ports));
}

/** What the CI system's own command lists and changes. */
export function createChannelSubscriptions(parts: Parts, identity: Pick<Identity, 'reach'>): AnswerPorts['subscriptions'] {
  const { storage } = parts;
  const people = createPeople(parts.api);
  const subscribe = createSubscribe(parts, identity);
  const listOf = async ({ channelId }: Place, { provider, name }: Connection): Promise<readonly StoredSubscription[]> => {
    const all = await storage.subscriptions.inChannel(channelId);
    return all.filter((each) => each.provider === provider && (each.connection ?? name) === name);
  };
  const demand = async ({ userId, channelId }: Place): Promise<void> => {
    const refusal = await people.refusal(userId, channelId);
    if (refusal !== undefined) throw new CiError('CI_CHANNEL_FORBIDDEN', 'You may not change what this channel is told.', refusal);
  };
  return (place, connection): ChannelSubscriptions => ({
    async list() {
      const all = await listOf(place, connection);
      const names = await people.names([...new Set(all.map(({ creatorId }) => creatorId))]);
      return all.map((each) => shownOf(each, names));
    },
    async add(wish) {
      await demand(place);
      const all = await listOf(place, connection);
      const known = all.find((each) => isSame(each.project, wish.project));
      if (known === undefined && all.length >= MOST_IN_CHANNEL)
        throw new CiError(
          'CI_SUBSCRIPTIONS_MANY',
          `This channel has ${all.length} subscriptions.`,
          'End some, or use a pattern for many projects.',
        );
      const { subscription, made } = await subscribe(newOf(wish, known, place, connection));
      return { subscription: shownOf(subscription, await people.names([place.userId])), made };
    },
    async remove(project) {
      await demand(place);
      const found = (await listOf(place, connection)).find((each) => isSame(each.project, project));
      const removed = found && (await storage.subscriptions.unsubscribe(place.channelId, found.number));
      return removed && shownOf(removed, new Map());
    },
    async heard(project) {
      const matches = compileGlob(project.toLowerCase());
      const heard = await storage.heard(place.channelId);
      return heard.some(
        (each) =>
          each.provider === connection.provider && each.connection === connection.name && matches((each.project ?? '').toLowerCase()),
      );
    },
  });
}

/** A group is subscribed to as all that is below it. */
function isSame(stored: string, typed: string): boolean {
  const [one, other] = [stored.toLowerCase(), typed.toLowerCase()];
  return one === other || one === `${other}/**`;
}

/** Branches and manners that were chosen before stay. */
function newOf(
  { project, events, labels }: SubscriptionWish,
  known: StoredSubscription | undefined,
  { channelId, userId }: Place,
  { provider }: Connection,
): NewSubscription {
  const { connection, branches = [], notify, thread } = known ?? {};
  return {
    channelId,
    creatorId: userId,
    provider,
    project: known?.project ?? project,
    branches,
    events,
    ...(labels.length > 0 && { labels }),
    ...(connection !== undefined && { connection }),
    ...(notify !== undefined && { notify }),
    ...(thread !== undefined && { thread }),
    createdAt: systemClock(),
  };
}

function shownOf(stored: StoredSubscription, names: ReadonlyMap<string, string>): ChannelSubscription {
  const { number, project, connection, events, labels = [], branches, creatorId } = stored;
  const by = names.get(creatorId);
  return {
    number,
    project,
    events,
    labels,
    branches,
    standing: standingOf(stored),
    ...(connection !== undefined && { connection }),
    ...(by !== undefined && { by }),
  };
}

function standingOf({ stopped, doubt, pausedAt, place }: StoredSubscription): ChannelSubscription['standing'] {
  if (stopped !== undefined) return 'stopped';
  if (doubt !== undefined) return 'doubtful';
  if (pausedAt !== undefined) return 'paused';
  return place?.archived === true ? 'archived' : 'well';
}

/** Whom a CI system can be asked for, and how; undefined where nobody can link an account. */
export function placeLook({ provider, url, oauth }: Connection): LookAtPlace | undefined {
  const known = providerOf(provider);
  if (known?.accounts === undefined || url === '' || (known.accounts.kind === 'oauth' && oauth === undefined)) return undefined;
  return known.lookAtPlace;
}

export function vouchPorts({ api, configuration, http }: Parts, { reach }: Pick<Identity, 'reach'>): VouchPorts {
  return {
    connections: (provider) => configuration.now().connections.filter((each) => each.provider === provider && each.url !== ''),
    look: placeLook,
    as: reach,
    anybody: (connection) => ({ connection, http: currentHttp(http.now, connection) }),
    isAdministrator: createPeople(api).isAdministrator,
    now: systemClock,
    random: Math.random,
  };
}
