// A program with a key, as it asks the API.
import { expect } from '@jest/globals';
import type { TestServer } from './index.ts';
import { sitDown } from './typist.ts';

export interface Told {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
}

export const pluginPath = '/plugins/ci-command-center';

/** Asks as a program would; `body` as JSON, a text as it is. */
export async function ask(server: TestServer, path: string, headers: Readonly<Record<string, string>>, body?: unknown): Promise<Told> {
  const init: RequestInit =
    body === undefined
      ? { headers }
      : {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', ...headers },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        };
  const answer = await fetch(`${server.url}${pluginPath}${path}`, init);
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, json: text === '' ? undefined : JSON.parse(text) };
}

export interface KeyMaker {
  /** Types the command as the system administrator; answers the key. */
  make(name: string, scopes: string): Promise<string>;
  type(command: string): Promise<string>;
  /** Takes away all that were made. */
  close(): Promise<void>;
}

export async function openKeys(server: TestServer, channelId: string): Promise<KeyMaker> {
  const admin = await sitDown(server, 'admin');
  await server.as('admin').post(`/api/v4/channels/${channelId}/members`, { user_id: admin.id });
  const names = new Set<string>();
  const type = (command: string): Promise<string> => admin.type(channelId, command);
  return {
    type,
    async make(name, scopes) {
      const reply = await type(`/ci api-key create ${name} ${scopes}`);
      names.add(name);
      const [key = ''] = /cicc_[\w-]{43}/.exec(reply) ?? [];
      expect(reply).toContain(`${key}\n`);
      return key;
    },
    async close() {
      for (const name of names) await type(`/ci api-key revoke ${name}`);
      admin.close();
    },
  };
}
