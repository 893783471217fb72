import { expect, test } from '@jest/globals';
import { alertStateOf } from '../../ci/alerts.ts';
import { subjectKey } from '../../ci/ids.ts';
import type { Connection } from '../../ci/connection.ts';
import type { SilenceRequest } from '../../ci/provider.ts';
import type { Http, HttpRequest } from '../../ci/http.ts';
import { CiError } from '../../platform/errors.ts';
import { expireSilence, silence } from './client.ts';

const connection: Connection = { provider: 'alertmanager', name: 'default', url: 'https://alerts.example/am', webhookSecrets: [] };
const from = Date.parse('2026-11-21T07:00:00Z');

function ask(labels: Readonly<Record<string, string>>, commonLabels: Readonly<Record<string, string>> = {}): SilenceRequest {
  const subject = { key: subjectKey('alertmanager', 'default', 'alerts', '{}:{}'), provider: 'alertmanager', connection: 'default' };
  const group = { receiver: 'team', labels, commonLabels, commonAnnotations: {} };
  const state = alertStateOf({ kind: 'alerts', subject, group, alerts: [], truncated: 0 });
  return { group: state, from, until: from + 3_600_000, by: 'ada', comment: 'Moving the rack' };
}

function answering(status: number, text: string, type = 'application/json') {
  const calls: { readonly address: string; readonly request: HttpRequest }[] = [];
  const http: Http = async (address, request = {}) => {
    calls.push({ address, request });
    return { status, headers: new Headers({ 'Content-Type': type }), text, cut: false };
  };
  return { http, calls };
}

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'none',
    (error: unknown) => (error instanceof CiError ? error.code : error),
  );

test('a silence has the labels of the group as matchers, below the path of the connection', async () => {
  const { http, calls } = answering(200, '{"silenceID":"5d254665-d58b-45f8-b07d-be61f7069621"}');
  expect(await silence(ask({ alertname: 'Down', cluster: 'prod' }, { instance: 'a' }), connection, http)).toBe(
    '5d254665-d58b-45f8-b07d-be61f7069621',
  );
  const [{ address, request } = { address: '', request: {} }] = calls;
  expect([request.method, address]).toEqual(['POST', 'https://alerts.example/am/api/v2/silences']);
  expect(request.headers).not.toHaveProperty('Authorization');
  expect(JSON.parse(request.body ?? '')).toEqual({
    matchers: [
      { name: 'alertname', value: 'Down', isRegex: false, isEqual: true },
      { name: 'cluster', value: 'prod', isRegex: false, isEqual: true },
    ],
    startsAt: '2026-11-21T07:00:00.000Z',
    endsAt: '2026-11-21T08:00:00.000Z',
    createdBy: 'ada',
    comment: 'Moving the rack',
  });
});

test('a group that is defined by nothing is silenced by what its alerts share, and never by nothing at all', async () => {
  const { http, calls } = answering(200, '{"silenceID":"s"}');
  await silence(ask({}, { job: 'api' }), connection, http);
  expect(JSON.parse(calls[0]?.request.body ?? '')).toMatchObject({ matchers: [{ name: 'job', value: 'api' }] });
  expect(await codeOf(silence(ask({}, {}), connection, http))).toBe('CI_ALERTMANAGER_NO_MATCHERS');
  expect(await codeOf(silence(ask({ team: '' }, { team: '' }), connection, http))).toBe('CI_ALERTMANAGER_NO_MATCHERS');
  expect(calls).toHaveLength(1);
});

test.each([
  [{ token: 'secret' }, 'Bearer secret'],
  [{ token: 'secret', username: 'bot' }, `Basic ${Buffer.from('bot:secret').toString('base64')}`],
])('the credentials %j go as %s', async (credentials, expected) => {
  const { http, calls } = answering(200, '');
  await expireSilence('s', { ...connection, ...credentials }, http);
  expect(calls[0]?.request.headers).toMatchObject({ Authorization: expected });
});

test('a silence is ended by its identity; one that is over already is as good as ended', async () => {
  const { http, calls } = answering(200, '');
  await expireSilence('a/b', connection, http);
  expect(calls.map(({ address, request }) => [request.method, address])).toEqual([
    ['DELETE', 'https://alerts.example/am/api/v2/silence/a%2Fb'],
  ]);
  expect(await codeOf(expireSilence('s', connection, answering(404, '').http))).toBe('none');
  expect(await codeOf(expireSilence('s', connection, answering(500, '"silence 5d25 already expired"').http))).toBe('none');
});

test.each([
  [401, '', 'CI_ALERTMANAGER_REFUSED'],
  [403, '<html>no</html>', 'CI_ALERTMANAGER_REFUSED'],
  [404, '{"code":404,"message":"path /api/v2/silence was not found"}', 'CI_ALERTMANAGER_NOT_FOUND'],
  [404, '404 page not found', 'CI_ALERTMANAGER_NOT_FOUND'],
  [500, '"disk full"', 'CI_ALERTMANAGER_FAILED'],
])('%i with %s is %s, with what to do', async (status, text, code) => {
  const error: unknown = await expireSilence('s', connection, answering(status, text).http).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code, remedy: expect.stringMatching(/\w\.$/) });
});

const say = (status: number, text: string) => silence(ask({ a: '1' }), connection, answering(status, text).http);

test("Alertmanager's own reason is told, a page of a proxy is not; an answer without an identity is a failure", async () => {
  await expect(say(400, '"end time can\'t be in the past"')).rejects.toThrow("400. end time can't be in the past");
  await expect(say(422, '{"code":602,"message":"matchers in body should have at least 1 items"}')).rejects.toThrow('at least 1 items');
  await expect(say(502, '<html>Bad Gateway</html>')).rejects.toThrow(/answered 502\.$/);
  expect(await codeOf(say(200, '{}'))).toBe('CI_ALERTMANAGER_FAILED');
});

test('the page of a proxy that asks people to sign in is no success', async () => {
  await expect(expireSilence('s', connection, answering(200, '<html>', 'text/html; charset=utf-8').http)).rejects.toThrow(
    /page for people/,
  );
});

test('without an address nothing is asked', async () => {
  const { http, calls } = answering(200, '');
  expect(await codeOf(expireSilence('s', { ...connection, url: '' }, http))).toBe('CI_ALERTMANAGER_NO_URL');
  expect(calls).toEqual([]);
});
