// How a group of alerts moved on, as posts below its card: one a change, however many alerts changed with it.

import type { Alert, AlertGroupState, Silence } from '../ci/alerts.ts';
import type { Instant } from '../ci/pipeline.ts';
import { alertNames, firingOf, instantWords, lasted, summaryOf } from './alert-words.ts';
import { countOf, shown } from './foreign.ts';
import type { Reply } from './rendered.ts';
import { replyOf } from './reply.ts';

/** Changes within this time are told as one: a large group arrives in parts. Fixed spans, so that keys stay as more is heard. */
const SPAN = 300_000;
const MAX_REPLIES = 30;

/** The first alerts are on the card; those that joined later and those that ended are said here. */
export function alertReplies(state: AlertGroupState): readonly Reply[] {
  const { alerts, silence } = state;
  const begun = alerts.reduce((first, { startsAt }) => Math.min(first, startsAt), Number.POSITIVE_INFINITY);
  const joined = alerts.filter(({ startsAt, status }) => status === 'firing' && startsAt - begun >= SPAN);
  const ended = alerts.filter(({ endsAt }) => endsAt !== undefined);
  const over = alerts.length > 0 && firingOf(state).length === 0;
  return [
    ...spans(joined, ({ startsAt }) => startsAt).map(([span, some]) => changeReply(`firing/${span}`, '▲ Firing, too', some)),
    ...(over ? [] : spans(ended, ({ endsAt }) => endsAt ?? 0).map(([span, some]) => changeReply(`resolved/${span}`, '✓ Resolved', some))),
    ...(over ? [overReply(begun, alerts)] : []),
    // One that was set in an earlier outbreak is told in that one's thread; the card says that it holds.
    ...(silence === undefined || silence.at < begun ? [] : silenceReplies(silence)),
  ].slice(0, MAX_REPLIES);
}

function spans(alerts: readonly Alert[], at: (alert: Alert) => Instant): readonly (readonly [number, readonly Alert[]])[] {
  return [...Map.groupBy(alerts, (alert) => Math.floor(at(alert) / SPAN))].sort(([left], [right]) => left - right);
}

function changeReply(key: string, what: string, alerts: readonly Alert[]): Reply {
  const many = alerts.length === 1 ? '' : ` (${countOf(alerts.length, 'alert')})`;
  const [only, ...others] = alerts;
  const summary = only === undefined || others.length > 0 ? undefined : summaryOf(only);
  return replyOf({
    key,
    headline: `${what}: ${alertNames(alerts)}${many}${summary === undefined ? '' : `: ${shown(summary, 200)}`}`,
    loud: key.startsWith('firing/'),
  });
}

function overReply(begun: Instant, alerts: readonly Alert[]): Reply {
  return replyOf({ key: `resolved/all/${begun}`, headline: `✓ All resolved: ${alertNames(alerts)}${lasted(alerts)}`, loud: true });
}

function silenceReplies({ id, by, until, expired }: Silence): readonly Reply[] {
  const set = replyOf({ key: `silence/${id}`, headline: `⏸ ${shown(by)} silenced these alerts until ${instantWords(until)}` });
  return expired ? [set, replyOf({ key: `silence/${id}/expired`, headline: '▶ The silence was ended' })] : [set];
}
