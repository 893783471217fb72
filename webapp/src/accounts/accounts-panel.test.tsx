/** @jest-environment ./test/msw/browser-environment.ts */
import * as React from 'react';
import { afterEach, expect, test } from '@jest/globals';
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { PLUGIN_ID, paths } from '@ci-command-center/contract';
import type { AccountView } from '@ci-command-center/contract';
import { topicChanged } from '../host/live.ts';
import { openPage } from '../pipelines/host-page.tsx';
import { AccountsPanel } from './accounts-panel.tsx';

const address = `*/plugins/${PLUGIN_ID}${paths.accounts}`;
const linked: AccountView = {
  provider: 'forge',
  connection: 'lab',
  title: 'Forge lab',
  url: 'https://forge.example',
  state: 'linked',
  grantsUrl: 'https://forge.example/grants',
  connect: { kind: 'page', path: '/oauth/forge/connect?connection=lab' },
  account: {
    login: 'ada',
    name: '<b>Ada</b>',
    url: 'javascript:alert(1)',
    since: 1,
    access: 'read',
    scopes: ['read_api'],
    expiresAt: 2,
    renews: true,
  },
};
const none: AccountView = {
  provider: 'mill',
  connection: 'default',
  title: 'Mill',
  state: 'none',
  connect: { kind: 'command', command: '/mill connect' },
};
const list = (...accounts: readonly AccountView[]) => http.get(address, () => HttpResponse.json({ accounts }));
const item = (name: string) => screen.findByRole('listitem', { name });

const leave = async () => fireEvent.click(within(await item('Forge lab')).getByRole('button', { name: 'Disconnect from Forge lab' }));

afterEach(cleanup);

test('says as whom, with which right and until when; foreign text stays text', async () => {
  openPage(<AccountsPanel />, [list(linked, none)]);
  const forge = await item('Forge lab');
  expect(within(forge).getByText('Signed in as <b>Ada</b> (ada)').closest('a')).toBeNull();
  expect(within(forge).getByText(/^Read only/)).toBeTruthy();
  expect(within(forge).getByText('read_api')).toBeTruthy();
  expect(within(forge).getByText(/^Renewed by itself, next until/)).toBeTruthy();
  expect(within(await item('Mill')).getByText('Not connected')).toBeTruthy();
});

test('a page leads to the CI system, and a private dialog is asked for by the command, with the trigger that opens it', async () => {
  const typed: unknown[] = [];
  const execute = http.post('*/api/v4/commands/execute', async ({ request }) => {
    typed.push(await request.json());
    return HttpResponse.json({ trigger_id: 'trigger' });
  });
  const { store } = openPage(<AccountsPanel />, [list({ ...linked, state: 'ended' }, none), execute]);
  const link = within(await item('Forge lab')).getByRole('link', { name: /^Connect to Forge lab again/ });
  expect(link.getAttribute('href')).toBe(`/plugins/${PLUGIN_ID}/oauth/forge/connect?connection=lab`);
  const seen: unknown[] = [];
  const dispatch = store.dispatch.bind(store);
  Object.assign(store, { dispatch: (action: Parameters<typeof dispatch>[0]) => (seen.push(action), dispatch(action)) });
  fireEvent.click(within(await item('Mill')).getByRole('button', { name: 'Connect to Mill' }));
  expect(await screen.findByText('A private dialog asks for what is needed.')).toBeTruthy();
  expect(typed).toEqual([{ command: '/mill connect', channel_id: 'builds' }]);
  expect(seen).toContainEqual({ type: 'RECEIVED_DIALOG_TRIGGER_ID', data: 'trigger' });
});

test('who disconnects is asked first; what was refused is said, and what came of it', async () => {
  let answers = 0;
  let gone = false;
  const accounts = http.get(address, () => HttpResponse.json({ accounts: gone ? [{ ...none, title: 'Forge lab' }] : [linked] }));
  const remove = http.delete(`${address}/forge/lab`, () => {
    answers += 1;
    if (answers === 1) return HttpResponse.json({ code: 'CI_MADE_UP', message: 'Not now.' }, { status: 503 });
    gone = true;
    return HttpResponse.json({ login: 'ada', revoked: true });
  });
  openPage(<AccountsPanel />, [remove, accounts]);
  await leave();
  fireEvent.click(screen.getByRole('button', { name: 'Keep' }));
  expect(answers).toBe(0);
  await leave();
  fireEvent.click(within(screen.getByRole('group')).getByRole('button', { name: 'Disconnect' }));
  expect((await screen.findByRole('alert')).textContent).toBe('Not now.');
  fireEvent.click(within(screen.getByRole('group')).getByRole('button', { name: 'Disconnect' }));
  expect(await screen.findByText(/Disconnected from Forge lab, where you were ada\. What it granted was revoked/)).toBeTruthy();
  expect(await screen.findByText('Not connected')).toBeTruthy();
});

test('asks again when the person’s accounts changed elsewhere', async () => {
  let state: AccountView = { ...none };
  const { store } = openPage(<AccountsPanel />, [http.get(address, () => HttpResponse.json({ accounts: [state] }))]);
  await screen.findByText('Not connected');
  state = { ...linked, title: 'Mill' };
  act(() => void store.dispatch(topicChanged({ topic: 'accounts', channel_id: '' })));
  expect(await screen.findByText(/^Signed in as/)).toBeTruthy();
});
