// What can go wrong before a server answers, in words that say what to do next.

import { CiError } from './errors.ts';
import { chainShownBy } from './tls-chain.ts';

/** How long the look at an untrusted server's certificates may take. */
const LOOK_MS = 3000;

const CHECK_ADDRESS = 'Check the address in System Console → Plugins → CI Command Center.';
const UNTRUSTED = new Set([
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
  'INVALID_CA',
]);
const TIMEOUTS = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
  'ABORT_ERR',
  'TimeoutError',
]);

/** Of an error that undici, TLS or the sockets gave for a request to `url`. No part of the request is in the words. */
export async function problemWith(url: URL, error: unknown): Promise<CiError> {
  if (error instanceof CiError) return error;
  const code = codeOf(error);
  const { host } = url;
  const tell = (name: string, message: string, remedy: string): CiError => new CiError(name, message, remedy, error);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return tell(
      'CI_HTTP_NAME_NOT_FOUND',
      `The name ${url.hostname} is not known to the Mattermost server.`,
      `${CHECK_ADDRESS} Or its DNS.`,
    );
  if (code === 'ECONNREFUSED')
    return tell('CI_HTTP_REFUSED', `${host} refuses connections.`, 'Check that it runs, and that no firewall stands between.');
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH')
    return tell('CI_HTTP_UNREACHABLE', `There is no way to ${host}.`, 'Check the network between it and the Mattermost server.');
  if (TIMEOUTS.has(code))
    return tell('CI_HTTP_TIMEOUT', `${host} did not answer in time.`, 'Try again; if it stays so, check the way to it.');
  if (UNTRUSTED.has(code)) return await untrusted(url, error);
  return tlsProblem(url, code, error) ?? tell('CI_HTTP_BROKEN', `The connection to ${host} broke (${code}).`, 'Try again in a moment.');
}

async function untrusted(url: URL, error: unknown): Promise<CiError> {
  const names = await chainShownBy(url.hostname.replace(/^\[|\]$/g, ''), Number(url.port || 443), LOOK_MS);
  const chain = names.length === 0 ? '' : ` It shows: ${names.join(' ← ')}.`;
  const root = names.at(-1);
  const remedy = `Add the certificate authority${root === undefined ? '' : ` (${root})`} as PEM to the setting CustomCA, or to the connection's \`ca\`.`;
  return new CiError('CI_HTTP_TLS_UNTRUSTED', `The certificate of ${url.host} is not trusted.${chain}`, remedy, error);
}

function tlsProblem(url: URL, code: string, error: unknown): CiError | undefined {
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
    const words = code === 'CERT_HAS_EXPIRED' ? 'has expired' : 'is not valid yet';
    const remedy = 'Renew it there, or set the clock of the Mattermost server right.';
    return new CiError('CI_HTTP_TLS_EXPIRED', `The certificate of ${url.host} ${words}.`, remedy, error);
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const remedy = 'Use the name that stands in the certificate, or have one made for this name.';
    return new CiError('CI_HTTP_TLS_NAME', `The certificate of ${url.host} is for another name.`, remedy, error);
  }
  if (!/^ERR_SSL_|^EPROTO$/.test(code)) return undefined;
  return new CiError(
    'CI_HTTP_TLS_PROTOCOL',
    `${url.host} does not speak TLS as it should (${code}).`,
    'Check whether it is http or https.',
    error,
  );
}

/** Of the error or the innermost one that it wraps; several addresses of one name fail together. */
function codeOf(error: unknown, depth = 0): string {
  if (typeof error !== 'object' || error === null || depth > 5) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code !== undefined && code !== 'UND_ERR_SOCKET') return code;
  const errors: readonly unknown[] = 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  const inner: unknown = errors[0] ?? ('cause' in error ? error.cause : undefined);
  if (inner !== undefined) return codeOf(inner, depth + 1);
  return code ?? ('name' in error && typeof error.name === 'string' ? error.name : 'unknown');
}
