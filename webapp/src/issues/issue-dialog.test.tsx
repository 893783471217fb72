/** @jest-environment ./test/msw/browser-environment.ts */
import * as React from 'react';
import { afterEach, expect, jest, test } from '@jest/globals';
import { act, cleanup, configure, fireEvent, screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { paths, PLUGIN_ID } from '@ci-command-center/contract';
import type { PlaceView } from '@ci-command-center/contract';
import { openPage } from '../pipelines/host-page.tsx';
import { loadPlaces } from '../places/slice.ts';
import { IssueDialog } from './issue-dialog.tsx';
import { quoteOf, titleOf } from './prefill.ts';
import type { IssueDialogTarget } from './slice.ts';

const base = `*/plugins/${PLUGIN_ID}`;
const place: PlaceView = {
  provider: 'forge',
  title: 'Forge',
  connection: 'default',
  url: 'https://forge.example',
  previews: true,
  issues: true,
  connect: '/oauth/forge/connect?connection=default',
};
const choices = { labels: ['bug'], people: [{ id: '4', name: 'Ada', username: 'ada' }], milestones: [{ id: '9', title: '2.0' }] };
const made = { reference: 'team/app#12', url: 'https://forge.example/team/app/-/issues/12' };

// jsdom draws no top layer.
HTMLDialogElement.prototype.showModal = function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close(this: HTMLDialogElement) {
  this.open = false;
};

// Other tests may take all of the machine.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);

afterEach(cleanup);

async function open(target: Partial<IssueDialogTarget>, answer: () => Response = () => HttpResponse.json(made, { status: 201 })) {
  const sent: unknown[] = [];
  const take = async ({ request }: { request: Request }) => {
    sent.push(await request.json());
    return answer();
  };
  const issue = { project: '7', number: '12', reference: 'team/app#12', title: 'It <i>hums</i>', url: made.url, open: true };
  const page = openPage(<IssueDialog target={{ kind: 'create', postId: 'p1', message: '**It hums**\n/close @ada', ...target }} />, [
    http.get(`${base}${paths.places}`, () => HttpResponse.json({ places: [place, { ...place, connection: 'none', issues: false }] })),
    http.get(`${base}${paths.issueProjects}`, () => HttpResponse.json({ projects: [{ id: '7', path: 'team/app' }] })),
    http.get(`${base}${paths.issueChoices}`, () => HttpResponse.json(choices)),
    http.get(`${base}${paths.issues}`, () => HttpResponse.json({ issues: [issue] })),
    http.post(`${base}${paths.issues}`, take),
    http.post(`${base}${paths.issueComments}`, take),
  ]);
  await act(() => loadPlaces(page.store.dispatch));
  return { ...page, sent };
}

async function choose(label: string, option: string): Promise<void> {
  fireEvent.click(screen.getByRole('combobox', { name: label }));
  await screen.findByRole('option', { name: new RegExp(option) });
  fireEvent.keyDown(screen.getByRole('combobox', { name: label }), { key: 'Enter' });
}

test('an issue is made with what its project knows, and its address is told', async () => {
  const { sent } = await open({});
  const button = screen.getByRole('button', { name: 'Create issue' });
  expect(button.hasAttribute('disabled')).toBe(true);
  await choose('Project', 'team/app');
  fireEvent.click(await screen.findByRole('checkbox', { name: 'bug' }));
  fireEvent.click(screen.getByRole('checkbox', { name: 'Ada' }));
  fireEvent.change(screen.getByRole('combobox', { name: 'Milestone' }), { target: { value: '9' } });
  fireEvent.click(button);
  const reference = await screen.findByRole('link', { name: 'team/app#12' });
  expect(reference.getAttribute('href')).toBe(made.url);
  expect(sent).toEqual([
    {
      provider: 'forge',
      connection: 'default',
      project: '7',
      title: 'It hums',
      description: '> **It hums**\n> /close @\u200Bada',
      labels: ['bug'],
      assignees: ['4'],
      milestone: '9',
      post_id: 'p1',
    },
  ]);
});

test('a refusal is said, and what was typed stays', async () => {
  await open({}, () => HttpResponse.json({ code: 'CI_FORGE_FORBIDDEN', message: 'You may not.' }, { status: 403 }));
  await choose('Project', 'team/app');
  fireEvent.change(screen.getByRole('textbox', { name: 'Title' }), { target: { value: 'Mine' } });
  fireEvent.click(screen.getByRole('button', { name: 'Create issue' }));
  expect((await screen.findByRole('alert')).textContent).toContain('You may not.');
  expect(screen.getByRole('textbox', { name: 'Title' })).toHaveProperty('value', 'Mine');
});

test('who has no account is led to connecting', async () => {
  await open({}, () => HttpResponse.json({ code: 'CI_ACCOUNT_MISSING', message: 'None.' }, { status: 403 }));
  await choose('Project', 'team/app');
  fireEvent.click(screen.getByRole('button', { name: 'Create issue' }));
  expect((await screen.findByRole('link', { name: 'Connect' })).getAttribute('href')).toContain('/oauth/forge/connect?connection=default');
});

test('a post is attached to the issue that was found', async () => {
  const { sent } = await open({ kind: 'attach' });
  await choose('Issue', 'It <i>hums</i>');
  fireEvent.click(screen.getByRole('button', { name: 'Attach' }));
  expect(await screen.findByText(/The message was attached to/)).toBeTruthy();
  expect(sent).toEqual([{ provider: 'forge', connection: 'default', project: '7', number: '12', post_id: 'p1' }]);
});

test('a title is the first line with words; a quotation begins no action', () => {
  expect(titleOf('\n## ~~\n> *It hums* \nmore')).toBe('It hums');
  expect(titleOf('x'.repeat(200))).toHaveLength(80);
  expect(titleOf('```\n\n')).toBe('');
  expect(quoteOf(' /close\n\nall\n')).toBe('> /close\n>\n> all');
});
