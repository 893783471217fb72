/** @jest-environment ./test/msw/browser-environment.ts */
import * as React from 'react';
import { afterEach, expect, test } from '@jest/globals';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { PLUGIN_ID, paths } from '@ci-command-center/contract';
import type { SubscriptionList, SubscriptionView } from '@ci-command-center/contract';
import { channelId, openPage } from '../pipelines/host-page.tsx';
import { SubscriptionsPanel } from './subscriptions-panel.tsx';

const address = `*/plugins/${PLUGIN_ID}${paths.subscriptions}`;
const one: SubscriptionView = {
  number: 3,
  provider: 'forge',
  title: 'Forge',
  project: 'city/api',
  branches: ['main'],
  events: ['pipeline', 'made_up'],
  labels: [],
  notify: 'after:3',
  madeBy: 'alice',
  madeAt: 1,
  makerLeft: true,
  makerEnded: false,
  health: 'never',
  webhook: 'https://chat.example/hook',
};
const choices: SubscriptionList['choices'] = {
  systems: [
    { provider: 'forge', title: 'Forge', connections: ['default', 'lab'], projects: true },
    { provider: 'alarm', title: 'Alarm', connections: [], projects: false },
  ],
  events: ['pipeline', 'alert', 'made_up'],
  usualEvents: ['pipeline', 'alert'],
  notify: ['live', 'failures'],
  thread: ['details'],
};
const list = (change: Partial<SubscriptionList> = {}) =>
  http.get(address, () => HttpResponse.json({ subscriptions: [one], choices, ...change }));
const panel = <SubscriptionsPanel channelId={channelId} />;
const item = () => screen.findByRole('listitem', { name: 'Forge city/api' });

function noting(answer: () => Response) {
  const sent: unknown[] = [];
  const note = http.post(address, async ({ request }) => {
    sent.push(await request.json());
    return answer();
  });
  return { sent, note };
}

afterEach(cleanup);

test('says what is told and when, whether anything comes, and where it must come to', async () => {
  openPage(panel, [list()]);
  const shown = await item();
  expect(within(shown).getByText('pipelines, made up · on main · From 3 failures in a row on')).toBeTruthy();
  expect(within(shown).getByText('Nothing has ever come from Forge')).toBeTruthy();
  expect(within(shown).getByText('https://chat.example/hook')).toBeTruthy();
  expect(within(shown).getByText(/^alice left the channel/)).toBeTruthy();
});

test('who may not change it is told who may, and offered nothing', async () => {
  openPage(panel, [list({ refusal: 'Ask one of its administrators.' })]);
  await item();
  expect(screen.getByText('Ask one of its administrators.')).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});

test('a new one: what was refused is said in the form, which keeps what was filled in', async () => {
  let answers = 0;
  const { sent, note } = noting(() => {
    answers += 1;
    return answers === 1
      ? HttpResponse.json({ code: 'CI_COMMAND_PROJECT', message: 'That is no project.' }, { status: 400 })
      : HttpResponse.json({});
  });
  openPage(panel, [note, list({ subscriptions: [] })]);
  fireEvent.click(await screen.findByRole('button', { name: 'Subscribe' }));
  const form = screen.getByRole('form', { name: 'A new subscription' });
  fireEvent.change(within(form).getByLabelText('Connection'), { target: { value: 'lab' } });
  fireEvent.change(within(form).getByLabelText('Only branches'), { target: { value: ' main ' } });
  fireEvent.click(within(form).getByRole('checkbox', { name: 'alerts' }));
  fireEvent.submit(form);
  expect((await within(form).findByRole('alert')).textContent).toBe('That is no project.');
  fireEvent.change(within(form).getByLabelText('Project, job or group'), { target: { value: 'city/**' } });
  fireEvent.submit(form);
  expect(await screen.findByRole('heading', { name: 'No subscriptions in this channel' })).toBeTruthy();
  expect(sent.at(-1)).toEqual({
    channel_id: channelId,
    provider: 'forge',
    project: 'city/**',
    connection: 'lab',
    branches: 'main',
    events: 'pipeline',
  });
});

test('what belongs to no project is asked for as a whole', async () => {
  const { sent, note } = noting(() => HttpResponse.json({}));
  openPage(panel, [note, list({ subscriptions: [] })]);
  fireEvent.click(await screen.findByRole('button', { name: 'Subscribe' }));
  const form = screen.getByRole('form');
  fireEvent.change(within(form).getByLabelText('CI system'), { target: { value: 'alarm' } });
  expect(within(form).queryByLabelText('Project, job or group')).toBeNull();
  fireEvent.submit(form);
  await screen.findByRole('heading', { name: 'No subscriptions in this channel' });
  expect(sent).toEqual([{ channel_id: channelId, provider: 'alarm', project: '**', events: 'pipeline,alert' }]);
});

test('changing keeps the project and what is not touched', async () => {
  const { sent, note } = noting(() => HttpResponse.json({}));
  openPage(panel, [note, list()]);
  fireEvent.click(within(await item()).getByRole('button', { name: 'Change the subscription to city/api' }));
  const form = screen.getByRole('form', { name: 'Change subscription 3' });
  expect(within(form).queryByLabelText('CI system')).toBeNull();
  fireEvent.change(within(form).getByLabelText('Only with a label'), { target: { value: 'bug' } });
  fireEvent.submit(form);
  await within(await item()).findByRole('button', { name: /^Change/ });
  expect(sent).toEqual([
    {
      channel_id: channelId,
      provider: 'forge',
      project: 'city/api',
      branches: 'main',
      labels: 'bug',
      events: 'pipeline,made_up',
      notify: 'after:3',
    },
  ]);
});

test('removing asks first', async () => {
  const removed: string[] = [];
  const remove = http.delete(`${address}/3`, ({ request }) => {
    removed.push(new URL(request.url).search);
    return HttpResponse.json({});
  });
  openPage(panel, [remove, list()]);
  fireEvent.click(within(await item()).getByRole('button', { name: 'Remove the subscription to city/api' }));
  expect(removed).toEqual([]);
  fireEvent.click(within(screen.getByRole('group')).getByRole('button', { name: 'Remove' }));
  await screen.findByRole('listitem', { name: 'Forge city/api' });
  expect(removed).toEqual([`?channel_id=${channelId}`]);
});
