// The web's `fetch` over our own HTTP, for libraries that want one: with its trust, proxies and limits. Redirects are answered, not followed.

import type { Http, HttpRequest } from '../ci/http.ts';

/** What libraries hand to a `fetch`, as far as it is used here. */
export interface FetchRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const;
/** Answers of these have no body, and the web refuses one. */
const BODILESS = new Set([204, 205, 304]);

/** `limits` hold for each request. Throws what `http` throws. */
export function fetchOver(
  http: Http,
  limits: Pick<HttpRequest, 'limit' | 'timeout'>,
): (address: string, request: FetchRequest) => Promise<Response> {
  return async (address, { method = 'GET', headers = {}, body }) => {
    const known = METHODS.find((each) => each === method);
    if (known === undefined) throw new TypeError(`No request by ${method}`);
    const sent = { ...limits, method: known, headers, stay: true, ...(hasText(body) && { body: String(body) }) } as const;
    const { status, headers: told, text } = await http(address, sent);
    return new Response(BODILESS.has(status) ? null : text, { status, headers: withoutEncoding(told) });
  };
}

function hasText(body: unknown): body is string | URLSearchParams {
  return typeof body === 'string' || body instanceof URLSearchParams;
}

/** The text is decompressed already. */
function withoutEncoding(told: Headers): Headers {
  const headers = new Headers(told);
  headers.delete('content-encoding');
  headers.delete('content-length');
  return headers;
}
