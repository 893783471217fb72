// Silences against an Alertmanager over real HTTP: what is set holds, what is ended does not, and credentials are asked for.

import { afterEach, expect, test } from '@jest/globals';
import type { AlertsSeen } from '../../server-ts/src/ci/alerts.ts';
import { alertStateOf, joinAlerts } from '../../server-ts/src/ci/alerts.ts';
import type { Connection } from '../../server-ts/src/ci/connection.ts';
import type { Http } from '../../server-ts/src/ci/http.ts';
import { alertmanager } from '../../server-ts/src/providers/alertmanager/index.ts';
import { startAlertmanager, type Alertmanager } from '../stand-ins/alertmanager/index.ts';
import { startReceiver, type Receiver } from '../stand-ins/alertmanager/receiver.ts';

const http: Http = async (address, request = {}) => {
  const { method = 'GET', headers = {}, body } = request;
  const answer = await fetch(address, { method, headers: { ...headers }, ...(body !== undefined && { body }) });
  return { status: answer.status, headers: answer.headers, text: await answer.text(), cut: false };
};

const running: (Alertmanager | Receiver)[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.stop()));
});

async function world(api: { readonly apiAuthorization?: string; readonly prefix?: string } = {}) {
  const receiver = await startReceiver();
  const sender = await startAlertmanager({ hookUrl: receiver.url, authorization: 'Token a-secret', groupBy: ['job'], ...api });
  running.push(receiver, sender);
  const connection: Connection = { provider: 'alertmanager', name: 'default', url: sender.url, webhookSecrets: ['a-secret'] };
  const heard = (): readonly AlertsSeen[] =>
    receiver.requests.map(({ headers, body }) => {
      const delivery = { headers, query: new URLSearchParams(), body };
      expect(alertmanager.prove(delivery, connection, Date.now())).toEqual({ ok: true });
      const reading = alertmanager.read(delivery, connection);
      if (reading.kind !== 'event' || reading.event.kind !== 'alerts') throw new Error(JSON.stringify(reading));
      return reading.event;
    });
  const state = () => heard().map(alertStateOf).reduce(joinAlerts);
  return { sender, connection, heard, state };
}

test('parts, a reminder and the end of a group are one story', async () => {
  const { sender, heard, state } = await world();
  for (let at = 0; at < 9; at += 1) sender.fire({ alertname: 'Down', job: 'api', host: `h${at}` });
  await sender.flush();
  for (let at = 9; at < 100; at += 1) sender.fire({ alertname: 'Down', job: 'api', host: `h${at}` });
  await sender.flush();
  await sender.flush();
  await sender.remind();
  expect(heard().map(({ alerts }) => alerts.length)).toEqual([9, 100, 100]);
  sender.resolve({ host: 'h3' });
  await sender.flush();
  expect(
    state()
      .alerts.filter(({ status }) => status === 'resolved')
      .map(({ labels }) => labels['host']),
  ).toEqual(['h3']);
  sender.resolve({ job: 'api' });
  await sender.flush();
  expect(heard().at(-1)?.alerts).toHaveLength(99);
  expect(state().alerts.map(({ status }) => status)).toEqual(Array.from({ length: 100 }, () => 'resolved'));
});

test('a silence keeps its group quiet until it is ended', async () => {
  const { sender, connection, heard, state } = await world({ prefix: '/am' });
  sender.fire({ alertname: 'Down', job: 'api', host: 'a' });
  await sender.flush();
  const from = Date.now();
  const id = await alertmanager.silence?.({ group: state(), from, until: from + 3_600_000, by: 'ada', comment: 'why' }, connection, http);
  sender.fire({ alertname: 'Slow', job: 'api', host: 'b' });
  sender.fire({ alertname: 'Slow', job: 'db', host: 'c' });
  await sender.flush();
  expect(heard().map(({ group }) => group.labels['job'])).toEqual(['api', 'db']);
  expect(sender.silences).toMatchObject([{ id, createdBy: 'ada', comment: 'why' }]);
  await alertmanager.expireSilence?.(id ?? '', connection, http);
  await sender.flush();
  expect(
    heard()
      .at(-1)
      ?.alerts.map(({ name }) => name),
  ).toEqual(['Down', 'Slow']);
  await alertmanager.expireSilence?.(id ?? '', connection, http);
});

test('a proxy that asks for credentials gets them, and its refusal has a remedy', async () => {
  const basic = `Basic ${Buffer.from('bot:token-1').toString('base64')}`;
  const { sender, connection, state } = await world({ apiAuthorization: basic });
  sender.fire({ alertname: 'Down', job: 'api' });
  await sender.flush();
  const until = Date.now() + 3_600_000;
  const ask = (credentials: object) =>
    alertmanager.silence?.({ group: state(), from: Date.now(), until, by: 'ada', comment: '' }, { ...connection, ...credentials }, http);
  await expect(ask({ token: 'wrong' })).rejects.toMatchObject({ code: 'CI_ALERTMANAGER_REFUSED' });
  await expect(ask({ token: 'token-1', username: 'bot' })).resolves.toMatch(/^[0-9a-f-]{36}$/);
  await expect(
    alertmanager.expireSilence?.('x', { ...connection, url: `${sender.url}/elsewhere`, token: 'token-1', username: 'bot' }, http),
  ).rejects.toMatchObject({
    code: 'CI_ALERTMANAGER_NOT_FOUND',
  });
});
