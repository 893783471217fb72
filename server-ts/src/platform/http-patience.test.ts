import { expect, test } from '@jest/globals';
import type { HttpAnswer, HttpRequest } from '../ci/http.ts';
import { CiError } from './errors.ts';
import { patiently } from './http-patience.ts';

type Step = readonly [status: number, headers?: Record<string, string>] | CiError;

/** A server that answers one step after the other; the last one for ever. */
function server(...steps: readonly Step[]) {
  const [asked, waited]: [string[], number[]] = [[], []];
  const http = patiently(
    async (_address: string, { method = 'GET' }: HttpRequest = {}): Promise<HttpAnswer> => {
      const step = steps[Math.min(asked.length, steps.length - 1)] ?? [200];
      asked.push(method);
      if (step instanceof CiError) throw step;
      return { status: step[0], headers: new Headers(step[1]), text: '', cut: false };
    },
    { tries: 3, longest: 5_000, now: () => 1_800_000_000_000, wait: async (time) => void waited.push(time) },
  );
  return { http, asked, waited };
}
const broken = new CiError('CI_HTTP_BROKEN', 'It broke.', 'Again.');

test('what was refused for now is asked again after the pause that the server wants, whatever it would change', async () => {
  const { http, asked, waited } = server([429, { 'Retry-After': '2' }], [429, { 'RateLimit-Reset': '1800000003' }], [201]);
  expect((await http('x', { method: 'POST' })).status).toBe(201);
  expect([asked, waited]).toEqual([
    ['POST', 'POST', 'POST'],
    [2000, 3000],
  ]);
  const dated = server([429, { 'Retry-After': new Date(1_800_000_001_000).toUTCString() }], [200]);
  await dated.http('x');
  expect(dated.waited).toEqual([1000]);
});

test('a pause that is too long, and tries that are used up, end with the answer', async () => {
  const long = server([429, { 'Retry-After': '6' }]);
  expect((await long.http('x')).status).toBe(429);
  expect(long.asked).toHaveLength(1);
  const endless = server([503]);
  expect((await endless.http('x')).status).toBe(503);
  expect(endless.waited).toEqual([250, 500]);
});

test('only questions are repeated when a server is away or a connection breaks', async () => {
  const { http } = server([502], broken, [200]);
  expect((await http('x')).status).toBe(200);
  for (const method of ['POST', 'PUT', 'DELETE'] as const) {
    const away = server([503]);
    expect((await away.http('x', { method })).status).toBe(503);
    const breaking = server(broken);
    await expect(breaking.http('x', { method })).rejects.toBe(broken);
    expect([away.asked, breaking.asked]).toEqual([[method], [method]]);
  }
  const wrong = server(new CiError('CI_HTTP_TLS_UNTRUSTED', 'No.', 'Trust it.'));
  await expect(wrong.http('x')).rejects.toThrow('No.');
  expect(wrong.asked).toHaveLength(1);
});
