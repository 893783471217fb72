// Serves the API of the stand-in Alertmanager, and pages behind the links of its alerts.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isAllowed, type Api } from './api.ts';
import type { Alert } from './groups.ts';

export interface Site {
  /** As `--web.route-prefix`; empty for none. */
  readonly prefix: string;
  /** The whole `Authorization` header that the API asks for. */
  readonly apiAuthorization: string | undefined;
  readonly api: Api;
  readonly alerts: readonly Alert[];
}

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function page(path: string, alerts: readonly Alert[]): string {
  const rows = alerts.map(({ labels, endsAt }) => `${endsAt === undefined ? 'firing  ' : 'resolved'}  ${JSON.stringify(labels)}`);
  return `<!doctype html><title>Alertmanager (stand-in)</title><h1>${escapeHtml(path)}</h1><pre>${escapeHtml(rows.join('\n'))}</pre>`;
}

export async function serve(
  { prefix, apiAuthorization, api, alerts }: Site,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://alertmanager');
  const body = await readText(request);
  const path = pathname.startsWith(prefix) ? pathname.slice(prefix.length) : '';
  if (!path.startsWith('/api/')) {
    const found = pathname === prefix || path === '/' || path === '/graph';
    response
      .writeHead(found ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8' })
      .end(found ? page(pathname, alerts) : '404 page not found');
    return;
  }
  const answer = isAllowed(request, apiAuthorization)
    ? api.answer(request.method ?? 'GET', path, body)
    : { status: 401, body: 'Unauthorized' };
  response
    .writeHead(answer.status, { 'Content-Type': 'application/json' })
    .end(answer.body === undefined ? '' : JSON.stringify(answer.body));
}
