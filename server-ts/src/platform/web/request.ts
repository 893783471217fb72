// The web's `Request` as a server needs it. https://fetch.spec.whatwg.org/#request-class

import { type BodyInit, LightBody } from './body.ts';
import { LightHeaders } from './headers.ts';

interface RequestInit {
  readonly method?: string;
  readonly headers?: ConstructorParameters<typeof LightHeaders>[0];
  readonly body?: BodyInit;
  readonly signal?: AbortSignal | null;
}

const USUAL = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']);
const FORBIDDEN = new Set(['CONNECT', 'TRACE', 'TRACK']);
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

export class LightRequest extends LightBody {
  readonly url: string;
  readonly method: string;
  readonly #signal: AbortSignal | undefined;

  /** Throws TypeError for what the web forbids. */
  constructor(input: string | URL | LightRequest, init: RequestInit = {}) {
    const given = input instanceof LightRequest ? input : undefined;
    const method = methodOf(init.method ?? given?.method ?? 'GET');
    const body = init.body ?? given?.body ?? null;
    if (body !== null && (method === 'GET' || method === 'HEAD')) throw new TypeError(`A request by ${method} has no body.`);
    super(body, new LightHeaders(init.headers ?? given?.headers));
    this.url = given?.url ?? addressOf(String(input));
    this.method = method;
    this.#signal = init.signal ?? given?.signal;
  }

  clone(): LightRequest {
    const { method, headers, signal } = this;
    return new LightRequest(this.url, { method, headers, signal, body: this.copy() });
  }

  get [Symbol.toStringTag](): string {
    return 'Request';
  }

  get signal(): AbortSignal {
    return this.#signal ?? new AbortController().signal;
  }
}

function methodOf(method: string): string {
  const upper = method.toUpperCase();
  if (!TOKEN.test(method) || FORBIDDEN.has(upper)) throw new TypeError(`There is no request by ${method}.`);
  return USUAL.has(upper) ? upper : method;
}

function addressOf(text: string): string {
  const { href, username, password } = new URL(text);
  if (username !== '' || password !== '') throw new TypeError('An address of a request has no user.');
  return href;
}
