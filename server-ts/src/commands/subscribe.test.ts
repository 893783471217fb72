import { expect, test } from '@jest/globals';
import { fakePorts, gate, here, lab, refusingPorts, say } from './fake-ports.ts';
import type { CiPorts } from './ports.ts';

const heardApi: Partial<CiPorts> = {
  heard: async () => [{ provider: 'lab', connection: 'default', project: 'Platform/API', at: 240_000 }],
};

test('a subscription is made, said to the channel without a mention, and listed with who made it and when news came', async () => {
  const ports = { ...fakePorts(), ...heardApi };
  const reply = await say(ports, '/ci subscribe Lab platform/** --branch “main,release/*” --notify after:3 --thread broadcast');
  expect(reply).toEqual({
    inChannel: true,
    text:
      'alice subscribed this channel: Lab `platform/**` · on `main`, `release/*` · pipeline, quality gate, artifact, alert · ' +
      'from 3 failures in a row on · thread broadcast. `/ci unsubscribe 1` ends it.',
  });
  const list = await say(ports, '/ci subscriptions');
  expect(list.inChannel).toBeUndefined();
  expect(list.text).toContain('- **1** Lab `platform/**`');
  expect(list.text).toContain('by alice, just now · last news 1 min ago');
});

test('the same project again is a change and not a second one, and numbers are not given twice', async () => {
  const ports = fakePorts();
  const changed = await say(ports, '/ci subscribe lab platform/api', '/ci subscribe lab platform/api --event merge-requests,mr,Tags');
  expect(changed.text).toContain('alice changed subscription 1 of this channel: Lab `platform/api` · merge request, tag.');
  const next = await say(ports, '/ci unsubscribe 1', '/ci subscribe lab platform/api');
  expect(next.text).toContain('/ci unsubscribe 2');
});

test.each([
  ['https://ci.example/platform/api/-/tree/main', { project: 'platform/api', branches: ['main'] }],
  ['https://ci.example/platform/api --branch next', { project: 'platform/api', branches: ['next'] }],
  ['folder/job --event all', { project: 'folder/job', branches: [] }],
])('%s is understood', async (words, expected) => {
  const ports = fakePorts();
  await say(ports, `/ci subscribe lab ${words}`);
  expect(await ports.subscriptions.inChannel(here.channelId)).toMatchObject([expected]);
});

test('an address tells its connection where there are more', async () => {
  const other = { ...lab, name: 'other', url: 'https://other.example/ci' };
  const ports = { ...fakePorts(), connections: () => [lab, other, gate] };
  expect((await say(ports, '/ci subscribe lab https://other.example/ci/a/b')).text).toContain('Lab `a/b` of connection `other`');
  expect((await say(ports, '/ci subscribe lab a/b --connection othr')).text).toContain('Did you mean other?');
});

test.each([
  ['labb platform/api', 'There is no CI system labb. Did you mean lab?'],
  ['lab', 'project|job|group/**> is missing.'],
  ['lab x --event pipelin', '--event does not know pipelin. Did you mean pipeline?'],
  ['lab x --notify sometimes', '--notify does not know sometimes. There are: live, finish, failures, changes, after:3.'],
  ['lab x --notify after:0', '--notify does not know after:0.'],
  ['lab x --thread flatt', 'Did you mean flat?'],
  ['lab x --branc main', 'Did you mean --branch?'],
  ['lab https://gate.example/x', 'That address is one of Gate. Write gate before it.'],
  ['lab https://elsewhere.example/x', 'That address belongs to no configured CI system.'],
  ['lab /', 'That is no project.'],
])('/ci subscribe %s is refused with what to do', async (words, answer) => {
  const reply = await say(fakePorts(), `/ci subscribe ${words}`);
  expect(reply.text.replaceAll('\u200B', '').replaceAll('\\', '')).toContain(answer);
  expect(reply.inChannel).toBeUndefined();
});

test('who knows no projects is subscribed to as a whole', async () => {
  const ports = { ...fakePorts(), connections: () => [{ ...gate, projects: false } as const] };
  expect((await say(ports, '/ci subscribe gate team-x')).text).toContain('What Gate tells belongs to no project. Write ** for all');
  expect((await say(ports, '/ci subscribe gate **')).inChannel).toBe(true);
});

test('a sender that never sent anything is told where to send to, one that did is not', async () => {
  expect((await say(fakePorts(), '/ci subscribe gate x')).text).toContain(
    'Nothing has ever come from Gate: its webhook must point to `https://chat.example/plugins/ci-command-center/webhooks/gate`',
  );
  const ports = { ...fakePorts(), ...heardApi };
  expect((await say(ports, '/ci subscribe lab platform/api')).text).not.toContain('webhook');
  const byId = {
    ...fakePorts(),
    heard: async () => [{ provider: 'gate', connection: 'default', project: 'Shown', projectId: 'my:key', at: 1 }],
  };
  expect((await say(byId, '/ci subscribe gate my:key')).text).not.toContain('webhook');
  expect((await say(ports, '/ci subscribe lab platform/web')).text).toContain('Nothing has come from `platform/web` lately');
});

test('what is typed does not act in the channel', async () => {
  const { text } = await say(fakePorts(), '/ci subscribe lab "x` @all [a](https://evil.example)"');
  expect(text.split('`')[1]).toBe('xˋ @all [a](https://evil.example)');
});

test.each(['subscribe lab x', 'unsubscribe 1', 'mute x/y', 'mute off 1'])(
  '/ci %s is refused to who may not, with who may',
  async (command) => {
    const reply = await say(refusingPorts(), `/ci ${command}`);
    expect(reply).toEqual({
      text: 'You may not change what this channel is told. Whoever may change the header may. (CI_CHANNEL_FORBIDDEN)',
    });
  },
);

test('numbers that are none, or of nothing, are said so', async () => {
  expect((await say(fakePorts(), '/ci unsubscribe 7')).text).toContain('This channel has no subscription 7.');
  expect((await say(fakePorts(), '/ci unsubscribe x')).text).toContain('x is no number of a subscription.');
});

test('the longest list fits into a message, and there are no more subscriptions than it can show in part', async () => {
  const ports = fakePorts();
  for (let at = 0; at < 200; at += 1) await say(ports, `/ci subscribe lab ${'x'.repeat(150)}${at}`);
  const { text } = await say(ports, '/ci subscriptions');
  expect(text.length).toBeLessThan(16_383);
  expect(text).toMatch(/… and \d+ more lines$/);
  expect((await say(ports, '/ci subscribe lab y')).text).toContain('This channel has 200 subscriptions.');
  expect((await say(ports, `/ci subscribe lab ${'x'.repeat(150)}0 --notify live`)).text).toContain('changed subscription 1 ');
});
