// Where an event would go and why, in words.

import type { Facts } from '../ci/facts.ts';
import { codeSpan, codeSpans } from '../rendering/code-span.ts';
import { escape } from '../rendering/escape.ts';
import type { Destination } from '../routing/destination.ts';
import type { Explanation, Miss, RouteStep, SubscriptionStep } from '../routing/explain.ts';
import type { Room } from '../routing/rules.ts';

/** Routes and subscriptions that did not match are listed up to so many. */
const MOST_MISSED = 15;

/** Markdown: first what comes of it, then each rule in turn. Subscriptions are those of the channel that is answered. */
export function explainRoutes(explanation: Explanation): string {
  const { facts, routes, fallback, subscriptions, mutes, quietUntil, destinations } = explanation;
  const reasons = [
    ...some(
      routes,
      ({ outcome }) => outcome === 'matched',
      (step) => sayRoute(step),
    ),
    ...(fallback === undefined
      ? []
      : [fallback === 'nowhere' ? 'no route matched, and it has no default room' : `no route matched: the ${fallback} room`]),
    ...some(
      perNumber(subscriptions),
      ({ missed }) => missed === undefined,
      (step) => saySubscription(step),
    ),
    ...mutes.map(
      ({ what, pattern, channelId }) => `muted ${channelId === undefined ? 'everywhere' : 'in this channel'}: ${what} ${codeSpan(pattern)}`,
    ),
    ...(quietUntil === undefined ? [] : [`quiet hours until ${sayTime(quietUntil)}`]),
  ];
  const places = destinations.length === 0 ? ['- nowhere'] : destinations.map((each) => `- ${sayDestination(each)}`);
  return [`${sayFacts(facts)} would go:`, ...places, 'Because:', ...reasons.map((reason) => `- ${reason}`)].join('\n');
}

/** Routing knows one entry for each branch of a subscription: one that matched says it for all. */
function perNumber(steps: readonly SubscriptionStep[]): readonly SubscriptionStep[] {
  const matched = new Map(steps.filter(({ missed }) => missed === undefined).map((step) => [step.number, step]));
  return steps.filter((step) => (matched.get(step.number) ?? step) === step);
}

/** In their order: all that count, and the first of the others. */
function some<T>(steps: readonly T[], counts: (step: T) => boolean, say: (step: T) => string): readonly string[] {
  const others = steps.filter((step) => !counts(step));
  const shown = new Set(others.slice(0, MOST_MISSED));
  const left = others.length - shown.size;
  return [
    ...steps.filter((step) => counts(step) || shown.has(step)).map(say),
    ...(left > 0 ? [`and ${left} more that do not matter`] : []),
  ];
}

function sayFacts({ event, status, project, branch, tag }: Facts): string {
  return [
    `**${event.replaceAll('_', ' ')}**`,
    ...(project === undefined ? [] : [`of ${codeSpan(project)}`]),
    ...(branch === undefined ? [] : [`on ${codeSpan(branch)}`]),
    ...(tag === undefined ? [] : [`at tag ${codeSpan(tag)}`]),
    `(${escape(status)})`,
  ].join(' ');
}

function sayDestination({ room, speak, quiet, thread, holdUntil, why }: Destination): string {
  const manner = !speak
    ? 'stays silent'
    : holdUntil === undefined
      ? `speaks${quiet ? ' quietly' : ''}`
      : `speaks after ${sayTime(holdUntil)}`;
  return `${speak ? '✓' : '–'} ${sayRoom(room)} ${manner} · thread ${thread} · ${escape(why)}`;
}

function sayRoute({ line, to, outcome, missed }: RouteStep): string {
  const where = to.length === 0 ? 'nowhere' : to.map(sayRoom).join(', ');
  const head = `line ${line} (to ${where})`;
  if (outcome === 'unreached') return `${head}: not looked at, as one before it matched`;
  return missed === undefined ? `${head}: **matched**` : `${head}: ${sayMiss(missed)}`;
}

function saySubscription({ number, project, missed }: SubscriptionStep): string {
  return `subscription ${number} (${codeSpan(project)}): ${missed === undefined ? '**matched**' : sayMiss(missed)}`;
}

function sayMiss({ key, wanted, found }: Miss): string {
  return `${key} is ${found.length === 0 ? 'none' : codeSpans(found)}, not ${codeSpans(wanted)}`;
}

function sayRoom(room: Room): string {
  switch (room.kind) {
    case 'purpose':
      return `the ${room.purpose} room`;
    case 'named':
      return codeSpan(`${room.team === undefined ? '' : `${room.team}/`}${room.channel}`);
    case 'channel':
      return 'this channel';
  }
}

function sayTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
