// A group of alerts that fire and resolve together.

import { canonicalJson, compareText } from './order.ts';
import type { Instant } from './pipeline.ts';
import type { SubjectIdentity } from './identity.ts';

export interface Alert {
  /** The sender's identity of the labels. */
  readonly fingerprint: string;
  readonly status: 'firing' | 'resolved';
  /** `alertname`; empty when the alert has none. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: Instant;
  /** Only on resolved ones. */
  readonly endsAt?: Instant;
  /** Where the rule can be seen. */
  readonly url?: string;
  readonly runbookUrl?: string;
}

/** Set or expired from chat. */
export interface Silence {
  readonly id: string;
  readonly by: string;
  readonly at: Instant;
  readonly until: Instant;
  readonly expired: boolean;
}

export interface AlertGroup {
  readonly receiver: string;
  /** What the group has in common by its definition; may be empty. */
  readonly labels: Readonly<Record<string, string>>;
  /** What all its alerts have in common. */
  readonly commonLabels: Readonly<Record<string, string>>;
  readonly commonAnnotations: Readonly<Record<string, string>>;
  /** Where the alerts can be seen and silenced. */
  readonly url?: string;
}

export interface AlertsSeen {
  readonly kind: 'alerts';
  readonly subject: SubjectIdentity;
  readonly group: AlertGroup;
  readonly alerts: readonly Alert[];
  /** Alerts that the sender left out for length. */
  readonly truncated: number;
}

export interface SilenceSeen {
  readonly kind: 'silence';
  readonly subject: SubjectIdentity;
  readonly silence: Silence;
}

export interface AlertGroupState {
  readonly kind: 'alerts';
  readonly subject: SubjectIdentity;
  readonly group: AlertGroup;
  /** By start, then fingerprint: those of the present outbreak, resolved ones too. */
  readonly alerts: readonly Alert[];
  /** What was over before this outbreak began; remembered so that old news of it cannot bring it back. */
  readonly earlier: readonly Alert[];
  readonly truncated: number;
  /** The latest instant in the notification that `group` and `truncated` are from; -1 when there was none. */
  readonly toldAt: Instant;
  /** When all of it was over, by notifications that said so: the latest ends, the newest first; absent when none did. */
  readonly overs?: readonly Instant[];
  readonly silence?: Silence;
}

const NO_GROUP: AlertGroup = { receiver: '', labels: {}, commonLabels: {}, commonAnnotations: {} };
/** A sender tells of changes some minutes later, together: what follows so soon is the same outbreak. */
const GAP = 5 * 60_000;
/** Of so many alerts, those that began last, everything is kept; resolved ones beyond lose labels and annotations, and go at last. */
const DETAILED = 200;
const REMEMBERED = 500;
/** Older ends are further back than any gap reaches. */
const OVERS = 20;

export function alertStateOf(event: AlertsSeen | SilenceSeen): AlertGroupState {
  const { subject } = event;
  if (event.kind === 'silence')
    return { kind: 'alerts', subject, group: NO_GROUP, alerts: [], earlier: [], truncated: 0, toldAt: -1, silence: event.silence };
  const { group, alerts, truncated } = event;
  const toldAt = alerts.reduce((last, { startsAt, endsAt }) => Math.max(last, startsAt, endsAt ?? 0), 0);
  const over = alerts.length > 0 && truncated === 0 && alerts.every(({ status }) => status === 'resolved');
  return { kind: 'alerts', subject, group, ...outbreaksOf(newest(alerts)), truncated, toldAt, ...(over && { overs: [toldAt] }) };
}

/** Of one alert the later outbreak counts, and in one outbreak resolved beats firing; of the group the later telling. */
export function joinAlerts(left: AlertGroupState, right: AlertGroupState): AlertGroupState {
  const { subject, group, truncated, toldAt } = compareTellings(left, right) >= 0 ? left : right;
  const overs = [...new Set([...(left.overs ?? []), ...(right.overs ?? [])])].sort((one, other) => other - one).slice(0, OVERS);
  const silence = [left.silence, right.silence].filter((each) => each !== undefined).sort(compareSilences)[0];
  return {
    kind: 'alerts',
    subject,
    group,
    ...outbreaksOf(newest([...left.alerts, ...left.earlier, ...right.alerts, ...right.earlier]), overs),
    truncated,
    toldAt,
    ...(overs.length > 0 && { overs }),
    ...(silence !== undefined && { silence }),
  };
}

/** What is to be learned when a silence has run out by itself: nothing outside tells. Undefined when there is nothing. */
export function endedSilence({ subject, silence }: AlertGroupState, now: Instant): SilenceSeen | undefined {
  const over = silence !== undefined && !silence.expired && silence.until <= now;
  return over ? { kind: 'silence', subject, silence: { ...silence, expired: true } } : undefined;
}

/** One entry an alert, the one that began last first. An alert's place only ever falls, but by news of itself: so forgetting keeps the order of news irrelevant. */
function newest(alerts: readonly Alert[]): readonly Alert[] {
  const byFingerprint = new Map<string, Alert>();
  for (const alert of alerts) {
    const known = byFingerprint.get(alert.fingerprint);
    if (known === undefined || compareAlerts(alert, known) > 0) byFingerprint.set(alert.fingerprint, alert);
  }
  const sorted = [...byFingerprint.values()].sort(
    (left, right) => compareLives(right, left) || compareText(left.fingerprint, right.fingerprint),
  );
  return sorted.flatMap((alert, place) => {
    if (alert.status === 'firing' || place < DETAILED) return [alert];
    return place < REMEMBERED ? [withoutDetails(alert)] : [];
  });
}

function withoutDetails({ fingerprint, status, name, startsAt, endsAt }: Alert): Alert {
  return { fingerprint, status, name, labels: {}, annotations: {}, startsAt, ...(endsAt !== undefined && { endsAt }) };
}

function compareAlerts(left: Alert, right: Alert): number {
  return compareLives(left, right) || compareText(canonicalJson(left), canonicalJson(right));
}

function compareLives(left: Alert, right: Alert): number {
  return (
    left.startsAt - right.startsAt ||
    Number(left.status === 'resolved') - Number(right.status === 'resolved') ||
    (left.endsAt ?? 0) - (right.endsAt ?? 0)
  );
}

/** What fires, or else ended last, and from there back all that overlaps, as one chain; it does not reach over a moment when all was told to be over. */
function outbreaksOf(known: readonly Alert[], overs: readonly Instant[] = []): Pick<AlertGroupState, 'alerts' | 'earlier'> {
  const backwards = [...known].sort((left, right) => endOf(right) - endOf(left));
  let begun = Infinity;
  const over = backwards.findIndex((alert) => {
    const end = endOf(alert);
    if (begun !== Infinity && (end < begun - GAP || overs.some((moment) => end <= moment && moment < begun))) return true;
    begun = Math.min(begun, alert.startsAt);
    return false;
  });
  const count = over === -1 ? backwards.length : over;
  return { alerts: backwards.slice(0, count).sort(compareStarts), earlier: backwards.slice(count).sort(compareStarts) };
}

function compareStarts(left: Alert, right: Alert): number {
  return left.startsAt - right.startsAt || compareText(left.fingerprint, right.fingerprint);
}

/** Infinity while it fires. */
function endOf({ status, startsAt, endsAt }: Alert): number {
  return status === 'firing' ? Infinity : (endsAt ?? startsAt);
}

function compareTellings(left: AlertGroupState, right: AlertGroupState): number {
  return left.toldAt - right.toldAt || compareText(canonicalJson(tellingOf(left)), canonicalJson(tellingOf(right)));
}

function tellingOf({ subject, group, truncated }: AlertGroupState): readonly unknown[] {
  return [group, truncated, subject];
}

/** The newest first; being ended counts as newer than being set. */
function compareSilences(left: Silence, right: Silence): number {
  return right.at - left.at || Number(right.expired) - Number(left.expired) || compareText(canonicalJson(right), canonicalJson(left));
}
