// The ways by which news of a topic reach a room: routes, the default room, subscriptions.

import { eventKinds } from '../ci/facts.ts';
import { defaultRooms } from './default-rooms.ts';
import { createMatchIndex } from './match-index.ts';
import { compileMatch, namesEvent, textsOf, type Matcher, type Texts } from './match.ts';
import type { Follower, Match, Notify, Room, Route, Rules, Subscription, ThreadPolicy } from './rules.ts';
import type { Topic } from './topic.ts';

export interface Way {
  readonly by: 'route' | 'default' | 'subscription' | 'follow';
  readonly room: Room;
  readonly notify?: Notify;
  readonly thread?: ThreadPolicy;
  /** Somebody asked for this kind of event by its name. */
  readonly asked: boolean;
  readonly why: string;
}

/** Those that match, in their order. */
export type Find<T> = (texts: Texts) => readonly T[];

/** For routes: up to the first that does not say `continue`. */
export function compileRoutes({ routes }: Rules): Find<Route> {
  const find = compile(routes, ({ match }) => match);
  return (texts) => {
    const found = find(texts);
    const last = found.findIndex((route) => !route.continue);
    return last < 0 ? found : found.slice(0, last + 1);
  };
}

export function compileSubscriptions(subscriptions: readonly Subscription[]): Find<Subscription> {
  return compile(subscriptions, matchOfSubscription);
}

function compile<T>(values: readonly T[], matchOf: (value: T) => Match): Find<T> {
  const candidates = createMatchIndex(
    values.map((value) => ({ value, matcher: lazy(() => compileMatch(matchOf(value))) })),
    ({ value }) => matchOf(value),
  );
  return (texts) =>
    candidates(texts)
      .filter(({ matcher }) => matcher()(texts) === undefined)
      .map(({ value }) => value);
}

/** Compiled when it is first looked at: of thousands of routes most never are. */
function lazy(make: () => Matcher): () => Matcher {
  let made: Matcher | undefined;
  return () => (made ??= make());
}

const usualEvents = eventKinds.filter((event) => defaultRooms[event] !== undefined);

/** Without events: all that have a default room. */
export function matchOfSubscription({ provider, connection, project, branch, events }: Subscription): Match {
  return {
    provider: [provider],
    project: [project],
    event: events.length === 0 ? usualEvents : events,
    ...(connection !== undefined && { connection: [connection] }),
    ...(branch !== undefined && { branch: [branch] }),
  };
}

/** What no route matches goes to the default room, so that a route that is added silences nothing else. */
export function findWays(topic: Topic, routes: Find<Route>, subscriptions: Find<Subscription>): readonly Way[] {
  const texts = textsOf(topic);
  const matched = routes(texts);
  return [
    ...(matched.length === 0 ? defaultWays(topic) : matched.flatMap((route) => waysOfRoute(route, topic))),
    ...subscriptions(texts).map((subscription) => wayOfSubscription(subscription, topic)),
  ];
}

/** Somebody asked for it there, and waits: first, as it decides how the channel hears of it. */
export function wayOfFollower({ channelId, why }: Follower): Way {
  return { by: 'follow', room: { kind: 'channel', id: channelId }, notify: 'live', asked: true, why };
}

/** The default room of the kind. */
export function defaultWays({ facts }: Topic): readonly Way[] {
  const purpose = defaultRooms[facts.event];
  return purpose === undefined ? [] : [{ by: 'default', room: { kind: 'purpose', purpose }, asked: false, why: 'default room' }];
}

function waysOfRoute({ to, match, notify, thread, line }: Route, topic: Topic): readonly Way[] {
  const policies = { ...(notify !== undefined && { notify }), ...(thread !== undefined && { thread }) };
  return to.map((room) => ({ by: 'route', room, asked: namesEvent(match.event, topic), why: `route in line ${line}`, ...policies }));
}

function wayOfSubscription({ number, channelId, events, notify, thread }: Subscription, topic: Topic): Way {
  const policies = { ...(notify !== undefined && { notify }), ...(thread !== undefined && { thread }) };
  const room = { kind: 'channel', id: channelId } as const;
  return { by: 'subscription', room, asked: namesEvent(events, topic), why: `subscription ${number}`, ...policies };
}
