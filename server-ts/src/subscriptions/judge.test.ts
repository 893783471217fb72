import { expect, test } from '@jest/globals';
import type { Place } from '../ci/place.ts';
import { toChannelId } from '../ci/ids.ts';
import { lookAfter, type Seen } from './judge.ts';
import { graceEnd } from './pace.ts';
import type { StoredSubscription } from './subscription.ts';

const DAY = 86_400_000;
const moment = { now: 100 * DAY, random: () => 0.5 };
const place: Place = { kind: 'project', id: '7', path: 'city/api', url: '', open: false, archived: false, right: 'news' };
const known = { kind: 'project', connection: 'default', id: '7', open: false, archived: false } as const;
const seen = (change: Partial<Place> = {}): Seen => ({ kind: 'seen', place: { ...place, ...change }, connection: 'default' });
const subscription: StoredSubscription = {
  id: 's',
  number: 1,
  channelId: toChannelId('c'),
  creatorId: 'alice',
  provider: 'lab',
  project: 'city/api',
  branches: [],
  events: ['pipeline'],
  createdAt: 0,
  place: known,
  checkedAt: 99 * DAY,
};

test('all as it was says nothing and looks again in about a day', () => {
  expect(lookAfter(subscription, seen(), moment)).toEqual({ place: known, checkedAt: moment.now, checkAt: 101 * DAY, news: [] });
});

test('a new name is followed, of a group too; archived and taken back are told', () => {
  expect(lookAfter(subscription, seen({ path: 'town/api' }), moment)).toMatchObject({
    project: 'town/api',
    news: [{ kind: 'renamed', from: 'city/api', to: 'town/api' }],
  });
  const group = { ...subscription, project: 'city/**', place: { ...known, kind: 'group' } } as const;
  expect(lookAfter(group, seen({ kind: 'group', path: 'town' }), moment)).toMatchObject({ project: 'town/**' });
  expect(lookAfter(subscription, seen({ path: 'City/API' }), moment).news).toEqual([]);
  expect(lookAfter(subscription, seen({ archived: true }), moment)).toMatchObject({
    place: { archived: true },
    news: [{ kind: 'archived' }],
  });
  const archived = { ...subscription, place: { ...known, archived: true } };
  expect(lookAfter(archived, seen({ archived: true }), moment).news).toEqual([]);
  expect(lookAfter(archived, seen(), moment).news).toEqual([{ kind: 'unarchived' }]);
});

test('who cannot be seen to have access is told once, then it stops once, and begins again by itself', () => {
  for (const why of ['account', 'access'] as const) {
    const first = lookAfter(subscription, { kind: 'hidden', why }, moment);
    const doubt = { why, since: moment.now };
    expect(first).toMatchObject({ doubt, news: [{ kind: 'doubted', why, until: graceEnd(doubt) }] });
    expect(first.checkAt).toBeLessThan(moment.now + DAY / 12);
    const doubtful = { ...subscription, doubt };
    expect(lookAfter(doubtful, { kind: 'hidden', why }, { ...moment, now: graceEnd(doubt) - 1 }).news).toEqual([]);
    const after = { ...moment, now: graceEnd(doubt) };
    expect(lookAfter(doubtful, { kind: 'hidden', why }, after)).toMatchObject({
      stopped: { why, at: after.now },
      news: [{ kind: 'stopped', why }],
    });
    const stopped = { ...subscription, stopped: { why, at: 1 } };
    expect(lookAfter(stopped, { kind: 'hidden', why }, moment)).toMatchObject({ news: [] });
    for (const each of [doubtful, stopped])
      expect(lookAfter(each, seen(), moment)).toMatchObject({ doubt: null, stopped: null, news: [{ kind: 'regained' }] });
  }
});

test('losing access after losing the account keeps the earlier beginning, and gives no grace twice', () => {
  const doubtful = { ...subscription, doubt: { why: 'account', since: moment.now - 2 * DAY } } as const;
  expect(lookAfter(doubtful, { kind: 'hidden', why: 'access' }, moment)).toMatchObject({ stopped: { why: 'access' } });
});

test('what cannot be known changes nothing, and the pause that was asked for is kept', () => {
  const until = moment.now + 5 * DAY;
  expect(lookAfter(subscription, { kind: 'unknown' }, { ...moment, until })).toEqual({ checkAt: until, news: [] });
  expect(Object.keys(lookAfter(subscription, { kind: 'unknown' }, moment))).toEqual(['checkAt', 'news']);
});
