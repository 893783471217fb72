// Sends deliveries as a sender would.
import type { TestServer } from './index.ts';

export interface Sent {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
}

export const hookPath = '/plugins/ci-command-center/webhooks/gitlab';

/** A pipeline or job event with the right token, unless `headers` say otherwise. */
export async function deliver(
  server: TestServer,
  body: string | Uint8Array<ArrayBuffer> | ReadableStream,
  headers: Readonly<Record<string, string>> = {},
  path = hookPath,
): Promise<Sent> {
  const init = {
    method: 'POST',
    body,
    duplex: 'half',
    headers: { 'Content-Type': 'application/json', 'X-Gitlab-Event': 'Pipeline Hook', 'X-Gitlab-Token': server.webhookSecret, ...headers },
  } as const;
  const answer = await fetch(server.url + path, init);
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, json: text === '' ? undefined : JSON.parse(text) };
}
