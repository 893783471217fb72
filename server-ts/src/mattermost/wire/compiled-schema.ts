// A schema together with everything that is worked out from it once: type ids, definitions, functions that write values.
import { type EncodeField, type EncodeOps, listOps, mapOps, scalarOps, structOps } from './gob-encode-type.ts';
import { basicTypes } from './gob-interface.ts';
import type { GobSchema, GobStruct, GobType } from './gob-schema.ts';
import { basicIds, firstTypeId, type WireType, writeWireType } from './gob-wire-type.ts';
import { rpcStructs } from './rpc-messages.ts';
import { WireError } from './wire-error.ts';

/** One type as it is sent. */
export interface EncodeType {
  readonly id: number;
  readonly ops: EncodeOps;
  readonly isStruct: boolean;
  /** The types that it is made of, in the order in which Go defines them. */
  readonly parts: readonly EncodeType[];
  /** What follows `-id` in its definition; undefined for built-in types. */
  readonly definition: (() => Uint8Array) | undefined;
}

/**
 * Pass one of these wherever a {@link GobSchema} is wanted to share the work between streams. Ids are given in the order
 * in which Go's `newTypeObject` gives them, so that the bytes are the same for a program that uses its types in the same order.
 */
export class CompiledSchema implements GobSchema {
  readonly structs: Readonly<Record<string, GobStruct>>;
  readonly registered: Readonly<Record<string, GobType>>;
  readonly #named: Map<string, GobType>;
  readonly #byObject = new WeakMap<GobType, EncodeType>();
  readonly #byKey = new Map<string, EncodeType>();
  #nextId = firstTypeId;

  constructor(schema: GobSchema) {
    // Not copied: a large schema may read each struct only when it is asked for.
    this.structs = schema.structs;
    this.registered = schema.registered;
    this.#named = basicTypes();
    for (const [name, type] of Object.entries(schema.registered)) this.#named.set(name, type);
  }

  static of(schema: GobSchema): CompiledSchema {
    return schema instanceof CompiledSchema ? schema : new CompiledSchema(schema);
  }

  struct(name: string): GobStruct | undefined {
    const structs = Object.hasOwn(rpcStructs, name) ? rpcStructs : this.structs;
    return Object.hasOwn(structs, name) ? structs[name] : undefined;
  }

  /** The type that Go registered under a name, its own basic ones included. */
  named(name: string): GobType | undefined {
    return this.#named.get(name);
  }

  encodeType(type: GobType): EncodeType {
    const known = this.#byObject.get(type);
    if (known !== undefined) return known;
    const key = keyOf(type);
    const made = this.#byKey.get(key) ?? this.#build(type, key);
    this.#byObject.set(type, made);
    this.#byKey.set(key, made);
    return made;
  }

  #build(type: GobType, key: string): EncodeType {
    switch (type.kind) {
      case 'ref':
        return this.#struct(type.name, key);
      case 'slice':
      case 'array':
        return this.#list(type);
      case 'map':
        return this.#map(type);
      case 'opaque':
        return this.#defined(opsOf(type), { kind: 'opaque', name: type.wireName, how: type.how }, []);
      default:
        return { id: basicIds[type.kind], ops: opsOf(type), isStruct: false, parts: [], definition: undefined };
    }
  }

  /** A struct has its id before its fields, which may lead back to it. */
  #struct(name: string, key: string): EncodeType {
    const struct = this.struct(name);
    if (struct === undefined) throw new WireError('GOB_ENCODE', `gob: the schema has no struct ${name}`);
    const fields: EncodeField[] = [];
    const parts: EncodeType[] = [];
    const id = this.#nextId++;
    const define = once(() => {
      const wireFields = struct.fields.map((field, index) => ({ name: field.go, id: parts[index]?.id ?? 0 }));
      return writeWireType(id, { kind: 'struct', name: struct.wireName, fields: wireFields });
    });
    const made: EncodeType = { id, ops: structOps(name, fields), isStruct: true, parts, definition: define };
    this.#byKey.set(key, made);
    for (const field of struct.fields) {
      const part = this.encodeType(field.type);
      parts.push(part);
      fields.push({ js: field.js, label: `${name}.${field.go}`, ops: part.ops, inherited: field.js in {} });
    }
    return made;
  }

  #list(type: Extract<GobType, { kind: 'slice' | 'array' }>): EncodeType {
    const elem = this.encodeType(type.elem);
    const name = type.wireName ?? '';
    const isArray = type.kind === 'array';
    const length = type.length ?? 0;
    const wire: WireType = isArray ? { kind: 'array', name, elem: elem.id, length } : { kind: 'slice', name, elem: elem.id };
    return this.#defined(listOps(elem.ops, isArray ? length : undefined), wire, [elem]);
  }

  #map(type: Extract<GobType, { kind: 'map' }>): EncodeType {
    const key = this.encodeType(type.key);
    const elem = this.encodeType(type.elem);
    const ops = mapOps(key.ops, elem.ops, type.key.kind === 'string');
    return this.#defined(ops, { kind: 'map', name: type.wireName ?? '', key: key.id, elem: elem.id }, [key, elem]);
  }

  #defined(ops: EncodeOps, wire: WireType, parts: readonly EncodeType[]): EncodeType {
    const id = this.#nextId++;
    return { id, ops, isStruct: false, parts, definition: once(() => writeWireType(id, wire)) };
  }
}

function opsOf(type: GobType): EncodeOps {
  const ops = scalarOps(type);
  if (ops === undefined) throw new WireError('GOB_ENCODE', `gob: no scalar: ${type.kind}`);
  return ops;
}

/** Types are the same when they would be the same type in Go, wherever in the schema they stand. */
function keyOf(type: GobType): string {
  switch (type.kind) {
    case 'ref':
      return `ref(${type.name})`;
    case 'slice':
      return `slice(${type.wireName ?? ''},${keyOf(type.elem)})`;
    case 'array':
      return `array(${type.wireName ?? ''},${type.length ?? 0},${keyOf(type.elem)})`;
    case 'map':
      return `map(${type.wireName ?? ''},${keyOf(type.key)},${keyOf(type.elem)})`;
    case 'opaque':
      return `opaque(${type.go},${type.wireName},${type.how})`;
    default:
      return type.kind;
  }
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
