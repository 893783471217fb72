// Checks that a delivery comes from a Jenkins that knows one of the connection's secrets.

import type { Connection } from '../../ci/connection.ts';
import type { Delivery, Proof } from '../../ci/provider.ts';
import { isAnyEqual } from '../../platform/secret-equality.ts';

/**
 * The Notification plugin can neither sign nor add a header: it takes `user:password@` or a query in the address.
 * Our pipeline step sends a header. With Basic any user will do, the secret is the password.
 */
export function prove({ headers, query }: Delivery, { webhookSecrets }: Connection): Proof {
  if (!webhookSecrets.some((secret) => secret !== '')) return refuse('no webhook secret is set for this connection');
  const given = [...fromHeader(headers.get('Authorization') ?? ''), query.get('secret')];
  if (isAnyEqual(given, webhookSecrets)) return { ok: true };
  return refuse(given.some((each) => each) ? 'the secret is not the one set for this connection' : 'there is no secret');
}

/** The plugin sends `user:password` as it stands in the address, with its percent-encoding. */
function fromHeader(header: string): readonly string[] {
  const [, scheme = '', value = ''] = /^(bearer|basic)[ ]+(\S+)[ ]*$/i.exec(header.slice(0, 4096)) ?? [];
  if (scheme.toLowerCase() !== 'basic') return [value];
  const pair = Buffer.from(value, 'base64').toString('utf8');
  const password = pair.includes(':') ? pair.slice(pair.indexOf(':') + 1) : '';
  return [password, decode(password)];
}

function decode(password: string): string {
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}

function refuse(reason: string): Proof {
  return { ok: false, reason };
}
