// One request to the plugin's server side as the signed-in person; expected failures come back as values.
import type { ApiError } from '@ci-command-center/contract';
import { isString, shape } from '../host/guard.ts';
import type { Guard } from '../host/guard.ts';

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ApiError };

const TIMEOUT_MS = 15_000;
const isApiError = shape<ApiError>({ code: isString, message: isString });

const unreachable: ApiError = {
  code: 'CI_WEB_UNREACHABLE',
  message: 'The server cannot be reached. Check your connection, then try again.',
};
const unreadable: ApiError = {
  code: 'CI_WEB_UNREADABLE',
  message: 'The server gave an answer that this page cannot read. Reload the page.',
};

/** Mattermost refuses every changing request without the value of this cookie in `X-CSRF-Token`. */
function csrfToken(): string {
  const pair = document.cookie.split('; ').find((cookie) => cookie.startsWith('MMCSRF='));
  return pair === undefined ? '' : pair.slice('MMCSRF='.length);
}

function headersFor(method: string): Record<string, string> {
  const headers = { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest' };
  return method === 'GET' ? headers : { ...headers, 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken() };
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function refusal(status: number, body: unknown): ApiError {
  if (isApiError(body)) return body;
  return {
    code: `CI_WEB_STATUS_${status}`,
    message: `CI Command Center does not answer (HTTP ${status}). An administrator can check that it is on.`,
  };
}

export interface Asking {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** Sent as JSON. */
  readonly body?: object;
  /** Milliseconds; 15,000 when not said. */
  readonly timeout?: number;
}

/** Asks `address`; the value is what `guard` lets through. */
export async function request<T>(address: string, guard: Guard<T>, asking: Asking = {}): Promise<Answer<T>> {
  const { method = 'GET', body: sent, timeout = TIMEOUT_MS } = asking;
  try {
    const signal = AbortSignal.timeout(timeout);
    const payload = sent === undefined ? {} : { body: JSON.stringify(sent) };
    const response = await fetch(address, { method, credentials: 'same-origin', headers: headersFor(method), signal, ...payload });
    const body = await bodyOf(response);
    if (!response.ok) return { ok: false, error: refusal(response.status, body) };
    return guard(body) ? { ok: true, value: body } : { ok: false, error: unreadable };
  } catch {
    return { ok: false, error: unreachable };
  }
}
