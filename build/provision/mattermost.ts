// The Mattermost server as provisioning reaches it: REST at its address with an administrator's token, or its local socket, as mmctl does.
import { Agent, fetch, FormData, ProxyAgent, type Dispatcher } from 'undici';
import { createProxyChoice, proxiesIn } from '../../server-ts/src/platform/proxy-choice.ts';
import { trustRoots } from '../../server-ts/src/platform/tls-roots.ts';
import { reasonOf } from './reason.ts';
import { Stop } from './stop.ts';

/** Where mmctl looks for it, too (model.LocalModeSocketPath). */
export const usualSocket = '/var/tmp/mattermost_local.socket';

export interface Way {
  /** Undefined: by the socket. */
  readonly url?: string;
  readonly token: string;
  readonly socket: string;
  /** PEM of the authority that signed the server's certificate. */
  readonly ca: string;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** Undefined where it is none. */
  readonly json: unknown;
}

export interface Mattermost {
  /** For the terminal. */
  readonly shown: string;
  readonly isLocal: boolean;
  /** `path` begins with `/api/v4` or `/plugins`; any answer is an answer. Throws Stop when there is none, or `signal` ends it. */
  ask(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown, signal?: AbortSignal): Promise<Answer>;
  close(): Promise<void>;
}

/** Milliseconds: a bundle goes up, and is unpacked. */
const PATIENCE = 180_000;

export function reachMattermost({ url, token, socket, ca }: Way): Mattermost {
  const dispatcher = url === undefined ? new Agent({ connect: { socketPath: socket } }) : overNetwork(url, ca);
  // The local router knows no other names.
  const base = url ?? 'http://_';
  const shown = url ?? socket;
  return {
    shown,
    isLocal: url === undefined,
    async ask(method, path, body, signal) {
      const limit = AbortSignal.timeout(PATIENCE);
      const answer = await fetch(`${base}${path}`, {
        method,
        dispatcher,
        signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
        redirect: 'manual',
        headers: token === '' ? {} : { Authorization: `Bearer ${token}` },
        ...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }),
      }).catch((error: unknown) => {
        throw error instanceof Stop ? error : noAnswer(shown, url !== undefined, error);
      });
      const text = await answer.text();
      return { status: answer.status, text, json: jsonOf(text) };
    },
    close: () => dispatcher.close(),
  };
}

function overNetwork(url: string, ca: string): Dispatcher {
  const tls = { secureContext: trustRoots(ca) };
  const uri = createProxyChoice(proxiesIn(process.env))(new URL(url));
  return uri === undefined ? new Agent({ connect: tls }) : new ProxyAgent({ uri, requestTls: tls, proxyTls: tls });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function noAnswer(shown: string, byAddress: boolean, error: unknown): Stop {
  const reason = reasonOf(error);
  if (/CERT|SIGNATURE|ISSUER|SELF_SIGNED/u.test(reason))
    return new Stop(
      1,
      `The certificate of ${shown} is not trusted (${reason}).`,
      'Give its authority as `ca: {file: own-ca.pem}` or in NODE_EXTRA_CA_CERTS.',
      error,
    );
  if (!byAddress && (reason === 'ENOENT' || reason === 'ECONNREFUSED'))
    return new Stop(
      1,
      `No Mattermost listens at the socket ${shown}.`,
      'Run this on the machine of the server, with ServiceSettings.EnableLocalMode on; --socket names another path.',
      error,
    );
  if (reason === 'EACCES')
    return new Stop(1, `The socket ${shown} may not be used.`, 'Run this as the user that Mattermost runs as.', error);
  return new Stop(1, `${shown} cannot be reached (${reason}).`, 'Check the address and the network.', error);
}
