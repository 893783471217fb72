// The ways by which news of a topic reach a room: routes, the default room, subscriptions.

import { eventKinds } from '../ci/facts.ts';
import { labelledInterests } from '../ci/interest.ts';
import type { Instant } from '../ci/pipeline.ts';
import { defaultRooms } from './default-rooms.ts';
import type { Hearing } from './hearing.ts';
import { createMatchIndex } from './match-index.ts';
import { compileMatch, namesEvent, projectKeyOf, textsOf, type Matcher, type Texts } from './match.ts';
import type { Follower, Match, Notify, Room, Route, Rules, Subscription, ThreadPolicy } from './rules.ts';
import type { Topic } from './topic.ts';

export interface Way {
  readonly by: 'route' | 'default' | 'subscription' | 'follow';
  readonly room: Room;
  readonly notify?: Notify;
  readonly thread?: ThreadPolicy;
  /** Somebody asked for this kind of event by its name. */
  readonly asked: boolean;
  /** What is confidential may be told there, as far as a room may hear of it. */
  readonly confidential?: boolean;
  /** Chosen by labels: then a label is worth a word. */
  readonly byLabel?: boolean;
  readonly hears?: Hearing;
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
export function matchOfSubscription({ provider, connection, project, projectKey, branch, events, labels }: Subscription): Match {
  return {
    provider: [provider],
    project: projectKey === undefined ? [project] : [project, literal(projectKey)],
    event: events.length === 0 ? usualEvents : events,
    ...(connection !== undefined && { connection: [connection] }),
    ...(branch !== undefined && { branch: [branch] }),
    ...(labels !== undefined && labels.length > 0 && { label: labels }),
  };
}

/** As a glob that means nothing else. */
function literal(text: string): string {
  return text.replaceAll(/[*?\\]/g, String.raw`\$&`);
}

/** What no route matches goes to the default room, so that a route that is added silences nothing else. */
export function findWays(topic: Topic, routes: Find<Route>, subscriptions: Find<Subscription>): readonly Way[] {
  const texts = textsOf(topic);
  const matched = routes(texts);
  return [
    ...(matched.length === 0 ? defaultWays(topic) : matched.flatMap((route) => waysOfRoute(route, topic))),
    ...subscriptions(texts)
      .filter((subscription) => isMeant(subscription, topic))
      .map((subscription) => wayOfSubscription(subscription, topic)),
  ];
}

/** Milliseconds that the clocks of servers may be apart. */
const CLOCKS_APART = 600_000;

/** Another project has the path that this one had; what the subscription asks for happened before there was one. */
function isMeant({ projectKey, events, createdAt }: Subscription, { facts, newest }: Topic): boolean {
  if (projectKey !== undefined && facts.projectId !== undefined) {
    const [connection] = projectKey.split(':', 1);
    if (connection === facts.connection && projectKey !== projectKeyOf(facts.connection, facts.projectId)) return false;
  }
  if (newest === undefined) return true;
  const asked = events.length === 0 ? usualEvents : events;
  return asked.some((event) => (newest.get(event) ?? -Infinity) >= createdAt - CLOCKS_APART);
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
  const asked = namesEvent(match.event, topic);
  return to.map((room) => ({ by: 'route', room, asked, confidential: asked, why: `route in line ${line}`, ...policies }));
}

/** Job by job there must be a card from the first one on. */
function wayOfSubscription({ number, channelId, events, labels, notify, thread, createdAt }: Subscription, topic: Topic): Way {
  const used = notify ?? (events.includes('job') ? 'live' : undefined);
  const hears = hearingOf(topic, events.length === 0 ? usualEvents : events, createdAt - CLOCKS_APART);
  return {
    by: 'subscription',
    room: { kind: 'channel', id: channelId },
    asked: namesEvent(events, topic),
    confidential: events.includes('confidential_issue'),
    byLabel: labels !== undefined && labels.length > 0,
    ...(hears !== undefined && { hears }),
    why: `subscription ${number}`,
    ...(used !== undefined && { notify: used }),
    ...(thread !== undefined && { thread }),
  };
}

/** Of a merge request or an issue only what was asked for; of all else whatever belongs to it. */
function hearingOf({ newest }: Topic, events: Subscription['events'], since: Instant): Hearing | undefined {
  if (newest !== undefined) return { all: false, interests: events, since };
  return events.includes('job') ? { all: true, interests: ['job'] } : undefined;
}

/** One that chooses by labels, as routing knows it: what has none is told of all the same. */
export function byLabels(subscription: Subscription): readonly Subscription[] {
  const { labels = [], events } = subscription;
  if (labels.length === 0) return [subscription];
  const { labels: _labels, ...plain } = subscription;
  const parts = [
    { ...subscription, events: events.filter((event) => labelledInterests.has(event)) },
    { ...plain, events: events.filter((event) => !labelledInterests.has(event)) },
  ];
  return parts.filter((part) => part.events.length > 0);
}
