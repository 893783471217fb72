import { expect, test } from '@jest/globals';
import { toChannelId, subjectKey } from './ci/ids.ts';
import type { AlertsSeen, SilenceSeen } from './ci/alerts.ts';
import type { SubjectState } from './ci/subject.ts';
import type { News } from './delivery/index.ts';
import { createFlow, type FlowPorts } from './flow.ts';
import { noTemplates } from './rendering/templates.ts';
import { createLearning } from './storage/learning.ts';
import type { StoredSubject } from './storage/index.ts';

const key = subjectKey('some', 'default', 'alerts', '{}:{job="api"}');
const subject = { key, provider: 'some', connection: 'default' };
const alert = { fingerprint: 'a', status: 'firing', name: 'Down', labels: {}, annotations: {}, startsAt: 1 } as const;
const group = { receiver: 'team', labels: { job: 'api' }, commonLabels: {}, commonAnnotations: {} };
const firing: AlertsSeen = { kind: 'alerts', subject, group, alerts: [alert], truncated: 0 };
const silence: SilenceSeen = { kind: 'silence', subject, silence: { id: 's', by: 'ada', at: 5, until: 100, expired: false } };

/** One channel that hears everything; what is delivered to it is kept. */
function world(ports: Partial<Pick<FlowPorts, 'channelOf' | 'decide'>> = {}) {
  const known = new Map<string, StoredSubject>();
  const delivered: News[] = [];
  const clock = { now: 10 };
  const flow = createFlow({
    subjects: {
      ...createLearning({
        find: async (of) => known.get(of),
        async merge(of, change, now) {
          const before = known.get(of);
          const state: SubjectState = change(before?.state);
          const after = { state, revision: (before?.revision ?? 0) + 1, updatedAt: now };
          known.set(of, after);
          return after;
        },
      }),
      async scene(of) {
        const stored = known.get(of);
        return stored && { subject: stored, joined: [], past: [], superseded: false, findings: [], follows: [], refresh: [] };
      },
    },
    history: { note: async () => undefined },
    refresh: async () => undefined,
    wishes: async () => ({
      rules: { routes: [], notify: { pipelines: 'finish' }, thread: 'details', mutes: [] },
      subscriptions: [],
      mutes: [],
    }),
    decide: () => [
      {
        room: { kind: 'purpose', purpose: 'alerts' },
        speak: true,
        quiet: false,
        thread: 'details',
        mutedIn: [],
        why: 'it is the only one',
      },
    ],
    channelOf: async () => toChannelId('alerts'),
    context: () => ({ providerTitle: () => 'Some', templates: noTemplates }),
    async deliver(news) {
      delivered.push(news);
      return {};
    },
    following: {
      stand: async () => ({ channels: [], holds: new Map(), doubts: [] }),
      findOut: async () => ({ known: false, holds: new Map() }),
    },
    named: async (states) => states,
    investigate: async () => undefined,
    now: () => clock.now,
    ...ports,
  });
  const card = (): string => JSON.stringify(delivered.at(-1)?.content.props);
  return { flow, delivered, clock, card };
}

test('a silence that has run out is gone from the card when its group is looked at again', async () => {
  const { flow, clock, card, delivered } = world();
  await flow(key, [firing, silence]);
  expect(card()).toContain('Silenced until');
  clock.now = 101;
  await flow(key, []);
  expect(card()).not.toContain('Silenced until');
  expect(card()).toContain('Silence for');
  expect(new Set(delivered.map(({ substance }) => substance)).size).toBe(2);
});

test('a subject that was forgotten is not shown again', async () => {
  const { flow, delivered } = world();
  await flow(key, []);
  expect(delivered).toEqual([]);
});

test('a room that cannot be had now keeps no other one waiting, and is asked for again', async () => {
  const way = { speak: true, quiet: false, thread: 'details', mutedIn: [], why: 'a test' } as const;
  const { flow, delivered } = world({
    decide: () => [
      { ...way, room: { kind: 'purpose', purpose: 'alerts' } },
      { ...way, room: { kind: 'named', channel: 'ops' } },
    ],
    channelOf: async (room) => (room.kind === 'named' ? toChannelId('ops') : Promise.reject(new Error('no team'))),
  });
  await expect(flow(key, [firing])).rejects.toThrow('no team');
  expect(delivered.map(({ destinations }) => destinations.map(({ channelId }) => channelId))).toEqual([['ops']]);
});
