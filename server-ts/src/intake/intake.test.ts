import { expect, test } from '@jest/globals';
import type { CiEvent } from '../ci/event.ts';
import { toDeliveryId } from '../ci/ids.ts';
import { modelIdentity, tellLife } from '../ci/pipeline-history.ts';
import type { Provider } from '../ci/provider.ts';
import { CiError } from '../platform/errors.ts';
import type { NewDelivery, Stored } from '../storage/index.ts';
import { silent } from '../storage/scratch-database.ts';
import { createIntake, type IntakePorts } from './index.ts';

function someEvent(): CiEvent {
  const [event] = tellLife([{ stage: 0, manual: false, allowFailure: false }], []);
  if (event === undefined) throw new Error('the model told nothing');
  return event;
}

/** Its proof is `X-Some-Token: right`; the body says what it is read as. */
const provider: Provider = {
  name: 'some',
  title: 'Some',
  prove: ({ headers }) => (headers.get('X-Some-Token') === 'right' ? { ok: true } : { ok: false, reason: 'there is no token' }),
  identify: ({ headers }) => headers.get('X-Some-Id') ?? undefined,
  read: ({ body }) => {
    const text = new TextDecoder().decode(body);
    if (text === 'event') return { kind: 'event', event: someEvent() };
    return text === 'push'
      ? { kind: 'ignored', reason: 'push events are not used' }
      : { kind: 'invalid', reason: 'the body is not a JSON object' };
  },
};

function world(ports: Partial<IntakePorts> = {}) {
  const kept: NewDelivery[] = [];
  const intake = createIntake({
    provider: (name) => (name === 'some' ? provider : undefined),
    connection: (of, name) => (['default', 'lab'].includes(name) ? { provider: of, name, url: '', webhookSecrets: [] } : undefined),
    isAllowed: () => true,
    arriving: () => () => undefined,
    store: async (delivery): Promise<Stored> => {
      kept.push(delivery);
      return { kind: 'accepted', id: toDeliveryId('id-1') };
    },
    now: () => 0,
    log: silent,
    ...ports,
  });
  const send = async (path: string, init: RequestInit = {}): Promise<{ status: number; body: unknown; headers: Headers }> => {
    const request = new Request(`http://plugin${path}`, { method: 'POST', headers: { 'X-Some-Token': 'right' }, body: 'event', ...init });
    const response = await intake(request, '10.0.0.1');
    return { status: response.status, body: await response.json(), headers: response.headers };
  };
  return { kept, send };
}

test('a delivery is answered 202 once it is stored, without its proof', async () => {
  const { kept, send } = world();
  const headers = {
    'X-Some-Token': 'right',
    'X-Some-Event': 'Pipeline',
    'X-Some-Event-Auth': 'right',
    Authorization: 'right',
    'X-Some-Id': '7',
  };
  expect(await send('/webhooks/some/lab?secret=right&a=b', { headers })).toMatchObject({
    status: 202,
    body: { status: 'accepted', id: 'id-1' },
  });
  const { body, ...rest } = kept[0] ?? { body: new Uint8Array() };
  expect(Buffer.from(body).toString()).toBe('event');
  expect(rest).toMatchObject({ provider: 'some', connection: 'lab', dedupeKey: '7', query: 'a=b', orderKey: modelIdentity.key });
  expect(rest).toHaveProperty('headers', { 'content-type': 'text/plain;charset=UTF-8', 'x-some-event': 'Pipeline' });
});

test('a repetition, a kind that is not used, and what is no delivery are told apart', async () => {
  const { send } = world({ store: async () => ({ kind: 'duplicate' }) });
  expect(await send('/webhooks/some')).toMatchObject({ status: 200, body: { status: 'duplicate' } });
  expect(await send('/webhooks/some', { body: 'push' })).toMatchObject({
    status: 200,
    body: { status: 'ignored', reason: 'push events are not used' },
  });
  expect(await send('/webhooks/some', { body: '[' })).toMatchObject({ status: 400, body: { code: 'CI_WEBHOOK_BODY' } });
});

test('what is not used shows that the way here works, once it is proved', async () => {
  const heard: string[] = [];
  const { send } = world({ heard: (sender, connection) => heard.push(`${sender}/${connection}`) });
  await send('/webhooks/some/lab', { body: 'push', headers: { 'X-Some-Token': 'wrong' } });
  expect(heard).toEqual([]);
  await send('/webhooks/some/lab', { body: 'push' });
  expect(heard).toEqual(['some/lab']);
});

test.each([
  '/webhooks/other',
  '/webhooks/some/none',
  '/webhooks/some/',
  '/webhooks/some/lab/more',
  '/webhooks//some',
  '/webhooks/SOME',
  '/webhooks/some%2Flab',
  '/webhooks/__proto__',
])('%s leads nowhere', async (path) => {
  expect(await world().send(path)).toMatchObject({ status: 404, body: { code: 'CI_WEBHOOK_UNKNOWN' } });
});

test('only POST delivers', async () => {
  const { send } = world();
  const answer = await send('/webhooks/some', { method: 'PUT' });
  expect([answer.status, answer.headers.get('Allow')]).toEqual([405, 'POST']);
});

test('an address that is not allowed is turned away before its body is read', async () => {
  let read = false;
  const body = new ReadableStream(
    {
      pull(controller) {
        read = true;
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const { send } = world({ isAllowed: () => false });
  const init: RequestInit & { duplex: 'half' } = { body, duplex: 'half' };
  expect(await send('/webhooks/some', init)).toMatchObject({ status: 403, body: { code: 'CI_WEBHOOK_ADDRESS' } });
  expect(read).toBe(false);
});

test('a body over 25 MiB is refused without reading all of it, said beforehand or not', async () => {
  const { send } = world();
  const said = { 'X-Some-Token': 'right', 'Content-Length': String(25 * 1024 * 1024 + 1) };
  expect(await send('/webhooks/some', { headers: said })).toMatchObject({ status: 413 });
  let chunks = 0;
  const body = new ReadableStream({
    pull(controller) {
      chunks += 1;
      controller.enqueue(new Uint8Array(1024 * 1024));
    },
  });
  const init: RequestInit & { duplex: 'half' } = { body, duplex: 'half' };
  expect(await send('/webhooks/some', init)).toMatchObject({ status: 413, body: { code: 'CI_WEBHOOK_SIZE' } });
  expect(chunks).toBeLessThan(30);
  // What was read of it does not count as held any more.
  for (let at = 0; at < 10; at += 1) expect((await send('/webhooks/some', { body: new Uint8Array(20 * 1024 * 1024) })).status).toBe(400);
});

test('more than can be held at once is put off', async () => {
  const { send } = world();
  const big = (): Promise<{ status: number; headers: Headers }> => send('/webhooks/some', { body: new Uint8Array(24 * 1024 * 1024) });
  const answers = await Promise.all(Array.from({ length: 8 }, big));
  const put = answers.filter(({ status }) => status === 429);
  expect(put.length).toBeGreaterThan(0);
  expect(put[0]?.headers.get('Retry-After')).toBe('1');
  expect((await big()).status).toBe(400);
});

test('wrong proofs are answered 401, and slowed when there are many; a right one is not', async () => {
  const { send } = world();
  const wrong = { headers: { 'X-Some-Token': 'wrong' } };
  expect(await send('/webhooks/some', wrong)).toMatchObject({ status: 401, body: { code: 'CI_WEBHOOK_PROOF' } });
  for (let at = 0; at < 60; at += 1) await send('/webhooks/some', wrong);
  const slowed = await send('/webhooks/some', wrong);
  expect([slowed.status, slowed.headers.get('Retry-After')]).toEqual([429, '1']);
  expect((await send('/webhooks/some')).status).toBe(202);
});

test('whoever is turned away is noted with the reason, also when slowed; who calls no provider is not', async () => {
  const refusals: unknown[] = [];
  const refused: IntakePorts['refused'] = ({ code, connection, address, reason }) =>
    void refusals.push([code, connection, address, reason].join(' | '));
  await world({ refused }).send('/webhooks/some/lab', { headers: {} });
  await world({ refused }).send('/webhooks/some', { body: 'rubbish' });
  await world({ refused, isAllowed: () => false }).send('/webhooks/some');
  await world({ refused }).send('/webhooks/some/labb');
  await world({ refused }).send('/webhooks/other/labb');
  expect(refusals).toEqual([
    'CI_WEBHOOK_PROOF | lab | 10.0.0.1 | there is no token',
    'CI_WEBHOOK_BODY | default | 10.0.0.1 | the body is not a JSON object',
    'CI_WEBHOOK_ADDRESS | default | 10.0.0.1 | the address is not among those that may call',
    'CI_WEBHOOK_UNKNOWN | default | 10.0.0.1 | they went to /webhooks/some/labb, and there is no such connection',
  ]);
});

test('what cannot be stored is to be sent again', async () => {
  const { send } = world({ store: async () => Promise.reject(new CiError('CI_STORAGE_RIGHTS', 'secret detail', 'none')) });
  const answer = await send('/webhooks/some');
  expect(answer).toMatchObject({ status: 503, body: { code: 'CI_STORAGE_RIGHTS' } });
  expect(answer.headers.get('Retry-After')).toBe('5');
  expect(JSON.stringify(answer.body)).not.toContain('secret detail');
});

test('while nothing can be stored the log is not flooded', async () => {
  const lines: string[] = [];
  const log = { ...silent, warn: (message: string) => void lines.push(message) };
  const { send } = world({ log, store: async () => Promise.reject(new Error('away')) });
  for (let at = 0; at < 50; at += 1) expect((await send('/webhooks/some')).status).toBe(503);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.length).toBeLessThan(10);
});
