import { expect, test } from '@jest/globals';
import { fakePorts, say } from './fake-ports.ts';

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

test('a route is tested with all the words there are', async () => {
  expect((await say(fakePorts(), '/ci route test event=pipeline branch=main')).text).toBe('would go: event=pipeline branch=main');
  expect((await say(fakePorts(), '/ci route')).text).toContain('/ci route test <event…>');
});
