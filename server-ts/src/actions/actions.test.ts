import { expect, test } from '@jest/globals';
import { alertStateOf, joinAlerts } from '../ci/alerts.ts';
import type { AlertGroupState, SilenceSeen } from '../ci/alerts.ts';
import { subjectKey, toChannelId } from '../ci/ids.ts';
import type { Questions, SilenceRequest } from '../ci/provider.ts';
import { CiError } from '../platform/errors.ts';
import { createProver } from '../platform/proof.ts';
import { alertActions } from '../rendering/actions.ts';
import { createActions, type ActionPorts } from './index.ts';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-21T07:00:00Z');
const channel = 'c'.repeat(26);
const subject = { key: subjectKey('some', 'lab', 'alerts', '{}:{job="api"}'), provider: 'some', connection: 'lab' };

function firingGroup(): AlertGroupState {
  const alert = { fingerprint: 'a', status: 'firing', name: 'Down', labels: {}, annotations: {}, startsAt: 1 } as const;
  const group = { receiver: 'team', labels: { job: 'api' }, commonLabels: {}, commonAnnotations: {} };
  return alertStateOf({ kind: 'alerts', subject, group, alerts: [alert], truncated: 0 });
}

const never = async (): Promise<never> => Promise.reject(new Error('It must not be asked'));

/** A channel whose card shows the group; ada may write there, eve may not. */
function world(questions: Questions = {}, ports: Partial<ActionPorts> = {}) {
  let state = firingGroup();
  const asked: SilenceRequest[] = [];
  const ended: string[] = [];
  const learned: SilenceSeen[] = [];
  const told: string[] = [];
  const dialogs: unknown[] = [];
  const again: number[] = [];
  const lines: { readonly message: string; readonly fields: unknown }[] = [];
  const write = (message: string, fields: unknown): void => void lines.push({ message, fields });
  const log = { debug: write, info: write, warn: write, error: write, child: () => log };
  const provider: Questions = {
    silence: async (request) => {
      asked.push(request);
      return 'silence-1';
    },
    expireSilence: async (id) => void ended.push(id),
    ...questions,
  };
  const actions = createActions(
    {
      person: async (userId) => ({ username: userId.startsWith('a') ? 'ada' : 'eve', timezone: 'Europe/Berlin' }),
      mayPost: async (userId, channelId) => userId.startsWith('a') && channelId === toChannelId(channel),
      post: async (postId) => (postId === 'other' ? undefined : { channelId: toChannelId(channel), rootId: '', ours: true }),
      shown: async (key, channelId) => (key === subject.key && channelId === toChannelId(channel) ? state : undefined),
      connection: (of, name) => ({ provider: of, name, url: 'https://alerts.example', webhookSecrets: [] }),
      provider: () => ({ title: 'Some System', ...provider }),
      http: () => () => Promise.reject(new Error('no network here')),
      learn: async (event) => {
        learned.push(event);
        state = joinAlerts(state, alertStateOf(event));
      },
      showAgain: async (_key, at) => void again.push(at),
      tell: async (_userId, _channelId, text) => void told.push(text),
      openDialog: async (...call) => void dialogs.push(call),
      guard: { run: (_attempt, work) => work(), permit: async () => undefined, refused: () => undefined },
      ...createProver('test', () => [Buffer.alloc(32, 7)]),
      now: () => NOW,
      log,
      ...ports,
    },
    { click: never, form: never },
  );
  const send = async (path: string, body: unknown, userId = 'a'.repeat(26)): Promise<{ status: number; body: Record<string, unknown> }> => {
    const headers: Record<string, string> = { 'Content-Type': 'application/json', ...(userId !== '' && { 'Mattermost-User-Id': userId }) };
    const response = await actions(new Request(`http://plugin${path}`, { method: 'POST', headers, body: JSON.stringify(body) }), '');
    const answer: Record<string, unknown> = Object.fromEntries(Object.entries(await response.json()));
    return { status: response.status, body: answer };
  };
  /** As the server calls when the action with this id is clicked (`DoPostActionWithCookie`). */
  const click = async (id: string, option?: string, userId = 'a'.repeat(26)) => {
    const action = alertActions(state, NOW).find((each) => each.id === id);
    const context = {
      ...(action?.integration.context ?? { action: id, key: subject.key }),
      ...(option !== undefined && { selected_option: option }),
    };
    const request = { user_id: 'whoever', channel_id: channel, post_id: 'p'.repeat(26), trigger_id: 'trigger', type: 'select', context };
    return send('/actions/alert', request, userId);
  };
  return { send, click, asked, ended, learned, told, dialogs, again, lines, state: () => state };
}

test('a choice of hours silences the group from now on, in the name of who clicked', async () => {
  const { click, asked, learned, again, lines, state } = world();
  expect(await click('silence', '4h')).toEqual({
    status: 200,
    body: { ephemeral_text: 'Silenced until 2026-11-21 12:00 (Europe/Berlin).' },
  });
  expect(asked).toMatchObject([{ from: NOW, until: NOW + 4 * HOUR, by: 'ada', comment: 'Set in Mattermost by ada' }]);
  expect(learned).toEqual([
    { kind: 'silence', subject, silence: { id: 'silence-1', by: 'ada', at: NOW, until: NOW + 4 * HOUR, expired: false } },
  ]);
  expect(again).toEqual([NOW + 4 * HOUR + 2000]);
  expect(lines).toMatchObject([{ message: 'A silence was set', fields: { user: 'ada', subject: subject.key, silence: 'silence-1' } }]);
  expect(alertActions(state(), NOW).map(({ id }) => id)).toEqual(['expire']);
});

test('a silence is ended by its identity, once', async () => {
  const { click, ended, state, lines } = world();
  await click('silence', '1h');
  expect((await click('expire')).body).toEqual({ ephemeral_text: 'The silence has ended.' });
  expect(ended).toEqual(['silence-1']);
  expect(alertActions(state(), NOW).map(({ id }) => id)).toEqual(['silence']);
  expect((await click('expire')).body).toEqual({ ephemeral_text: 'These alerts are not silenced from here any more.' });
  expect(ended).toHaveLength(1);
  expect(lines.map(({ message }) => message)).toEqual(['A silence was set', 'A silence was ended']);
});

test('a button of somebody else’s post does nothing', async () => {
  const { click, asked } = world({}, { post: async () => ({ channelId: toChannelId(channel), rootId: '', ours: false }) });
  expect((await click('silence', '1h')).body['ephemeral_text']).toMatch(/CI_ACTION_NOT_OURS/);
  expect(asked).toEqual([]);
});

test('a second silence on top of one that holds is not set', async () => {
  const { click, asked } = world();
  await click('silence', '1h');
  expect((await click('silence', '24h')).body['ephemeral_text']).toMatch(/silenced already, by ada until 2026-11-21 09:00/);
  expect(asked).toHaveLength(1);
});

test('until … asks for a time, in a dialog that Mattermost takes', async () => {
  const { click, dialogs, asked, send, told } = world();
  expect((await click('silence', 'until')).body).toEqual({});
  expect(asked).toEqual([]);
  const [[trigger, url, dialog] = []] = JSON.parse(JSON.stringify(dialogs));
  expect([trigger, url]).toEqual(['trigger', '/plugins/ci-command-center/actions/silence']);
  for (const text of [dialog.title, ...dialog.elements.map((each: { display_name: string }) => each.display_name)])
    expect(text.length).toBeLessThanOrEqual(24);
  const form = { type: 'dialog_submission', channel_id: channel, state: dialog.state, submission: { until: 'soon', comment: null } };
  expect((await send('/actions/silence', form)).body).toEqual({ errors: { until: expect.stringContaining('90m') } });
  const right = { ...form, submission: { until: '2026-11-22 08:00', comment: 'Moving the rack' } };
  expect((await send('/actions/silence', right)).body).toEqual({});
  expect(asked).toMatchObject([{ until: Date.parse('2026-11-22T07:00:00Z'), comment: 'Moving the rack' }]);
  expect(told).toEqual(['Silenced until 2026-11-22 08:00 (Europe/Berlin).']);
  expect((await send('/actions/silence', { ...form, cancelled: true, submission: null })).body).toEqual({});
});

test('who is no member of the channel, or may not write there, is refused, and it is logged', async () => {
  const { click, asked, lines } = world();
  expect((await click('silence', '1h', 'e'.repeat(26))).body['ephemeral_text']).toMatch(/Only members.*CI_ACTION_FORBIDDEN/);
  expect(asked).toEqual([]);
  expect(lines).toMatchObject([{ fields: { userId: 'e'.repeat(26), code: 'CI_ACTION_FORBIDDEN', subject: subject.key } }]);
});

test('a dialog that somebody made by hand, or that was opened for somebody else or elsewhere, does nothing', async () => {
  const { click, dialogs, send, asked, told } = world({}, { mayPost: async () => true });
  await click('silence', 'until');
  const [[, , dialog] = []] = JSON.parse(JSON.stringify(dialogs));
  const form = { channel_id: channel, state: dialog.state, submission: { until: '1h' } };
  const { proof } = JSON.parse(dialog.state);
  for (const [body, who] of [
    [{ ...form, state: subject.key }, 'a'],
    [{ ...form, state: JSON.stringify({ key: subject.key }) }, 'a'],
    [{ ...form, state: JSON.stringify({ key: 'some/lab/alerts/other', proof }) }, 'a'],
    [{ ...form, channel_id: 'd'.repeat(26) }, 'a'],
    [form, 'e'],
  ] as const)
    expect((await send('/actions/silence', body, who.repeat(26))).body['error']).toMatch(/CI_ACTION_(NOT_OURS|INVALID)/);
  expect([asked, told]).toEqual([[], []]);
  await send('/actions/silence', form);
  expect(asked).toHaveLength(1);
});

test('who may not write there any more when the dialog comes back is refused', async () => {
  let may = true;
  const { click, dialogs, send, asked, told } = world({}, { mayPost: async () => may });
  await click('silence', 'until');
  const [[, , dialog] = []] = JSON.parse(JSON.stringify(dialogs));
  may = false;
  await send('/actions/silence', { channel_id: channel, state: dialog.state, submission: { until: '1h' } });
  expect([asked, told]).toEqual([[], [expect.stringContaining('CI_ACTION_FORBIDDEN')]]);
});

test('what the channel does not show, or what is no group of alerts, cannot be acted on', async () => {
  const { send, asked } = world();
  const context = { action: 'silence', key: 'some/lab/alerts/other', selected_option: '1h' };
  const other = { channel_id: channel, trigger_id: 't', context };
  expect((await send('/actions/alert', other)).body['ephemeral_text']).toMatch(/CI_ACTION_UNKNOWN/);
  expect(
    (await send('/actions/alert', { ...other, context: { ...context, key: subject.key }, channel_id: 'd'.repeat(26) })).body,
  ).toMatchObject({
    ephemeral_text: expect.stringContaining('CI_ACTION_FORBIDDEN'),
  });
  for (const body of [null, [], {}, { ...other, context: { action: 'drop', key: subject.key } }, { ...other, channel_id: '../x' }])
    expect((await send('/actions/alert', body)).body['ephemeral_text']).toMatch(/CI_ACTION_INVALID/);
  expect(
    (await send('/actions/alert', { ...other, context: { ...context, key: subject.key, selected_option: '900h' } })).body,
  ).toMatchObject({
    ephemeral_text: expect.stringContaining('CI_ACTION_INVALID'),
  });
  expect(asked).toEqual([]);
});

test('nobody who is not signed in gets anywhere', async () => {
  const { send } = world();
  expect((await send('/actions/alert', {}, '')).status).toBe(401);
  expect((await send('/actions/other', {})).status).toBe(404);
});

test('what the other system says is passed on with its remedy; the card stays as it is', async () => {
  const refusal = new CiError('CI_SOME_REFUSED', 'It refused.', 'Check the token.');
  const { click, learned, lines } = world({ silence: () => Promise.reject(refusal) });
  expect((await click('silence', '1h')).body).toEqual({ ephemeral_text: 'It refused. Check the token. `CI_SOME_REFUSED`' });
  expect(learned).toEqual([]);
  expect(lines).toMatchObject([
    { message: 'An action was refused or failed', fields: { userId: 'a'.repeat(26), code: 'CI_SOME_REFUSED' } },
  ]);
});

test('a silence that was set but could not be noted is said to be set', async () => {
  const { click } = world({}, { learn: () => Promise.reject(new Error('the database is away')) });
  expect((await click('silence', '1h')).body['ephemeral_text']).toMatch(/was set, but.*CI_ACTION_NOT_KEPT/);
});

test('a slow system keeps nobody waiting: "working on it" first, the outcome afterwards', async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const { click, told } = world({ silence: () => promise });
  expect((await click('silence', '1h')).body).toEqual({ ephemeral_text: 'Working on it …' });
  resolve('late');
  await new Promise((done) => setTimeout(done, 10));
  expect(told).toEqual(['Silenced until 2026-11-21 09:00 (Europe/Berlin).']);
});

test('a system whose alerts cannot be silenced is called by its title', async () => {
  const { click, asked } = world({}, { provider: () => ({ title: 'Some System' }) });
  expect((await click('silence', '1h')).body['ephemeral_text']).toMatch(/^Alerts of Some System cannot be silenced from here\./);
  expect(asked).toEqual([]);
});
