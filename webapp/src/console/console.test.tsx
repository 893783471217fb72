/** @jest-environment ./test/msw/browser-environment.ts */
import * as React from 'react';
import { afterEach, expect, test } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { PLUGIN_ID, paths } from '@ci-command-center/contract';
import type { CheckupView, ConfigurationVerdict, StatusView } from '@ci-command-center/contract';
import { openPage } from '../pipelines/host-page.tsx';
import { ConfigurationSetting } from './configuration-setting.tsx';
import { Console } from './console.tsx';
import { MASK } from './saved-text.ts';

const at = (path: string) => `*/plugins/${PLUGIN_ID}${path}`;
const status: StatusView = {
  version: '1.2.3',
  runtime: 'Node v24',
  connections: [
    { provider: 'lab', title: 'Lab', name: 'default', webhook: 'https://chat.example/hooks/lab', redirects: [], lastDelivery: 1 },
    {
      provider: 'gate',
      title: 'Gate',
      name: 'two',
      url: 'https://gate.example',
      webhook: 'https://chat.example/hooks/gate/two',
      redirects: ['https://chat.example/back'],
    },
    { provider: 'mill', title: 'Mill', name: 'default', webhook: 'https://chat.example/hooks/mill', redirects: [] },
  ],
  queue: { pending: 0, dead: 2, slow: false },
  accounts: 3,
  problems: [{ code: 'CI_SETTINGS_URL', message: 'The address is none.', remedy: 'Write it as `https://ci.example`.' }],
};
const checkup: CheckupView = {
  connections: [
    {
      provider: 'gate',
      name: 'two',
      findings: [
        { code: 'CI_CHECK_NAME', level: 'right', message: 'at 10.0.0.7' },
        { code: 'CI_CHECK_CLOCK', level: 'wrong', message: 'Its clock is 600 s behind.', remedy: 'Have both set by `NTP`.' },
      ],
    },
  ],
  around: [{ code: 'CI_CHECK_DATABASE', level: 'right', message: 'database in use' }],
};
const checked = http.get(at(paths.checkup), () => HttpResponse.json(checkup));
const healthy = http.get(at(paths.status), () => HttpResponse.json(status));
const verdictOf = (text: string): ConfigurationVerdict =>
  text.includes('notifi')
    ? {
        total: 1,
        faults: [{ line: 2, path: 'notifi', code: 'CI_CONFIG_KEY', message: 'is unknown.', remedy: 'Did you mean `notify`?' }],
      }
    : { total: 0, faults: [] };

const asked: string[] = [];
/** What is saved, as the page shows it only to this plugin. */
let saved = 'thread: saved';
const reading = http.get(at(paths.configuration), () => HttpResponse.json({ text: saved }));
const check = http.post(at(paths.configurationCheck), async ({ request }) => {
  const body: unknown = await request.json();
  const text = typeof body === 'object' && body !== null && 'text' in body ? String(body.text) : '';
  asked.push(text);
  return HttpResponse.json(verdictOf(text));
});

function Page({ first, disabled = false, lazily = false }: { first?: string; disabled?: boolean; lazily?: boolean }) {
  const [value, setValue] = React.useState<unknown>(first);
  const Setting = lazily ? ConfigurationSetting : Console;
  return (
    <>
      <Setting id="configuration" label="Configuration:" value={value} disabled={disabled} onChange={(_id, next) => setValue(next)} />
      <button onClick={() => setValue(MASK)}>Save</button>
    </>
  );
}

const field = () => screen.getByLabelText<HTMLTextAreaElement>('Configuration:');
const right = () => screen.findByText(/^Nothing is wrong with it/);

afterEach(() => {
  cleanup();
  asked.length = 0;
});

test('what is typed is checked once one pauses; faults are told with line and remedy, and lead to their line', async () => {
  openPage(<Page />, [reading, check, checked, healthy]);
  await right();
  fireEvent.change(field(), { target: { value: 'thread: fl' } });
  fireEvent.change(field(), { target: { value: 'thread: flat\nnotifi: {}' } });
  await screen.findByText(/^1 fault\. It can be saved like this/);
  expect(asked).toEqual(['', 'thread: flat\nnotifi: {}']);
  expect(field().getAttribute('aria-invalid')).toBe('true');
  fireEvent.click(within(screen.getByRole('list', { name: 'Faults of the configuration' })).getByRole('button'));
  expect(document.activeElement).toBe(field());
  expect(field().value.slice(field().selectionStart, field().selectionEnd)).toBe('notifi: {}');
  fireEvent.change(field(), { target: { value: 'notify: {}' } });
  await right();
  expect(screen.queryByRole('list', { name: 'Faults of the configuration' })).toBeNull();
});

test('Tab indents, and after Esc it leaves the field', async () => {
  openPage(<Page first="a" />, [reading, check, checked, healthy]);
  fireEvent.keyDown(field(), { key: 'Tab' });
  expect(field().value).toContain('  ');
  fireEvent.keyDown(field(), { key: 'Escape' });
  expect(fireEvent.keyDown(field(), { key: 'Tab' })).toBe(true);
  await right();
});

test('a check that fails is said, and asked again on demand', async () => {
  let down = true;
  const lame = http.post(at(paths.configurationCheck), () =>
    down ? HttpResponse.json({ code: 'CI_X', message: 'Away.' }, { status: 503 }) : HttpResponse.json({ total: 0, faults: [] }),
  );
  openPage(<Page />, [reading, lame, checked, healthy]);
  await screen.findByText('It could not be checked: Away.');
  down = false;
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await right();
});

test('who may not change it can still read it', async () => {
  openPage(<Page first="thread: flat" disabled />, [reading, check, checked, healthy]);
  expect(field().readOnly).toBe(true);
  expect(fireEvent.keyDown(field(), { key: 'Tab' })).toBe(true);
  await right();
});

test('the status tells of each connection, of what was given up, and what is wrong; it is looked at again on demand', async () => {
  const { fetched } = openPage(<Page />, [reading, check, checked, healthy]);
  await screen.findByText('The address is none.');
  await screen.findByText('database in use');
  const items = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
  expect(items).toEqual([
    expect.stringContaining('Write it as https://ci.example. CI_SETTINGS_URL'),
    expect.stringMatching(/^LabLast delivery/),
    expect.stringMatching(/^Gate \(two\)Nothing has ever come.*hooks\/gate\/two.*https:\/\/chat\.example\/back/),
    'Wrong: Its clock is 600 s behind. Have both set by NTP. CI_CHECK_CLOCK',
    'at 10.0.0.7',
    'Not in useMill',
    'Mattermost and the plugindatabase in use',
    'database in use',
    'DeliveriesNothing waits2 given up: /ci doctor deliveries tells why',
    'Accounts3 linked, their tokens encrypted',
  ]);
  const asks = () => fetched.mock.calls.filter(([address]) => address.endsWith(paths.status)).length;
  const before = asks();
  fireEvent.click(screen.getByRole('button', { name: 'Refresh' }));
  await waitFor(() => expect(asks()).toBe(before + 1));
});

test('what Mattermost masks is asked for, edited, and asked for again once it was saved', async () => {
  saved = 'thread: flat';
  openPage(<Page first={MASK} />, [reading, check, checked, healthy]);
  await screen.findByDisplayValue('thread: flat');
  fireEvent.change(field(), { target: { value: 'thread: details' } });
  expect(field().value).toBe('thread: details');
  saved = 'thread: details # as it was saved';
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(field().value).toBe('thread: details');
  expect(field().readOnly).toBe(true);
  await screen.findByDisplayValue(saved);
  expect(field().readOnly).toBe(false);
  await right();
});

test('where it cannot be asked for, nothing is shown that could be saved instead of it', async () => {
  const refused = http.get(at(paths.configuration), () =>
    HttpResponse.json({ code: 'CI_API_ADMINISTRATOR', message: 'Only …' }, { status: 403 }),
  );
  openPage(<Page first={MASK} />, [refused, check, checked, healthy]);
  await screen.findByText('The configuration could not be loaded');
  expect(screen.queryByRole('textbox')).toBeNull();
});

test('until the editor has come there is a plain field, in which nobody types into the mask', async () => {
  saved = 'thread: flat';
  openPage(<Page first={MASK} lazily />, [reading, check, checked, healthy]);
  expect([field().className, field().disabled]).toEqual(['form-control', true]);
  await screen.findByDisplayValue('thread: flat');
  fireEvent.change(field(), { target: { value: 'thread: details' } });
  await right();
  expect(field().value).toBe('thread: details');
});
