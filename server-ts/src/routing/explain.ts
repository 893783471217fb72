// Why something goes where it goes: each route in turn, then subscriptions, mutes, quiet hours and what comes of them.

import type { Facts } from '../ci/facts.ts';
import type { ChannelId } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import { defaultRooms } from './default-rooms.ts';
import type { Routing, TopicQuestion } from './decide.ts';
import type { Destination } from './destination.ts';
import { compileMatch, textsOf, type MatchKey, type Texts } from './match.ts';
import { mutesOf } from './mutes.ts';
import { compileQuietHours } from './quiet-hours.ts';
import type { Match, Mute, Purpose, Room, Rules } from './rules.ts';
import { matchOfSubscription } from './ways.ts';

/** The first key that did not match. */
export interface Miss {
  readonly key: MatchKey;
  readonly wanted: readonly string[];
  /** None when there is no such thing, as a pipeline of a tag has no branch. */
  readonly found: readonly string[];
}

export interface RouteStep {
  /** Line of the configuration. */
  readonly line: number;
  readonly to: readonly Room[];
  /** `unreached`: a route before it had matched. */
  readonly outcome: 'matched' | 'missed' | 'unreached';
  readonly missed?: Miss;
}

export interface SubscriptionStep {
  readonly number: number;
  readonly channelId: ChannelId;
  readonly project: string;
  /** Undefined when it matched. */
  readonly missed?: Miss;
}

export interface Explanation {
  readonly facts: Facts;
  readonly routes: readonly RouteStep[];
  /** Where it went as no route matched; undefined when one did. `nowhere`: this kind has no default room. */
  readonly fallback?: Purpose | 'nowhere';
  readonly subscriptions: readonly SubscriptionStep[];
  /** Those that hold. */
  readonly mutes: readonly Mute[];
  readonly quietUntil?: Instant;
  readonly destinations: readonly Destination[];
}

export function explain({ decideTopic }: Pick<Routing, 'decideTopic'>, question: TopicQuestion): Explanation {
  const { topic, rules, subscriptions, mutes, now } = question;
  const { facts } = topic;
  const texts = textsOf(topic);
  const routes = stepsOf(rules, texts);
  const quietUntil = rules.quietHours === undefined ? undefined : compileQuietHours(rules.quietHours)(now);
  return {
    facts,
    routes,
    ...(routes.every(({ outcome }) => outcome !== 'matched') && { fallback: defaultRooms[facts.event] ?? 'nowhere' }),
    subscriptions: subscriptions.map((subscription) => {
      const { number, channelId, project } = subscription;
      return { number, channelId, project, ...missOf(matchOfSubscription(subscription), texts) };
    }),
    mutes: mutesOf(facts, [...rules.mutes, ...mutes], now),
    ...(quietUntil !== undefined && { quietUntil }),
    destinations: decideTopic(question),
  };
}

function stepsOf({ routes }: Rules, texts: Texts): readonly RouteStep[] {
  let reached = true;
  return routes.map(({ match, to, line, continue: goesOn }) => {
    if (!reached) return { line, to, outcome: 'unreached' };
    const miss = missOf(match, texts);
    if (miss !== undefined) return { line, to, outcome: 'missed', ...miss };
    reached = goesOn;
    return { line, to, outcome: 'matched' };
  });
}

function missOf(match: Match, texts: Texts): { readonly missed: Miss } | undefined {
  const key = compileMatch(match)(texts);
  if (key === undefined) return undefined;
  return { missed: { key, wanted: match[key] ?? [], found: texts[key].filter((text) => text !== '') } };
}
