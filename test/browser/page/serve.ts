// Serves the host page on loopback and hands everything else through to the real server, so that its cookies work.
import { build } from 'esbuild';
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';

const folder = import.meta.dirname;
const repository = join(folder, '../../..');

/** What Mattermost 11.9 sends (channels/web/handlers.go), for a server that is not in developer mode. */
const contentSecurityPolicy =
  "frame-ancestors 'self' ; script-src 'self'; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'";

const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Mattermost (host page)</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/host-page/page.css"></head><body><div id="root"></div>
<script src="/host-page/page.js"></script></body></html>`;

interface Asset {
  readonly type: string;
  readonly body: string;
}

/** One of the scripts of this folder with all that it imports. */
export async function bundlePage(entry: string): Promise<string> {
  const result = await build({
    entryPoints: [join(folder, entry)],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    // The clients of Mattermost are installed for the web app's workspace only.
    nodePaths: [join(repository, 'webapp/node_modules'), join(repository, 'node_modules')],
    logLevel: 'error',
  });
  return result.outputFiles[0]?.text ?? '';
}

async function readAssets(): Promise<ReadonlyMap<string, Asset>> {
  const page = { type: 'text/html', body: html };
  const script = { type: 'text/javascript', body: await bundlePage('host-page.tsx') };
  const style = { type: 'text/css', body: await readFile(join(folder, 'page.css'), 'utf8') };
  return new Map([
    ['/', page],
    ['/host-page/page.js', script],
    ['/host-page/page.css', style],
  ]);
}

/** Any address of the web client is the page; those that the server answers itself go through. */
function isServers(path: string): boolean {
  return /^\/(api|plugins|static|oauth|files|hooks)\//u.test(path);
}

/** Answers how to end them: to the server of the page they are no connections of its own, yet it waits for them. */
function forwardUpgrades(page: Server, server: URL): () => void {
  const open = new Set<Socket>();
  page.on('upgrade', (request: IncomingMessage, client: Socket, head: Buffer) => {
    open.add(client);
    client.on('close', () => open.delete(client));
    const upstream = connect(Number(server.port), server.hostname, () => {
      const lines = [`GET ${request.url ?? '/'} HTTP/1.1`];
      // The server accepts sockets only from pages of its own address, and this page is in its place.
      const headers = { ...request.headers, host: server.host, origin: server.origin };
      for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${String(value)}`);
      upstream.write(`${lines.join('\r\n')}\r\n\r\n`);
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy()).on('close', () => client.destroy());
    client.on('error', () => upstream.destroy()).on('close', () => upstream.destroy());
  });
  return () => open.forEach((client) => client.destroy());
}

export interface PageOptions {
  /** Address of the real server. */
  readonly server: string;
  readonly port?: number;
}

/** Bundles and serves the page on loopback. */
export async function startPage(options: PageOptions): Promise<{ url: string; stop(): Promise<void> }> {
  const target = new URL(options.server);
  const assets = await readAssets();
  const page = createServer((request, response) => {
    const path = new URL(request.url ?? '/', options.server).pathname;
    if (!isServers(path)) {
      const asset = assets.get(path) ?? assets.get('/');
      response.writeHead(200, { 'Content-Type': `${asset?.type}; charset=utf-8`, 'Content-Security-Policy': contentSecurityPolicy });
      response.end(asset?.body);
      return;
    }
    const { hostname, port } = target;
    const upstream = httpRequest({ hostname, port, path: request.url, method: request.method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    upstream.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
    request.pipe(upstream);
  });
  const endUpgrades = forwardUpgrades(page, target);
  await new Promise<void>((resolve, reject) => page.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve));
  const address = page.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    async stop() {
      page.closeAllConnections();
      endUpgrades();
      await new Promise((resolve) => page.close(resolve));
    },
  };
}
