/** @jest-environment ./test/msw/browser-environment.ts */
import * as React from 'react';
import { afterEach, expect, test } from '@jest/globals';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { PLUGIN_ID, paths } from '@ci-command-center/contract';
import type { MyTasksView, ReviewView } from '@ci-command-center/contract';
import { topicChanged } from '../host/live.ts';
import { channelId, openPage } from '../pipelines/host-page.tsx';
import { ReviewsPanel } from './reviews-panel.tsx';

const base = `*/plugins/${PLUGIN_ID}`;
const review: ReviewView = {
  key: 'k',
  provider: 'Forge',
  project: { path: 'city/api' },
  number: '!12',
  title: '<b>Fix</b> timetables',
  url: 'javascript:alert(1)',
  draft: true,
  sourceBranch: 'fix',
  targetBranch: 'main',
  author: { name: 'Grace' },
  assignees: [],
  reviewers: [{ name: 'Ada' }, { name: 'Ben' }],
  approvedBy: [],
  labels: ['bug'],
  updatedAt: 1,
  pipeline: { status: 'failed', number: '7', url: 'https://forge.example/7' },
};
const mine: MyTasksView = {
  provider: 'forge',
  connection: 'default',
  title: 'Forge',
  readAt: 1,
  groups: [
    {
      title: 'Review requests',
      tasks: [{ title: 'Fix it', url: 'https://forge.example/1', place: 'city/api!1' }],
      total: 30,
      more: true,
      url: 'https://forge.example/all',
    },
  ],
};
const reviews = (...all: readonly ReviewView[]) => http.get(`${base}${paths.reviews}`, () => HttpResponse.json({ reviews: all }));
const tasks = (...systems: readonly MyTasksView[]) => http.get(`${base}${paths.myTasks}`, () => HttpResponse.json({ systems }));
const panel = <ReviewsPanel channelId={channelId} />;

afterEach(cleanup);

test('an open merge request tells its pipeline, who is asked, its labels; foreign text and addresses do nothing', async () => {
  openPage(panel, [reviews(review), tasks(mine)]);
  const item = await screen.findByRole('listitem', { name: 'city/api !12: <b>Fix</b> timetables' });
  expect(within(item).queryByRole('link', { name: /Fix/ })).toBeNull();
  expect(within(item).getByTitle('Pipeline #7: Failed')).toBeTruthy();
  expect(within(item).getByText('2 reviewers').title).toBe('Reviewers: Ada, Ben');
  expect(within(item).getByText('Draft')).toBeTruthy();
  expect(within(item).getByRole('list', { name: 'Labels' }).textContent).toBe('bug');
});

test('what waits for the person is told apart from what the channel knows, and the one does not wait for the other', async () => {
  openPage(panel, [
    reviews(review),
    http.get(`${base}${paths.myTasks}`, () => HttpResponse.json({ code: 'CI_MADE_UP', message: 'Away.' }, { status: 502 })),
  ]);
  expect(await screen.findByRole('listitem', { name: /^city\/api !12/ })).toBeTruthy();
  expect((await screen.findByRole('alert')).textContent).toContain('Away.');
});

test('who is not connected is told how; more than is shown leads to the whole list', async () => {
  const connect = { kind: 'page', path: '/oauth/mill/connect' } as const;
  openPage(panel, [reviews(), tasks(mine, { provider: 'mill', connection: 'default', title: 'Mill', connect })]);
  expect((await screen.findByRole('link', { name: /^Connect to Mill/ })).getAttribute('href')).toContain('/oauth/mill/connect');
  const forge = screen.getByRole('region', { name: 'Forge' });
  expect(within(forge).getByRole('heading', { name: 'Review requests (30)' })).toBeTruthy();
  expect(within(forge).getByRole('link', { name: 'All in Forge' }).getAttribute('href')).toBe('https://forge.example/all');
});

test('refreshing asks for what is fresh; news of the channel ask again for its merge requests only', async () => {
  const { fetched, store } = openPage(panel, [reviews(review), tasks(mine)]);
  await screen.findByText('Fix it');
  await screen.findByRole('listitem', { name: /^city\/api !12/ });
  fireEvent.click(screen.getByRole('button', { name: 'Refresh' }));
  const asked = () => fetched.mock.calls.map(([address]) => String(address).replace(/^.*\/api\/v1\//, ''));
  expect(asked().at(-1)).toBe('reviews/mine?fresh=true');
  act(() => void store.dispatch(topicChanged({ topic: 'reviews', channel_id: channelId })));
  await waitFor(() => expect(asked().at(-1)).toBe(`reviews?channel_id=${channelId}`), { timeout: 5000 });
});
