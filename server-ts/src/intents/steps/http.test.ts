import { expect, test } from '@jest/globals';
import type { HttpRequest } from '../../ci/http.ts';
import { CiError } from '../../platform/errors.ts';
import { askServer } from './http.ts';

const hosts = ['deploy.example', 'deploy.example:8443', '*.hooks.example'];

/** A web that answers so, and what it was asked. */
function web(status = 200, text = 'done', fails?: Error) {
  const asked: (readonly [string, HttpRequest | undefined])[] = [];
  const http = async (address: string, request?: HttpRequest) => {
    asked.push([address, request]);
    if (fails !== undefined) throw fails;
    return { status, headers: new Headers(), text, cut: false };
  };
  const ask = (texts: Record<string, string>, values: Record<string, Record<string, string>> = {}) =>
    askServer({ texts, switches: {}, values }, { http, allowedHosts: () => hosts });
  return { ask, asked };
}

test.each([
  'https://evil.example/',
  'https://deploy.example.evil.example/',
  'https://deploy.example:9000/',
  'https://hooks.example/',
  'https://evilhooks.example/',
  'https://user:made-up@deploy.example/',
  'https://deploy.example@evil.example/',
  'file:///etc/passwd',
  'gopher://deploy.example/',
  '//deploy.example/',
  'http://127.0.0.1/',
  'http://[::1]/',
  '',
])('%s is not asked', async (url) => {
  const { ask, asked } = web();
  await expect(ask({ url })).rejects.toMatchObject({ code: expect.stringMatching(/^CI_RUN_(?:HOST|ADDRESS)$/) });
  expect(asked).toEqual([]);
});

test.each(['https://deploy.example/a?b=c', 'http://DEPLOY.example/', 'https://deploy.example:8443/', 'https://a.b.hooks.example/'])(
  '%s is asked, and followed nowhere else',
  async (url) => {
    const { ask, asked } = web(302);
    expect(await ask({ url })).toMatchObject({ kind: 'failed', outputs: { status: '302' } });
    expect(asked).toMatchObject([[new URL(url).href, { method: 'POST', stay: true }]]);
  },
);

test('what is sent, and which answers are a success, is as it was written', async () => {
  const { ask, asked } = web(409, 'there already');
  const sent = { headers: { 'X-Token': 'made-up' }, json: { version: '1.2.3' } };
  expect(await ask({ url: 'https://deploy.example/', method: 'put', expect: '200, 409' }, sent)).toMatchObject({
    kind: 'succeeded',
    outputs: { status: '409', body: 'there already' },
  });
  expect(asked[0]?.[1]).toMatchObject({
    method: 'PUT',
    body: '{"version":"1.2.3"}',
    headers: { 'X-Token': 'made-up', 'Content-Type': 'application/json' },
  });
  expect(await web(500, 'no').ask({ url: 'https://deploy.example/' })).toMatchObject({ kind: 'failed', log: ['no'] });
});

test('a header that would say something else, and a method that there is not, are refused before anything is sent', async () => {
  const { ask, asked } = web();
  const url = 'https://deploy.example/';
  for (const headers of [{ Host: 'evil.example' }, { 'X-A': 'a\r\nHost: b' }, { 'X A': 'b' }, { 'Content-Length': '1' }])
    await expect(ask({ url }, { headers: Object.fromEntries(Object.entries(headers)) })).rejects.toMatchObject({ code: 'CI_RUN_HEADER' });
  await expect(ask({ url, method: 'CONNECT' })).rejects.toMatchObject({ code: 'CI_RUN_METHOD' });
  expect(asked).toEqual([]);
});

test('a server that refuses the line was surely not asked; of one that does not answer nobody can tell', async () => {
  const url = 'https://deploy.example/';
  const refused = new CiError('CI_HTTP_REFUSED', 'It refuses connections.', 'Wait.');
  await expect(web(0, '', refused).ask({ url })).rejects.toBe(refused);
  const late = new CiError('CI_HTTP_TIMEOUT', 'It did not answer in time.', 'Wait.');
  const open = await web(0, '', late)
    .ask({ url })
    .catch((error: unknown) => error);
  expect([open instanceof CiError, open instanceof Error]).toEqual([false, true]);
});
