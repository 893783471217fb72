import { expect, test } from '@jest/globals';
import { merge } from '../../ci/merge.ts';
import type { Reading } from '../../ci/provider.ts';
import type { Act, ReviewSeen } from '../../ci/review.ts';
import { event, stored } from './stored-body.ts';
import type { Body } from './stored-body.ts';

function review(reading: Reading): ReviewSeen {
  const seen = event(reading);
  if (seen.kind === 'merge-request' || seen.kind === 'issue') return seen;
  throw new Error(seen.kind);
}

/** An update of the stored merge request. */
function updated(changes: object, attributes: object = {}): Reading {
  return stored('merge_request_open.json', (body) => {
    body['object_attributes'] = { ...body['object_attributes'], action: 'update', system: false, ...attributes };
    body['changes'] = { ...changes };
  });
}

function said(reading: Reading): readonly Pick<Act, 'verb' | 'text'>[] {
  return review(reading).acts.map(({ verb, text }) => (text === undefined ? { verb } : { verb, text }));
}

const sameRequest = (body: Body): void => {
  body['project'] = { ...body['project'], id: 1 };
};

const noteWith = (attributes: object, issue: object | undefined, type = 'note'): Reading =>
  stored('note_merge_request.json', (body) => {
    body['object_attributes'] = { ...body['object_attributes'], ...attributes };
    body.event_type = type;
    if (issue === undefined) return;
    delete body['merge_request'];
    body['issue'] = { iid: 3, title: 'Leak', state: 'opened', updated_at: '2015-05-17 18:30:00 UTC', ...issue };
  });

const asWorkItem = (body: Body): void => void Object.assign(body, { object_kind: 'work_item' });

const withTarget = (body: Body): void => {
  body['object_attributes'] = { ...body['object_attributes'], target_project_id: 1 };
};

const revoke = (body: Body): void => {
  body['object_attributes'] = { ...body['object_attributes'], action: 'revoke' };
};

const alice = { id: 1, name: 'Alice', username: 'alice' };

const bob = { id: 2, name: 'Bob', username: 'bob' };

test('people are told with their ids; of an author who is not named only that is known, and nobody is 0', () => {
  const opened = (attributes: object, user: object) =>
    review(
      stored('merge_request_open.json', (body) => {
        body['object_attributes'] = { ...body['object_attributes'], ...attributes };
        Object.assign(body, { user, assignees: [bob], reviewers: [] });
      }),
    );
  const { snapshot, acts } = opened({ author_id: 77 }, alice);
  expect([snapshot.author, snapshot.assignees, acts[0]?.by]).toEqual([
    { id: '77', name: '' },
    [{ ...bob, id: '2' }],
    { ...alice, id: '1' },
  ]);
  expect(opened({ author_id: 1 }, alice).snapshot.author).toEqual({ ...alice, id: '1' });
  expect(opened({}, { ...alice, id: 0 }).acts[0]?.by).toEqual({ name: 'Alice', username: 'alice' });
});

test.each([
  ['open', 'opened'],
  ['close', 'closed'],
  ['reopen', 'reopened'],
  ['merge', 'merged'],
  ['approved', 'approved'],
  ['approval', 'approved'],
  ['unapproved', 'unapproved'],
  ['unapproval', 'unapproved'],
])('the action %s is said as %s', (action, verb) => {
  expect(said(updated({}, { action, system_action: undefined }))).toEqual([{ verb }]);
});

test('approvals that a push took away are not a change of mind', () => {
  expect(said(updated({}, { action: 'unapproved', system: true }))).toEqual([{ verb: 'unapproved', text: 'reset by a push' }]);
});

test('an update is said by what changed in it', () => {
  const changes = {
    labels: { previous: [{ title: 'wip' }], current: [{ title: 'bug' }, { title: 'ui' }] },
    assignees: { previous: [alice], current: [bob] },
    reviewers: { previous: [bob], current: [bob, alice] },
    title: { previous: 'Draft: Old', current: 'Old' },
    draft: { previous: true, current: false },
    target_branch: { previous: 'main', current: 'release' },
  };
  expect(said(updated(changes, { oldrev: 'a'.repeat(40) }))).toEqual([
    { verb: 'pushed', text: 'MR Title' },
    { verb: 'labelled', text: 'bug, ui, −wip' },
    { verb: 'assigned', text: 'bob' },
    { verb: 'review-asked', text: 'alice' },
    { verb: 'updated', text: 'marked as ready; target branch: release; no longer assigned: alice' },
  ]);
});

test('a reviewer who is asked again is asked', () => {
  const reviewers = { previous: [bob], current: [{ ...bob, re_requested: true }] };
  expect(said(updated({ reviewers }))).toEqual([{ verb: 'review-asked', text: 'bob' }]);
});

test('older servers tell only who is assigned now', () => {
  expect(said(updated({ assignee_id: { previous: null, current: 1 } }))).toEqual([{ verb: 'assigned', text: 'user1' }]);
});

test('an update in which nothing changed that is shown is ignored', () => {
  expect(updated({ updated_at: { previous: 'a', current: 'b' }, merge_status: { previous: 'x', current: 'y' } }).kind).toBe('ignored');
  expect(updated({}, { action: 'invented_later' }).kind).toBe('ignored');
});

test("the Test button's merge request, which has no action, is shown", () => {
  expect(said(updated({}, { action: undefined }))).toEqual([{ verb: 'updated' }]);
});

test('acts have the same identity in each repetition, and others in another event', () => {
  const ids = (reading: Reading): readonly string[] => review(reading).acts.map(({ id }) => id);
  const label = { labels: { previous: [], current: [{ title: 'bug' }] } };
  expect(ids(updated(label))).toEqual(ids(updated(label)));
  expect(ids(updated(label))).not.toEqual(ids(updated(label, { updated_at: '2013-12-03 17:23:35 UTC' })));
  const both = [updated(label), updated(label, { updated_at: '2013-12-03 17:23:35 UTC' }), updated(label)].map(review);
  expect(both.reduce((state, seen) => merge(state, seen), merge(undefined, both[0] ?? review(updated(label))))).toMatchObject({
    acts: [{ verb: 'labelled' }, { verb: 'labelled' }],
  });
});

test("a system hook's merge request, whose project has no id, is the same act on the same merge request", () => {
  const twin = stored('merge_request_open.json', (body) => {
    withTarget(body);
    delete body['project']?.['id'];
    delete body.event_type;
  });
  expect(event(twin)).toEqual(event(stored('merge_request_open.json', withTarget)));
});

test('a comment joins its merge request and does not take away who is assigned', () => {
  const opened = stored('merge_request_open.json');
  const comment = stored('note_merge_request.json', sameRequest);
  const state = merge(merge(undefined, review(comment)), review(opened));
  expect(state).toMatchObject({
    snapshot: { title: 'MS-Viewport', assignees: [{ username: 'user1' }], confidential: false },
    acts: [{ verb: 'opened' }, { id: 'commented/1244', verb: 'commented', text: 'This MR needs work.', by: { username: 'root' } }],
  });
});

test('an edited comment is the same comment with its newest words', () => {
  const edited = stored('note_merge_request.json', (body) => {
    body['object_attributes'] = { ...body['object_attributes'], action: 'update', note: 'Better.', updated_at: '2015-05-17 18:30:00 UTC' };
  });
  const state = merge(merge(undefined, review(edited)), review(stored('note_merge_request.json')));
  expect(state).toMatchObject({ acts: [{ text: 'Better.' }] });
});

test("GitLab's own notes and internal ones are not shown; those on a confidential issue make it confidential", () => {
  expect(noteWith({ system: true }, undefined).kind).toBe('ignored');
  expect(noteWith({ internal: true }, undefined).kind).toBe('ignored');
  expect(noteWith({}, { confidential: false }, 'confidential_note').kind).toBe('ignored');
  expect(review(noteWith({}, { confidential: true }, 'confidential_note')).snapshot).toMatchObject({
    confidential: true,
    updatedAt: 1431887400000,
  });
  expect(review(noteWith({}, { confidential: false })).snapshot).not.toHaveProperty('updatedAt');
});

test('a confidential issue is marked, also where only the event says so', () => {
  const confidential = stored('issue.json', (body) => {
    body.event_type = 'confidential_issue';
  });
  expect(review(confidential).snapshot.confidential).toBe(true);
});

test('a task is an issue; an epic, which has no project, is nothing that breaks', () => {
  expect(review(stored('issue.json', asWorkItem)).number).toBe('23');
  const epic = stored('issue.json', (body) => {
    Object.assign(body, { object_kind: 'work_item', project: null });
    delete body['object_attributes']?.['project_id'];
  });
  expect(epic).toEqual({ kind: 'ignored', reason: 'work_item events without a project are not shown' });
});

test('a reaction to a merge request is an act; taken back it is nothing; to a commit’s comment it is news', () => {
  expect(said(stored('emoji_merge_request.json'))).toEqual([{ verb: 'reacted', text: 'thumbsup' }]);
  expect(stored('emoji_merge_request.json', revoke).kind).toBe('ignored');
  const onCommit = stored('emoji_merge_request.json', (body) => {
    revoke(body);
    delete body['merge_request'];
    body['note'] = { note: 'nice' };
    body['commit'] = { id: 'a'.repeat(40), message: 'Fix it\n\nReally', url: 'http://example.com/c' };
  });
  expect(event(onCommit)).toMatchObject({ news: { event: 'reaction', action: 'withdrawn', emoji: 'thumbsup', on: { title: 'Fix it' } } });
});
