// A notification of Alertmanager → what was seen of a group of alerts.

import { createHash } from 'node:crypto';
import type { Alert, AlertGroup } from '../../ci/alerts.ts';
import type { Connection } from '../../ci/connection.ts';
import { subjectKey } from '../../ci/ids.ts';
import { canonicalJson } from '../../ci/order.ts';
import type { Delivery, Reading } from '../../ci/provider.ts';
import { address, parseJson } from '../../platform/foreign-json.ts';
import { alertSchema, messageSchema } from './schema.ts';
import type { AlertPayload, Message } from './schema.ts';

/** More are counted only. */
const MAX_ALERTS = 500;
const MAX_KEY = 150;

export function read({ body }: Delivery, connection: Connection): Reading {
  const parsed = messageSchema.safeParse(parseJson(body));
  if (!parsed.success) return { kind: 'invalid', reason: 'the body is no notification of Alertmanager: it has no groupKey or no alerts' };
  const listed = parsed.data.alerts.slice(0, MAX_ALERTS).flatMap((alert) => alertOf(alertSchema.safeParse(alert).data));
  if (listed.length === 0) return { kind: 'ignored', reason: 'the notification of alerts names none that is firing or resolved' };
  const key = subjectKey('alertmanager', connection.name, 'alerts', shortKey(parsed.data.groupKey));
  const truncated = parsed.data.truncatedAlerts + Math.max(0, parsed.data.alerts.length - MAX_ALERTS);
  const subject = { key, provider: 'alertmanager', connection: connection.name };
  return { kind: 'event', event: { kind: 'alerts', subject, group: groupOf(parsed.data), alerts: listed, truncated } };
}

/** A group key grows with the labels of its group, which may be long. */
function shortKey(groupKey: string): string {
  const key = groupKey.replaceAll('\0', '');
  return key.length <= MAX_KEY && key === groupKey ? key : createHash('sha256').update(groupKey).digest('hex');
}

function groupOf({ receiver, groupLabels, commonLabels, commonAnnotations, externalURL }: Message): AlertGroup {
  return {
    receiver: receiver ?? '',
    labels: groupLabels,
    commonLabels,
    commonAnnotations,
    ...(externalURL !== undefined && { url: externalURL }),
  };
}

/** Without a fingerprint (before 0.15.3, or made by hand) the labels are the identity, as they are for Alertmanager. */
function alertOf(told: AlertPayload | undefined): readonly Alert[] {
  if (told === undefined) return [];
  const { status, labels, annotations, startsAt = 0, endsAt, generatorURL, fingerprint } = told;
  const runbookUrl = address.parse(annotations['runbook_url'] ?? annotations['runbook']);
  return [
    {
      fingerprint: fingerprint ?? createHash('sha256').update(canonicalJson(labels)).digest('hex').slice(0, 16),
      status,
      name: labels['alertname'] ?? '',
      labels,
      annotations,
      startsAt,
      ...(status === 'resolved' && { endsAt: Math.max(startsAt, endsAt ?? startsAt) }),
      ...(generatorURL !== undefined && { url: generatorURL }),
      ...(runbookUrl !== undefined && { runbookUrl }),
    },
  ];
}
