// Holds our encoder and decoder against the bytes that Go's own gob package wrote, one by one.
import { describe, expect, test } from '@jest/globals';
import { CompiledSchema, decodeVarint, Encoder, encodeVarint } from '../../server-ts/src/mattermost/wire/index.ts';
import { gobVectors, plain, readAll, RecordedTypes } from './vectors.ts';

const files = ['gob-basic', 'gob-mattermost'] as const;
const vectors = files.flatMap((file) => gobVectors(file)).map((vector) => ({ ...vector, bytes: Buffer.from(vector.hex, 'hex') }));

/** Go describes url.URL under two ids and adds the Userinfo within, which nobody reads: only the value is held against ours. */
const goUrl = Buffer.from('0affa5060102ffa80000', 'hex');

/** Zero values are sent in elements only, and the JSON of the vectors leaves them out where Go did. */
function withoutZeros(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutZeros);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, item]) => item !== 0 && item !== '' && item !== false);
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutZeros(item)]));
}

function asJson(value: unknown, json: unknown, hex: boolean): unknown {
  if (typeof json === 'string' && value instanceof Uint8Array && hex) return Buffer.from(value).toString('hex');
  if (typeof json === 'string' && typeof value === 'number') return String(value);
  return plain(value);
}

describe('decoding', () => {
  test.each(vectors.filter(({ json, name }) => json !== undefined && !name.startsWith('time')))('$name', ({ bytes, json, name, note }) => {
    const values = readAll(bytes).values.map(({ value }) => asJson(value, json, note === 'json is hex'));
    const value = name.startsWith('stream') ? values : values[0];
    expect(withoutZeros(value)).toEqual(withoutZeros(json));
  });
});

describe('encoding', () => {
  const types = new RecordedTypes();
  for (const { bytes } of vectors) types.add(readAll(bytes).definitions);
  const schema = new CompiledSchema(types.schema());

  test.each(vectors)('$name', ({ bytes, name }) => {
    const encoder = new Encoder(schema);
    const { values } = readAll(bytes);
    const written = Buffer.concat(values.map(({ value, typeId }) => encoder.encode(types.type(typeId), value))).toString('hex');
    if (bytes.includes(goUrl)) expect(written.slice(-100)).toBe(bytes.toString('hex').slice(-100));
    else expect(written).toBe(bytes.toString('hex'));
    // In Go *url.URL and url.Userinfo have taken an id each by now.
    if (name === 'time+url fields')
      for (const wireName of ['*URL', 'Userinfo']) schema.encodeType({ kind: 'slice', elem: { kind: 'int' }, wireName });
  });
});

describe('varint', () => {
  test.each(gobVectors('varint'))('$name', ({ hex, json }) => {
    const value = BigInt(String(json));
    expect(Buffer.from(encodeVarint(value)).toString('hex')).toBe(hex);
    expect(decodeVarint(Buffer.from(hex, 'hex'))).toEqual({ value, size: hex.length / 2 });
  });
});
