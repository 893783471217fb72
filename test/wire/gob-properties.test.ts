// Looks for values, schemas and ways to split a stream that break gob.
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Decoder, Encoder, type GobSchema, type GobStruct, type GobType, typed } from '../../server-ts/src/mattermost/wire/index.ts';
import { gobVectors, plain } from './vectors.ts';
import { hex } from './pair.ts';

const seed = 20261121;
const names = ['Alpha', 'Beta', 'Gamma'];
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

/** A type, with the values that it can have: what comes out is what went in, but for what the comments in `normal` say. */
interface Case {
  readonly type: GobType;
  readonly values: fc.Arbitrary<unknown>;
}

const safe = (value: bigint): number | bigint => (Number.isSafeInteger(Number(value)) ? Number(value) : value);

const anything: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: 'grapheme' }),
    fc.double({ noNaN: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

const leaves: readonly Case[] = [
  { type: { kind: 'bool' }, values: fc.boolean() },
  { type: { kind: 'int' }, values: fc.oneof(fc.maxSafeInteger(), int64.map(safe)) },
  { type: { kind: 'uint' }, values: fc.oneof(fc.maxSafeNat(), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(safe)) },
  { type: { kind: 'float' }, values: fc.double() },
  { type: { kind: 'string' }, values: fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 300 })) },
  { type: { kind: 'bytes' }, values: fc.uint8Array({ maxLength: 200 }) },
  { type: { kind: 'complex' }, values: fc.tuple(fc.double(), fc.double()) },
  { type: { kind: 'opaque', go: 'time.Time', wireName: 'Time', how: 'gob' }, values: fc.date({ noInvalidDate: true }) },
  { type: { kind: 'opaque', go: 'url.URL', wireName: '', how: 'binary' }, values: fc.webUrl() },
  { type: { kind: 'interface' }, values: anything },
];

function caseOf(depth: number): fc.Arbitrary<Case> {
  const leaf = fc.constantFrom(...leaves);
  if (depth === 0) return leaf;
  const inner = caseOf(depth - 1);
  const list = inner.map(({ type, values }): Case => ({ type: { kind: 'slice', elem: type }, values: fc.array(values, { maxLength: 4 }) }));
  const array = inner.map(({ type, values }): Case => ({
    type: { kind: 'array', elem: type, length: 2 },
    values: fc.tuple(values, values),
  }));
  const object = inner.map(({ type, values }): Case => ({
    type: { kind: 'map', key: { kind: 'string' }, elem: type },
    values: fc.dictionary(fc.string(), values, { maxKeys: 4, noNullPrototype: true }),
  }));
  const map = inner.map(({ type, values }): Case => ({
    type: { kind: 'map', key: { kind: 'int' }, elem: type },
    values: fc.array(fc.tuple(fc.maxSafeInteger(), values), { maxLength: 4 }).map((entries) => new Map(entries)),
  }));
  return fc.oneof({ arbitrary: leaf, weight: 3 }, list, array, object, map);
}

interface Sample {
  readonly schema: GobSchema;
  readonly type: GobType;
  readonly value: unknown;
}

/** A schema of three structs, the later ones within the first, and a value of the first. */
const samples: fc.Arbitrary<Sample> = fc
  .array(
    fc.uniqueArray(fc.tuple(fc.stringMatching(/^[A-Z][a-z]{0,5}$/), caseOf(2)), { minLength: 1, maxLength: 6, selector: ([name]) => name }),
    {
      minLength: 3,
      maxLength: 3,
    },
  )
  .chain((tables) => {
    const structs: Record<string, GobStruct> = {};
    let inner: Case = { type: { kind: 'string' }, values: fc.string() };
    for (const [index, table] of tables.entries()) {
      const name = names[index] ?? '';
      const rows: readonly (readonly [string, Case])[] = [...table, ['Inner', inner]];
      structs[name] = { wireName: name, fields: rows.map(([go, { type }]) => ({ go, js: go.toLowerCase(), type })) };
      const fields = Object.fromEntries(rows.map(([go, { values }]) => [go.toLowerCase(), fc.option(values, { nil: undefined, freq: 4 })]));
      inner = { type: { kind: 'ref', name }, values: fc.record(fields) };
    }
    const schema: GobSchema = { structs, registered: {} };
    return fc.record({ schema: fc.constant(schema), type: fc.constant(inner.type), value: inner.values });
  });

/** Absent and zero are the same in a struct's fields. A null in an interface field is absent; −0 there is 0; lone surrogates become U+FFFD. */
function normal(type: GobType, value: unknown, schema: GobSchema): unknown {
  if (type.kind === 'string') return String(value).toWellFormed();
  if (type.kind === 'interface') return JSON.parse(JSON.stringify(value).replaceAll(/\\ud[89a-f][0-9a-f]{2}/g, '\u{fffd}'));
  if (Array.isArray(value) && (type.kind === 'slice' || type.kind === 'array')) return value.map((item) => normal(type.elem, item, schema));
  if (value instanceof Map && type.kind === 'map') return new Map([...value].map(([key, item]) => [key, normal(type.elem, item, schema)]));
  if (typeof value !== 'object' || value === null) return value;
  if (type.kind === 'map')
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key.toWellFormed(), normal(type.elem, item, schema)]));
  return type.kind === 'ref' ? normalStruct(type.name, value, schema) : value;
}

function normalStruct(name: string, value: object, schema: GobSchema): unknown {
  const entries = (schema.structs[name]?.fields ?? []).map(({ js, type }) => [js, normalField(type, Reflect.get(value, js), schema)]);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}

function normalField(type: GobType, value: unknown, schema: GobSchema): unknown {
  if (value === undefined || value === null) return undefined;
  if (value === 0 || value === 0n || value === '' || value === false) return type.kind === 'interface' ? value : undefined;
  if (Array.isArray(value) && type.kind === 'slice' && value.length === 0) return undefined;
  if (type.kind === 'complex' && Array.isArray(value) && value.every((part) => part === 0)) return undefined;
  if (value instanceof Uint8Array && value.length === 0) return undefined;
  return normal(type, value, schema);
}

/** Cuts at the given places. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const at = [0, ...places.map((place) => place % (bytes.length + 1)), bytes.length].sort((left, right) => left - right);
  return at
    .slice(1)
    .map((end, index) => bytes.subarray(at[index], end))
    .filter((piece) => piece.length > 0);
}

describe('gob', () => {
  test('what went in comes out, for any schema', () => {
    const holds = fc.property(samples, ({ schema, type, value }) => {
      const encoder = new Encoder(schema);
      const decoder = new Decoder(schema);
      for (let turn = 0; turn < 2; turn++) {
        decoder.push(encoder.encode(type, value));
        const decoded = decoder.tryNext(type)?.value;
        expect(normal(type, decoded, schema)).toEqual(normal(type, value, schema));
      }
      expect(decoder.pending).toBe(false);
    });
    fc.assert(holds, { seed, numRuns: 400 });
  });

  test('how a stream is split makes no difference, even within values that go on in later messages', () => {
    const recorded = gobVectors('gob-mattermost').map((vector) => hex(vector.hex));
    const nothing: GobSchema = { structs: {}, registered: {} };
    const holds = fc.property(fc.constantFrom(...recorded), fc.array(fc.nat(), { maxLength: 12 }), (bytes, places) => {
      const whole = new Decoder(nothing);
      whole.push(bytes);
      const expected = plain(whole.tryNext()?.value);
      const decoder = new Decoder(nothing);
      let found: unknown;
      for (const piece of cut(bytes, places)) {
        expect(found).toBeUndefined();
        decoder.push(piece);
        found = decoder.tryNext()?.value;
      }
      expect(plain(found)).toEqual(expected);
    });
    fc.assert(holds, { seed, numRuns: 400 });
  });

  test('one byte at a time gives the same values too', () => {
    const bytes = hex(gobVectors('gob-basic').find(({ name }) => name === 'stream of 7')?.hex ?? '');
    const decoder = new Decoder({ structs: {}, registered: {} });
    const values: unknown[] = [];
    for (const byte of bytes) {
      decoder.push(Uint8Array.of(byte));
      const found = decoder.tryNext();
      if (found !== undefined) values.push(plain(found.value));
    }
    expect(values).toHaveLength(7);
  });

  test('any name can be typed, registered or not', () => {
    const schema: GobSchema = { structs: {}, registered: {} };
    fc.assert(
      fc.property(fc.string(), anything, (name, value) => {
        expect(() => new Encoder(schema).encode({ kind: 'interface' }, typed(name, value))).not.toThrow(TypeError);
      }),
      { seed, numRuns: 200 },
    );
  });
});
