import { expect, test } from '@jest/globals';
import type { AlertsSeen } from '../../ci/alerts.ts';
import type { Reading } from '../../ci/provider.ts';
import { identify } from './identify.ts';
import { read } from './webhook.ts';

const firing = { status: 'firing', labels: { alertname: 'Down' }, startsAt: '2026-11-21T01:33:48.318Z', endsAt: '0001-01-01T00:00:00Z' };

function readBody(body: string): Reading {
  const delivery = { headers: new Headers(), query: new URLSearchParams(), body: Buffer.from(body) };
  return read(delivery, { provider: 'alertmanager', name: 'lab', url: '', webhookSecrets: [] });
}

function seen(message: object): AlertsSeen {
  const reading = readBody(JSON.stringify({ version: '4', groupKey: '{}:{}', status: 'firing', alerts: [firing], ...message }));
  if (reading.kind !== 'event' || reading.event.kind !== 'alerts') throw new Error(JSON.stringify(reading));
  return reading.event;
}

test('year 1 means that it has not ended; a resolved alert has an end, even where the sender forgot it', () => {
  const resolved = { ...firing, status: 'resolved', fingerprint: 'b', endsAt: '2026-11-21T01:40:00Z' };
  const { alerts } = seen({ alerts: [firing, resolved, { ...resolved, fingerprint: 'c', endsAt: '0001-01-01T00:00:00Z' }] });
  expect(alerts.map(({ endsAt }) => endsAt)).toEqual([
    undefined,
    Date.parse('2026-11-21T01:40:00Z'),
    Date.parse('2026-11-21T01:33:48.318Z'),
  ]);
});

test('what a sender may leave out is empty: name, annotations, links, labels of the group', () => {
  const { group, alerts, truncated, subject } = seen({ alerts: [{ status: 'firing', labels: { job: 'api' }, generatorURL: '' }] });
  expect(group).toEqual({ receiver: '', labels: {}, commonLabels: {}, commonAnnotations: {} });
  expect(alerts).toEqual([
    {
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      status: 'firing',
      name: '',
      labels: { job: 'api' },
      annotations: {},
      startsAt: 0,
    },
  ]);
  expect([truncated, subject.key]).toEqual([0, 'alertmanager/lab/alerts/%7B%7D%3A%7B%7D']);
});

test('alerts without a fingerprint are told apart by their labels, in whatever order these come', () => {
  const { alerts } = seen({
    alerts: [
      { ...firing, labels: { a: '1', b: '2' } },
      { ...firing, labels: { b: '2', a: '1' } },
      { ...firing, labels: { a: '1' } },
    ],
  });
  expect(new Set(alerts.map(({ fingerprint }) => fingerprint)).size).toBe(2);
});

test('labels stay what they are, as silences are made of them', () => {
  expect(seen({ groupLabels: { path: ' /var ', empty: '', number: 7 } }).group.labels).toEqual({ path: ' /var ', empty: '' });
});

test.each([
  [{ runbook_url: 'https://runbooks.example/Down' }, 'https://runbooks.example/Down'],
  [{ runbook: 'https://runbooks.example/Down' }, 'https://runbooks.example/Down'],
  [{ runbook_url: 'javascript:alert(1)' }, undefined],
  [{ runbook_url: 'see the wiki' }, undefined],
])('the runbook of %j is %s', (annotations, url) => {
  expect(seen({ alerts: [{ ...firing, annotations }] }).alerts[0]?.runbookUrl).toBe(url);
});

test('what was left out is counted: by the sender, and beyond 500', () => {
  const many = Array.from({ length: 620 }, (_, at) => ({ ...firing, fingerprint: `f${at}` }));
  const { alerts, truncated } = seen({ alerts: many, truncatedAlerts: 30 });
  expect([alerts.length, truncated]).toEqual([500, 150]);
});

test('groups keep apart by connection and group key, however long that is', () => {
  const keys = ['{}:{a="1"}', '{}:{a="2"}', `{}:{a="${'x'.repeat(5_000)}1"}`, `{}:{a="${'x'.repeat(5_000)}2"}`].map(
    (groupKey) => seen({ groupKey }).subject.key,
  );
  expect(new Set(keys).size).toBe(4);
  expect(Math.max(...keys.map((key) => key.length))).toBeLessThan(600);
});

test('fields of later versions change nothing', () => {
  const told = { notification_reason: 'group_updated', routeLabels: { team: 'ci' } };
  expect(seen(told)).toEqual(seen({}));
});

test('a reminder has no identity, so it is never taken for a repetition', () => {
  expect(identify()).toBeUndefined();
});

test.each([
  ['not json', 'invalid'],
  ['[]', 'invalid'],
  ['{"alerts":[]}', 'invalid'],
  ['{"groupKey":"{}","alerts":{}}', 'invalid'],
  ['{"groupKey":"{}","alerts":[]}', 'ignored'],
  ['{"groupKey":"{}","alerts":[{"status":"@channel"},7]}', 'ignored'],
])('%s is %s', (body, kind) => {
  expect(readBody(body).kind).toBe(kind);
});
