import { expect, test } from '@jest/globals';
import type { PipelineView } from '@ci-command-center/contract';
import { CiError } from '../platform/errors.ts';
import { createHistoryApi } from './history.ts';
import { createSidebar, type ListPlace } from './pipelines.ts';

const channel = 'c'.repeat(26);
const view = (key: string, updatedAt: number): PipelineView => ({
  key,
  revision: 1,
  provider: 'Some',
  project: { path: 'a', url: '' },
  number: '1',
  url: '',
  status: 'success',
  ref: { kind: 'branch', name: 'main' },
  stages: [],
  jobs: [],
  updatedAt,
});
const all = Array.from({ length: 60 }, (_, index) => view(`k~${index}`, 1000 - index));
const isMember = async (user: string): Promise<boolean> => user === 'alice' || user === 'guest';
const asked: (ListPlace | undefined)[] = [];
const app = createSidebar({
  isMember,
  pipelinesOf: async (_, limit, before) => {
    asked.push(before);
    return all.filter(({ updatedAt }) => updatedAt < (before?.at ?? Infinity)).slice(0, limit);
  },
  refusedOf: async (user) => (user === 'guest' ? ['lab/retry'] : []),
});
const history = createHistoryApi({
  isMember,
  past: async (_, key) => {
    if (key === 'away') throw new CiError('CI_STORAGE_UNREACHABLE', 'The database is away.', 'Try again.');
    return key === 'k' ? [{ key, number: '7', status: 'failed', at: 5, failedJobs: ['a', 'b', 'c', 'd', 'e', 'f'] }] : undefined;
  },
  failing: async (_, since) => since,
  now: () => 8 * 24 * 3_600_000,
});
const headers = (user?: string) => (user === undefined ? {} : { headers: { 'Mattermost-User-Id': user } });
const pastOf = (key: string, user: string) => history.request(`/api/v1/pipelines/history?channel_id=${channel}&key=${key}`, headers(user));
const ask = (query: string, user?: string) => app.request(`/api/v1/pipelines${query}`, headers(user));

test('a member is given the pipelines of the channel, and the older ones page by page', async () => {
  const first = await ask(`?channel_id=${channel}`, 'alice');
  expect([first.status, first.headers.get('Cache-Control')]).toEqual([200, 'no-store']);
  expect(await first.json()).toEqual({ pipelines: all.slice(0, 50), older: '951~k~49' });
  const second = await ask(`?channel_id=${channel}&before=${encodeURIComponent('951~k~49')}`, 'alice');
  expect(await second.json()).toEqual({ pipelines: all.slice(50) });
  expect(asked).toEqual([undefined, { at: 951, key: 'k~49' }]);
});

test('who may not click a button is told which, so that it is not shown', async () => {
  expect(await (await ask(`?channel_id=${channel}`, 'guest')).json()).toMatchObject({ refused: ['lab/retry'] });
});

test.each([
  ['nobody', `?channel_id=${channel}`, undefined, 401, 'CI_API_SESSION'],
  ['somebody who names no channel', '', 'alice', 400, 'CI_API_CHANNEL'],
  ['somebody outside the channel', `?channel_id=${channel}`, 'mallory', 403, 'CI_API_CHANNEL_FORBIDDEN'],
  ['somebody with a strange place', `?channel_id=${channel}&before=x`, 'alice', 400, 'CI_API_PLACE'],
])('%s is refused with a stable code', async (_who, query, user, status, code) => {
  const answer = await ask(query, user);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ code });
});

test('how a branch did is told of a pipeline that the channel shows, to members only', async () => {
  expect(await (await pastOf('k', 'alice')).json()).toEqual({
    runs: [{ key: 'k', number: '7', status: 'failed', at: 5, failedJobs: ['a', 'b', 'c', 'd', 'e'] }],
  });
  expect([(await pastOf('other', 'alice')).status, (await pastOf('k', 'mallory')).status, (await pastOf('away', 'alice')).status]).toEqual([
    404, 403, 503,
  ]);
});

test('how many branches fail is told of the last week', async () => {
  const answer = await history.request(`/api/v1/pipelines/failing?channel_id=${channel}`, headers('alice'));
  expect(await answer.json()).toEqual({ failing: 24 * 3_600_000 });
});
