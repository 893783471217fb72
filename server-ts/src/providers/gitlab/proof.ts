// Checks that a delivery comes from a GitLab that knows one of the connection's secrets.

import { createHmac } from 'node:crypto';
import type { Connection } from '../../ci/connection.ts';
import type { Delivery, Proof } from '../../ci/provider.ts';
import { isAnyEqual } from '../../platform/secret-equality.ts';

const SIGNING_PREFIX = 'whsec_';
const TOLERANCE_SECONDS = 5 * 60;

/**
 * A signature that one of our signing keys made decides, also when it is too old. Otherwise the secret token,
 * in `X-Gitlab-Token` or in the address. https://github.com/standard-webhooks/standard-webhooks
 */
export function prove(delivery: Delivery, connection: Connection, now: number): Proof {
  const secrets = connection.webhookSecrets.filter((secret) => secret !== '');
  if (secrets.length === 0) return refuse('no webhook secret is set for this connection');
  if (isSigned(delivery, secrets)) return checkAge(delivery, now);
  const tokens = [delivery.headers.get('X-Gitlab-Token'), delivery.query.get('secret')].filter((token) => token !== null && token !== '');
  if (isAnyEqual(tokens, secrets)) return { ok: true };
  if (tokens.length > 0) return refuse('the secret token is not the one set for this connection');
  if (delivery.headers.has('webhook-signature')) return refuse('the signature was not made with the signing token set for this connection');
  return refuse('there is neither a secret token nor a signature');
}

function isSigned({ headers, body }: Delivery, secrets: readonly string[]): boolean {
  const given = headers.get('webhook-signature')?.split(' ').slice(0, 10) ?? [];
  const signed = Buffer.concat([Buffer.from(`${headers.get('webhook-id') ?? ''}.${headers.get('webhook-timestamp') ?? ''}.`), body]);
  const expected = secrets.flatMap((secret) => sign(secret, signed));
  return isAnyEqual(given, expected);
}

/** Nothing for a secret that is no signing key: an empty key would let anyone sign. */
function sign(secret: string, signed: Buffer): readonly string[] {
  if (!secret.startsWith(SIGNING_PREFIX)) return [];
  const key = Buffer.from(secret.slice(SIGNING_PREFIX.length), 'base64');
  return key.length === 0 ? [] : [`v1,${createHmac('sha256', key).update(signed).digest('base64')}`];
}

function checkAge({ headers }: Delivery, now: number): Proof {
  const timestamp = headers.get('webhook-timestamp') ?? '';
  const age = /^\d{1,12}$/.test(timestamp) ? Math.abs(now / 1000 - Number(timestamp)) : Infinity;
  return age <= TOLERANCE_SECONDS ? { ok: true } : refuse('the signature is more than five minutes old, or a clock is wrong');
}

function refuse(reason: string): Proof {
  return { ok: false, reason };
}
