/** @jest-environment ./test/msw/browser-environment.ts */
import * as React from 'react';
import { afterEach, expect, test } from '@jest/globals';
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { PLUGIN_ID, paths } from '@ci-command-center/contract';
import { channelId, openPage } from './host-page.tsx';
import { PipelineList } from './pipeline-list.tsx';
import { samplePipeline } from './sample.ts';
import { reconnected } from './slice.ts';

const address = `*/plugins/${PLUGIN_ID}${paths.pipelines}`;
const failed = samplePipeline({
  key: 'other',
  number: '99',
  status: 'failed',
  project: { path: 'web/shop', url: 'javascript:alert(1)' },
  commit: { sha: 'ffffffff', title: '<b>@all</b> **bold**' },
  stages: [],
  jobs: [
    { id: '1', name: 'unit', stage: 'test', status: 'success', allowFailure: false },
    { id: '2', name: 'lint', stage: 'test', status: 'failed', allowFailure: false, failureReason: 'script failure' },
  ],
});
const both = http.get(address, () => HttpResponse.json({ pipelines: [failed, samplePipeline()] }));

function open(handler = both, websocket?: object) {
  return openPage(<PipelineList />, [handler], websocket);
}

afterEach(cleanup);

test('shows that it is loading, then the running pipeline first', async () => {
  const { fetched } = open();
  expect(screen.getByText('Loading pipelines')).toBeTruthy();
  const rows = await screen.findAllByRole('listitem', { name: /#\d+/ });
  expect(rows.map((row) => row.getAttribute('aria-label'))).toEqual(['platform/api #100, Running', 'web/shop #99, Failed']);
  expect(String(fetched.mock.calls[0]?.[0])).toContain(`channel_id=${channelId}`);
});

test('says how to begin when there is nothing yet', async () => {
  open(http.get(address, () => HttpResponse.json({ pipelines: [] })));
  expect(await screen.findByText(`http://localhost/plugins/${PLUGIN_ID}/webhooks/gitlab`)).toBeTruthy();
});

test('says what went wrong and tries again', async () => {
  let answers = 0;
  open(
    http.get(address, () => {
      answers += 1;
      if (answers === 1) return HttpResponse.json({ code: 'CI_API_CHANNEL_FORBIDDEN', message: 'Join the channel.' }, { status: 403 });
      return HttpResponse.json({ pipelines: [failed] });
    }),
  );
  expect((await screen.findByRole('alert')).textContent).toContain('Join the channel.');
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('listitem', { name: 'web/shop #99, Failed' })).toBeTruthy();
});

test('keeps the last known pipelines when the connection is lost', async () => {
  open(both, { connected: false, lastDisconnectAt: 5 });
  expect(await screen.findByText(/Connection lost/)).toBeTruthy();
  expect(screen.getByRole('listitem', { name: 'web/shop #99, Failed' })).toBeTruthy();
});

test('a live change moves a row, and old news does not', async () => {
  const { push } = open();
  await screen.findByRole('listitem', { name: 'platform/api #100, Running' });
  push(samplePipeline({ revision: 3, status: 'success' }));
  push(samplePipeline({ revision: 2, status: 'failed' }));
  expect(screen.getByRole('listitem', { name: 'platform/api #100, Passed' })).toBeTruthy();
  expect(screen.getByRole('log').textContent).toBe('platform/api #100: Passed');
});

test('asks again after a reconnect', async () => {
  const { store, fetched } = open();
  await screen.findByRole('listitem', { name: 'web/shop #99, Failed' });
  await act(async () => void store.dispatch(reconnected()));
  expect(fetched).toHaveBeenCalledTimes(2);
});

test('unfolds the jobs, failed ones first with the reason; foreign text stays text', async () => {
  open();
  const row = await screen.findByRole('listitem', { name: 'web/shop #99, Failed' });
  const button = within(row).getByRole('button', { name: /2 jobs, 1 failed/ });
  expect(button.getAttribute('aria-expanded')).toBe('false');
  fireEvent.click(button);
  expect(button.getAttribute('aria-expanded')).toBe('true');
  expect(within(within(row).getByRole('list', { name: 'Failed jobs' })).getByText(/script failure/)).toBeTruthy();
  expect(within(row).getByText('unit')).toBeTruthy();
  expect(within(row).getByRole('heading', { name: '<b>@all</b> **bold**' })).toBeTruthy();
  expect(within(row).queryByRole('link', { name: 'web/shop' })).toBeNull();
});

test('filters by words and by state', async () => {
  open();
  await screen.findByRole('listitem', { name: 'web/shop #99, Failed' });
  fireEvent.click(screen.getByRole('radio', { name: 'Failed' }));
  expect(screen.queryByRole('listitem', { name: /platform/ })).toBeNull();
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'nothing like it' } });
  fireEvent.click(screen.getByRole('button', { name: 'Show all pipelines' }));
  expect(screen.getByRole('listitem', { name: /platform/ })).toBeTruthy();
});
