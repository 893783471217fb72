/** @jest-environment ./test/msw/browser-environment.ts */
import * as React from 'react';
import { afterEach, expect, test } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { PLUGIN_ID, paths } from '@ci-command-center/contract';
import { openPage } from '../pipelines/host-page.tsx';
import { makeSecret } from './make-secret.ts';
import { MASK } from './saved-text.ts';
import { Setting } from './setting.tsx';
import { ownSettings } from './settings.ts';

const at = (path: string) => `*/plugins/${PLUGIN_ID}${path}`;
const asked: unknown[] = [];
const check = http.post(at(paths.settingCheck), async ({ request }) => {
  const body: unknown = await request.json();
  asked.push(body);
  const wrong = JSON.stringify(body).includes('wrong');
  return HttpResponse.json(wrong ? { problem: { code: 'CI_SETTINGS_URL', message: 'It is none.', remedy: 'Write `https://…`.' } } : {});
});
const secret = http.get(at(paths.webhookSecret), () => HttpResponse.json({ secret: 'made-up-secret' }));

function Page({ name, first }: { readonly name: string; readonly first: unknown }) {
  const [value, setValue] = React.useState<unknown>(first);
  const setting = ownSettings.find(({ key }) => key === name);
  if (setting === undefined) return null;
  return (
    <Setting setting={setting} id="field" label="The field:" value={value} disabled={false} onChange={(_id, next) => setValue(next)} />
  );
}

const field = () => screen.getByLabelText<HTMLInputElement>('The field:');
const button = (name: string) => screen.getByRole('button', { name });

afterEach(() => {
  cleanup();
  asked.length = 0;
});

test('what is wrong is told below the field as it is typed, and gone once it is right', async () => {
  openPage(<Page name="GitLabURL" first="" />, [check]);
  expect(screen.getByRole('heading', { name: 'GitLab' })).toBeDefined();
  expect(screen.getByRole('link', { name: 'Manual about GitLab' }).getAttribute('href')).toBe(`/plugins/${PLUGIN_ID}/docs/connect-gitlab`);
  fireEvent.change(field(), { target: { value: 'wrong' } });
  await screen.findByText(/It is none\. Write/);
  expect(field().getAttribute('aria-invalid')).toBe('true');
  fireEvent.change(field(), { target: { value: 'https://lab.example' } });
  await waitFor(() => expect(field().getAttribute('aria-invalid')).toBe('false'));
  expect(asked).toEqual([
    { key: 'GitLabURL', text: 'wrong' },
    { key: 'GitLabURL', text: 'https://lab.example' },
  ]);
});

test('a saved secret is masked and cannot be typed into; it is shown, made anew, or another one entered', async () => {
  openPage(<Page name="WebhookSecret" first={MASK} />, [check, secret]);
  expect([field().type, field().readOnly]).toEqual(['password', true]);
  fireEvent.click(button('Show'));
  await waitFor(() => expect([field().type, field().value]).toEqual(['text', 'made-up-secret']));
  fireEvent.click(button('Hide'));
  expect([field().type, field().value]).toEqual(['password', MASK]);
  fireEvent.click(button('Generate a new one'));
  expect(field().value).toMatch(/^[A-Za-z0-9]{32}$/);
  expect(screen.getByText(/give it to every sender/)).toBeDefined();
});

test('the encryption key is shown to nobody; a new one is 32 bytes', () => {
  openPage(<Page name="EncryptionKey" first={MASK} />, [check]);
  expect(screen.queryByRole('button', { name: 'Show' })).toBeNull();
  fireEvent.click(button('Enter another'));
  expect([field().value, field().readOnly]).toEqual(['', false]);
  fireEvent.click(button('Generate a new one'));
  expect(field().value).toMatch(/^[0-9a-f]{64}$/);
});

test('new secrets differ', () => {
  expect(new Set(Array.from({ length: 50 }, () => makeSecret('letters'))).size).toBe(50);
});
