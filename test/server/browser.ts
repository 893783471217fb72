// A person's browser at the plugin's own pages, by fetch: with the session's cookie, one step at a time.
import type { TestServer } from './index.ts';

export interface Visited {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** Where it is sent on to. */
  readonly next: string;
}

/** Without `username` nobody is signed in. Redirects are not followed. */
export async function visit(server: Pick<TestServer, 'users'>, address: string, username?: string): Promise<Visited> {
  const token = username === undefined ? '' : (server.users[username]?.token ?? '');
  const headers: Record<string, string> = token === '' ? {} : { Cookie: `MMAUTHTOKEN=${token}` };
  const answer = await fetch(address, { redirect: 'manual', headers });
  const html = await answer.text();
  return { status: answer.status, headers: answer.headers, html, next: answer.headers.get('location') ?? '' };
}
