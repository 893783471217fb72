import { expect, test } from '@jest/globals';
import type { CiEvent } from '../ci/event.ts';
import { subjectKey } from '../ci/ids.ts';
import { merge } from '../ci/merge.ts';
import type { Act, ReviewSeen } from '../ci/review.ts';
import { concernsOf } from './concerns.ts';

const told = (...events: readonly CiEvent[]) => {
  const [first, ...more] = events;
  if (first === undefined) return [];
  const state = more.reduce((known, event) => merge(known, event), merge(undefined, first));
  return concernsOf({ state, events }).map(({ who, roles }) => `${who.username ?? who.id}: ${roles.map(({ what }) => what).join(', ')}`);
};

const ada = { id: '1', name: 'Ada', username: 'ada' };
const bob = { id: '2', name: 'Bob', username: 'bob' };
const cora = { id: '3', name: 'Cora', username: 'cora' };
const review = (acts: readonly Act[], more: Partial<ReviewSeen['snapshot']> = {}): ReviewSeen => ({
  kind: 'merge-request',
  number: '7',
  subject: {
    key: subjectKey('gitlab', 'default', 'merge-request', '1', '7'),
    provider: 'gitlab',
    connection: 'default',
    project: { id: '1', path: 'city/api', url: '' },
  },
  snapshot: {
    title: 'Add the ferry',
    url: '',
    state: 'open',
    draft: false,
    labels: [],
    assignees: [],
    reviewers: [],
    confidential: false,
    updatedAt: 5,
    ...more,
  },
  acts,
});
const act = (verb: Act['verb'], more: Partial<Act> = {}): Act => ({ id: `${verb}/1`, verb, by: bob, at: 5, ...more });

test('one happening is one concern for each person, as all that they are to it', () => {
  const opened = review([act('opened', { mentions: ['ada', 'dan', 'bob'] })], { reviewers: [ada], assignees: [ada, cora], author: bob });
  expect(told(opened)).toEqual(['ada: review-asked, assigned, mentioned', 'cora: assigned', 'dan: mentioned']);
  expect(told(review([act('commented', { mentions: ['ADA'], text: 'Hello' })], { author: ada, assignees: [cora] }))).toEqual([
    'ada: mentioned, commented',
    'cora: commented',
  ]);
});

test('nobody is concerned by what they did, by id or by name, nor by what was heard before', () => {
  const mine = review([act('merged', { by: { name: 'Ada', username: 'Ada' } })], { author: { name: '', username: 'ada' } });
  expect(told(mine)).toEqual([]);
  expect(told(review([act('assigned', { people: [bob, ada], by: { ...bob, username: 'renamed' } })]))).toEqual(['ada: assigned']);
  expect(concernsOf({ state: merge(undefined, review([act('merged')], { author: ada })), events: [] })).toEqual([]);
});

test('a comment tells its author by id only: the merge request knows their name', () => {
  const known = review([act('opened')], { author: ada, assignees: [cora] });
  const { updatedAt: _at, ...snapshot } = review([]).snapshot;
  const comment = { ...review([act('commented', { id: 'commented/9' })]), snapshot: { ...snapshot, author: { id: '1', name: '' } } };
  const state = merge(merge(undefined, known), comment);
  expect(concernsOf({ state, events: [comment] }).map(({ who }) => who)).toEqual([
    { id: '1', username: 'ada' },
    { id: '3', username: 'cora' },
  ]);
});

test('what is confidential stays so, whichever of the events told it', () => {
  const comment = review([act('commented', { mentions: ['ada'] })]);
  const state = merge(merge(undefined, comment), review([act('updated')], { confidential: true, updatedAt: 9 }));
  expect(concernsOf({ state, events: [comment] })[0]?.news.thing.confidential).toBe(true);
});
