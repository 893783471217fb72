// Checks that a delivery comes from an Artifactory that knows one of the connection's secrets.

import type { Connection } from '../../ci/connection.ts';
import type { Delivery, Proof } from '../../ci/provider.ts';
import { isAnyEqual, signHex } from '../../platform/secret-equality.ts';

/**
 * One header for both of the hook's settings: the secret itself, or with "Use secret for payload signing" the hex HMAC-SHA256 of the
 * body. https://jfrog.com/help/r/jfrog-platform-administration-documentation/webhooks
 */
export function prove({ headers, query, body }: Delivery, { webhookSecrets }: Connection): Proof {
  const secrets = webhookSecrets.filter((secret) => secret !== '');
  if (secrets.length === 0) return refuse('no webhook secret is set for this connection');
  const header = headers.get('X-JFrog-Event-Auth');
  const isSigned = isAnyEqual(
    [header?.toLowerCase()],
    secrets.map((secret) => signHex(secret, body)),
  );
  if (isAnyEqual([header, query.get('secret')], secrets) || isSigned) return { ok: true };
  if (header) return refuse('X-JFrog-Event-Auth is neither the secret set for this connection nor a signature made with it');
  return refuse(query.get('secret') ? 'the secret is not the one set for this connection' : 'there is neither a secret nor a signature');
}

function refuse(reason: string): Proof {
  return { ok: false, reason };
}
