import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { CiEvent } from '../../ci/event.ts';
import { merge } from '../../ci/merge.ts';
import type { Reading } from '../../ci/provider.ts';
import type { Act, ReviewSeen } from '../../ci/review.ts';
import { read } from './webhook.ts';

const folder = join(import.meta.dirname, '../../../../test/payloads/gitlab');

function readBytes(body: Uint8Array): Reading {
  return read(
    { headers: new Headers(), query: new URLSearchParams(), body },
    { provider: 'gitlab', name: 'lab', url: '', webhookSecrets: [] },
  );
}

/** The stored body with some of its fields changed. */
function stored(file: string, change: (body: Body) => void = () => undefined): Reading {
  const body: Body = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  change(body);
  return readBytes(Buffer.from(JSON.stringify(body)));
}

type Body = Record<string, Record<string, unknown>> & { event_type?: unknown; commits?: unknown; project_id?: unknown };

function event(reading: Reading): CiEvent {
  if (reading.kind === 'event') return reading.event;
  throw new Error(reading.reason);
}

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
const releaseWith = (change: object): string => String(keyOf(stored('release.json', (body) => void Object.assign(body, change))));
const pageWith = (change: object): string =>
  String(keyOf(stored('wiki_page.json', (body) => void Object.assign(body['object_attributes'] ?? {}, change))));

const alice = { id: 1, name: 'Alice', username: 'alice' };
const bob = { id: 2, name: 'Bob', username: 'bob' };

test('every stored body is an event or ignored with its kind in the reason', () => {
  const ignored = readdirSync(folder)
    .filter((file) => file !== 'manifest.json')
    .map((file) => stored(file))
    .flatMap((reading) => (reading.kind === 'event' ? [] : [`${reading.kind}: ${reading.reason}`]));
  expect(ignored.sort()).toEqual([
    'ignored: access_token events are not shown',
    'ignored: feature_flag events are not shown',
    'ignored: milestone events are not shown',
    'ignored: subgroup_create events are about accounts and projects, not shown',
    'ignored: user_add_to_group events are about accounts and projects, not shown',
  ]);
});

test('a push tells its branch, its person and all of its commits by number', () => {
  expect(event(stored('push.json'))).toMatchObject({
    kind: 'news',
    news: { event: 'push', action: 'pushed', ref: { kind: 'branch', name: 'master' }, total: 4, by: { username: 'jsmith' } },
  });
  const { news } = { news: undefined, ...event(stored('push_branch_deleted.json')) };
  expect(news).toMatchObject({ action: 'deleted', ref: { name: 'feature/old' }, commits: [], total: 0 });
  expect(JSON.stringify(news)).not.toMatch(/0{40}|tree|compare/);
});

test("a system hook's push without object_kind and without the project's id is the same push", () => {
  const twin = stored('push.json', (body) => {
    delete body['object_kind'];
    delete body['project']?.['id'];
  });
  expect(event(twin)).toEqual(event(stored('push.json')));
  expect(event(stored('push.json')).kind).toBe('news');
});

test('what a system hook says of everything at once is ignored in favour of what says it one by one', () => {
  expect(readBytes(Buffer.from('{"event_name":"repository_update","project_id":1,"refs":["refs/heads/main"]}'))).toMatchObject({
    kind: 'ignored',
    reason: expect.stringContaining('tick'),
  });
});

test('a tag tells its commit, also when only its SHA is named', () => {
  const bare = stored('tag_push.json', (body) => {
    body.commits = [];
  });
  for (const reading of [stored('tag_push.json'), bare])
    expect(event(reading)).toMatchObject({
      news: {
        event: 'tag',
        action: 'created',
        ref: { kind: 'tag', name: 'v1.0.0' },
        commit: { sha: '82b3d5ae55f7080f1e6022629cdb57bfae7cccc7' },
      },
    });
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

test('a comment on a snippet or commit is news; one on a design is ignored', () => {
  const snippet = stored('note_commit.json', (body) => {
    delete body['commit'];
    body['snippet'] = { id: 53, title: 'test.rb', url: 'http://example.com/x/-/snippets/53' };
  });
  expect(event(snippet)).toMatchObject({ kind: 'news', news: { event: 'comment', on: { title: 'test.rb' } } });
  expect(event(stored('note_commit.json'))).toMatchObject({ news: { on: { title: 'Add submodule' } } });
  expect(stored('note_commit.json', (body) => void delete body['commit']).kind).toBe('ignored');
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

test('a deployment tells its environment, commit and person; older ones are known by their job', () => {
  expect(event(stored('deployment_success.json'))).toMatchObject({
    kind: 'deployment',
    deployment: {
      id: '15',
      status: 'success',
      environment: 'staging',
      commit: { sha: '279484c09fbe69ededfced8c1bb6e6d24616b468' },
      at: 1619639400000,
    },
  });
  const bare = (status: string): Reading =>
    stored(
      'deployment_success.json',
      (body) => void Object.assign(body, { status, deployment_id: null, deployable_url: null, commit_url: null }),
    );
  expect(event(bare('running'))).toMatchObject({ deployment: { id: '796', status: 'running', commit: { sha: '279484c0' } } });
  expect(event(bare('blocked'))).toMatchObject({ deployment: { status: 'manual' } });
  expect(bare('dreaming').kind).toBe('ignored');
});

test('each change of a release or a page is news of its own, each repetition the same', () => {
  expect(releaseWith({})).toBe(releaseWith({}));
  expect(new Set([releaseWith({}), releaseWith({ action: 'update' }), releaseWith({ action: 'update', description: 'More' })]).size).toBe(
    3,
  );
  expect(pageWith({})).toBe(pageWith({}));
  expect(
    new Set([pageWith({}), pageWith({ action: 'update', version_id: 'a' }), pageWith({ action: 'update', version_id: 'b' })]).size,
  ).toBe(3);
});

function keyOf(reading: Reading): string {
  const seen = event(reading);
  return seen.kind === 'news' ? seen.subject.key : '';
}
