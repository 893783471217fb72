import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from '@jest/globals';
import { makeAuthority } from '../../../test/stand-ins/certificates.ts';
import { CiError } from './errors.ts';
import { createHttpPool, currentHttp } from './http-pool.ts';
import { createHttp } from './http.ts';
import { proxiesIn } from './proxy-choice.ts';
import { trustRoots } from './tls-roots.ts';
import type { HttpOptions } from './http.ts';

const authority = makeAuthority('Made-up CA for tests');
const opened: { close(): unknown }[] = [];

afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

function client(options: HttpOptions = {}) {
  const http = createHttp(options);
  opened.push(http);
  return http;
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.push({ close: () => (server.closeAllConnections(), server.close()) });
  const address = server.address();
  return isAddress(address) ? address.port : 0;
}

function isAddress(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}

function plain(handle: RequestListener): Promise<number> {
  return listen(createServer(handle));
}

function secure(names: readonly string[], days = 10): Promise<number> {
  const { certificate: cert, key } = authority.issue(names, days);
  return listen(createTlsServer({ cert, key }, (_request, response) => response.end('hello')));
}

async function problem(asking: Promise<unknown>): Promise<CiError> {
  const error = await asking.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof CiError) return error;
  throw new Error(`no CiError: ${String(error)}`);
}

test('a server of an authority that nobody knows is refused, in words that name the authority and the setting', async () => {
  const port = await secure(['127.0.0.1', 'localhost']);
  const error = await problem(client()(`https://127.0.0.1:${port}/`, { headers: { 'PRIVATE-TOKEN': 'hush-hush' } }));
  expect(error.code).toBe('CI_HTTP_TLS_UNTRUSTED');
  expect(error.message).toContain('127.0.0.1 ← Made-up CA for tests');
  expect(error.remedy).toMatch(/Made-up CA for tests.*CustomCA/);
  expect(`${error.message} ${error.remedy}`).not.toContain('hush-hush');
});

test('with its authority added it is trusted, by name and by number, among other authorities', async () => {
  const port = await secure(['127.0.0.1', 'localhost']);
  const http = client({ ca: `${makeAuthority('Another').certificate}\n# ours\n${authority.certificate}` });
  for (const host of ['127.0.0.1', 'localhost'])
    expect(await http(`https://${host}:${port}/`)).toMatchObject({ status: 200, text: 'hello', cut: false });
});

test('a trusted authority does not excuse another name or a date that is past', async () => {
  const http = client({ ca: authority.certificate });
  expect((await problem(http(`https://127.0.0.1:${await secure(['ci.example'])}/`))).code).toBe('CI_HTTP_TLS_NAME');
  expect((await problem(http(`https://127.0.0.1:${await secure(['127.0.0.1'], -3)}/`))).code).toBe('CI_HTTP_TLS_EXPIRED');
});

test('what is no certificate is refused before anything is sent', async () => {
  expect((await problem(client({ ca: 'certificate.pem' })('https://127.0.0.1:1/'))).code).toBe('CI_TLS_CA_INVALID');
  const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
  expect((await problem(client({ ca: broken })('https://127.0.0.1:1/'))).code).toBe('CI_TLS_CA_INVALID');
});

test('who is trusted is found out once and only when TLS is spoken, to a server or to a proxy; what is no certificate is told before', async () => {
  let made = 0;
  const roots = (extra: string) => ((made += 1), trustRoots(extra, {}));
  const port = await plain((_request, response) => response.end('plain'));
  const http = client({ roots, ca: authority.certificate });
  for (let round = 0; round < 2; round += 1) expect((await http(`http://127.0.0.1:${port}/`)).text).toBe('plain');
  expect((await client({ roots, proxies: { http: `http://127.0.0.1:${port}` } })('http://ci.invalid/')).text).toBe('plain');
  expect((await problem(client({ roots, ca: 'certificate.pem' })(`http://127.0.0.1:${port}/`))).code).toBe('CI_TLS_CA_INVALID');
  expect(made).toBe(0);
  for (let round = 0; round < 2; round += 1) expect((await http(`https://127.0.0.1:${await secure(['127.0.0.1'])}/`)).text).toBe('hello');
  expect(made).toBe(1);
  const proxy = await secure(['localhost']);
  const proxied = client({ roots, ca: authority.certificate, proxies: { http: `https://localhost:${proxy}` } });
  expect((await proxied('http://ci.invalid/')).text).toBe('hello');
  expect(made).toBe(2);
});

test('no server, no such name, no web address, TLS where there is none', async () => {
  const http = client();
  const port = await plain((_request, response) => response.end('plain'));
  expect((await problem(http('http://127.0.0.1:1/'))).code).toBe('CI_HTTP_REFUSED');
  expect((await problem(http('http://nobody.invalid/'))).code).toBe('CI_HTTP_NAME_NOT_FOUND');
  expect((await problem(http('file:///etc/passwd'))).code).toBe('CI_HTTP_ADDRESS');
  expect((await problem(http(`https://127.0.0.1:${port}/`))).code).toBe('CI_HTTP_TLS_PROTOCOL');
});

test('a server that never comes to an end is given up', async () => {
  const silent = await plain(() => undefined);
  const drips = await plain((_request, response) => void response.write('a'));
  const http = client({ timeoutMs: 100 });
  for (const port of [silent, drips]) expect((await problem(http(`http://127.0.0.1:${port}/`))).code).toBe('CI_HTTP_TIMEOUT');
});

test('of an answer beyond the limit the beginning or the end is kept, also when it was packed', async () => {
  const text = `${'a'.repeat(50_000)}${'b'.repeat(50_000)}`;
  const packed = gzipSync(text);
  const port = await plain((request, response) => {
    if (request.url === '/packed') response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(packed);
    else response.end(text);
  });
  const http = client();
  for (const path of ['/plain', '/packed']) {
    const address = `http://127.0.0.1:${port}${path}`;
    expect(await http(address, { limit: 10 })).toMatchObject({ text: 'aaaaaaaaaa', cut: true });
    expect(await http(address, { limit: 10, keep: 'end' })).toMatchObject({ text: 'bbbbbbbbbb', cut: true });
    expect(await http(address, { limit: 100_000, keep: 'end' })).toMatchObject({ text, cut: false });
    expect((await http(address)).text).toBe(text);
  }
});

test('an answer that is packed badly is a broken one, and invalid UTF-8 is replaced', async () => {
  const port = await plain((request, response) => {
    if (request.url === '/bad') response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('no gzip');
    else response.end(Buffer.from([0x61, 0xff, 0x62]));
  });
  const http = client();
  expect((await problem(http(`http://127.0.0.1:${port}/bad`))).code).toBe('CI_HTTP_BROKEN');
  expect((await http(`http://127.0.0.1:${port}/`)).text).toBe('a\uFFFDb');
});

test('a redirect is followed within the server only: credentials go nowhere else', async () => {
  let elsewhere = 0;
  const other = await plain((_request, response) => {
    elsewhere += 1;
    response.end('stolen');
  });
  const port = await plain((request: IncomingMessage, response: ServerResponse) => {
    if (request.url === '/near') response.writeHead(302, { Location: '/here' }).end();
    else if (request.url === '/far') response.writeHead(302, { Location: `http://127.0.0.1:${other}/` }).end();
    else if (request.url === '/round') response.writeHead(302, { Location: '/round' }).end();
    else response.end(request.headers['private-token']);
  });
  const http = client();
  const headers = { 'PRIVATE-TOKEN': 'hush' };
  expect(await http(`http://127.0.0.1:${port}/near`, { headers })).toMatchObject({ status: 200, text: 'hush' });
  expect((await http(`http://127.0.0.1:${port}/far`, { headers })).status).toBe(302);
  expect((await http(`http://127.0.0.1:${port}/round`, { headers })).status).toBe(302);
  expect(elsewhere).toBe(0);
});

test('a request may keep a redirect as its answer, want the bytes, and have less time than others', async () => {
  const bytes = Buffer.from([0, 255, 128, 10]);
  const port = await plain((request, response) => {
    if (request.url === '/moved') response.writeHead(302, { Location: '/here' }).end('look there');
    else if (request.url === '/bytes') response.end(gzipSync(bytes), () => undefined);
  });
  const http = client();
  const moved = await http(`http://127.0.0.1:${port}/moved`, { stay: true });
  expect([moved.status, moved.headers.get('location'), moved.text, 'bytes' in moved]).toEqual([302, '/here', 'look there', false]);
  const packed = await http(`http://127.0.0.1:${port}/bytes`, { bytes: true });
  expect(packed.bytes).toEqual(gzipSync(bytes));
  expect((await problem(http(`http://127.0.0.1:${port}/never`, { timeout: 50 }))).code).toBe('CI_HTTP_TIMEOUT');
});

test('a proxy is used for other machines and never for this one', async () => {
  const seen: (string | undefined)[] = [];
  const server = createServer((_request, response) => response.end('by the proxy'));
  server.on('connect', (request, socket) => {
    seen.push(request.url);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  const proxy = `http://127.0.0.1:${await listen(server)}`;
  const port = await plain((_request, response) => response.end('direct'));
  const http = client({ proxies: proxiesIn({ http_proxy: proxy, HTTPS_PROXY: proxy, NO_PROXY: 'near.example' }) });
  expect((await http(`http://127.0.0.1:${port}/`)).text).toBe('direct');
  await problem(http('https://ci.invalid/'));
  expect(seen).toEqual(['ci.invalid:443']);
});

test('a server is asked by so many sockets at once and no more', async () => {
  let [now, most] = [0, 0];
  const port = await plain((_request, response) => {
    most = Math.max(most, ++now);
    setTimeout(() => response.end(String(now--)), 10);
  });
  const http = client({ sockets: 2 });
  await Promise.all(Array.from({ length: 8 }, () => http(`http://127.0.0.1:${port}/`)));
  expect(most).toBe(2);
});

const mill = { provider: 'mill', name: 'default' };

test('each connection has its own client and sockets; a closed pool answers what is under way, then nothing', async () => {
  const port = await secure(['127.0.0.1']);
  const pool = createHttpPool();
  const trusting = { ...mill, ca: authority.certificate };
  const http = pool.of(trusting);
  expect(pool.of({ ...trusting })).toBe(http);
  for (const other of [mill, { ...trusting, name: 'second' }, { ...trusting, provider: 'forge' }]) expect(pool.of(other)).not.toBe(http);
  const asking = http(`https://127.0.0.1:${port}/`);
  expect((await pool.of({ ...trusting, name: 'second' })(`https://127.0.0.1:${port}/`)).text).toBe('hello');
  const closing = pool.close();
  expect((await asking).text).toBe('hello');
  await closing;
  expect((await problem(http(`https://127.0.0.1:${port}/`))).code).toBe('CI_HTTP_CLOSED');
});

test('a connection that never answers holds up no other one on the same machine', async () => {
  const port = await plain((request, response) => void (request.url === '/slow' || response.end('hello')));
  const pool = createHttpPool({ sockets: 1, timeoutMs: 5_000 });
  opened.push({ close: () => void pool.close() });
  const slow = pool
    .of(mill)(`http://127.0.0.1:${port}/slow`, { timeout: 2_000 })
    .catch(() => 'given up');
  expect((await pool.of({ ...mill, name: 'second' })(`http://127.0.0.1:${port}/`, { timeout: 1_000 })).text).toBe('hello');
  expect(await slow).toBe('given up');
});

test('who asks several times goes on with the new pool when the old one is closed in between', async () => {
  const port = await plain((_request, response) => response.end('hello'));
  let pool = createHttpPool();
  const http = currentHttp(() => pool, mill);
  expect((await http(`http://127.0.0.1:${port}/`)).text).toBe('hello');
  await pool.close();
  pool = createHttpPool();
  opened.push(pool);
  expect((await http(`http://127.0.0.1:${port}/`)).text).toBe('hello');
});

test('a change is never repeated: neither by a redirect, nor after the connection broke', async () => {
  const seen: string[] = [];
  const port = await plain((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    if (request.url === '/moved') response.writeHead(307, { Location: '/here' }).end();
    else request.socket.destroy();
  });
  const http = client();
  expect((await http(`http://127.0.0.1:${port}/moved`, { method: 'POST', body: '{}' })).status).toBe(307);
  expect((await problem(http(`http://127.0.0.1:${port}/gone`, { method: 'PUT' }))).code).toBe('CI_HTTP_BROKEN');
  expect(seen).toEqual(['POST /moved', 'PUT /gone']);
});

test('sockets are used again', async () => {
  const sockets = new Set<unknown>();
  const port = await plain((request, response) => {
    sockets.add(request.socket);
    response.end();
  });
  const http = client();
  for (let round = 0; round < 5; round += 1) await http(`http://127.0.0.1:${port}/`);
  expect(sockets.size).toBeLessThan(3);
});

test('names that NO_PROXY has are reached without the proxy: a name, all below one, with a port', async () => {
  const seen: (string | undefined)[] = [];
  const server = createServer();
  server.on('connect', (request, socket) => {
    seen.push(request.url);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  const proxy = `http://127.0.0.1:${await listen(server)}`;
  const http = client({ proxies: proxiesIn({ https_proxy: proxy, no_proxy: 'ci.invalid, .lab.invalid,far.invalid:8443' }) });
  for (const host of ['ci.invalid', 'git.lab.invalid', 'far.invalid:8443'])
    expect((await problem(http(`https://${host}/`))).code).toBe('CI_HTTP_NAME_NOT_FOUND');
  await problem(http('https://far.invalid/'));
  await problem(http('https://other.invalid/'));
  expect(seen).toEqual(['far.invalid:443', 'other.invalid:443']);
});
