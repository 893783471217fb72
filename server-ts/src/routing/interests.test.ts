import { expect, test } from '@jest/globals';
import { subjectKey, toChannelId } from '../ci/ids.ts';
import type { Interest } from '../ci/interest.ts';
import type { Act, ReviewState } from '../ci/review.ts';
import { createRouting } from './decide.ts';
import { isHeard, uniteHearings } from './hearing.ts';
import type { Rules, Subscription } from './rules.ts';
import { byLabels } from './ways.ts';

const project = { id: '7', path: 'city/api', url: '' };
const subject = { key: subjectKey('lab', 'default', 'merge-request', '7', '1'), provider: 'lab', connection: 'default', project };
const snapshot = {
  title: 'A',
  url: '',
  state: 'open',
  draft: false,
  labels: [],
  assignees: [],
  reviewers: [],
  confidential: false,
} as const;
const rules: Rules = { routes: [], notify: { pipelines: 'finish' }, thread: 'details', mutes: [] };
const NOW = 10_000_000_000;

function review(acts: readonly Act['verb'][], change: Partial<ReviewState> = {}, at = NOW): ReviewState {
  return {
    kind: 'merge-request',
    subject,
    number: '1',
    snapshot,
    acts: acts.map((verb, index) => ({ id: String(index), verb, at })),
    ...change,
  };
}

function subscription(events: readonly Interest[], more: Partial<Subscription> = {}): Subscription {
  const base = { id: 's', number: 1, channelId: toChannelId('c'), creatorId: 'u', provider: 'lab', project: 'city/api', createdAt: NOW };
  return { ...base, events, ...more };
}

/** What the subscribed channel is told; undefined when nothing leads there. */
function told(state: ReviewState, ...subscriptions: readonly Subscription[]) {
  const found = createRouting().decide({ state, hosted: false, past: [], rules, subscriptions, mutes: [], now: NOW });
  return found.find(({ room }) => room.kind === 'channel');
}

const about = (interest: Interest, at = 9) => ({ interests: [interest], at });
const labelled = (...labels: readonly string[]) => review(['labelled'], { snapshot: { ...snapshot, labels } });
const named = (path: string, id: string) => review(['opened'], { subject: { ...subject, project: { ...project, path, id } } });

test('a part of what people do with a merge request leads only to who asked for it', () => {
  const all: readonly Interest[] = ['merge_request', 'merge_request_comment', 'issue_comment', 'review', 'assignment', 'issue'];
  const heard = (verb: Act['verb']) => all.filter((interest) => told(review([verb]), subscription([interest]))?.speak === true);
  expect(heard('merged')).toEqual(['merge_request']);
  expect(heard('commented')).toEqual(['merge_request_comment']);
  expect(heard('approved')).toEqual(['merge_request', 'review']);
  expect(heard('assigned')).toEqual(['merge_request', 'assignment']);
  const opened = review(['opened'], { snapshot: { ...snapshot, reviewers: [{ name: 'Grace' }] } });
  expect(told(opened, subscription(['review']))?.speak).toBe(true);
});

test('what was before a subscription is not told by it, however much came after of other kinds', () => {
  const long = NOW - 3_600_000;
  const state = review(['commented'], {}, long);
  expect(
    told({ ...state, acts: [...state.acts, { id: 'm', verb: 'merged', at: NOW }] }, subscription(['merge_request_comment'])),
  ).toBeUndefined();
  expect(told(state, subscription(['merge_request_comment'], { createdAt: long }))?.speak).toBe(true);
});

test('of a thread a room hears what it asked for, in whichever of two ways; what must be asked for, only then', () => {
  const comments = { all: false, interests: ['merge_request_comment'], since: 5 } as const;
  expect([isHeard(comments, about('merge_request_comment')), isHeard(comments, about('review'))]).toEqual([true, false]);
  expect(isHeard(comments, about('merge_request_comment', 4))).toBe(false);
  expect(isHeard(undefined, about('review'))).toBe(true);
  const job = { interests: ['job'], asked: true } as const;
  expect([isHeard(undefined, job), isHeard({ all: true, interests: ['job'] }, job)]).toEqual([false, true]);
  const both = uniteHearings(undefined, { all: true, interests: ['job'] });
  expect([isHeard(both, job), isHeard(both, about('review', 1))]).toEqual([true, true]);
  const two = uniteHearings(comments, { all: false, interests: ['review'], since: 8 });
  expect([isHeard(two, about('review')), isHeard(two, about('merge_request_comment', 6))]).toEqual([true, true]);
});

test('labels choose among what has them; given later, it speaks then; what has none is told of all the same', () => {
  const chosen = byLabels(subscription(['merge_request', 'pipeline'], { labels: ['bug'] }));
  expect(chosen.map(({ events, labels }) => [events, labels])).toEqual([
    [['merge_request'], ['bug']],
    [['pipeline'], undefined],
  ]);
  expect(told(labelled('ui', 'bug'), ...chosen)?.speak).toBe(true);
  expect(told(labelled('ui'), ...chosen)).toBeUndefined();
  expect(told(labelled('bug'), subscription(['merge_request']))?.speak).toBe(false);
});

test('a known project is meant under any name, and another one that has its name is not', () => {
  const known = subscription(['merge_request'], { projectKey: 'default:7' });
  expect(told(named('town/new', '7'), known)?.speak).toBe(true);
  expect(told(named('city/api', '8'), known)).toBeUndefined();
  expect(told(named('city/api', '8'), subscription(['merge_request']))?.speak).toBe(true);
});
