import { createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { Connection } from '../../ci/connection.ts';
import type { Delivery } from '../../ci/provider.ts';
import { identify } from './identify.ts';
import { prove } from './proof.ts';

const now = 1_780_000_000_000;
const key = Buffer.from('shared-signing-token-32-bytes-ok');
const signingToken = `whsec_${key.toString('base64')}`;
const body = Buffer.from('{"object_kind":"pipeline"}');

function connection(...webhookSecrets: string[]): Connection {
  return { provider: 'gitlab', name: 'default', url: '', webhookSecrets };
}

function delivery(headers: Record<string, string>, query = ''): Delivery {
  return { headers: new Headers(headers), query: new URLSearchParams(query), body };
}

function signature(seconds: number, by: Buffer = key): Record<string, string> {
  const signed = `id-1.${seconds}.${body.toString()}`;
  const value = createHmac('sha256', by).update(signed).digest('base64');
  return { 'webhook-id': 'id-1', 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,AAAA v1,${value}` };
}

test('any of the secrets proves a delivery, in the header or in the address', () => {
  expect(prove(delivery({ 'X-Gitlab-Token': 'new' }), connection('old', 'new'), now).ok).toBe(true);
  expect(prove(delivery({}, 'secret=old'), connection('old', 'new'), now).ok).toBe(true);
  expect(prove(delivery({ 'X-Gitlab-Token': signingToken }), connection(signingToken), now).ok).toBe(true);
});

test('one of several signatures is enough, up to five minutes either way', () => {
  for (const seconds of [now / 1000, now / 1000 - 299, now / 1000 + 299])
    expect(prove(delivery(signature(seconds)), connection('other', signingToken), now).ok).toBe(true);
});

test('an old signature is refused, even beside a right token: it may be a replay', () => {
  for (const seconds of [now / 1000 - 301, now / 1000 + 301])
    expect(prove(delivery({ ...signature(seconds), 'X-Gitlab-Token': signingToken }), connection(signingToken), now).ok).toBe(false);
});

test('a changed body, another key, an empty key and no proof are refused, and no reason holds a secret', () => {
  const secrets = connection(signingToken, 'plain-secret', 'whsec_');
  const changed = { ...delivery(signature(now / 1000)), body: Buffer.from('{}') };
  const tries = [
    changed,
    delivery(signature(now / 1000, Buffer.from('other'))),
    delivery(signature(now / 1000, Buffer.alloc(0))),
    delivery({}),
    delivery({ 'X-Gitlab-Token': 'guess' }),
    delivery({ 'X-Gitlab-Token': '' }, 'secret='),
  ];
  for (const attempt of tries) {
    const proof = prove(attempt, secrets, now);
    expect(proof.ok).toBe(false);
    expect(JSON.stringify(proof)).not.toMatch(/plain-secret|whsec_|guess/);
  }
});

test('without a secret nothing is proved', () => {
  expect(prove(delivery({ 'X-Gitlab-Token': '' }), connection(''), now)).toMatchObject({ ok: false });
});

test('a delivery is known by its key; where only the event is named, by the event and the body', () => {
  expect(identify(delivery({ 'Idempotency-Key': 'k', 'webhook-id': 'w' }))).toBe('k');
  expect(identify(delivery({ 'webhook-id': 'w' }))).toBe('w');
  const event = { 'X-Gitlab-Event-UUID': 'e' };
  expect(identify(delivery(event))).toMatch(/^e:[0-9a-f]{64}$/);
  expect(identify({ ...delivery(event), body: Buffer.from('{}') })).not.toBe(identify(delivery(event)));
  expect(identify(delivery({}))).toBeUndefined();
});
