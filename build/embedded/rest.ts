// A small client of Mattermost's REST API, for setting up the embedded server and for tests.

export class RestError extends Error {
  override readonly name = 'RestError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface Rest {
  readonly token: string;
  /** `path` begins with `/api/v4`; answers the JSON. Throws RestError for any answer but 2xx. */
  get(path: string): Promise<unknown>;
  post(path: string, body?: unknown): Promise<unknown>;
  put(path: string, body?: unknown): Promise<unknown>;
  delete(path: string): Promise<unknown>;
  /** Any other request with this person's token; the answer as it is. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** A client of the server at `url` that shows the token with each request. */
export function restClient(url: string, token: string): Rest {
  const send = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set('Authorization', `Bearer ${token}`);
    return fetch(`${url}${path}`, { ...init, headers });
  };
  const json = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await send(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await response.text();
    if (!response.ok) throw new RestError(response.status, `${method} ${path} answered ${response.status}: ${text.slice(0, 500)}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  return {
    token,
    get: (path) => json('GET', path),
    post: (path, body = {}) => json('POST', path, body),
    put: (path, body = {}) => json('PUT', path, body),
    delete: (path) => json('DELETE', path),
    fetch: send,
  };
}

/** Signs in by name and password; answers the session's token and the user's id. */
export async function logIn(url: string, login: string, password: string): Promise<{ id: string; token: string }> {
  const body = JSON.stringify({ login_id: login, password });
  const response = await fetch(`${url}/api/v4/users/login`, { method: 'POST', body });
  const token = response.headers.get('Token');
  if (!response.ok || token === null) throw new RestError(response.status, `${login} cannot log in: ${await response.text()}`);
  return { id: idOf(await response.json()), token };
}

/** The `id` of an object that the server answered. */
export function idOf(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string') return value.id;
  throw new Error(`no id in ${JSON.stringify(value)}`);
}
