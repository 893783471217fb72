/** @jest-environment ./test/msw/browser-environment.ts */
import * as React from 'react';
import { afterEach, expect, jest, test } from '@jest/globals';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { PLUGIN_ID, paths } from '@ci-command-center/contract';
import type { AlertBoard, AlertGroupView, WatchedGateView } from '@ci-command-center/contract';
import { DoorsProvider } from '../host/doors.tsx';
import { channelId, openPage } from '../pipelines/host-page.tsx';
import { AlertsPanel } from './alerts-panel.tsx';

const base = `*/plugins/${PLUGIN_ID}`;
const group: AlertGroupView = {
  key: 'k',
  provider: 'Alertmanager',
  title: 'DiskFull',
  severity: 'critical',
  weight: 'grave',
  firing: 1,
  total: 2,
  since: 1,
  labels: [{ name: 'team', value: 'city' }],
  runbookUrl: 'https://runbooks.example/disk',
  alerts: [
    { name: 'DiskFull', firing: true, since: 1, labels: [{ name: 'host', value: 'a' }], url: 'javascript:alert(1)' },
    { name: 'DiskFull', firing: false, since: 1, endedAt: 2, labels: [{ name: 'host', value: 'b' }] },
  ],
  silenceable: true,
};
const gate: WatchedGateView = {
  key: 'g',
  provider: 'SonarQube',
  project: { path: 'city/api' },
  ref: { kind: 'branch', name: 'main' },
  name: 'Sonar way',
  status: 'failed',
  at: 2,
  since: 1,
  conditions: [
    { text: 'coverage 61 %', status: 'failed' },
    { text: 'duplication 1 %', status: 'passed' },
  ],
  history: [
    { status: 'failed', at: 2 },
    { status: 'passed', at: 1 },
  ],
};
const nothing: AlertBoard = { firing: [], resolved: [], gates: [] };
const board = (change: Partial<AlertBoard>) => http.get(`${base}${paths.alerts}`, () => HttpResponse.json({ ...nothing, ...change }));
const panel = <AlertsPanel channelId={channelId} />;

afterEach(cleanup);

test('firing groups come first, then gates with what failed; what is over is folded', async () => {
  openPage(panel, [board({ firing: [group], gates: [gate], resolved: [{ ...group, key: 'o', title: 'Over', firing: 0, endedAt: 5 }] })]);
  const alert = await screen.findByRole('listitem', { name: 'DiskFull, critical' });
  expect(within(alert).getByText('1 of 2 fire')).toBeTruthy();
  expect(within(alert).getByRole('link', { name: 'Runbook' }).getAttribute('rel')).toBe('noopener noreferrer');
  expect(within(alert).queryByRole('link', { name: 'DiskFull' })).toBeNull();
  const shown = screen.getByRole('listitem', { name: 'city/api main, Failed' });
  expect(within(shown).getAllByRole('list', { name: 'Conditions of city/api' })[0]?.textContent).toBe('failed: coverage 61 %');
  expect(within(shown).getByRole('list', { name: /^Earlier verdicts/ }).textContent).toMatch(/^Passed.*Failed/);
  expect(screen.getByText('Resolved in the last day (1)').closest('details')?.open).toBe(false);
});

test('a silence is asked for once, its fault is said in the form, and what came of it above the list', async () => {
  const sent: unknown[] = [];
  const silence = http.post(`${base}${paths.silence}`, async ({ request }) => {
    sent.push(await request.json());
    if (sent.length === 1) return HttpResponse.json({ code: 'CI_ACTION_UNTIL', message: 'Write a duration.' }, { status: 400 });
    return HttpResponse.json({ message: 'Silenced until noon.' });
  });
  openPage(panel, [silence, board({ firing: [group] })]);
  fireEvent.click(await screen.findByRole('button', { name: 'Silence DiskFull…' }));
  const form = screen.getByRole('form', { name: 'Silence DiskFull…' });
  expect(document.activeElement).toBe(within(form).getByRole('radio', { name: '1 hour' }));
  fireEvent.change(within(form).getByLabelText('Or until'), { target: { value: 'soon' } });
  fireEvent.submit(form);
  fireEvent.submit(form);
  expect((await within(form).findByRole('alert')).textContent).toBe('Write a duration.');
  fireEvent.click(within(form).getByRole('radio', { name: '4 hours' }));
  fireEvent.change(within(form).getByLabelText('Why'), { target: { value: ' noise ' } });
  fireEvent.submit(form);
  expect(await screen.findByText('Silenced until noon.')).toBeTruthy();
  expect(sent).toEqual([
    { channel_id: channelId, key: 'k', until: 'soon' },
    { channel_id: channelId, key: 'k', until: '4h', comment: 'noise' },
  ]);
});

test('who may not silence here is offered none; a silence in force says whose it is, and is ended', async () => {
  const expire = http.post(`${base}${paths.expireSilence}`, () => HttpResponse.json({ message: 'The silence has ended.' }));
  openPage(panel, [
    expire,
    board({
      firing: [
        { ...group, silenceable: false },
        { ...group, key: 's', title: 'Slow', silence: { by: 'bob', until: 5 } },
      ],
    }),
  ]);
  expect(await screen.findByText(/Silenced by bob until/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Silence/ })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'End the silence of Slow' }));
  expect(await screen.findByText('The silence has ended.')).toBeTruthy();
});

test('where there is nothing, the next step is to see what the channel is told', async () => {
  const openTab = jest.fn();
  openPage(<DoorsProvider value={{ openTab, openLog: () => undefined }}>{panel}</DoorsProvider>, [board({})]);
  fireEvent.click(await screen.findByRole('button', { name: 'See what it is told' }));
  expect(openTab).toHaveBeenCalledWith('subscriptions');
});
