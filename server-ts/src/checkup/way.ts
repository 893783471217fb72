// The way to a server: what its name resolves to, which certificate authority its certificate ends in, and whether it is http or https.

import { X509Certificate } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { note, right, wrong, type CheckFinding } from '../ci/check.ts';
import type { Http } from '../ci/http.ts';
import { certificatesIn } from '../platform/tls-roots.ts';
import { certificatesShownBy, nameOf } from '../platform/tls-chain.ts';

/** Milliseconds for each look. */
const LOOK = 3_000;
/** Milliseconds before its end from which a certificate is told of. */
const SOON = 21 * 86_400_000;

/** Its addresses; empty when it has none. */
export async function resolve(host: string): Promise<readonly string[]> {
  const bare = host.replace(/^\[|\]$/g, '');
  if (isIP(bare) !== 0) return [bare];
  const found = await lookup(bare, { all: true }).catch(() => []);
  return [...new Set(found.map(({ address }) => address))];
}

/** Loopback, link-local and private networks: those to which careful servers send nothing. */
export function isLocal(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '');
  return (
    /^(127|10|0)\.|^192\.168\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\./.test(plain) ||
    /^(::1|::|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*)$/i.test(plain)
  );
}

/** Of a server whose certificate was accepted. `ca`: PEM of the authorities that were added to the system's. */
export async function lookAtCertificate({ hostname, port }: URL, ca: string, now: number): Promise<readonly CheckFinding[]> {
  const chain = await certificatesShownBy(hostname.replace(/^\[|\]$/g, ''), Number(port || 443), LOOK);
  const [own] = chain;
  if (own === undefined) return [];
  const custom = customRoot(chain, ca);
  const top = chain.at(-1) ?? own;
  const root =
    custom === undefined ? `${nameOf(top.issuer)}, which the system trusts` : `${nameOf(custom.subject)}, which the settings add`;
  const ends = Date.parse(own.validTo);
  const found = [right('CI_CHECK_TLS', `TLS by ${root}`)];
  if (ends - now > SOON) return found;
  const days = Math.max(0, Math.floor((ends - now) / 86_400_000));
  return [
    ...found,
    note(
      'CI_CHECK_TLS_SOON',
      `Its certificate expires in ${days} days, on ${new Date(ends).toISOString().slice(0, 10)}.`,
      'Renew it there in time.',
    ),
  ];
}

/** That of the added authorities in which the chain ends. */
function customRoot(chain: readonly X509Certificate[], ca: string): X509Certificate | undefined {
  const added = certificatesIn(ca).map((each) => new X509Certificate(each));
  const top = chain.at(-1);
  return added.find(
    (each) => chain.some(({ fingerprint256 }) => fingerprint256 === each.fingerprint256) || top?.checkIssued(each) === true,
  );
}

/** Why nothing sensible answers: the address says http where TLS is spoken, or https where it is not. Undefined when that is not it. */
export async function mixedUp(address: URL, http: Http): Promise<CheckFinding | undefined> {
  const { protocol, hostname, port, host } = address;
  if (protocol === 'http:') {
    const chain = await certificatesShownBy(hostname.replace(/^\[|\]$/g, ''), Number(port || 80), LOOK);
    if (chain.length === 0) return undefined;
    return wrong(
      'CI_CHECK_HTTPS',
      `${host} speaks https, and its address here begins with http.`,
      `Set its address as \`${other(address, 'https:')}\`.`,
    );
  }
  const plain = other(address, 'http:');
  const answers = await http(plain, { stay: true, timeout: LOOK }).then(
    () => true,
    () => false,
  );
  if (!answers) return undefined;
  return wrong(
    'CI_CHECK_HTTP',
    `${host} speaks http only, and its address here begins with https.`,
    `Set its address as \`${plain}\`, or better have it serve https.`,
  );
}

/** Http that sends on to https: credentials would go unprotected at first, each time. */
export async function lookForUpgrade(address: URL, http: Http): Promise<readonly CheckFinding[]> {
  if (address.protocol !== 'http:') return [];
  const answer = await http(address.href, { stay: true, timeout: LOOK }).catch(() => undefined);
  const target = answer === undefined || answer.status < 300 || answer.status > 308 ? null : answer.headers.get('location');
  const to = target === null || !URL.canParse(target, address) ? undefined : new URL(target, address);
  if (to === undefined || to.protocol !== 'https:' || to.hostname !== address.hostname) return [];
  const remedy = `Set its address as \`${other(new URL(address.pathname, to), 'https:')}\`: until then what proves us goes unprotected.`;
  return [wrong('CI_CHECK_UPGRADE', `${address.host} sends on from http to https.`, remedy)];
}

function other(address: URL, protocol: 'http:' | 'https:'): string {
  return address.href.replace(/^https?:/, protocol).replace(/\/$/, '');
}
