// The known facts of Alertmanager's notifications.

import { expect } from '@jest/globals';
import { factsOf } from '../../../server-ts/src/ci/facts.ts';
import type { Alert } from '../../../server-ts/src/ci/alerts.ts';
import type { Shown } from '../shown.ts';
import { reads, stateOf, type Check, type Checks } from './check.ts';

const counts =
  (status: Alert['status']): Check =>
  (fact, shown) =>
    expect(stateOf(shown, 'alerts').alerts.filter((alert) => alert.status === status)).toHaveLength(Number(fact));

const each =
  (check: (word: string, shown: Shown) => void): Check =>
  (fact, shown) => {
    expect(Array.isArray(fact)).toBe(true);
    if (Array.isArray(fact)) for (const word of fact) check(String(word), shown);
  };

export const alertmanagerChecks: Checks = {
  status: (fact, { state, card }) => {
    expect(factsOf(state).status).toBe(fact);
    expect(card).toMatch(fact === 'firing' ? /[Ff]iring/ : /Resolved/);
  },
  receiver: reads,
  firing: counts('firing'),
  resolved: counts('resolved'),
  truncated: (fact, shown) => expect(stateOf(shown, 'alerts').truncated).toBe(fact),
  alertnames: each(reads),
  severities: each(reads),
  group: (fact, shown) => {
    const { labels } = stateOf(shown, 'alerts').group;
    expect(labels).toEqual(fact);
    for (const [name, value] of Object.entries(labels)) reads(name === 'alertname' ? value : `${name}=${value}`, shown);
  },
  groupKey: (fact, { state }) => expect(state.kind === 'alerts' && decodeURIComponent(state.subject.key)).toContain(String(fact)),
};
