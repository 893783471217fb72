// Checks that a notification comes from an Alertmanager that knows one of the connection's secrets.

import type { Connection } from '../../ci/connection.ts';
import type { Delivery, Proof } from '../../ci/provider.ts';
import { isAnyEqual } from '../../platform/secret-equality.ts';

/**
 * `Authorization` of any type that `http_config.authorization` and `basic_auth` can send, or the secret in the address.
 * Alertmanager signs nothing. https://prometheus.io/docs/alerting/latest/configuration/#http_config
 */
export function prove({ headers, query }: Delivery, connection: Connection): Proof {
  const secrets = connection.webhookSecrets.filter((secret) => secret !== '');
  if (secrets.length === 0) return { ok: false, reason: 'no webhook secret is set for this connection' };
  const given = [credentialsOf(headers.get('Authorization') ?? ''), query.get('secret') ?? ''].filter((each) => each !== '');
  if (isAnyEqual(given, secrets)) return { ok: true };
  if (given.length > 0) return { ok: false, reason: 'the credentials are not the secret set for this connection' };
  return { ok: false, reason: 'there is no Authorization header with credentials' };
}

/** The token, or the password of Basic (any user); empty when there is none. */
function credentialsOf(header: string): string {
  const [, scheme = '', value = ''] = /^(bearer|token|basic) +(.*)$/i.exec(header) ?? [];
  if (scheme.toLowerCase() !== 'basic') return value.trim();
  const pair = Buffer.from(value, 'base64').toString();
  return pair.includes(':') ? pair.slice(pair.indexOf(':') + 1) : '';
}
