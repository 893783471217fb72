// Which rooms hear of a subject, and whether this is the moment to speak. Pure: delivery performs what is decided.

import type { Instant } from '../ci/pipeline.ts';
import type { SubjectState } from '../ci/subject.ts';
import type { Past } from '../ci/trend.ts';
import { hush, roomKey, unite, type Destination } from './destination.ts';
import { mutesOf } from './mutes.ts';
import { compileQuietHours, type QuietUntil } from './quiet-hours.ts';
import type { Follower, Mute, Notify, Route, Rules, Subscription } from './rules.ts';
import { speaks } from './speak.ts';
import { topicOf, type Topic } from './topic.ts';
import { compileRoutes, compileSubscriptions, defaultWays, findWays, wayOfFollower, type Find, type Way } from './ways.ts';

export interface Question {
  readonly state: SubjectState;
  /** It is shown on another subject's card. */
  readonly hosted: boolean;
  /** Verdicts of the pipelines before it. */
  readonly past: Past;
  /** The same object until the configuration changes, and the same list until a subscription changes: they are compiled once. */
  readonly rules: Rules;
  readonly subscriptions: readonly Subscription[];
  /** Those of channels; the configuration's are among the rules. */
  readonly mutes: readonly Mute[];
  readonly now: Instant;
  /** When the subject last changed; now, when not said. */
  readonly changedAt?: Instant;
  /** A newer pipeline of the same project and branch has passed or failed. */
  readonly superseded?: boolean;
  /** Where it is shown whatever the rules say. */
  readonly followers?: readonly Follower[];
}

/** A question about a topic instead of a subject. */
export type TopicQuestion = Omit<Question, 'state'> & { readonly topic: Topic };

/** One entry for each room that may show the subject, also when it says nothing now. */
export type Decide = (question: Question) => readonly Destination[];

export interface Routing {
  readonly decide: Decide;
  /** The same for what is only imagined. */
  readonly decideTopic: (question: TopicQuestion) => readonly Destination[];
}

interface Compiled {
  readonly routes: Find<Route>;
  readonly quietUntil: QuietUntil;
}

/** Keeps what it compiled of rules and subscriptions as long as they are in use: 5,000 routes cost as little as ten. */
export function createRouting(): Routing {
  const rulesOf = rememberEach(compileRules);
  const subscriptionsOf = rememberEach(compileSubscriptions);
  const decideTopic = (question: TopicQuestion): readonly Destination[] => {
    const { routes, quietUntil } = rulesOf(question.rules);
    const ways = findWays(question.topic, routes, subscriptionsOf(question.subscriptions));
    const followed = (question.followers ?? []).map(wayOfFollower);
    return judge(question, [...followed, ...withGateAlarm(question, ways)], quietUntil);
  };
  return { decideTopic, decide: ({ state, ...question }) => decideTopic({ ...question, topic: topicOf(state) }) };
}

function rememberEach<From extends object, To>(make: (from: From) => To): (from: From) => To {
  const made = new WeakMap<From, To>();
  return (from) => {
    const known = made.get(from) ?? make(from);
    made.set(from, known);
    return known;
  };
}

function compileRules(rules: Rules): Compiled {
  return {
    routes: compileRoutes(rules),
    quietUntil: rules.quietHours === undefined ? () => undefined : compileQuietHours(rules.quietHours),
  };
}

/** A gate that is shown on a pipeline's card is said among the alerts, too, unless a route has a place of its own for gates. */
function withGateAlarm({ topic, hosted }: TopicQuestion, ways: readonly Way[]): readonly Way[] {
  if (!hosted || topic.facts.event !== 'quality_gate' || ways.some(({ by, asked }) => by === 'route' && asked)) return ways;
  return [...ways.filter(({ by }) => by !== 'default'), ...defaultWays(topic).map((way) => ({ ...way, asked: true }))];
}

function judge(question: TopicQuestion, ways: readonly Way[], quietUntil: QuietUntil): readonly Destination[] {
  const { topic, rules, mutes, now } = question;
  const holding = mutesOf(topic.facts, [...rules.mutes, ...mutes], now);
  const until = laterOf(quietUntil(now), commitUntil(question));
  const byRoom = new Map<string, Destination>();
  for (const way of ways) {
    const told = way.by === 'follow' ? shownTo(question, way) : hold(mute(tell(question, way, quietUntil), holding), topic, until);
    const known = byRoom.get(roomKey(way.room));
    byRoom.set(roomKey(way.room), known === undefined ? told : unite(known, told));
  }
  return [...byRoom.values()];
}

function tell(question: TopicQuestion, way: Way, quietUntil: QuietUntil): Destination {
  const { topic, rules, past } = question;
  const { room, notify, thread = rules.thread, hears, why } = way;
  const labelled = way.byLabel === true && topic.labelled;
  const speak = speaks(labelled ? { ...topic, minor: false } : topic, notify, rules.notify.pipelines, past);
  const destination = { room, speak, quiet: topic.quiet, thread, mutedIn: [], ...(hears && { hears }), why };
  if (!speak) return hush(destination, `nothing to say at ${topic.facts.status}${policy(topic, notify, rules)}`);
  const objection = objectionTo(question, way, quietUntil);
  return objection === undefined ? destination : hush(destination, objection);
}

/** Who asked for it waits for it: nothing keeps it from speaking. */
function shownTo({ rules, topic }: TopicQuestion, { room, why }: Way): Destination {
  return { room, speak: true, quiet: topic.quiet, thread: rules.thread, mutedIn: [], why };
}

function policy({ facts }: Topic, notify: Notify | undefined, rules: Rules): string {
  const used = facts.event === 'pipeline' ? (notify ?? rules.notify.pipelines) : notify;
  if (used === undefined) return '';
  return typeof used === 'string' ? ` (${used})` : ` (after ${used.after})`;
}

/** Why a way stays silent on what would be worth saying; undefined when it does not. */
function objectionTo({ topic, hosted, superseded, now }: TopicQuestion, way: Way, quietUntil: QuietUntil): string | undefined {
  if (topic.confidential && way.confidential !== true) return 'confidential';
  if (hosted && (topic.facts.event === 'pipeline' || !way.asked)) return 'shown on another card';
  // Of what happened in quiet hours only the newest verdict of a branch is said afterwards.
  if (superseded === true && topic.facts.event === 'pipeline' && quietUntil(now) === undefined && quietUntil(topic.concludedAt ?? now))
    return 'a newer pipeline concluded in the quiet hours';
  return undefined;
}

function mute(destination: Destination, mutes: readonly Mute[]): Destination {
  const { room } = destination;
  const here = mutes.find(({ channelId }) => channelId === undefined || (room.kind === 'channel' && room.id === channelId));
  const mutedIn = mutes.flatMap(({ channelId }) => channelId ?? []);
  if (here === undefined) return mutedIn.length === 0 ? destination : { ...destination, mutedIn };
  return { ...hush(destination, `muted (${here.what} ${here.pattern})`), mutedIn };
}

/** Milliseconds that what names no commit waits for it. */
const COMMIT_WITHIN = 30_000;

function commitUntil({ topic, hosted, now, changedAt = now }: TopicQuestion): Instant | undefined {
  const until = changedAt + COMMIT_WITHIN;
  return topic.awaitsCommit && !hosted && until > now ? until : undefined;
}

function laterOf(left: Instant | undefined, right: Instant | undefined): Instant | undefined {
  return left === undefined || right === undefined ? (left ?? right) : Math.max(left, right);
}

/** Alerts always speak. */
function hold(destination: Destination, { facts }: Topic, until: Instant | undefined): Destination {
  if (until === undefined || !destination.speak || facts.event === 'alert') return destination;
  return { ...destination, holdUntil: until };
}
