// A person's and a sender's side of the server under measurement: REST calls over kept-alive connections, and a watcher on the websocket.
import { Agent, request } from 'undici';
import type { Embedded } from '../../build/embedded/index.ts';

export interface Answer {
  readonly status: number;
  readonly body: string;
  /** From sending to the end of the answer. */
  readonly milliseconds: number;
}

export interface Caller {
  post(path: string, body: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  close(): Promise<void>;
}

/** Calls below `url`; `token` is a session, left out for senders. */
export function caller(url: string, token?: string): Caller {
  const agent = new Agent({ connections: 64, pipelining: 1, keepAliveTimeout: 60_000 });
  const authorization: Readonly<Record<string, string>> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return {
    async post(path, body, headers = {}) {
      const start = performance.now();
      const answer = await request(url + path, {
        method: 'POST',
        dispatcher: agent,
        body,
        headers: { 'content-type': 'application/json', ...authorization, ...headers },
      });
      const text = await answer.body.text();
      return { status: answer.statusCode, body: text, milliseconds: performance.now() - start };
    },
    close: () => agent.close(),
  };
}

export interface Watcher {
  /** Resolves with the moment (performance.now) at which a post whose JSON holds `mark` was seen. */
  seen(mark: string): Promise<number>;
  /** In how many posts it was seen. */
  times(mark: string): number;
  close(): void;
}

/** Watches `posted` events as a signed-in person. `marks` finds the marks in a post's JSON. */
export async function watch(url: string, token: string, marks: RegExp): Promise<Watcher> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/v4/websocket`);
  const arrived = new Map<string, number>();
  const times = new Map<string, number>();
  const waiting = new Map<string, (at: number) => void>();
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('error', () => reject(new Error('The websocket did not open.')));
    socket.addEventListener('open', () => socket.send(JSON.stringify({ seq: 1, action: 'authentication_challenge', data: { token } })));
    socket.addEventListener('message', (message) => {
      const at = performance.now();
      const text = String(message.data);
      if (text.includes('"event":"hello"') || text.includes('"event": "hello"')) resolve();
      if (!/"event":\s*"posted"/.test(text)) return;
      for (const mark of new Set(text.match(marks))) {
        times.set(mark, (times.get(mark) ?? 0) + 1);
        if (arrived.has(mark)) continue;
        arrived.set(mark, at);
        waiting.get(mark)?.(at);
        waiting.delete(mark);
      }
    });
  });
  return {
    seen: (mark) => {
      const at = arrived.get(mark);
      return at === undefined ? new Promise((resolve) => waiting.set(mark, resolve)) : Promise.resolve(at);
    },
    times: (mark) => times.get(mark) ?? 0,
    close: () => socket.close(),
  };
}

/** Of what the server answers there to the administrator. */
export async function idOf(server: Embedded, path: string): Promise<string> {
  const found = await server.users['admin']?.api.get(path);
  if (typeof found !== 'object' || found === null || !('id' in found)) throw new Error(`${path} has no id.`);
  return String(found.id);
}
