import { expect, test } from '@jest/globals';
import { alertStateOf } from '../ci/alerts.ts';
import { subjectKey, toChannelId } from '../ci/ids.ts';
import { isFields } from '../mattermost/errors.ts';
import { startFake } from '../mattermost/fake/server.ts';
import { alertActions } from '../rendering/actions.ts';
import { createPosts } from './posts.ts';

function someActions() {
  const subject = { key: subjectKey('some', 'default', 'alerts', '{}:{job="api"}'), provider: 'some', connection: 'default' };
  const alert = { fingerprint: 'a', status: 'firing', name: 'Down', labels: {}, annotations: {}, startsAt: 1 } as const;
  const group = { receiver: 'team', labels: {}, commonLabels: {}, commonAnnotations: {} };
  return alertActions(alertStateOf({ kind: 'alerts', subject, group, alerts: [alert], truncated: 0 }), 2);
}

test('buttons and menus reach the server whole, with what a click brings back', async () => {
  const server = await startFake(() => ({}), {
    GetChannel: () => ({ A: { id: 'c1' } }),
    CreatePost: (arg) => ({ A: isFields(arg) && isFields(arg['A']) ? { ...arg['A'], id: 'p1' } : undefined }),
  });
  await server.activate();
  const actions = someActions();
  const attachment = { fallback: 'f', color: '#f00', title: 't', text: 'x', footer: 'y', actions };
  const props = { ci_card_key: 'k#0', attachments: [attachment] };
  await createPosts(server.host.api, 'bot', { isOpen: async () => true, forget: () => undefined }).create(
    { channel: toChannelId('c1') },
    { type: '', message: 'm', props },
  );
  expect(actions).toHaveLength(1);
  expect(server.calls.find(({ name }) => name === 'CreatePost')?.arg).toMatchObject({ A: { props: { attachments: [{ actions }] } } });
});
