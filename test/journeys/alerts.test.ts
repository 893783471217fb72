// A group of alerts is one post from firing to resolved, and its buttons silence it where it comes from.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { pollUntil } from '../../build/embedded/poll.ts';
import { openChannel, type ChannelPost, type TestChannel } from '../server/channel.ts';
import { configure, usual } from '../server/configuration.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { untilTold } from '../server/news.ts';
import { watch, type Watch } from '../server/watch.ts';
import { startAlertmanager, type Alertmanager } from '../stand-ins/alertmanager/index.ts';

jest.setTimeout(60_000);

const secret = 'alerts-journey-secret-0123456789';
let server: TestServer;
let alerts: TestChannel;
let alertmanager: Alertmanager;
let alice: Watch;

beforeAll(async () => {
  server = await testServer();
  alerts = await openChannel(server, 'alerts', 'alice');
  alice = await watch(server.url, server.users['alice']?.token ?? '');
  const hookUrl = `${server.url}/plugins/ci-command-center/webhooks/alertmanager/ops`;
  const apiAuthorization = `Basic ${Buffer.from('mattermost:api-token-0123456789').toString('base64')}`;
  alertmanager = await startAlertmanager({ hookUrl, authorization: `Token ${secret}`, apiAuthorization, prefix: '/am' });
  await configure(
    server,
    `${usual}connections: [{name: ops, provider: alertmanager, url: "${alertmanager.url}", webhookSecret: ${secret}, token: api-token-0123456789, username: mattermost}]\n`,
  );
});

afterAll(async () => {
  alice.close();
  await configure(server, usual);
  await alertmanager.stop();
});

const textOf = (post: ChannelPost): string => post.message + JSON.stringify(post.props.attachments);

/** The posts in the channel itself that are about the alert. */
async function cardsOf(name: string): Promise<ChannelPost[]> {
  return (await alerts.posts()).filter((post) => post.root_id === '' && textOf(post).includes(name));
}

/** The one post about it, once it reads so: a click is answered before its card is drawn anew. */
function untilCard(name: string, reads: (text: string) => boolean): Promise<ChannelPost> {
  const look = async () => (await cardsOf(name)).find((post) => reads(textOf(post)));
  return pollUntil(`the card of ${name}`, look, { limit: 10_000, every: 50 });
}

async function tell(): Promise<void> {
  await alertmanager.flush();
  expect(alertmanager.deliveries.at(-1)?.status).toBe(202);
  await untilTold(server);
}

/** Clicks as a client does; answers what only that person sees. */
async function click(username: string, post: string, action: string, option?: string): Promise<string> {
  const heard = alice.events.length;
  await server.as(username).post(`/api/v4/posts/${post}/actions/${action}`, option === undefined ? {} : { selected_option: option });
  return alice.until(`an answer to ${action}`, (event) => {
    if (event.event !== 'ephemeral_message' || alice.events.indexOf(event) < heard) return undefined;
    return String(JSON.parse(String(event.data['post'])).message);
  });
}

test('parts of a group, a reminder and the end are one post; firing anew is another', async () => {
  for (const host of ['h0', 'h1', 'h2'])
    alertmanager.fire({ alertname: 'DiskFull', host, severity: 'critical' }, { runbook_url: 'https://runbooks.example/disk' });
  await tell();
  for (const host of ['h3', 'h4'])
    alertmanager.fire({ alertname: 'DiskFull', host, severity: 'critical' }, { runbook_url: 'https://runbooks.example/disk' });
  await tell();
  await alertmanager.remind();
  await untilTold(server);
  const [card, ...others] = await cardsOf('DiskFull');
  expect(others).toEqual([]);
  expect(card && textOf(card)).toContain('https://runbooks.example/disk');
  for (const host of ['h0', 'h4']) expect(card && textOf(card)).toContain(host);
  alertmanager.resolve({ alertname: 'DiskFull' });
  await tell();
  const [over, ...more] = await cardsOf('DiskFull');
  expect([over?.id, more]).toEqual([card?.id, []]);
  expect(over?.message).toContain('Resolved');
  expect(JSON.stringify(over?.props)).not.toContain('"actions"');
  alertmanager.fire({ alertname: 'DiskFull', host: 'h9', severity: 'critical' });
  await tell();
  expect(await cardsOf('DiskFull')).toHaveLength(2);
});

test('a member silences a group by its menu and ends the silence by its button, in their own name', async () => {
  alertmanager.fire({ alertname: 'QueueLong', severity: 'warning' });
  await tell();
  const [card] = await cardsOf('QueueLong');
  expect(await click('alice', card?.id ?? '', 'silence', '4h')).toMatch(/^Silenced until /);
  expect(alertmanager.silences.at(-1)).toMatchObject({ createdBy: 'alice', matchers: [{ name: 'alertname', value: 'QueueLong' }] });
  await untilCard('QueueLong', (text) => /Silenced until .* by alice/.test(text));
  expect(await click('alice', card?.id ?? '', 'expire')).toBe('The silence has ended.');
  expect(Date.parse(alertmanager.silences.at(-1)?.endsAt ?? '')).toBeLessThanOrEqual(Date.now());
  await untilCard('QueueLong', (text) => !text.includes('Silenced until'));
});

test('until … opens a dialog, and what is filled in there holds', async () => {
  const [card] = await cardsOf('QueueLong');
  const heard = alice.events.length;
  await server.as('alice').post(`/api/v4/posts/${card?.id}/actions/silence`, { selected_option: 'until' });
  const { url, dialog } = await alice.until('the dialog', (event) =>
    event.event === 'open_dialog' && alice.events.indexOf(event) >= heard ? JSON.parse(String(event.data['dialog'])) : undefined,
  );
  expect(dialog.elements.map(({ name }: { name: string }) => name)).toEqual(['until', 'comment']);
  const submit = (until: string) => {
    const form = { url, callback_id: dialog.callback_id, state: dialog.state, channel_id: alerts.id, team_id: server.team.id };
    return server.as('alice').post('/api/v4/actions/dialogs/submit', { ...form, submission: { until, comment: 'Moving the rack' } });
  };
  expect(await submit('soon')).toMatchObject({ errors: { until: expect.stringContaining('2h') } });
  const before = alice.events.length;
  expect(await submit('3d')).not.toHaveProperty('errors.until');
  const told = await alice.until('what was done', (event) =>
    event.event === 'ephemeral_message' && alice.events.indexOf(event) >= before
      ? JSON.parse(String(event.data['post'])).message
      : undefined,
  );
  expect(told).toMatch(/^Silenced until /);
  expect(alertmanager.silences.at(-1)).toMatchObject({ createdBy: 'alice', comment: 'Moving the rack' });
  await untilCard('QueueLong', (text) => /Silenced until .* by alice/.test(text));
  await click('alice', card?.id ?? '', 'expire');
  await untilCard('QueueLong', (text) => !text.includes('Silenced until'));
});

test('who is not in the channel is refused, whatever the request says', async () => {
  const before = alertmanager.silences.length;
  const [card] = await cardsOf('QueueLong');
  await expect(server.as('carol').post(`/api/v4/posts/${card?.id}/actions/silence`, { selected_option: '1h' })).resolves.toBeDefined();
  const key = 'alertmanager/ops/alerts/%7B%7D%3A%7Balertname%3D%22QueueLong%22%7D';
  const forged = {
    user_id: server.as('alice').id,
    channel_id: alerts.id,
    post_id: card?.id,
    context: { action: 'silence', key, selected_option: '1h' },
  };
  const answer = await server.as('carol').fetch('/plugins/ci-command-center/actions/alert', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'XMLHttpRequest' },
    body: JSON.stringify(forged),
  });
  expect(await answer.text()).toContain('CI_ACTION_FORBIDDEN');
  expect(alertmanager.silences).toHaveLength(before);
});
