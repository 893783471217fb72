// Says how Go's values and JavaScript's correspond, one sentence a test.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { Decoder, Encoder, type GobSchema, type GobType, typed } from '../../server-ts/src/mattermost/wire/index.ts';
import { hex } from './pair.ts';

const text: GobType = { kind: 'string' };
const any: GobType = { kind: 'interface' };
const time: GobType = { kind: 'opaque', go: 'time.Time', wireName: 'Time', how: 'gob' };
const url: GobType = { kind: 'opaque', go: 'url.URL', wireName: '', how: 'binary' };
const ref = (name: string): GobType => ({ kind: 'ref', name });

const schema: GobSchema = {
  structs: {
    All: {
      wireName: 'All',
      fields: [
        { go: 'Name', js: 'name', type: text },
        { go: 'Size', js: 'size', type: { kind: 'int' } },
        { go: 'Done', js: 'done', type: { kind: 'bool' } },
        { go: 'Ratio', js: 'ratio', type: { kind: 'float' } },
        { go: 'At', js: 'at', type: time },
        { go: 'URL', js: 'url', type: url },
        { go: 'Data', js: 'data', type: { kind: 'bytes' } },
        { go: 'List', js: 'list', type: { kind: 'slice', elem: ref('All') } },
        { go: 'Props', js: 'props', type: { kind: 'map', key: text, elem: any } },
        { go: 'Counts', js: 'counts', type: { kind: 'map', key: { kind: 'int' }, elem: text } },
        { go: 'Constructor', js: 'constructor', type: text },
      ],
    },
    Old: { wireName: 'All', fields: [{ go: 'Size', js: 'bytes', type: { kind: 'int' } }] },
    Other: { wireName: 'All', fields: [{ go: 'Size', js: 'size', type: text }] },
    Item: { wireName: 'Item', fields: [{ go: 'Text', js: 'text', type: text }] },
    Hostile: { wireName: 'Hostile', fields: [{ go: 'Proto', js: '__proto__', type: text }] },
  },
  registered: { '[]*model.Item': { kind: 'slice', elem: ref('Item') }, '*model.Item': ref('Item') },
};
const all = ref('All');
const zero = { name: '', size: 0, done: false, ratio: 0, constructor: '' };

function trip(type: GobType, value: unknown, as: GobType | undefined = type): unknown {
  const decoder = new Decoder(schema);
  decoder.push(new Encoder(schema).encode(type, value));
  return decoder.tryNext(as)?.value;
}

describe('a struct', () => {
  test('has the zero values of its numbers, strings and booleans; the rest is absent', () => {
    expect(trip(all, {})).toEqual(zero);
    expect(trip(all, { name: null, list: undefined, at: undefined })).toEqual(zero);
  });

  test('is read by field names, whatever else the other side has', () => {
    expect(trip(all, { name: 'n', size: 7, props: { a: typed('*model.Item', { text: 't' }) }, list: [{ size: 1 }] }, ref('Old'))).toEqual({
      bytes: 7,
    });
  });

  test('is read without a schema too, under Go’s names', () => {
    const decoder = new Decoder(schema);
    decoder.push(new Encoder(schema).encode(ref('Item'), { text: 't' }));
    expect(decoder.tryNext()?.value).toEqual({ Text: 't' });
  });

  test('whose field has another type is refused', () => {
    expect(() => trip(all, { size: 1 }, ref('Other'))).toThrow('a int was sent where a string is expected');
  });

  test('does not take inherited members for fields', () => {
    expect(trip(all, { name: 'x' })).toEqual({ ...zero, name: 'x' });
  });
});

describe('values', () => {
  test('times become dates, with milliseconds, before 1970 too', () => {
    for (const iso of ['2026-11-21T01:02:03.456Z', '1969-12-31T23:59:59.999Z', '0001-01-01T00:00:00.000Z']) {
      expect(trip(all, { at: new Date(iso) })).toEqual({ ...zero, at: new Date(iso) });
    }
    expect(() => trip(all, { at: new Date(Number.NaN) })).toThrow('invalid Date');
  });

  test('a date is written as Go writes it', () => {
    const bytes = new Encoder(schema).encode(time, new Date('2026-11-21T01:02:03.000Z'));
    expect(Buffer.from(bytes).toString('hex')).toBe('0f7f0501010454696d6501ff8000000013ff80000f010000000ee292e48b00000000ffff');
  });

  test('addresses become strings, empty ones are left out', () => {
    expect(trip(all, { url: 'http://h/p?q=1' })).toEqual({ ...zero, url: 'http://h/p?q=1' });
    expect(trip(all, { url: '' })).toEqual(zero);
  });

  test('numbers that are not safe come as bigint, and go as either', () => {
    expect(trip(all, { size: 2n ** 53n })).toEqual({ ...zero, size: 2n ** 53n });
    expect(trip(all, { size: -(2n ** 63n) })).toEqual({ ...zero, size: -(2n ** 63n) });
    expect(trip(all, { size: 5n })).toEqual({ ...zero, size: 5 });
    expect(() => trip(all, { size: 2n ** 63n })).toThrow('does not fit');
    expect(() => trip(all, { size: 1.5 })).toThrow('All.Size: a whole number is needed, got number');
  });

  test('maps with string keys are objects, others are Maps, and a key is only a key', () => {
    const counts = new Map([[3, 'three']]);
    expect(trip(all, { counts, props: {} })).toEqual({ ...zero, counts, props: {} });
    const props: unknown = JSON.parse('{"__proto__": {"polluted": true}, "constructor": "c"}');
    const result = trip(all, { props });
    expect(JSON.stringify(result)).toContain('{"__proto__":{"polluted":true},"constructor":"c"}');
    expect(JSON.stringify(trip(ref('Hostile'), JSON.parse('{"__proto__":"p"}')))).toBe('{"__proto__":"p"}');
    expect({}).not.toHaveProperty('polluted');
  });

  test('a nil in a list is an error, and so is a class instance in an interface', () => {
    expect(() => trip(all, { list: [null] })).toThrow('an object (All) is needed, got null');
    expect(() => trip(all, { props: { a: new Date() } })).toThrow('typed()');
    expect(() => trip(all, { props: { a: typed('*no.Such', 1) } })).toThrow('no type is registered as *no.Such');
    expect(() => trip(all, { props: { a: typed('*model.Item', null) } })).toThrow('a value is needed');
  });

  test('circles and bottomless values are errors, not crashes', () => {
    const circle: { list: unknown[] } = { list: [] };
    circle.list.push(circle);
    expect(() => trip(all, circle)).toThrow('circle');
    let deep: unknown = 'end';
    for (let depth = 0; depth < 900; depth++) deep = [deep];
    expect(() => trip(all, { props: { deep } })).toThrow('too deeply');
  });

  test('values of interfaces keep what JSON would keep', () => {
    const props = { a: 's', b: 1.5, c: true, d: null, e: [1, ['x']], f: { g: [] }, h: new Uint8Array([1]) };
    expect(trip(all, { props })).toEqual({ ...zero, props });
    expect(trip(all, { props: { items: typed('[]*model.Item', [{ text: 'a' }]) } })).toEqual({
      ...zero,
      props: { items: [{ text: 'a' }] },
    });
  });
});

describe('a stream', () => {
  test('types of a value that failed are sent again', () => {
    const encoder = new Encoder(schema);
    const decoder = new Decoder(schema);
    expect(() => encoder.encode(all, { props: { a: typed('*model.Item', { text: 1 }) } })).toThrow('Item.Text');
    decoder.push(encoder.encode(all, { props: { a: typed('*model.Item', { text: 't' }) } }));
    expect(decoder.tryNext(all)?.value).toEqual({ ...zero, props: { a: { text: 't' } } });
    const again = encoder.encode(all, { name: 'x' });
    expect(again.length).toBeLessThan(8);
    decoder.push(again);
    expect(decoder.tryNext(all)?.value).toEqual({ ...zero, name: 'x' });
  });

  test('a length that lies costs no memory', () => {
    const before = process.memoryUsage().rss;
    for (const message of ['fc3fffffff', '08ff820000fc3fffffff', '07ff8200fc3fffff']) {
      const decoder = new Decoder(schema);
      decoder.push(hex('0cff81020102ff8200010c0000'));
      decoder.push(hex(message));
      expect(() => decoder.tryNext({ kind: 'slice', elem: text })).not.toThrow(RangeError);
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });

  test('after an error it stays broken', () => {
    const decoder = new Decoder(schema);
    decoder.push(hex('03040101'));
    expect(() => decoder.tryNext({ kind: 'int' })).toThrow('field number');
    decoder.push(hex('03040002'));
    expect(() => decoder.tryNext({ kind: 'int' })).toThrow('field number');
  });
});

test('a stream that lives long keeps no type that was made for one value', async () => {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  const [decoder, encoder] = [new Decoder(schema), new Encoder(schema)];
  const types = Array.from({ length: 100 }, () => {
    const own = { ...all };
    decoder.push(encoder.encode(all, { name: 'x' }));
    expect(decoder.tryNext(own)?.value).toMatchObject({ name: 'x' });
    return new WeakRef(own);
  });
  // What a WeakRef was made of stays until the end of its turn.
  await new Promise(setImmediate);
  if (typeof collect === 'function') collect();
  expect(types.filter((type) => type.deref() !== undefined)).toEqual([]);
});
