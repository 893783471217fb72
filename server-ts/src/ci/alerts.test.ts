import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { alertStateOf, endedSilence, joinAlerts } from './alerts.ts';
import type { Alert, AlertGroupState, AlertsSeen, SilenceSeen } from './alerts.ts';
import { factsOf, isSettled } from './facts.ts';
import { subjectKey } from './ids.ts';

const subject = { key: subjectKey('some', 'default', 'alerts', '{}:{job="api"}'), provider: 'some', connection: 'default' };
const MINUTE = 60_000;

function notify(alerts: readonly Alert[], truncated = 0): AlertsSeen {
  const name = alerts.every((alert) => alert.name === alerts[0]?.name) ? alerts[0]?.name : undefined;
  const commonLabels = { job: 'api', ...(name !== undefined && { alertname: name }) };
  return {
    kind: 'alerts',
    subject,
    group: { receiver: 'team', labels: { job: 'api' }, commonLabels, commonAnnotations: {} },
    alerts,
    truncated,
  };
}

function fire(host: string, startsAt: number, endsAt?: number): Alert {
  const labels = { alertname: 'Down', host };
  const life = { labels, annotations: {}, startsAt, ...(endsAt !== undefined && { endsAt }) };
  return { fingerprint: host, status: endsAt === undefined ? 'firing' : 'resolved', name: 'Down', ...life };
}

interface Life {
  readonly host: string;
  readonly from: number;
  readonly to: number;
}

/** Outbreaks of one alert never overlap; the last may go on for ever. Minutes. */
const livesOf = (host: string): fc.Arbitrary<readonly Life[]> =>
  fc
    .tuple(fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })), { maxLength: 4 }), fc.boolean())
    .map(([spans, endless]) => {
      let at = 0;
      return spans.map(([pause, length], index) => {
        const from = at + pause;
        at = from + length;
        return { host, from, to: endless && index === spans.length - 1 ? Infinity : at };
      });
    });

/**
 * Tells what a sender would: at some minutes all that fires and all that ended since it told last, sometimes only a part of it first,
 * sometimes the same again; and now and then somebody silences the group.
 */
const history: fc.Arbitrary<{ readonly events: readonly (AlertsSeen | SilenceSeen)[]; readonly firing: readonly string[] }> = fc
  .record({
    lives: fc.tuple(...['a', 'b', 'c', 'd', 'e'].map(livesOf)).map((all) => all.flat()),
    flushes: fc
      .uniqueArray(fc.integer({ min: 1, max: 330 }), { minLength: 1, maxLength: 12 })
      .map((all) => all.toSorted((left, right) => left - right)),
    parts: fc.array(fc.nat({ max: 3 }), { minLength: 13, maxLength: 13 }),
    silences: fc.array(fc.tuple(fc.nat({ max: 300 }), fc.boolean()), { maxLength: 2 }),
  })
  .map(({ lives, flushes, parts, silences }) => {
    const events: (AlertsSeen | SilenceSeen)[] = [];
    let told = -1;
    for (const [index, now] of [...flushes, 400].entries()) {
      const current = lives.filter(({ from, to }) => from <= now && to > told);
      const alerts = newestOf(current).map(({ host, from, to }) => fire(host, from * MINUTE, to <= now ? to * MINUTE : undefined));
      const part = parts[index];
      if (alerts.length > 1 && part === 1) events.push(notify(alerts.slice(0, 1), alerts.length - 1));
      if (alerts.length > 0) events.push(notify(alerts));
      if (alerts.length > 0 && part === 2) events.push(notify(alerts));
      told = now;
    }
    for (const [at, expired] of silences)
      events.push({ kind: 'silence', subject, silence: { id: `s${at}`, by: 'ada', at: at * MINUTE, until: (at + 60) * MINUTE, expired } });
    return { events, firing: lives.filter(({ to }) => to === Infinity).map(({ host }) => host) };
  })
  .filter(({ events }) => events.length > 0);

/** As the sender knows an alert: only its latest outbreak. */
function newestOf(lives: readonly Life[]): readonly Life[] {
  return [...new Map(lives.map((life) => [life.host, life])).values()];
}

function joinAll(states: readonly AlertGroupState[]): AlertGroupState {
  return states.reduce((left, right) => joinAlerts(left, right));
}

/** As it comes back from the database, which sorts keys in its own way. */
function stored<T>(value: T): T;
function stored(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((part: unknown) => stored(part));
  if (typeof value !== 'object' || value === null) return value;
  const entries: readonly [string, unknown][] = Object.entries(value);
  return Object.fromEntries(entries.toReversed().map(([key, part]) => [key, stored(part)]));
}

describe('the state of an alert group', () => {
  test('is the same whatever order, repetition and grouping its news has', () => {
    fc.assert(
      fc.property(history, fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), fc.nat(), ({ events }, dice, cut) => {
        const states = events.map(alertStateOf);
        const expected = joinAll(states);
        const shuffled = [...states, ...states.slice(0, 3)].map((state, index) => ({ state, place: dice[index] ?? 0 }));
        const mixed = shuffled
          .toSorted((left, right) => left.place - right.place)
          .map(({ state, place }) => (place % 2 === 0 ? stored(state) : state));
        expect(joinAll(mixed)).toEqual(expected);
        const at = cut % states.length;
        const [head, tail] = [states.slice(0, at), states.slice(at)];
        if (head.length > 0) expect(joinAlerts(joinAll(tail), joinAll(head))).toEqual(expected);
        expect(joinAlerts(expected, expected)).toEqual(expected);
        expect(JSON.parse(JSON.stringify(expected))).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  test('fires exactly while its sender says so', () => {
    fc.assert(
      fc.property(history, ({ events, firing }) => {
        const told = events.filter((event) => event.kind === 'alerts');
        const heard = new Set(told.flatMap(({ alerts }) => alerts.map(({ fingerprint }) => fingerprint)));
        const state = joinAll(events.map(alertStateOf));
        const shown = state.alerts.filter(({ status }) => status === 'firing').map(({ fingerprint }) => fingerprint);
        expect(shown.toSorted()).toEqual(firing.filter((host) => heard.has(host)).toSorted());
        expect(state.earlier.every(({ status }) => status === 'resolved')).toBe(true);
        expect(isSettled(state)).toBe(shown.length === 0);
        expect(factsOf(state).status).toBe(shown.length === 0 ? 'resolved' : 'firing');
      }),
      { numRuns: 500 },
    );
  });
});

function after(...events: readonly (AlertsSeen | SilenceSeen)[]): AlertGroupState {
  return joinAll(events.map(alertStateOf));
}

const hosts = (alerts: readonly Alert[]): readonly string[] => alerts.map(({ fingerprint, status }) => `${fingerprint} ${status}`);

test('a large group that arrives in parts is one group, and no part hides another', () => {
  const all = Array.from({ length: 100 }, (_, at) => fire(`h${String(at).padStart(2, '0')}`, MINUTE));
  const state = after(notify(all.slice(0, 9)), notify(all), notify(all.slice(50, 60)));
  expect(state.alerts).toHaveLength(100);
});

test('of an outbreak the resolved ones stay, those of an earlier one go, and old news does not bring them back', () => {
  const first = notify([fire('a', 10 * MINUTE), fire('b', 12 * MINUTE)]);
  const over = notify([fire('a', 10 * MINUTE, 20 * MINUTE), fire('b', 12 * MINUTE, 22 * MINUTE)]);
  expect(hosts(after(first, notify([fire('a', 10 * MINUTE, 20 * MINUTE), fire('b', 12 * MINUTE)])).alerts)).toEqual([
    'a resolved',
    'b firing',
  ]);
  expect(hosts(after(first, over).alerts)).toEqual(['a resolved', 'b resolved']);
  const anew = after(first, over, notify([fire('b', 60 * MINUTE)]), first);
  expect(hosts(anew.alerts)).toEqual(['b firing']);
  expect(hosts(anew.earlier)).toEqual(['a resolved']);
});

test('what fires after all of it was told to be over is an outbreak of its own, however soon', () => {
  const over = notify([fire('a', 10 * MINUTE, 20 * MINUTE), fire('b', 12 * MINUTE, 22 * MINUTE)]);
  const anew = after(over, notify([fire('c', 23 * MINUTE)]));
  expect([hosts(anew.alerts), hosts(anew.earlier)]).toEqual([['c firing'], ['a resolved', 'b resolved']]);
  const ended = after(over, notify([fire('c', 23 * MINUTE)]), notify([fire('c', 23 * MINUTE, 24 * MINUTE)]));
  expect(hosts(ended.alerts)).toEqual(['c resolved']);
  const changed = after(notify([fire('a', 10 * MINUTE, 22 * MINUTE), fire('c', 23 * MINUTE)]));
  expect(hosts(changed.alerts)).toEqual(['a resolved', 'c firing']);
  const partly = after(notify([fire('a', 10 * MINUTE, 22 * MINUTE)], 1), notify([fire('c', 23 * MINUTE)]));
  expect(hosts(partly.alerts)).toEqual(['a resolved', 'c firing']);
});

test('an alert that began long ago and is told of late still fires', () => {
  const over = notify([fire('a', 10 * MINUTE, 20 * MINUTE)]);
  const unsilenced = notify([fire('quiet', 5 * MINUTE), fire('b', 60 * MINUTE)]);
  expect(hosts(after(over, unsilenced).alerts)).toContain('quiet firing');
});

test('what is common to the group and left out of it is as told last', () => {
  const state = after(notify([fire('a', 10 * MINUTE)], 90), notify([fire('a', 10 * MINUTE, 30 * MINUTE)]));
  expect(state.truncated).toBe(0);
});

test('the silence is the newest one, and ending it counts', () => {
  const set = { id: 's1', by: 'ada', at: 10, until: 100, expired: false };
  const say = (silence: typeof set): SilenceSeen => ({ kind: 'silence', subject, silence });
  expect(after(say({ ...set, at: 20, expired: true }), say(set)).silence?.expired).toBe(true);
  expect(after(say({ ...set, id: 's2', at: 30 }), say({ ...set, at: 20, expired: true })).silence?.id).toBe('s2');
  const known = after(say(set), notify([fire('a', 1)]));
  expect([known.group.receiver, known.silence?.id]).toEqual(['team', 's1']);
});

test('a silence that ran out is learned to be over, and that never ends a later one', () => {
  const set = { id: 's1', by: 'ada', at: 10, until: 100, expired: false };
  const state = after({ kind: 'silence', subject, silence: set });
  expect([endedSilence(state, 99), endedSilence(after(notify([fire('a', 1)])), 99)]).toEqual([undefined, undefined]);
  const ended = endedSilence(state, 100);
  if (ended === undefined) throw new Error('it has not ended');
  const over = joinAlerts(state, alertStateOf(ended));
  expect([over.silence?.expired, endedSilence(over, 200)]).toEqual([true, undefined]);
  const later: SilenceSeen = { kind: 'silence', subject, silence: { ...set, id: 's2', at: 50, until: 300 } };
  expect(joinAlerts(over, alertStateOf(later)).silence).toEqual(later.silence);
});

test('a group whose alerts change for years stays small, and what fires is never forgotten', () => {
  let state = after(notify([fire('old', 1)]));
  for (let at = 2; at < 1_500; at += 1)
    state = joinAlerts(state, alertStateOf(notify([fire(`pod-${at}`, at * 10 * MINUTE, at * 10 * MINUTE + 1)])));
  expect(hosts(state.alerts)).toContain('old firing');
  expect(state.alerts.length + state.earlier.length).toBeLessThanOrEqual(501);
  expect(JSON.stringify(state).length).toBeLessThan(100_000);
});
