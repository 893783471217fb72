// Reads and writes gob's own description of a type, `wireType` in https://cs.opensource.google/go/go/+/master:src/encoding/gob/type.go
import { type GobReader, malformed } from './gob-reader.ts';
import { GobWriter } from './gob-writer.ts';

/** Ids below this are built in: 1 bool, 2 int, 3 uint, 4 float, 5 bytes, 6 string, 7 complex, 8 interface. */
export const firstTypeId = 64;
export const basicIds = { bool: 1, int: 2, uint: 3, float: 4, bytes: 5, string: 6, complex: 7, interface: 8 } as const;

export interface WireField {
  readonly name: string;
  readonly id: number;
}

export type WireType =
  | { readonly kind: 'array'; readonly name: string; readonly elem: number; readonly length: number }
  | { readonly kind: 'slice'; readonly name: string; readonly elem: number }
  | { readonly kind: 'struct'; readonly name: string; readonly fields: readonly WireField[] }
  | { readonly kind: 'map'; readonly name: string; readonly key: number; readonly elem: number }
  | { readonly kind: 'opaque'; readonly name: string; readonly how: 'gob' | 'binary' | 'text' };

/** The bytes that follow `-id` in a type definition. */
export function writeWireType(id: number, type: WireType): Uint8Array {
  const out = new GobWriter();
  out.uint(fieldOf(type));
  out.uint(1);
  writeCommon(out, type.name, id);
  if (type.kind === 'struct') writeFields(out, type.fields);
  else if (type.kind !== 'opaque') writeNumbers(out, numbersOf(type));
  out.byte(0);
  out.byte(0);
  return out.take();
}

/** wireType's fields: ArrayT, SliceT, StructT, MapT, GobEncoderT, BinaryMarshalerT, TextMarshalerT. */
function fieldOf(type: WireType): number {
  const kinds = { array: 1, slice: 2, struct: 3, map: 4 } as const;
  const encoders = { gob: 5, binary: 6, text: 7 } as const;
  return type.kind === 'opaque' ? encoders[type.how] : kinds[type.kind];
}

function numbersOf(type: Extract<WireType, { elem: number }>): readonly number[] {
  if (type.kind === 'array') return [type.elem, type.length];
  return type.kind === 'map' ? [type.key, type.elem] : [type.elem];
}

function writeCommon(out: GobWriter, name: string, id: number): void {
  if (name !== '') {
    out.uint(1);
    out.string(name);
  }
  out.uint(name === '' ? 2 : 1);
  out.int(id);
  out.byte(0);
}

function writeFields(out: GobWriter, fields: readonly WireField[]): void {
  if (fields.length === 0) return;
  out.uint(1);
  out.uint(fields.length);
  for (const field of fields) {
    out.uint(1);
    out.string(field.name);
    out.uint(1);
    out.int(field.id);
    out.byte(0);
  }
}

function writeNumbers(out: GobWriter, numbers: readonly number[]): void {
  for (const number of numbers) {
    if (number === 0) continue;
    out.uint(1);
    out.int(number);
  }
}

export function readWireType(reader: GobReader): WireType {
  const which = reader.small();
  const body = readBody(reader, which === 3);
  if (reader.byte() !== 0) throw malformed('a type definition describes two types');
  const [first = 0, second = 0] = body.numbers;
  switch (which) {
    case 1:
      return { kind: 'array', name: body.name, elem: first, length: second };
    case 2:
      return { kind: 'slice', name: body.name, elem: first };
    case 3:
      return { kind: 'struct', name: body.name, fields: body.fields };
    case 4:
      return { kind: 'map', name: body.name, key: first, elem: second };
    case 5:
      return { kind: 'opaque', name: body.name, how: 'gob' };
    case 6:
      return { kind: 'opaque', name: body.name, how: 'binary' };
    case 7:
      return { kind: 'opaque', name: body.name, how: 'text' };
    default:
      throw malformed('a type definition of an unknown kind');
  }
}

interface Body {
  name: string;
  numbers: number[];
  fields: WireField[];
}

function readBody(reader: GobReader, struct: boolean): Body {
  const body: Body = { name: '', numbers: [], fields: [] };
  eachField(reader, (field) => {
    if (field === 0) body.name = readCommon(reader);
    else if (struct && field === 1) body.fields = readFields(reader);
    else if (!struct && field <= 2) body.numbers[field - 1] = reader.typeId();
    else throw malformed('a type definition has an unknown field');
  });
  return body;
}

function readCommon(reader: GobReader): string {
  let name = '';
  eachField(reader, (field) => {
    if (field === 0) name = reader.string();
    else if (field === 1) reader.typeId();
    else throw malformed('a type definition has an unknown field');
  });
  return name;
}

function readFields(reader: GobReader): WireField[] {
  const count = reader.small();
  if (count > reader.left) throw malformed('a struct has more fields than bytes');
  const fields: WireField[] = [];
  for (let index = 0; index < count; index++) {
    const field = { name: '', id: 0 };
    eachField(reader, (part) => {
      if (part === 0) field.name = reader.string();
      else if (part === 1) field.id = reader.typeId();
      else throw malformed('a type definition has an unknown field');
    });
    fields.push(field);
  }
  return fields;
}

function eachField(reader: GobReader, read: (field: number) => void): void {
  let field = -1;
  for (let delta = reader.small(); delta !== 0; delta = reader.small()) {
    field += delta;
    read(field);
  }
}
