import { expect, test } from '@jest/globals';
import { fakePorts, here, say } from './fake-ports.ts';
import type { CiPorts } from './ports.ts';

const configured = (text: string) => ({ ...fakePorts(), templates: () => ({ 'pipeline.failed': text }) });
const command = '/ci template test pipeline.failed';

test('a template is shown with an example, with its links out of the message', async () => {
  const reply = await say(configured('{{ project.path }} broke'), command);
  expect(reply).toEqual({
    text: '`pipeline.failed` makes of an example:',
    attachments: [{ fallback: 'platform/api broke', text: 'platform/api broke' }],
  });
});

test.each([
  ['{{ projct.path }}', 'Did you mean “project”?'],
  ['{% include "/etc/passwd" %}', '(CI_TEMPLATE_WRONG)'],
  ['{{ "" }}', 'makes nothing of the example'],
])('%s is answered with %s', async (text, answer) => {
  const reply = await say(configured(text), command);
  expect(reply.text).toContain(answer);
  expect(reply.attachments).toBeUndefined();
});

test('a template that is not configured, or none at all, is said so', async () => {
  expect((await say(fakePorts(), command)).text).toContain('The configuration has no template `pipeline.failed`');
  expect((await say(fakePorts(), '/ci template test pipeline.faild')).text).toContain('Did you mean pipeline.failed?');
});

test('where an event would go is told with every rule that had a say', async () => {
  const base = fakePorts();
  const channel = here.channelId;
  const release = { match: { branch: ['release/*'] }, to: [{ kind: 'named', channel: 'releases' }], continue: false, line: 3 } as const;
  const own = { id: 's', number: 8, channelId: channel, creatorId: 'u', provider: 'lab', project: '**', events: [], createdAt: 0 };
  const routeTest: CiPorts['routeTest'] = (asked) => ({
    ...base.routeTest(asked),
    rules: { ...base.routeTest(asked).rules, routes: [release, ...Array.from({ length: 20 }, (_, at) => ({ ...release, line: 4 + at }))] },
    subscriptions: [own],
    mutes: [{ id: 'm', channelId: asked, what: 'project', pattern: 'platform/*' }],
  });
  const { text } = await say(
    { ...base, routeTest },
    '/ci route test event=pipeline provider=lab project=platform/api branch=main status=failed',
  );
  const lines = text.split('\n');
  expect(lines.slice(0, 3)).toEqual([
    '**pipeline** of `platform/api` on `main` (failed) would go:',
    '- ✓ the builds room speaks · thread details · default room',
    '- – this channel stays silent · thread details · subscription 8, muted (project platform/\\*)',
  ]);
  expect(lines[4]).toBe('- line 3 (to `releases`): branch is `main`, not `release/*`');
  expect(lines.slice(-4)).toEqual([
    '- and 6 more that do not matter',
    '- no route matched: the builds room',
    '- subscription 8 (`**`): **matched**',
    '- muted in this channel: project `platform/*`',
  ]);
});

test('an event that is none is refused with what was meant', async () => {
  expect((await say(fakePorts(), '/ci route test pipelin')).text).toContain('Did you mean pipeline?');
  expect((await say(fakePorts(), '/ci route')).text).toContain('/ci route test <event…>');
});
