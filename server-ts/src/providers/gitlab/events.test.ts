import { readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { Reading } from '../../ci/provider.ts';
import { event, folder, readBytes, stored } from './stored-body.ts';

const releaseWith = (change: object): string => String(keyOf(stored('release.json', (body) => void Object.assign(body, change))));

const pageWith = (change: object): string =>
  String(keyOf(stored('wiki_page.json', (body) => void Object.assign(body['object_attributes'] ?? {}, change))));

const bareDeployment = (status: string): Reading =>
  stored(
    'deployment_success.json',
    (body) => void Object.assign(body, { status, deployment_id: null, deployable_url: null, commit_url: null }),
  );

function keyOf(reading: Reading): string {
  const seen = event(reading);
  return seen.kind === 'news' ? seen.subject.key : '';
}

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
    news: { event: 'push', action: 'pushed', ref: { kind: 'branch', name: 'master' }, total: 4, by: { id: '4', username: 'jsmith' } },
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

test('a comment on a snippet or commit is news; one on a design is ignored', () => {
  const snippet = stored('note_commit.json', (body) => {
    delete body['commit'];
    body['snippet'] = { id: 53, title: 'test.rb', url: 'http://example.com/x/-/snippets/53' };
  });
  expect(event(snippet)).toMatchObject({ kind: 'news', news: { event: 'comment', on: { title: 'test.rb' } } });
  expect(event(stored('note_commit.json'))).toMatchObject({ news: { on: { title: 'Add submodule' } } });
  expect(stored('note_commit.json', (body) => void delete body['commit']).kind).toBe('ignored');
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
  expect(event(bareDeployment('running'))).toMatchObject({ deployment: { id: '796', status: 'running', commit: { sha: '279484c0' } } });
  expect(event(bareDeployment('blocked'))).toMatchObject({ deployment: { status: 'manual' } });
  expect(bareDeployment('dreaming').kind).toBe('ignored');
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
