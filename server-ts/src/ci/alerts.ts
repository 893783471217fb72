// A group of alerts that fire and resolve together.

import { compareText } from './order.ts';
import type { Instant } from './pipeline.ts';
import type { SubjectIdentity } from './subject.ts';

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
  readonly truncated: number;
  readonly silence?: Silence;
}

const NO_GROUP: AlertGroup = { receiver: '', labels: {}, commonLabels: {}, commonAnnotations: {} };

export function alertStateOf(event: AlertsSeen | SilenceSeen): AlertGroupState {
  if (event.kind === 'silence')
    return { kind: 'alerts', subject: event.subject, group: NO_GROUP, alerts: [], truncated: 0, silence: event.silence };
  const { subject, group, alerts, truncated } = event;
  return { kind: 'alerts', subject, group, alerts: present(newest(alerts)), truncated };
}

/**
 * Of one alert the later outbreak counts, and in one outbreak resolved beats firing. What was over before the oldest alert that
 * fires now began belongs to an earlier outbreak and goes.
 */
export function joinAlerts(left: AlertGroupState, right: AlertGroupState): AlertGroupState {
  const later = compareText(weigh(left), weigh(right)) >= 0 ? left : right;
  const silence = [left.silence, right.silence].filter((each) => each !== undefined).sort(compareSilences)[0];
  return {
    kind: 'alerts',
    subject: later.subject,
    group: later.group,
    alerts: present(newest([...left.alerts, ...right.alerts])),
    truncated: Math.max(left.truncated, right.truncated),
    ...(silence !== undefined && { silence }),
  };
}

function newest(alerts: readonly Alert[]): readonly Alert[] {
  const byFingerprint = new Map<string, Alert>();
  for (const alert of alerts) {
    const known = byFingerprint.get(alert.fingerprint);
    if (known === undefined || compareAlerts(alert, known) > 0) byFingerprint.set(alert.fingerprint, alert);
  }
  return [...byFingerprint.values()].sort(
    (left, right) => left.startsAt - right.startsAt || compareText(left.fingerprint, right.fingerprint),
  );
}

function compareAlerts(left: Alert, right: Alert): number {
  return (
    left.startsAt - right.startsAt ||
    Number(left.status === 'resolved') - Number(right.status === 'resolved') ||
    (left.endsAt ?? 0) - (right.endsAt ?? 0) ||
    compareText(JSON.stringify(left), JSON.stringify(right))
  );
}

function present(alerts: readonly Alert[]): readonly Alert[] {
  const begun = alerts.find(({ status }) => status === 'firing')?.startsAt;
  return begun === undefined ? alerts : alerts.filter(({ endsAt }) => endsAt === undefined || endsAt >= begun);
}

function weigh({ group, alerts, subject }: AlertGroupState): string {
  const latest = alerts.reduce((last, { startsAt, endsAt }) => Math.max(last, startsAt, endsAt ?? 0), 0);
  return `${String(latest).padStart(16, '0')}${group === NO_GROUP ? '' : JSON.stringify([group, subject])}`;
}

function compareSilences(left: Silence, right: Silence): number {
  return right.at - left.at || Number(right.expired) - Number(left.expired) || compareText(right.id, left.id);
}
