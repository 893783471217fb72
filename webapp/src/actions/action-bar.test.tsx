/** @jest-environment ./test/msw/browser-environment.ts */
import * as React from 'react';
import { afterEach, expect, jest, test } from '@jest/globals';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { DoorsProvider } from '../host/doors.tsx';
import { channelId, openPage } from '../pipelines/host-page.tsx';
import { samplePipeline } from '../pipelines/sample.ts';
import { loaded } from '../pipelines/slice.ts';
import { ActionBar } from './action-bar.tsx';
import { click } from './click.ts';

const action = { id: 'callabcx0', label: 'Abort', style: 'danger' as const, context: { call: 'abort', args: { job: 'a' } } };
const pipeline = samplePipeline({ actions: [action, { id: 'l', label: 'Log', context: { call: 'get-log' } }], log: true });
const asked: unknown[] = [];
const note = http.post('*', async ({ request }) => {
  asked.push([new URL(request.url).pathname, await request.json()]);
  return HttpResponse.json({ status: 'OK', trigger_id: 'trigger' });
});

afterEach(() => {
  cleanup();
  asked.length = 0;
});

test('a click shows that it is on its way, then what the server refused', async () => {
  openPage(<ActionBar pipeline={pipeline} channelId={channelId} />, [
    http.post('*', () => HttpResponse.json({ code: 'CI_MADE_UP', message: 'Not now.' }, { status: 409 })),
  ]);
  const button = screen.getByRole('button', { name: 'Abort: platform/api #100' });
  fireEvent.click(button);
  expect(button.getAttribute('aria-disabled')).toBe('true');
  expect((await screen.findByRole('alert')).textContent).toBe('Not now.');
  expect(button.getAttribute('aria-disabled')).toBe('false');
});

test('what is asked lightly is asked here alone: then its button is clicked as any other', async () => {
  const confirm = { title: 'Run it again?', text: 'Its jobs begin again.', yes: 'Run', lightly: true };
  const again = { id: 'callagainx0', label: 'Run again', confirm, context: { call: 'retry', args: {}, confirm } };
  openPage(<ActionBar pipeline={samplePipeline({ actions: [again] })} channelId={channelId} />, [note]);
  fireEvent.click(screen.getByRole('button', { name: /^Run again/ }));
  const question = screen.getByRole('group', { name: 'Run it again?' });
  expect(asked).toEqual([]);
  fireEvent.click(within(question).getByRole('button', { name: 'Run' }));
  await waitFor(() => expect(screen.queryByRole('group')).toBeNull());
  expect(asked).toEqual([['/plugins/ci-command-center/actions/call', { channel_id: channelId, context: again.context }]]);
});

test('the log is offered once, and opens beside the channel', () => {
  const openLog = jest.fn();
  const bar = <ActionBar pipeline={pipeline} channelId={channelId} />;
  openPage(<DoorsProvider value={{ openLog, openTab: () => undefined }}>{bar}</DoorsProvider>, []);
  fireEvent.click(screen.getByRole('button', { name: 'Log: platform/api #100' }));
  expect(openLog).toHaveBeenCalledWith({ channelId, key: pipeline.key, title: 'platform/api #100' });
});

const labels = () => screen.getAllByRole('button').map((button) => button.textContent);

test('what somebody may not do in this channel is not offered, as soon as the channel was asked for', () => {
  const other = {
    ...action,
    id: 'other',
    label: 'Rebuild',
    context: { provider: 'lab', connection: 'default', call: 'rebuild', args: {} },
  };
  const own = { ...action, context: { ...action.context, provider: 'lab' } };
  const { store } = openPage(<ActionBar pipeline={samplePipeline({ actions: [own, other] })} channelId={channelId} />, []);
  expect(labels()).toEqual(['Abort', 'Rebuild']);
  act(() => void store.dispatch(loaded({ channelId, pipelines: [], refused: ['lab/rebuild', 'other/abort'] })));
  expect(labels()).toEqual(['Abort']);
  act(() => void store.dispatch(loaded({ channelId, pipelines: [] })));
  expect(labels()).toEqual(['Abort', 'Rebuild']);
});

const post = {
  id: 'postid',
  channel_id: channelId,
  props: { ci_pipeline_key: pipeline.key, attachments: [{ actions: [{ id: action.id }] }] },
};

test.each([
  [
    'the button of the post is clicked where it has one, so that a dialog may open',
    { postid: post },
    '/api/v4/posts/postid/actions/callabcx0',
  ],
  ['else the call is made without', {}, '/plugins/ci-command-center/actions/call'],
])('%s', async (_how, posts, path) => {
  openPage(null, [note]);
  const dispatch = jest.fn(<T,>(made: T) => made);
  const getState = () => ({ entities: { posts: { posts } } });
  expect(await click({ dispatch, getState }, { action, channelId, key: pipeline.key })).toBeUndefined();
  expect(asked).toEqual([[path, path.includes('/posts/') ? {} : { channel_id: channelId, context: action.context }]]);
  expect(dispatch).toHaveBeenCalledWith({ type: 'RECEIVED_DIALOG_TRIGGER_ID', data: 'trigger' });
});
