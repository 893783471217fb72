/** @jest-environment ./test/msw/browser-environment.ts */
import * as React from 'react';
import { afterEach, expect, test } from '@jest/globals';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { PLUGIN_ID, paths } from '@ci-command-center/contract';
import type { IntentList, RunList } from '@ci-command-center/contract';
import { channelId, openPage } from '../pipelines/host-page.tsx';
import { IntentsPanel } from './intents-panel.tsx';
import { sampleRun, ship } from './sample.ts';

const base = `*/plugins/${PLUGIN_ID}`;
const intents = (change: Partial<IntentList> = {}) =>
  http.get(`${base}${paths.intents}`, () => HttpResponse.json({ intents: [ship], ...change }));
const runs = (list: RunList = { runs: [] }) => http.get(`${base}${paths.runs}`, () => HttpResponse.json(list));
const panel = <IntentsPanel channelId={channelId} />;
const item = (name: string | RegExp) => screen.findByRole('listitem', { name });

/** Answers in turn, the last one again and again. */
function posts(path: string, ...answers: readonly (() => Response)[]) {
  const sent: unknown[] = [];
  const handler = http.post(`${base}${path}`, async ({ request }) => {
    sent.push(await request.json());
    return (answers[sent.length - 1] ?? answers.at(-1))?.();
  });
  return { sent, handler };
}

afterEach(cleanup);

test('the form has a field for each parameter, says what is wrong where it is, shows a dry run, and runs it', async () => {
  const { sent, handler } = posts(
    `${paths.intents}/ship/run`,
    () =>
      HttpResponse.json(
        { code: 'CI_RUN_VALUES', message: 'Some values do not fit.', fields: { version: 'It must match the pattern.' } },
        { status: 422 },
      ),
    () =>
      HttpResponse.json({
        steps: [
          { name: 'build', calls: [{ method: 'POST', url: 'https://ci.example/job/deploy', what: 'starts deploy' }] },
          { name: 'post', calls: [{ what: 'posts to builds' }] },
        ],
      }),
    () => HttpResponse.json({ id: 'r8' }, { status: 202 }),
  );
  openPage(panel, [handler, intents(), runs()]);
  fireEvent.click(within(await item('ship')).getByRole('button', { name: 'Run ship…' }));
  const form = screen.getByRole('form', { name: 'Run ship' });
  const version = within(form).getByLabelText(/^version/);
  expect(document.activeElement).toBe(version);
  expect(within(form).getByText('As it is tagged · must match ^\\d+\\.\\d+$')).toBeTruthy();
  expect(within(form).getByText('from 1 to 9')).toBeTruthy();
  expect(within(form).getByText('Before that, 2 approvals are asked for, from: team administrators')).toBeTruthy();
  expect(within(form).getByRole('list', { name: 'What it does' }).textContent).toContain('jenkins.build deploy/api');
  fireEvent.submit(form);
  expect(within(form).getAllByText('Fill this in.')).toHaveLength(2);
  expect(sent).toEqual([]);
  fireEvent.change(version, { target: { value: 'one' } });
  fireEvent.change(within(form).getByLabelText('pin'), { target: { value: 'hush' } });
  fireEvent.change(within(form).getByLabelText('region'), { target: { value: 'us' } });
  fireEvent.click(within(form).getByLabelText('migrate'));
  fireEvent.change(within(form).getByLabelText('Merge request or commit'), { target: { value: ' https://lab.example/1 ' } });
  fireEvent.submit(form);
  expect(await within(form).findByText('It must match the pattern.')).toBeTruthy();
  expect(version.getAttribute('aria-invalid')).toBe('true');
  expect(document.activeElement).toBe(version);
  fireEvent.change(version, { target: { value: '1.2' } });
  fireEvent.click(within(form).getByRole('button', { name: 'Dry run' }));
  expect(await within(form).findByText('POST https://ci.example/job/deploy')).toBeTruthy();
  expect(within(form).getByText('posts to builds')).toBeTruthy();
  fireEvent.change(version, { target: { value: '1.3' } });
  expect(within(form).queryByText('posts to builds')).toBeNull();
  fireEvent.click(within(form).getByRole('button', { name: 'Ask for approval' }));
  expect(await screen.findByText('Approval was asked for, as run r8.')).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Run ship…' }));
  const parameters = { version: '1.3', replicas: '2', region: 'us', migrate: false, pin: 'hush' };
  expect(sent).toEqual([
    { channel_id: channelId, dryRun: false, subject: 'https://lab.example/1', parameters: { ...parameters, version: 'one' } },
    { channel_id: channelId, dryRun: true, subject: 'https://lab.example/1', parameters: { ...parameters, version: '1.2' } },
    { channel_id: channelId, dryRun: false, subject: 'https://lab.example/1', parameters },
  ]);
});

test('who may not run it is told who may and what it does, and offered no button', async () => {
  openPage(panel, [intents({ intents: [{ ...ship, refusal: 'Only @alice may run it.' }] }), runs()]);
  const shown = await item('ship');
  expect(within(shown).getByText('Only @alice may run it.')).toBeTruthy();
  expect(within(shown).getByText('2 steps')).toBeTruthy();
  expect(within(shown).queryByRole('button')).toBeNull();
});

test('what waits is approved with a reason, and a refusal is said where it was asked', async () => {
  const { sent, handler } = posts(
    `${paths.runs}/r7/approve`,
    () => HttpResponse.json({ code: 'CI_RUN_SELF', message: 'Somebody else must approve it.' }, { status: 403 }),
    () => HttpResponse.json(sampleRun()),
  );
  const approval = { given: [{ name: 'Bob', mention: 'bob' }], count: 2, until: 2_000_000 };
  const waiting = sampleRun({ state: 'waiting', approval, may: ['approve', 'reject', 'cancel'] });
  openPage(panel, [handler, intents(), runs({ runs: [waiting] })]);
  const shown = await item('ship, Waiting for approval, r7');
  expect(within(shown).getByText(/^1 of 2 approved: @bob/)).toBeTruthy();
  expect(within(shown).getByRole('list', { name: 'Values of ship' }).textContent).toContain('version=1.2');
  fireEvent.click(within(shown).getByRole('button', { name: 'Approve ship…' }));
  const form = within(shown).getByRole('form', { name: /^Approve ship\? It is the last approval needed/ });
  fireEvent.keyDown(form, { key: 'Escape' });
  expect(document.activeElement).toBe(within(shown).getByRole('button', { name: 'Approve ship…' }));
  fireEvent.click(within(shown).getByRole('button', { name: 'Approve ship…' }));
  fireEvent.change(within(shown).getByLabelText('Why'), { target: { value: ' looks good ' } });
  fireEvent.submit(within(shown).getByRole('form'));
  expect((await within(shown).findByRole('alert')).textContent).toBe('Somebody else must approve it.');
  fireEvent.submit(within(shown).getByRole('form'));
  await within(shown).findByRole('button', { name: 'Approve ship…' });
  expect(sent).toEqual([
    { channel_id: channelId, reason: 'looks good' },
    { channel_id: channelId, reason: 'looks good' },
  ]);
});

test('runs move by themselves, old news changes nothing, and an end is told', async () => {
  const { pushRun } = openPage(panel, [intents(), runs({ runs: [sampleRun({ may: ['cancel'] })] })]);
  const shown = await item('ship, Running, r7');
  expect(within(shown).getByText('started #14')).toBeTruthy();
  pushRun(sampleRun({ revision: 3, steps: [{ name: 'build', status: 'running', text: 'half way' }] }));
  expect(within(shown).getByText('half way')).toBeTruthy();
  expect(within(shown).getByRole('button', { name: 'Cancel ship…' })).toBeTruthy();
  pushRun(sampleRun({ revision: 2 }));
  expect(within(shown).getByText('half way')).toBeTruthy();
  const log = ['one', 'it broke'];
  pushRun(sampleRun({ revision: 4, state: 'failed', endedAt: 2000, steps: [{ name: 'build', status: 'failed', log }] }));
  const ended = await item('ship, Failed, r7');
  expect(within(ended).getByRole('group', { name: 'Last lines of build' }).textContent).toBe('one\nit broke');
  expect(within(ended).queryByRole('button', { name: 'Cancel ship…' })).toBeNull();
  expect(screen.getByRole('log').textContent).toBe('ship, Failed, r7');
  pushRun(sampleRun({ id: 'r8', createdAt: 3000 }));
  expect(await item('ship, Running, r8')).toBeTruthy();
});

test('an earlier run is filled in again without its secrets; older ones come on demand', async () => {
  const first = sampleRun({ state: 'rejected', endedAt: 2000, end: { by: { name: 'Bob', mention: 'bob' }, reason: 'not today' } });
  const older = http.get(`${base}${paths.runs}`, ({ request }) =>
    new URL(request.url).searchParams.get('before') === 'b1'
      ? HttpResponse.json({ runs: [first, sampleRun({ id: 'r1', state: 'succeeded', createdAt: 1 })] })
      : undefined,
  );
  openPage(panel, [older, intents(), runs({ runs: [first], older: 'b1' })]);
  const shown = await item('ship, Rejected, r7');
  expect(within(shown).getByText('Rejected by @bob: not today')).toBeTruthy();
  fireEvent.click(within(shown).getByRole('button', { name: 'Run again: ship' }));
  const form = within(shown).getByRole('form', { name: 'Run ship' });
  const fields = ['version', 'region', 'pin'].map((name) => within(form).getByLabelText(new RegExp(`^${name}`)));
  expect(fields.map((field) => ('value' in field ? field.value : undefined))).toEqual(['1.2', 'us', '']);
  fireEvent.click(screen.getByRole('button', { name: 'Show older' }));
  expect(await item('ship, Succeeded, r1')).toBeTruthy();
  expect(screen.getAllByRole('listitem', { name: /^ship, Rejected/ })).toHaveLength(1);
  expect(screen.queryByRole('button', { name: 'Show older' })).toBeNull();
});

test('where there is nothing it says who writes intents; administrators see what could not be read', async () => {
  openPage(panel, [intents({ intents: [] }), runs()]);
  expect(await screen.findByRole('heading', { name: 'No intents in this channel' })).toBeTruthy();
  cleanup();
  openPage(panel, [intents({ intents: [], faults: ['Line 3: steps is missing.'] }), runs()]);
  expect(await screen.findByText('Line 3: steps is missing.')).toBeTruthy();
});
