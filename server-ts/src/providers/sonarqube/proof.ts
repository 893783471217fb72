// Checks that a delivery comes from a SonarQube that knows one of the connection's secrets.

import type { Connection } from '../../ci/connection.ts';
import type { Delivery, Proof } from '../../ci/provider.ts';
import { isAnyEqual, signHex } from '../../platform/secret-equality.ts';

/**
 * Hex HMAC-SHA256 over the body as it came (SonarQube writes `=` as `\u003d`); without a secret it sends no such header.
 * https://docs.sonarsource.com/sonarqube-server/project-administration/webhooks/#securing-your-webhooks
 */
export function prove({ headers, query, body }: Delivery, { webhookSecrets }: Connection): Proof {
  const secrets = webhookSecrets.filter((secret) => secret !== '');
  if (secrets.length === 0) return refuse('no webhook secret is set for this connection');
  const signature = headers.get('X-Sonar-Webhook-HMAC-SHA256')?.toLowerCase();
  const expected = secrets.map((secret) => signHex(secret, body));
  const isSigned = isAnyEqual([signature], expected);
  if (isAnyEqual([query.get('secret')], secrets) || isSigned) return { ok: true };
  if (signature) return refuse('the signature was not made with the secret set for this connection');
  return refuse(query.get('secret') ? 'the secret is not the one set for this connection' : 'there is neither a signature nor a secret');
}

function refuse(reason: string): Proof {
  return { ok: false, reason };
}
