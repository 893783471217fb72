// A group of alerts on one card, from firing to resolved.

import type { Alert, AlertGroupState } from '../ci/alerts.ts';
import type { Instant } from '../ci/pipeline.ts';
import { activeSilence, alertActions } from './actions.ts';
import { alertNames, plainNames, firingOf, instantWords, lasted, lookOfAlerts, summaryOf, worstSeverity } from './alert-words.ts';
import type { Card } from './card.ts';
import { link, safeUrl } from './escape.ts';
import { countOf, MAX_TITLE, shown } from './foreign.ts';
import { listSome } from './shorten.ts';

const MAX_ALERTS = 10;
const MAX_LABELS = 6;
const MAX_SUMMARY = 240;

/** `now`: when the state became this; what is said must stay true afterwards. */
export function alertsCard(state: AlertGroupState, providerTitle: string, now: Instant): Card {
  const look = lookOfAlerts(state);
  const titleUrl = safeUrl(state.group.url ?? '');
  return {
    look,
    headline: `${look.symbol} ${alertsSentence(state)}`,
    title: plainNames(state.alerts) || 'Alerts',
    ...(titleUrl !== undefined && { titleUrl }),
    lines: linesOf(state, now).filter((line) => line !== ''),
    footer: [providerTitle, state.group.receiver].filter((part) => part !== '').join(' · '),
    buttons: alertActions(state, now),
  };
}

/** `Firing: HighCPU (critical), 2 alerts: CPU is above 90 %`, `2 of 3 firing: …`, `Resolved: HighCPU after 12 min`. */
export function alertsSentence(state: AlertGroupState): string {
  const firing = firingOf(state);
  const { alerts } = state;
  if (firing.length === 0) return `Resolved: ${alertNames(alerts) || 'alerts'}${lasted(alerts)}`;
  const severity = worstSeverity(firing);
  const some = firing.length < alerts.length ? `${firing.length} of ${alerts.length} firing` : 'Firing';
  const many = firing.length === 1 || firing.length < alerts.length ? '' : `, ${countOf(firing.length, 'alert')}`;
  const [only, ...others] = new Set(firing.map((alert) => summaryOf(alert)));
  const about = only === undefined || others.length > 0 ? '' : `: ${shown(only, MAX_TITLE)}`;
  return `${some}: ${alertNames(firing)}${severity === undefined ? '' : ` (${shown(severity, 20)})`}${many}${about}`;
}

function linesOf(state: AlertGroupState, now: Instant): readonly string[] {
  const { alerts, group, truncated } = state;
  const labels = { ...group.commonLabels, ...group.labels };
  const common = { labels, runbook: group.commonAnnotations['runbook_url'], named: new Set(alerts.map(({ name }) => name)).size === 1 };
  const ordered = [...firingOf(state), ...alerts.filter(({ status }) => status === 'resolved')];
  const told = ordered.slice(0, MAX_ALERTS).map((alert) => alertLine(alert, common));
  const left = ordered.length - told.length + truncated;
  return [
    labelsLine(labels),
    ...told,
    left > 0 ? `and ${countOf(left, 'more alert')} not shown here` : '',
    linksLine(state),
    silenceLine(state, now),
  ];
}

/** What is said once for all alerts of the group. */
interface Common {
  readonly labels: Readonly<Record<string, string>>;
  readonly runbook: string | undefined;
  /** They have one name, and the title says it. */
  readonly named: boolean;
}

/** `▲ **HighCPU** CPU is above 90 % · instance=a · since 2026-11-21 07:40 UTC · runbook`, `✓ CPU is above 90 % · instance=b · resolved after 4 min`. */
function alertLine(alert: Alert, common: Common): string {
  const own = Object.entries(alert.labels).filter(([name]) => !Object.hasOwn(common.labels, name) && name !== 'alertname');
  const summary = summaryOf(alert);
  const name = common.named && summary !== undefined ? '' : `**${shown(alert.name || 'unnamed alert')}**`;
  const firing = alert.status === 'firing';
  return [
    [firing ? '▲' : '✓', name, summary === undefined ? '' : shown(summary, MAX_SUMMARY)].filter((part) => part !== '').join(' '),
    labelWords(own),
    firing ? `since ${instantWords(alert.startsAt)}` : `resolved${lasted([alert])}`,
    alert.runbookUrl === common.runbook ? '' : linkOnly('runbook', alert.runbookUrl),
    linkOnly('graph', alert.url),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function labelsLine(labels: Readonly<Record<string, string>>): string {
  return labelWords(Object.entries(labels).filter(([name]) => name !== 'alertname'));
}

function labelWords(labels: readonly (readonly [string, string])[]): string {
  return listSome(
    labels.map(([name, value]) => `${shown(name, 40)}=${shown(value, 60)}`),
    MAX_LABELS,
  );
}

function linksLine({ group }: AlertGroupState): string {
  const { runbook_url: runbook, dashboard_url: dashboard, dashboard: board } = group.commonAnnotations;
  const links = [
    ['Runbook', runbook],
    ['Dashboard', dashboard ?? board],
  ] as const;
  return links
    .map(([name, url]) => linkOnly(name, url))
    .filter((part) => part !== '')
    .join(' · ');
}

/** Nothing where there is no address to go to. */
function linkOnly(name: string, url: string | undefined): string {
  return url === undefined || safeUrl(url) === undefined ? '' : link(name, url);
}

function silenceLine(state: AlertGroupState, now: Instant): string {
  const silence = activeSilence(state, now);
  return silence === undefined ? '' : `Silenced until ${instantWords(silence.until)} by ${shown(silence.by)}`;
}
