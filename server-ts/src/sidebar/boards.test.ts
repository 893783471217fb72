import { expect, test } from '@jest/globals';
import type { AlertGroupState } from '../ci/alerts.ts';
import type { GateState } from '../ci/gate.ts';
import { subjectKey } from '../ci/ids.ts';
import { CiError } from '../platform/errors.ts';
import { createAlertApi, type AlertAsker } from './alerts.ts';
import { createReviewApi } from './reviews.ts';
import { createSubscriptionApi } from './subscriptions.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const channel = 'c'.repeat(26);
const other = 'd'.repeat(26);
const isMember = async (user: string, id: string) => user !== 'mallory' && id === channel;
const subject = (kind: string, id: string) => ({ key: subjectKey('some', 'default', kind, id), provider: 'some', connection: 'default' });

const group = (name: string, severity: string, more: Partial<AlertGroupState['alerts'][number]> = {}): AlertGroupState => ({
  kind: 'alerts',
  subject: subject('alerts', name),
  group: {
    receiver: 'r',
    labels: { alertname: name },
    commonLabels: { severity },
    commonAnnotations: { runbook_url: 'javascript:alert(1)' },
  },
  alerts: [
    {
      fingerprint: 'f',
      status: 'firing',
      name,
      labels: { severity, host: 'a' },
      annotations: { summary: '<b>Full</b>' },
      startsAt: NOW - 60_000,
      url: 'https://prometheus.example/graph',
      ...more,
    },
  ],
  earlier: [],
  truncated: 0,
  toldAt: NOW,
});
const gate: GateState = {
  kind: 'gate',
  subject: { ...subject('gate', 'a'), project: { id: '1', path: 'a/b', url: 'https://sonar.example/a' } },
  analyses: [
    {
      id: '3',
      at: NOW - 1000,
      status: 'failed',
      url: 'https://sonar.example/3',
      conditions: [{ metric: 'new_coverage', status: 'failed', value: '61.2', threshold: '80', fails: 'below' }],
    },
    { id: '2', at: NOW - 2000, status: 'failed', url: 'https://sonar.example/2', conditions: [] },
    { id: '1', at: NOW - 9000, status: 'passed', url: 'https://sonar.example/1', conditions: [] },
  ],
};
const asked: (AlertAsker | string)[] = [];

const alerts = createAlertApi({
  isMember,
  boards: {
    firing: async () => [group('Slow', 'info'), group('Full', 'critical')],
    resolved: async () => [group('Over', 'critical', { status: 'resolved', endsAt: NOW - 1000 })],
    gates: async () => [gate],
  },
  titleOf: (provider) => provider.toUpperCase(),
  silenceable: () => true,
  async silence(asker, until) {
    asked.push(asker);
    if (until === 'soon') throw new CiError('CI_ACTION_UNTIL', 'Write a duration.', 'Correct it.');
    return 'Silenced.';
  },
  expire: async () => 'Ended.',
  now: () => NOW,
});
const reviews = createReviewApi({
  isMember,
  reviewsOf: async () => [],
  tasksOf: async (userId, fresh) => {
    asked.push(`${userId} ${fresh}`);
    return { systems: [] };
  },
});
const told: string[] = [];
const subscriptions = createSubscriptionApi({
  isMember,
  list: async () => ({ subscriptions: [], choices: { systems: [], events: [], usualEvents: [], notify: [], thread: [] } }),
  async add({ userId }, { project }) {
    if (userId === 'guest') throw new CiError('CI_CHANNEL_FORBIDDEN', 'You may not.', 'Ask `a member`.');
    return `subscribed to ${project}`;
  },
  remove: async (_session, number) => `ended ${number}`,
  async tell(_channel, message) {
    told.push(message);
  },
});
const app = { alerts, reviews, subscriptions };
type Name = keyof typeof app;
const ask = (name: Name, path: string, user: string, method = 'GET', body?: object) =>
  app[name].request(`/api/v1${path}`, {
    method,
    headers: { 'Mattermost-User-Id': user },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

test('what fires comes first by its weight, gates with why and since when; no address acts, no markup is kept apart', async () => {
  const board = await (await ask('alerts', `/alerts?channel_id=${channel}`, 'alice')).json();
  expect(board).toMatchObject({
    firing: [
      {
        title: 'Full',
        severity: 'critical',
        weight: 'grave',
        firing: 1,
        since: NOW - 60_000,
        summary: '<b>Full</b>',
        provider: 'SOME',
        labels: [],
      },
      { title: 'Slow', weight: 'light' },
    ],
    resolved: [{ title: 'Over', firing: 0, endedAt: NOW - 1000 }],
    gates: [
      { status: 'failed', since: NOW - 2000, conditions: [{ text: 'coverage on new code 61.2 % (at least 80 %)' }], history: [{}, {}, {}] },
    ],
  });
  expect(JSON.stringify(board)).not.toContain('javascript:');
});

test('a silence is asked for as who is signed in, in that channel', async () => {
  asked.length = 0;
  const body = { channel_id: channel, key: 'some/default/alerts/Full', until: '2h', userId: 'bob' };
  expect(await (await ask('alerts', '/alerts/silence', 'alice', 'POST', body)).json()).toEqual({ message: 'Silenced.' });
  expect(asked).toEqual([{ userId: 'alice', channelId: channel, key: 'some/default/alerts/Full' }]);
  const wrong = await ask('alerts', '/alerts/silence', 'alice', 'POST', { ...body, until: 'soon' });
  expect([wrong.status, await wrong.json()]).toEqual([400, { code: 'CI_ACTION_UNTIL', message: 'Write a duration. Correct it.' }]);
});

test('what waits for a person is read for who is signed in only', async () => {
  asked.length = 0;
  await ask('reviews', '/reviews/mine?fresh=true&user_id=bob', 'alice');
  expect(asked).toEqual(['alice true']);
});

test('what the channel is told changes by members who may, and the channel hears of it; a refusal changes nothing', async () => {
  const wish = { channel_id: channel, provider: 'some', project: 'a/b' };
  expect((await ask('subscriptions', '/subscriptions', 'alice', 'POST', wish)).status).toBe(200);
  expect((await ask('subscriptions', `/subscriptions/3?channel_id=${channel}`, 'alice', 'DELETE')).status).toBe(200);
  const refused = await ask('subscriptions', '/subscriptions', 'guest', 'POST', wish);
  expect([refused.status, await refused.json()]).toEqual([403, { code: 'CI_CHANNEL_FORBIDDEN', message: 'You may not. Ask a member.' }]);
  expect(told).toEqual(['subscribed to a/b', 'ended 3']);
});

const wish = (id: string) => ({ channel_id: id, key: 'k', until: '1h', provider: 'some', project: 'a' });
const questions: readonly (readonly [Name, string, string])[] = [
  ['alerts', '/alerts?channel_id=', 'GET'],
  ['alerts', '/alerts/silence', 'POST'],
  ['alerts', '/alerts/expire', 'POST'],
  ['reviews', '/reviews?channel_id=', 'GET'],
  ['subscriptions', '/subscriptions?channel_id=', 'GET'],
  ['subscriptions', '/subscriptions', 'POST'],
  ['subscriptions', '/subscriptions/1?channel_id=', 'DELETE'],
];

test.each(questions)(
  '%s %s %s: strangers, outsiders, other channels and no channel are refused, and nothing is done',
  async (name, path, method) => {
    const before = [asked.length, told.length];
    const send = (id: string, user: string) =>
      ask(name, path.endsWith('=') ? path + id : path, user, method, method === 'POST' ? wish(id) : undefined);
    expect((await send(channel, '')).status).toBe(401);
    expect((await send(channel, 'mallory')).status).toBe(403);
    expect((await send(other, 'alice')).status).toBe(403);
    expect((await send('../builds', 'alice')).status).toBe(400);
    expect((await send('', 'alice')).status).toBe(400);
    expect([asked.length, told.length]).toEqual(before);
  },
);
