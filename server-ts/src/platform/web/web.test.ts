import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as light from './index.ts';

const native = { Headers, Request, Response };

/** Node's own errors are of another realm than the test's. */
const nameOf = (error: unknown): string => (typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : 'thrown');

/** What it came to, or what was thrown. */
const outcome = <Value>(work: () => Value): Value | string => {
  try {
    return work();
  } catch (error) {
    return nameOf(error);
  }
};

const name = fc.oneof(
  fc.constantFrom('a', 'A', 'Set-Cookie', 'content-type', 'X-Long-Name', '', 'no name', 'ü'),
  fc.string({ maxLength: 4 }),
);
const value = fc.oneof(
  fc.constantFrom('1', ' two ', 'a, b', '', 'line\nbreak', '\t', 'é', '→'),
  fc.string({ unit: 'binary', maxLength: 5 }),
);
const step = fc.tuple(fc.constantFrom('append', 'set', 'delete', 'get', 'has'), name, value);

const walk = (headers: Headers, steps: readonly (readonly [string, string, string])[]): unknown => [
  steps.map(([verb, key, text]) =>
    outcome(() => {
      if (verb === 'append') return headers.append(key, text) ?? null;
      if (verb === 'set') return headers.set(key, text) ?? null;
      if (verb === 'delete') return headers.delete(key) ?? null;
      return verb === 'get' ? headers.get(key) : headers.has(key);
    }),
  ),
  [...headers],
  headers.getSetCookie(),
];

test('headers do what Node’s own do, in any order of doings, good and bad', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value), { maxLength: 4 }), fc.array(step, { maxLength: 12 }), (pairs, steps) => {
      const made = (kind: typeof Headers): unknown => outcome(() => walk(new kind(pairs.map(([a, b]) => [a, b])), steps));
      expect(made(light.Headers)).toEqual(made(native.Headers));
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['GET', undefined],
  ['post', 'text'],
  ['get', 'body'],
  ['TRACE', undefined],
  ['no method', undefined],
  ['patch', 'x'],
  ['PUT', ''],
] as const)('a request by %s with the body %j is the same', async (method, body) => {
  const of = async (kind: typeof Request | typeof light.Request): Promise<unknown> => {
    const made = outcome(
      () => new kind('http://plugin.example/a/../b?c=%20#d', { method, ...(body !== undefined && { body }), headers: { 'X-A': '1' } }),
    );
    if (typeof made === 'string') return made;
    const { url } = made;
    return [url, made.method, [...made.headers], made.bodyUsed, await made.clone().text(), await made.text(), made.bodyUsed];
  };
  expect(await of(light.Request)).toEqual(await of(native.Request));
});

async function parted(stream: ReadableStream<Uint8Array>): Promise<readonly Uint8Array[]> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return parts;
}

const bytes = new Uint8Array([0xef, 0xbb, 0xbf, 0x61, 0xff]);
const bodies: readonly (readonly [string, () => BodyInit | null])[] = [
  ['nothing', () => null],
  ['a text', () => 'grüße'],
  ['a text with a mark', () => '\uFEFFa'],
  ['bytes that are no text', () => bytes],
  ['a buffer', () => bytes.slice().buffer],
  ['a form', () => new URLSearchParams({ a: 'ä b' })],
  ['a stream', () => new Blob([bytes, 'more']).stream()],
];

test.each(bodies)('an answer of %s reads the same by every way, once', async (_what, body) => {
  for (const status of [200, 204, 304, 404, 199, 600]) {
    const of = async (kind: typeof Response | typeof light.Response): Promise<unknown> => {
      // @ts-expect-error It is as much of the web's as is used, no more.
      const make = () => outcome(() => new kind(body(), { status, headers: { 'X-A': '1' } }));
      const first = make();
      if (typeof first === 'string') return first;
      const streamed = make();
      const parts =
        typeof streamed === 'string' || streamed.body === null ? null : Buffer.concat(await parted(streamed.body)).toString('hex');
      const binary = make();
      const whole = typeof binary === 'string' ? null : Buffer.from(await binary.arrayBuffer()).toString('hex');
      const other = make();
      const copied = typeof other === 'string' ? null : await Promise.all([other.clone().text(), other.text()]);
      const late = outcome(() => (typeof other === 'string' ? null : other.clone()));
      const text = await first.text();
      const again = await first.text().catch(nameOf);
      return [first.status, first.ok, [...first.headers], text, again, parts, whole, copied, typeof late === 'string' ? late : 'a copy'];
    };
    expect(await of(light.Response)).toEqual(await of(native.Response));
  }
});

const jsonOf = async (answer: Response | InstanceType<typeof light.Response>): Promise<unknown> => [
  answer.status,
  [...answer.headers],
  await answer.json(),
];

test('an answer in JSON is the same', async () => {
  for (const init of [{}, { status: 404, headers: { 'Content-Type': 'application/problem+json' } }]) {
    expect(await jsonOf(light.Response.json({ a: ['ü'] }, init))).toEqual(await jsonOf(native.Response.json({ a: ['ü'] }, init)));
  }
});
