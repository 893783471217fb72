// A group of alerts → what the sidebar is told of it.

import type { AlertGroupView, AlertView, LabelView } from '@ci-command-center/contract';
import type { Alert, AlertGroupState } from '../ci/alerts.ts';
import type { Instant } from '../ci/pipeline.ts';
import { activeSilence } from './actions.ts';
import { firingOf, plainNames, summaryOf, weightOf, worstSeverity } from './alert-words.ts';
import { toText, urlOf } from './view-text.ts';

const MAX_ALERTS = 20;
const MAX_LABELS = 8;
const MAX_OWN_LABELS = 6;

/** What is known of where it comes from. */
export interface AlertSource {
  /** As people write it. */
  readonly provider: string;
  readonly silenceable: boolean;
}

export function viewAlertGroup(state: AlertGroupState, now: Instant, { provider, silenceable }: AlertSource): AlertGroupView {
  const { alerts, group, truncated, subject } = state;
  const firing = firingOf(state);
  const shown = [...firing.toReversed(), ...alerts.filter(({ status }) => status === 'resolved').toReversed()].slice(0, MAX_ALERTS);
  const common = { ...group.commonLabels, ...group.labels };
  const severity = worstSeverity(firing.length > 0 ? firing : alerts);
  const silence = activeSilence(state, now);
  const ended = alerts.reduce((last, { endsAt }) => Math.max(last, endsAt ?? 0), 0);
  return {
    key: subject.key,
    provider,
    title: toText(plainNames(firing.length > 0 ? firing : alerts)) || provider,
    ...(severity !== undefined && { severity: toText(severity) }),
    weight: weightOf(severity),
    firing: firing.length + (firing.length > 0 ? truncated : 0),
    total: alerts.length + truncated,
    since: alerts.reduce((first, { startsAt }) => Math.min(first, startsAt), now),
    ...(firing.length === 0 && ended > 0 && { endedAt: ended }),
    ...commonSummary(alerts),
    labels: labelsOf(common, MAX_LABELS),
    ...linksOf(state),
    ...urlOf(group.url),
    alerts: shown.map((alert) => viewAlert(alert, common)),
    ...(silence !== undefined && { silence: { by: toText(silence.by), until: silence.until } }),
    silenceable,
  };
}

function viewAlert(alert: Alert, common: Readonly<Record<string, string>>): AlertView {
  const { name, status, startsAt, endsAt, labels, url } = alert;
  const summary = summaryOf(alert);
  const own = Object.fromEntries(Object.entries(labels).filter(([label]) => !Object.hasOwn(common, label)));
  return {
    name: toText(name) || 'alert',
    firing: status === 'firing',
    since: startsAt,
    ...(endsAt !== undefined && { endedAt: endsAt }),
    ...(summary !== undefined && { summary: toText(summary) }),
    labels: labelsOf(own, MAX_OWN_LABELS),
    ...urlOf(url),
  };
}

/** Only where all say the same. */
function commonSummary(alerts: readonly Alert[]): { readonly summary?: string } {
  const [only, ...others] = new Set(alerts.map((alert) => summaryOf(alert)));
  return only === undefined || others.length > 0 ? {} : { summary: toText(only) };
}

function linksOf({ group, alerts }: AlertGroupState): Pick<AlertGroupView, 'runbookUrl' | 'dashboardUrl'> {
  const { runbook_url: common, dashboard_url: dashboard, dashboard: board } = group.commonAnnotations;
  const runbook = urlOf(common ?? alerts.find(({ runbookUrl }) => runbookUrl !== undefined)?.runbookUrl).url;
  const shown = urlOf(dashboard ?? board).url;
  return { ...(runbook !== undefined && { runbookUrl: runbook }), ...(shown !== undefined && { dashboardUrl: shown }) };
}

/** The title says `alertname`, and how bad it is stands beside it. */
function labelsOf(labels: Readonly<Record<string, string>>, most: number): readonly LabelView[] {
  return Object.entries(labels)
    .filter(([name]) => name !== 'alertname' && name !== 'severity')
    .slice(0, most)
    .map(([name, value]) => ({ name: toText(name), value: toText(value) }));
}
