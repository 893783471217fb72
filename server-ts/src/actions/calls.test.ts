import { expect, jest, test } from '@jest/globals';
import { createAnswering } from '../answers/index.ts';
import { ada, channel, fakeWorld, lab, place, type FakeWorld } from '../answers/fake-world.ts';
import type { Answer, AskedCall, AskedVerb, ProviderCommand } from '../ci/command.ts';
import { toChannelId } from '../ci/ids.ts';
import { code, link, say } from '../ci/words.ts';
import { createProviderCommand, joinCommand } from '../commands/index.ts';
import { CiError } from '../platform/errors.ts';
import { createCalls } from './calls.ts';
import type { PostSeen } from './ports.ts';

const post = 'p'.repeat(26);

/** A command of a made-up CI system, typed and clicked by ada. */
function room(verbs: Record<string, (asked: AskedVerb) => Promise<Answer>>, world: FakeWorld = fakeWorld(), seen: Partial<PostSeen> = {}) {
  const made: AskedCall[] = [];
  const abort = async (asked: AskedCall): Promise<Answer> => {
    made.push(asked);
    const { version = '' } = asked.fields;
    if (version.startsWith('slow')) await slow();
    if (version === 'slow and wrong') throw new CiError('CI_LAB_VERSION', 'There is no such version.', 'Enter another.');
    if (version === 'refused') throw new CiError('CI_LAB_FORBIDDEN', 'Lab says @all: no.', 'Ask **somebody**.');
    if (version === 'wrong') return { text: say``, faults: { version: 'That is no version.' } };
    return { text: say`Done ${version}.` };
  };
  const parameters = [{ name: 'words', required: false, rest: true, help: '' }];
  const command: ProviderCommand = {
    grammar: { trigger: 'lab', summary: 'The lab', verbs: Object.keys(verbs).map((name) => ({ name, summary: name, parameters })) },
    verbs,
    calls: { abort },
    acts: { abort: { name: 'abort', changes: 'cancel' } },
    suggestions: () => ({}),
    addressIn: () => undefined,
    cardButtons: () => [],
  };
  const connect = { verbs: [{ name: 'connect', summary: '' }], answers: { connect: async () => ({ text: say`` }) }, calls: {}, acts: {} };
  const joined = joinCommand({ provider: 'lab', title: 'Lab', command, accounts: connect, version: '1.0.0' });
  const answering = createAnswering(world.ports);
  const runTyped = createProviderCommand(answering, world.ports, () => undefined);
  const calls = createCalls({
    answering,
    answers: world.ports,
    command: (provider) => (provider === 'lab' ? joined : undefined),
    runTyped,
    mayPost: async (userId, channelId) => userId === ada && channelId === channel,
    post: async (postId) => (postId === post ? { channelId: toChannelId(channel), rootId: 'root', ours: true, ...seen } : undefined),
  });
  const send = async (path: 'click' | 'form', body: unknown, user: string, headers: Record<string, string>): Promise<unknown> => {
    const request = new Request(`http://plugin/actions/${path}`, { method: 'POST', body: JSON.stringify(body), headers });
    return (await calls[path](request, user, '')).json();
  };
  return {
    ...world,
    made,
    answering,
    type: (text: string) => runTyped(joined, `/lab ${text}`, place),
    click: (context: object, { postId = post, user = ada, headers = {}, channelId = channel, trigger = 'click-trigger' } = {}) =>
      send('click', { channel_id: channelId, post_id: postId, trigger_id: trigger, context }, user, headers),
    submit: (state: string, submission: object, { user = ada, cancelled = false } = {}) =>
      send('form', { channel_id: channel, state, submission, cancelled }, user, {}),
  };
}

const abortCall = { provider: 'lab', connection: 'default', call: 'abort', args: { run: '14' } };
const form = {
  title: 'Which version?',
  submit: 'Go',
  fields: [{ kind: 'text', name: 'version', label: 'Version' }],
  call: { name: 'abort', args: { run: '14' } },
} as const;

const gone = async (): Promise<never> => Promise.reject(new CiError('CI_CHANNEL_ARCHIVED', 'The channel is archived.', 'Unarchive it.'));

async function slow(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 5_000));
}

test('a verb is answered to the person, with what is foreign escaped and addresses out of the message', async () => {
  const { type, whispers, lines } = room({
    status: async ({ words }) => ({ text: say`**All** of ${words.join(' ')} is ${code('green')}.` }),
    show: async () => ({ text: say`See ${link('@all', 'https://lab.example/1')}.`, buttons: [{ label: 'Abort', call: form.call }] }),
  });
  await type('status "@all #x" y');
  await type('show');
  const [status, shown] = [...whispers.values()];
  expect(status?.message).toBe('**All** of @\u200Ball \\#\u200Bx y is `green`.');
  expect(shown).toMatchObject({
    message: '',
    attachments: [{ text: 'See [@\u200Ball](https://lab.example/1).', actions: [{ name: 'Abort' }] }],
  });
  expect(lines[0]).toMatchObject({ fields: { what: 'status', provider: 'lab', connection: 'default', code: 'ok' } });
  expect(JSON.stringify(lines)).not.toContain('@all');
});

test('what takes longer is said within a second, and the answer takes its place', async () => {
  jest.useFakeTimers();
  const { type, whispers, posted } = room({
    slow: async () => slow().then(() => ({ text: say`Here.` })),
    shared: async () => slow().then(() => ({ text: say`For all.`, inChannel: true as const })),
  });
  try {
    for (const verb of ['slow', 'shared']) {
      const typing = type(verb);
      await jest.advanceTimersByTimeAsync(900);
      await typing;
    }
    expect([...whispers.values()].map(({ message }) => message)).toEqual(['Working on it …', 'Working on it …']);
    await jest.advanceTimersByTimeAsync(10_000);
  } finally {
    jest.useRealTimers();
  }
  expect([...whispers.values()]).toEqual([{ message: 'Here.' }]);
  expect(posted).toEqual([{ said: { message: 'For all.' }, files: [] }]);
});

test('when the plugin stops, whoever waits is told, once', async () => {
  jest.useFakeTimers();
  const { type, whispers, answering } = room({
    slow: async () => slow().then(() => ({ text: say`Here.` })),
    soon: async () => ({ text: say`x` }),
  });
  try {
    void type('slow');
    await jest.advanceTimersByTimeAsync(900);
    await type('soon');
    await answering.stop();
  } finally {
    jest.useRealTimers();
  }
  expect([...whispers.values()].map(({ message }) => message)).toEqual([expect.stringContaining('CI_STOPPED'), 'x']);
});

test('a log shows its end for all and goes along as a file, without secrets, and no fence in it ends the block', async () => {
  const text = `${Array.from({ length: 100 }, (_, index) => `row ${index}`).join('\n')}\n\`\`\`\n@all made-up-secret \u001B[31mred\u001B[0m\n`;
  const { type, posted, uploaded } = room({
    log: async () => ({ text: say`Log:`, inChannel: true, log: { fileName: 'a/b.log', text, cut: false } }),
  });
  await type('log');
  expect(posted[0]?.said.message).toMatch(/^Log:\n````\nrow 62\n[\s\S]*\n```\n@all \[masked\] red\n````$/);
  expect(posted[0]?.files).toEqual(['f1']);
  expect(uploaded[0]?.name).toBe('b.log');
  const file = new TextDecoder().decode(uploaded[0]?.bytes);
  expect([file.startsWith('row 0\n'), file.includes('made-up-secret'), file.includes('\u001B')]).toEqual([true, false, false]);
});

test.each([
  [10, 0],
  [11, 1],
])('a log of %i lines goes along as %i file', async (lines, files) => {
  const text = 'row\n'.repeat(lines);
  const { type, uploaded } = room({
    log: async () => ({ text: say`Log:`, inChannel: true, log: { fileName: 'b.log', text, cut: false } }),
  });
  await type('log');
  expect(uploaded).toHaveLength(files);
});

test('files that Mattermost does not take are named; more than ten need another post', async () => {
  const small = Array.from({ length: 12 }, (_, index) => ({ name: `f${index}.bin`, bytes: new Uint8Array(10) }));
  const { type, posted } = room({
    get: async () => ({ text: say`Files:`, inChannel: true, files: [{ name: 'big.iso', bytes: new Uint8Array(2_000_000) }, ...small] }),
  });
  await type('get');
  expect(posted.map(({ files }) => files.length)).toEqual([10, 2]);
  expect(posted[0]?.said.message).toMatch(/^- big.*iso has .*1\.9 MB; Mattermost takes files of up to .*1\.0 MB\.$/m);
});

test('a run is followed in the channel; what was started is told also when it cannot be shown', async () => {
  const follow = { project: { id: 'app', path: 'app', url: 'https://lab.example/app' }, run: { queued: '7' }, why: 'started' } as const;
  const start = { start: async () => ({ text: say``, follow }) };
  const { type, followed, whispers } = room(start);
  await type('start');
  expect([followed, whispers.size]).toEqual([[follow], 0]);
  await type('start');
  expect([...whispers.values()]).toEqual([{ message: 'This channel is shown that already.' }]);
  const closed = room(start, fakeWorld({ follow: gone }));
  await closed.type('start');
  expect([...closed.whispers.values()][0]?.message).toMatch(/^app was started, but.*\nThe channel is archived\. Unarchive it\./);
});

test('a form opens a dialog; when that is not possible any more, a button does', async () => {
  const ask = { ask: async () => ({ text: say`Say which.`, form }) };
  const quick = room(ask);
  await quick.type('ask');
  expect(quick.dialogs[0]).toMatchObject({ trigger: 'trigger', dialog: { title: 'Which version?', elements: [{ name: 'version' }] } });
  expect(quick.whispers.size).toBe(0);

  let clock = 1_000;
  const late = room(ask, fakeWorld({ now: () => (clock += 2_000) }));
  await late.type('ask');
  expect(late.dialogs).toEqual([]);
  const [said] = [...late.whispers.values()];
  const context = said?.attachments?.[0]?.actions?.[0]?.integration.context;
  expect(said?.message).toBe('Say which.');
  expect(await late.click(context ?? {}, { postId: '' })).toEqual({});
  expect(late.dialogs).toMatchObject([{ trigger: 'click-trigger' }]);
  // Another process does not remember the form, and asks for it again.
  const other = room(ask);
  expect(await other.click(context ?? {}, { postId: '' })).toEqual({});
  expect(other.dialogs).toMatchObject([{ trigger: 'click-trigger', dialog: { title: 'Which version?' } }]);
});

test('what was filled in reaches the call; what is wrong with it is said in the dialog', async () => {
  const { type, dialogs, submit, made, whispers } = room({ ask: async () => ({ text: say`Say which.`, form }) });
  await type('ask');
  const state = dialogs[0]?.dialog.state ?? '';
  expect(await submit(state, { version: 'wrong' })).toEqual({ errors: { version: 'That is no version.' } });
  expect(await submit(state, { version: 'refused' })).toEqual({ error: 'Lab says @all: no. Ask somebody.' });
  expect(await submit(state, { version: 'x' }, { cancelled: true })).toEqual({});
  expect(await submit(state, { version: '2.0' })).toEqual({});
  expect(made.map(({ args, fields }) => [args['run'], fields['version']])).toEqual([
    ['14', 'wrong'],
    ['14', 'refused'],
    ['14', '2.0'],
  ]);
  expect([...whispers.values()]).toEqual([{ message: 'Done 2.0.' }]);
});

test('a dialog that waits too long closes, and the outcome is told by a line', async () => {
  jest.useFakeTimers();
  const { type, dialogs, submit, whispers } = room({ ask: async () => ({ text: say`Say which.`, form }) });
  try {
    await type('ask');
    const submitting = submit(dialogs[0]?.dialog.state ?? '', { version: 'slow' });
    await jest.advanceTimersByTimeAsync(2_500);
    expect(await submitting).toEqual({});
    expect([...whispers.values()]).toEqual([{ message: 'Working on it …' }]);
    await jest.advanceTimersByTimeAsync(5_000);
  } finally {
    jest.useRealTimers();
  }
  expect([...whispers.values()]).toEqual([{ message: 'Done slow.' }]);
});

test('what turns out wrong after the dialog closed can be mended: it opens again as it was filled in', async () => {
  jest.useFakeTimers();
  const { type, dialogs, submit, whispers, click } = room({ ask: async () => ({ text: say`Say which.`, form }) });
  try {
    await type('ask');
    void submit(dialogs[0]?.dialog.state ?? '', { version: 'slow and wrong' });
    await jest.advanceTimersByTimeAsync(8_000);
  } finally {
    jest.useRealTimers();
  }
  const [line] = [...whispers.values()];
  expect(line?.message).toBe('There is no such version. Enter another. `CI_LAB_VERSION`');
  expect(await click(line?.attachments?.[0]?.actions?.[0]?.integration.context ?? {}, { postId: '' })).toEqual({});
  expect(dialogs[1]?.dialog.elements[0]?.default).toBe('slow and wrong');
});

test('what cannot be taken back is asked first', async () => {
  const { click, dialogs, submit, made } = room({});
  expect(await click({ ...abortCall, confirm: { title: 'Abort?', text: 'It ends @all.', yes: 'Abort it' } })).toEqual({});
  expect(made).toEqual([]);
  expect(dialogs[0]?.dialog).toMatchObject({
    title: 'Abort?',
    introduction_text: 'It ends @\u200Ball.',
    submit_label: 'Abort it',
    elements: [],
  });
  expect(await submit(dialogs[0]?.dialog.state ?? '', {})).toEqual({});
  expect(made[0]).toMatchObject({ args: { run: '14' }, person: { username: 'ada' }, connection: lab });
});

test('what is asked lightly was asked in the web app, if at all: the call is made', async () => {
  const { click, dialogs, made } = room({});
  expect(await click({ ...abortCall, confirm: { title: 'Again?', text: 'It begins again.', yes: 'Run', lightly: true } })).toEqual({});
  expect([dialogs.length, made.length]).toEqual([0, 1]);
});

test('an entry of a menu is the call’s choice', async () => {
  const { click, made } = room({});
  await click({ ...abortCall, selected_option: 'second' });
  expect(made[0]?.args).toEqual({ run: '14', choice: 'second' });
});

test.each([
  ['somebody who may not write there', { user: 'e'.repeat(26) }, {}, 'CI_ACTION_FORBIDDEN'],
  ['another channel', { channelId: 'd'.repeat(26) }, {}, 'CI_ACTION_FORBIDDEN'],
  ['a post of somebody else', {}, { ours: false }, 'CI_ACTION_NOT_OURS'],
  ['a post of another channel', {}, { channelId: toChannelId('d'.repeat(26)) }, 'CI_ACTION_NOT_OURS'],
  ['a post that is stored nowhere', { postId: 'q'.repeat(26) }, {}, 'CI_ACTION_NOT_OURS'],
])('a button does nothing for %s', async (_who, how, seen, reason) => {
  const { click, made } = room({}, fakeWorld(), seen);
  expect(await click(abortCall, how)).toEqual({ ephemeral_text: expect.stringContaining(reason) });
  expect(made).toEqual([]);
});

test('the person’s own client may call without a button', async () => {
  const { click, made } = room({});
  await click(abortCall, { postId: '', trigger: '', headers: { 'X-Requested-With': 'XMLHttpRequest' } });
  expect(made).toHaveLength(1);
});

test('a dialog that somebody else made, or that was made for somebody else, does nothing', async () => {
  const world = fakeWorld();
  const { submit, made } = room({}, world);
  const map = { names: {}, defaults: [], bools: [] };
  const state = { ...abortCall, map };
  const other = world.ports.prove('e'.repeat(26), JSON.stringify(['call', 'lab', 'default', 'abort', [['run', '14']]]));
  for (const proof of ['', 'x', other])
    expect(await submit(JSON.stringify({ ...state, proof }), {})).toEqual({ error: expect.stringContaining('CI_ACTION_NOT_OURS') });
  expect(await submit('no json', {})).toEqual({ error: expect.stringContaining('CI_ACTION_INVALID') });
  expect(made).toEqual([]);
  const right = world.ports.prove(ada, JSON.stringify(['call', 'lab', 'default', 'abort', [['run', '14']]]));
  expect(await submit(JSON.stringify({ ...state, proof: right }), {})).toEqual({});
  expect(made).toHaveLength(1);
});

test('who is not connected is offered to; a surprise is logged, and not told', async () => {
  const { type, whispers, lines } = room({
    mine: async (asked) => asked.as().then(() => ({ text: say`x` })),
    odd: async () => Promise.reject(new Error('deep inside')),
  });
  await type('mine');
  await type('odd');
  const [missing, odd] = [...whispers.values()];
  expect(missing).toMatchObject({
    message: 'You are not connected to Lab. `/lab connect` connects you. `CI_ACCOUNT_MISSING`',
    attachments: [{ actions: [{ name: 'Connect to Lab', integration: { context: { call: 'connect', proof: expect.any(String) } } }] }],
  });
  expect(odd?.message).toMatch(/^Something went wrong here.*CI_UNEXPECTED/);
  expect(lines.at(-1)).toMatchObject({ message: 'A command failed', fields: { reason: 'deep inside' } });
});

test('help lists the verbs of all, and a wrong word is answered with the right one', async () => {
  const { type, whispered } = room({ status: async () => ({ text: say`x` }) });
  for (const text of ['', 'help', 'help status', 'stauts', 'about', 'status --connection nowhere']) await type(text);
  const texts = whispered.map(({ message }) => message);
  for (const verb of ['connect', 'status', 'about', 'help']) expect(texts[0]).toContain(`/lab ${verb}`);
  expect(texts[1]).toBe(texts[0]);
  expect(texts[2]).toContain('`/lab status [words] [--connection name]`');
  expect(texts[3]).toContain('Did you mean status?');
  expect(texts[4]).toMatch(/CI Command Center .?1\.0\.0, for Lab.*`\/lab help`/);
  expect(texts[5]).toContain('CI_CONNECTION_UNKNOWN');
});

test('a form that is sent twice, and a button that is pressed twice, act once', async () => {
  const { type, dialogs, submit, click, made } = room({ ask: async () => ({ text: say``, form }) });
  await type('ask');
  const state = dialogs[0]?.dialog.state ?? '';
  expect(await submit(state, { version: 'wrong' })).toMatchObject({ errors: { version: expect.anything() } });
  expect(await Promise.all([submit(state, { version: '1.2' }), submit(state, { version: '1.2' })])).toEqual([{}, {}]);
  expect(await submit(state, { version: '1.3' })).toEqual({});
  expect(made.map(({ fields }) => fields['version'])).toEqual(['wrong', '1.2']);
  made.length = 0;
  await Promise.all([click(abortCall), click(abortCall), click({ ...abortCall, args: { run: '15' } })]);
  expect(made.map(({ args }) => args['run'])).toEqual(['14', '15']);
});

test('a form that was opened again by its button may be sent again', async () => {
  // The trigger of the command is too old by then.
  let now = 4_000;
  const { type, whispers, dialogs, submit, click, made } = room(
    { ask: async () => ({ text: say``, form }) },
    fakeWorld({ now: () => now }),
  );
  await type('ask');
  const [context] = [...whispers.values()].map(({ attachments }) => attachments?.[0]?.actions?.[0]?.integration.context);
  for (const version of ['1.2', '1.3']) {
    now += 5_000;
    await click(context ?? {}, { postId: '' });
    await submit(dialogs.at(-1)?.dialog.state ?? '', { version });
  }
  expect(made.map(({ fields }) => fields['version'])).toEqual(['1.2', '1.3']);
});
