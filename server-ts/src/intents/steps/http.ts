// The step `http`: asks a web server that administrators allow, and follows it nowhere else.

import type { Http } from '../../ci/http.ts';
import type { StepInput, StepSeen } from '../../ci/step.ts';
import { code, say } from '../../ci/words.ts';
import { CiError } from '../../platform/errors.ts';
import { sentOnce } from '../../platform/sent-once.ts';

export interface HttpStepPorts {
  readonly http: Http;
  /** `deploy.example`, `deploy.example:8443`, `*.example`. */
  allowedHosts(): readonly string[];
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Method = (typeof methods)[number];

/** Milliseconds for the answer. */
const WITHIN = 20_000;
/** Bytes of the answer that are read, and letters of it that later steps are given. */
const MOST_READ = 64 * 1024;
const MOST_GIVEN = 4_000;
/** These are made of the request itself: with others it would say something else than it does. */
const OWN_HEADERS = /^(?:host|content-length|transfer-encoding|connection|upgrade|expect|te|trailer)$/i;

/** Throws a CiError when it was not sent; any other error when nobody knows whether it arrived. */
export async function askServer(input: StepInput, { http, allowedHosts }: HttpStepPorts): Promise<StepSeen> {
  const { url = '', body: written, expect } = input.texts;
  const address = allowed(url, allowedHosts());
  const json = input.values['json'];
  const body = json === undefined ? written : JSON.stringify(json);
  const method = methodOf(input.texts['method'] ?? 'POST');
  const { status, text } = await sentOnce(
    http(address.href, {
      method,
      stay: true,
      timeout: WITHIN,
      limit: MOST_READ,
      headers: { ...(json !== undefined && { 'Content-Type': 'application/json' }), ...headersOf(input) },
      ...(body !== undefined && method !== 'GET' && { body }),
    }),
  );
  const outputs = { status: String(status), body: text.slice(0, MOST_GIVEN) };
  const said = say`${code(`${method} ${address.host}${address.pathname}`)} answered ${status}.`;
  if (isExpected(status, expect)) return { kind: 'succeeded', text: said, outputs };
  return { kind: 'failed', text: said, outputs, ...(text.trim() !== '' && { log: text.slice(0, MOST_GIVEN).split('\n') }) };
}

/** Throws CI_RUN_HOST for a server that is not allowed. */
export function allowed(url: string, hosts: readonly string[]): URL {
  const address = URL.parse(url);
  const isWeb = address !== null && (address.protocol === 'https:' || address.protocol === 'http:');
  if (!isWeb || address.username !== '' || address.password !== '')
    throw new CiError(
      'CI_RUN_ADDRESS',
      'The address of this step is none of a web server, or holds a password.',
      'Correct its `url` in the intent.',
    );
  if (hosts.some((host) => isHost(address, host.toLowerCase()))) return address;
  throw new CiError(
    'CI_RUN_HOST',
    `Steps may not ask ${address.host}.`,
    'A system administrator lists the servers that may be asked under `allowedHosts` in the Configuration.',
  );
}

/** Without a port only the usual one is meant. `*.example` is each name below it, not itself. */
function isHost({ host, hostname, port }: URL, allowedHost: string): boolean {
  if (allowedHost.startsWith('*.'))
    return port === '' && hostname.endsWith(allowedHost.slice(1)) && hostname.length > allowedHost.length - 1;
  return host === allowedHost;
}

function methodOf(text: string): Method {
  const method = methods.find((each) => each === text.trim().toUpperCase());
  if (method !== undefined) return method;
  throw new CiError(
    'CI_RUN_METHOD',
    `“${text.slice(0, 20)}” is no method that a step may use.`,
    `Write one of ${methods.join(', ')} in the intent.`,
  );
}

function headersOf({ values }: StepInput): Readonly<Record<string, string>> {
  const given = Object.entries(values['headers'] ?? {});
  const wrong = given.find(
    ([name, value]) => !/^[\w!#$%&'*+.^`|~-]+$/.test(name) || OWN_HEADERS.test(name) || !/^[\t\x20-\x7E]*$/.test(value),
  );
  if (wrong === undefined) return Object.fromEntries(given);
  throw new CiError(
    'CI_RUN_HEADER',
    `The header ${wrong[0].slice(0, 60)} cannot be sent so.`,
    'Correct it in the intent, or the value it is made of.',
  );
}

function isExpected(status: number, expect: string | undefined): boolean {
  if (expect === undefined || expect.trim() === '') return status >= 200 && status < 300;
  return expect.split(',').some((each) => each.trim() === String(status));
}
