// Joins a type that the other side described with the one our schema expects, once per stream, into a function that reads values.
import type { CompiledSchema } from './compiled-schema.ts';
import { opaqueFromBytes } from './gob-opaque.ts';
import { type GobReader, malformed } from './gob-reader.ts';
import type { GobStruct, GobType } from './gob-schema.ts';
import { basicIds, type WireField, type WireType } from './gob-wire-type.ts';

export type Decode = (reader: GobReader) => unknown;
type Plain = Record<string, unknown>;
type ListType = Extract<GobType, { kind: 'slice' | 'array' }>;

interface FieldReader {
  /** Empty when our schema lacks the field: it is read and dropped. */
  readonly js: string;
  /** Whether the value can simply be assigned. */
  readonly plain: boolean;
  readonly id: number;
  readonly type: GobType | undefined;
  decode: Decode | undefined;
}

const zeros = new Map<string, unknown>([
  ['string', ''],
  ['int', 0],
  ['uint', 0],
  ['float', 0],
  ['bool', false],
]);
const basicKinds = new Map<number, string>(Object.entries(basicIds).map(([kind, id]) => [id, kind]));

/** Without a type of ours the other side's description is used: structs become objects with Go's field names. */
export class DecodeTypes {
  readonly wire = new Map<number, WireType>();
  readonly #schema: CompiledSchema;
  readonly #readInterface: Decode;
  readonly #byType = new Map<number, WeakMap<GobType, Decode>>();
  readonly #untyped = new Map<number, Decode>();
  readonly #structs = new Map<string, Decode>();

  constructor(schema: CompiledSchema, readInterface: Decode) {
    this.#schema = schema;
    this.#readInterface = readInterface;
  }

  isStruct(id: number): boolean {
    return this.wire.get(id)?.kind === 'struct';
  }

  /** Throws when the two types do not fit, as Go's `compatibleType` has it. */
  decoder(id: number, type: GobType | undefined): Decode {
    const before = type === undefined ? this.#untyped.get(id) : this.#byType.get(id)?.get(type);
    if (before !== undefined) return before;
    // A description may lead back to itself without a struct in between (`type T []T`), so parts are looked up when first read.
    const made = this.#build(id, type);
    if (type === undefined) this.#untyped.set(id, made);
    else this.#ofType(id).set(type, made);
    return made;
  }

  /** Weak: a stream lives as long as the process, and a type that was made for one call need not. */
  #ofType(id: number): WeakMap<GobType, Decode> {
    const known = this.#byType.get(id) ?? new WeakMap<GobType, Decode>();
    this.#byType.set(id, known);
    return known;
  }

  #build(id: number, type: GobType | undefined): Decode {
    const basic = basicKinds.get(id);
    if (basic !== undefined) return this.#basic(basic, type);
    const wire = this.wire.get(id);
    if (wire === undefined) throw malformed(`type ${id} was never defined`);
    switch (wire.kind) {
      case 'struct':
        return this.#struct(id, wire, type);
      case 'slice':
        return listDecode(this.#part(wire.elem, expectList(type, wire)?.elem), undefined);
      case 'array':
        return this.#array(wire, expectList(type, wire));
      case 'map':
        return this.#map(wire, expect(type, 'map', wire));
      case 'opaque':
        return opaqueDecode(expect(type, 'opaque', wire));
    }
  }

  #part(id: number, type: GobType | undefined): Decode {
    let decode: Decode | undefined;
    return (reader) => (decode ??= this.decoder(id, type))(reader);
  }

  #basic(kind: string, type: GobType | undefined): Decode {
    if (type !== undefined && type.kind !== kind) throw malformed(`a ${kind} was sent where ${describe(type)} is expected`);
    return kind === 'interface' ? this.#readInterface : basicDecode(kind);
  }

  #array(wire: Extract<WireType, { kind: 'array' }>, type: ListType | undefined): Decode {
    if (type !== undefined && (type.length ?? 0) !== wire.length) throw malformed('an array has another length than is expected');
    return listDecode(this.#part(wire.elem, type?.elem), wire.length);
  }

  #map(wire: Extract<WireType, { kind: 'map' }>, type: Extract<GobType, { kind: 'map' }> | undefined): Decode {
    const key = this.#part(wire.key, type?.key);
    const elem = this.#part(wire.elem, type?.elem);
    return wire.key === basicIds.string ? objectDecode(elem) : mapDecode(key, elem);
  }

  #struct(id: number, wire: Extract<WireType, { kind: 'struct' }>, type: GobType | undefined): Decode {
    if (type !== undefined && type.kind !== 'ref') throw malformed(`a struct ${wire.name} was sent where ${describe(type)} is expected`);
    const key = `${id} ${type?.name ?? ''}`;
    const known = this.#structs.get(key);
    if (known !== undefined) return known;
    const local = type === undefined ? structOf(wire) : this.#schema.struct(type.name);
    if (local === undefined) throw malformed(`the schema has no struct ${type?.name}`);
    const made = this.#structDecode(
      wire.fields.map((field) => fieldReader(field, local, type === undefined)),
      zeroOf(local),
    );
    this.#structs.set(key, made);
    return made;
  }

  #structDecode(fields: readonly FieldReader[], zero: Plain): Decode {
    return (reader) => {
      reader.enter();
      const value: Plain = { ...zero };
      let index = -1;
      for (let delta = reader.small(); delta !== 0; delta = reader.small()) {
        index += delta;
        const field = fields[index];
        if (field === undefined) throw malformed('a struct has a field that its type does not have');
        field.decode ??= this.decoder(field.id, field.type);
        const item = field.decode(reader);
        if (field.plain) value[field.js] = item;
        else if (field.js !== '') setOwn(value, field.js, item);
      }
      reader.leave();
      return value;
    };
  }
}

/** Assigning `__proto__` would change the prototype; a key from the wire must stay a key. */
function setOwn(target: Plain, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}

function fieldReader(field: WireField, local: GobStruct, generic: boolean): FieldReader {
  const ours = local.fields.find((candidate) => candidate.go === field.name);
  const js = ours?.js ?? '';
  return { js, plain: js !== '' && js !== '__proto__', id: field.id, type: generic ? undefined : ours?.type, decode: undefined };
}

/** A struct that our schema does not know, seen as if it did. */
function structOf(wire: Extract<WireType, { kind: 'struct' }>): GobStruct {
  const fields = wire.fields.map(({ name, id }) => ({ go: name, js: name, type: kindType(basicKinds.get(id)) }));
  return { wireName: wire.name, fields };
}

function kindType(kind: string | undefined): GobType {
  return kind === 'string' || kind === 'int' || kind === 'uint' || kind === 'float' || kind === 'bool' ? { kind } : { kind: 'interface' };
}

/** Go leaves zero values out; numbers, strings and booleans get theirs back, everything else stays absent. */
function zeroOf(struct: GobStruct): Plain {
  const zero: Plain = {};
  for (const field of struct.fields) {
    const value = zeros.get(field.type.kind);
    if (value !== undefined) setOwn(zero, field.js, value);
  }
  return zero;
}

function listDecode(elem: Decode, length: number | undefined): Decode {
  return (reader) => {
    const count = reader.small();
    if (length !== undefined && count !== length) throw malformed('an array has another length than its type');
    reader.enter();
    // Every element takes a byte at least, so a false count ends in an error before it costs memory.
    const items: unknown[] = [];
    for (let index = 0; index < count; index++) items.push(elem(reader));
    reader.leave();
    return items;
  };
}

function objectDecode(elem: Decode): Decode {
  return (reader) => {
    reader.enter();
    const value: Plain = {};
    for (let left = reader.small(); left > 0; left--) setOwn(value, reader.string(), elem(reader));
    reader.leave();
    return value;
  };
}

function mapDecode(key: Decode, elem: Decode): Decode {
  return (reader) => {
    reader.enter();
    const value = new Map<unknown, unknown>();
    for (let left = reader.small(); left > 0; left--) {
      const name = key(reader);
      value.set(name, elem(reader));
    }
    reader.leave();
    return value;
  };
}

function opaqueDecode(type: Extract<GobType, { kind: 'opaque' }> | undefined): Decode {
  return type === undefined ? (reader) => reader.blob() : (reader) => opaqueFromBytes(type, reader.blob());
}

function basicDecode(kind: string): Decode {
  switch (kind) {
    case 'bool':
      return (reader) => reader.bool();
    case 'int':
      return (reader) => reader.int();
    case 'uint':
      return (reader) => reader.uint();
    case 'float':
      return (reader) => reader.float();
    case 'bytes':
      return (reader) => reader.blob();
    case 'string':
      return (reader) => reader.string();
    default:
      return (reader) => [reader.float(), reader.float()];
  }
}

function expect<K extends 'map' | 'opaque'>(type: GobType | undefined, kind: K, wire: WireType): Extract<GobType, { kind: K }> | undefined {
  if (type === undefined || isKind(type, kind)) return type;
  throw malformed(`a ${wire.kind} ${wire.name} was sent where ${describe(type)} is expected`);
}

function expectList(type: GobType | undefined, wire: WireType): ListType | undefined {
  if (type === undefined || ((type.kind === 'slice' || type.kind === 'array') && type.kind === wire.kind)) return type;
  throw malformed(`a ${wire.kind} ${wire.name} was sent where ${describe(type)} is expected`);
}

function isKind<K extends 'map' | 'opaque'>(type: GobType, kind: K): type is Extract<GobType, { kind: K }> {
  return type.kind === kind;
}

function describe(type: GobType): string {
  return type.kind === 'ref' ? type.name : `a ${type.kind}`;
}
