// Alerts of the stand-in Alertmanager and the groups they are told in.
import { createHash } from 'node:crypto';

export type Labels = Readonly<Record<string, string>>;

export interface Alert {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly startsAt: Date;
  endsAt?: Date;
  /** Its end was told. */
  told?: boolean;
}

export interface Matcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual?: boolean;
}

export interface Silence {
  readonly id: string;
  readonly matchers: readonly Matcher[];
  readonly startsAt: string;
  endsAt: string;
  readonly createdBy: string;
  readonly comment: string;
}

export function fingerprintOf(labels: Labels): string {
  const sorted = Object.entries(labels).sort(([left], [right]) => (left < right ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 16);
}

/** A label that is missing counts as empty. */
export function matches({ name, value, isRegex, isEqual = true }: Matcher, labels: Labels): boolean {
  const actual = labels[name] ?? '';
  return (isRegex ? new RegExp(`^(?:${value})$`, 'u').test(actual) : actual === value) === isEqual;
}

export function isSilenced(silences: readonly Silence[], labels: Labels, now: Date): boolean {
  return silences.some(
    ({ matchers, startsAt, endsAt }) =>
      new Date(startsAt) <= now && now < new Date(endsAt) && matchers.every((matcher) => matches(matcher, labels)),
  );
}

function commonOf(all: readonly Labels[]): Labels {
  const [first = {}, ...others] = all;
  return Object.fromEntries(Object.entries(first).filter(([name, value]) => others.every((each) => each[name] === value)));
}

function pick(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(names.flatMap((name) => (labels[name] === undefined ? [] : [[name, labels[name]]])));
}

/** Alerts by what they have in common of `groupBy`, each group under its key. */
export function groupsOf(alerts: readonly Alert[], groupBy: readonly string[]): ReadonlyMap<string, readonly Alert[]> {
  return Map.groupBy(alerts, ({ labels }) => {
    const pairs = Object.entries(pick(labels, groupBy)).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
    return `{}:{${pairs.join(', ')}}`;
  });
}

export interface MessageOptions {
  readonly receiver: string;
  readonly url: string;
  readonly groupBy: readonly string[];
  /** As `max_alerts` of the receiver; 0 for all. */
  readonly maxAlerts: number;
}

/** The message as version 0.34 writes it. */
export function messageOf(groupKey: string, all: readonly Alert[], { receiver, url, groupBy, maxAlerts }: MessageOptions): string {
  const alerts = maxAlerts === 0 ? all : all.slice(0, maxAlerts);
  const [first] = alerts;
  return `${JSON.stringify({
    receiver,
    status: alerts.some(({ endsAt }) => endsAt === undefined) ? 'firing' : 'resolved',
    alerts: alerts.map((alert) => ({
      status: alert.endsAt === undefined ? 'firing' : 'resolved',
      labels: alert.labels,
      annotations: alert.annotations,
      startsAt: alert.startsAt.toISOString(),
      endsAt: alert.endsAt?.toISOString() ?? '0001-01-01T00:00:00Z',
      generatorURL: `${url}/graph?g0.expr=${encodeURIComponent(alert.labels['alertname'] ?? 'up')}`,
      fingerprint: fingerprintOf(alert.labels),
    })),
    groupLabels: pick(first?.labels ?? {}, groupBy),
    commonLabels: commonOf(alerts.map(({ labels }) => labels)),
    commonAnnotations: commonOf(alerts.map(({ annotations }) => annotations)),
    externalURL: url,
    version: '4',
    groupKey,
    truncatedAlerts: all.length - alerts.length,
    notification_reason: 'group_updated',
    routeLabels: {},
  })}\n`;
}
