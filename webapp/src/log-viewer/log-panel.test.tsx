/** @jest-environment ./test/msw/browser-environment.ts */
import * as React from 'react';
import { afterEach, expect, jest, test } from '@jest/globals';
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { paths, PLUGIN_ID } from '@ci-command-center/contract';
import { openPage } from '../pipelines/host-page.tsx';
import { Sidebar } from '../sidebar/sidebar.tsx';
import { CHOSEN_TAB, keep } from '../host/kept.ts';
import { OPEN_LOG } from './target.ts';

const address = `*/plugins/${PLUGIN_ID}${paths.log}`;
const target = { channelId: 'builds', key: 'k', title: 'asgard/deploy #14' };

// jsdom lays nothing out: the screen has to have some height to have lines.
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { get: () => 600 });
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { get: () => 400 });
Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { get: () => 18 });

afterEach(() => {
  cleanup();
  jest.useRealTimers();
});

async function open(...answers: readonly (object | [number, object])[]) {
  const starts: string[] = [];
  const handler = http.get(address, ({ request }) => {
    starts.push(new URL(request.url).searchParams.get('start') ?? '');
    const answer = answers[Math.min(starts.length, answers.length) - 1];
    return Array.isArray(answer) ? HttpResponse.json(answer[1], { status: answer[0] }) : HttpResponse.json(answer);
  });
  const page = openPage(<Sidebar />, [handler, http.get('*', () => HttpResponse.json({ pipelines: [] }))]);
  await act(async () => {
    keep(page.store, CHOSEN_TAB, 'log');
    keep(page.store, OPEN_LOG, target);
  });
  return { ...page, starts };
}

test('lines come as they are written, until it is over; then nothing is asked any more', async () => {
  const { starts } = await open(
    { text: 'first\nsec', next: 9, more: true },
    { text: 'ond\n', next: 13, more: true },
    { text: 'Finished: SUCCESS\n', next: 31, more: false },
  );
  expect(await screen.findByText('first')).toBeTruthy();
  expect(screen.getByText(/^Live/)).toBeTruthy();
  expect(await screen.findByText('second', {}, { timeout: 4000 })).toBeTruthy();
  expect(await screen.findByText('Finished: SUCCESS', {}, { timeout: 4000 })).toBeTruthy();
  expect(screen.getByText(/^Ended · 3 lines/)).toBeTruthy();
  expect(starts).toEqual(['0', '9', '13']);
}, 10_000);

test('search counts and walks through what it finds; foreign text stays text', async () => {
  await open({ text: '<b>make</b>\nok\nmake test\nok\nmake all\n', next: 9, more: false });
  await screen.findByText('<b>make</b>');
  const box = screen.getByRole('searchbox', { name: 'Find in the log' });
  fireEvent.change(box, { target: { value: 'MAKE' } });
  expect(screen.getByText('1 of 3')).toBeTruthy();
  expect(screen.getAllByText('make', { selector: 'mark' })).toHaveLength(3);
  fireEvent.keyDown(box, { key: 'Enter' });
  expect(screen.getByText('2 of 3')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Previous match' }));
  fireEvent.click(screen.getByRole('button', { name: 'Previous match' }));
  expect(screen.getByText('3 of 3')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Jump to the end' })).toBeTruthy();
});

test('who is not connected is told how to be; afterwards one button goes on', async () => {
  await open([403, { code: 'CI_ACCOUNT_MISSING', message: 'Type /some connect.' }], {
    text: 'hello\n',
    next: 6,
    more: false,
  });
  expect((await screen.findByRole('alert')).textContent).toContain('Connect your account to read logs');
  expect(screen.getByText('Type /some connect.')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('hello')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Back to the pipelines' }));
  expect(screen.queryByText('hello')).toBeNull();
  expect(screen.getByRole('tab', { name: 'Pipelines' }).getAttribute('aria-selected')).toBe('true');
});

test('an error after some lines keeps them', async () => {
  await open({ text: 'hello\n', next: 6, more: true }, [502, { code: 'CI_SOME', message: 'It is restarting.' }]);
  expect(await screen.findByText(/It is restarting/, {}, { timeout: 4000 })).toBeTruthy();
  expect(screen.getByText('hello')).toBeTruthy();
});
