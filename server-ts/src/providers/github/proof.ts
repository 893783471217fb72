// Checks that a delivery comes from a GitHub that knows one of the connection's secrets.

import type { Connection } from '../../ci/connection.ts';
import type { Delivery, Proof } from '../../ci/provider.ts';
import { isAnyEqual, signHex } from '../../platform/secret-equality.ts';

/**
 * The signature over the raw body, or the secret in the address. The older SHA-1 signature, which stands beside it, proves nothing.
 * https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
 */
export function prove({ headers, query, body }: Delivery, connection: Connection): Proof {
  const secrets = connection.webhookSecrets.filter((secret) => secret !== '');
  if (secrets.length === 0) return { ok: false, reason: 'no webhook secret is set for this connection' };
  const signature = headers.get('X-Hub-Signature-256');
  const given = query.get('secret');
  const expected = signature === null ? [] : secrets.map((secret) => `sha256=${signHex(secret, body)}`);
  if (isAnyEqual([signature], expected) || isAnyEqual([given], secrets)) return { ok: true };
  if (signature !== null) return { ok: false, reason: 'the signature was not made with the secret set for this connection' };
  return {
    ok: false,
    reason: given ? 'the secret is not the one set for this connection' : 'there is no signature: the hook has no secret',
  };
}
