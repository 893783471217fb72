// Turns one Go type into functions that write its values, once per schema; https://cs.opensource.google/go/go/+/master:src/encoding/gob/encode.go
import { isZeroOpaque, opaqueToBytes } from './gob-opaque.ts';
import type { GobType } from './gob-schema.ts';
import type { GobWriter } from './gob-writer.ts';
import { WireError } from './wire-error.ts';

/** What a value is written into. `out` changes while an interface value is being written. */
export interface EncodeTarget {
  out: GobWriter;
  /** Names the field that is being written, for error messages. */
  where: string;
  depth: number;
  putInterface(value: unknown): void;
}

/** How values of one type are written. */
export interface EncodeOps {
  /** Whether a struct leaves the field out: Go sends no zero values. */
  omits(value: unknown): boolean;
  /** Writes the value even when it is zero, as elements of slices and maps are. */
  put(target: EncodeTarget, value: unknown): void;
}

export interface EncodeField {
  readonly js: string;
  readonly label: string;
  readonly ops: EncodeOps;
  /** Set for names like `constructor`, which every object has without being told. */
  readonly inherited: boolean;
}

const maxDepth = 1000;

export function misfit(target: EncodeTarget, wanted: string, value: unknown): WireError {
  const got = value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value;
  return new WireError('GOB_ENCODE', `gob: ${target.where}: ${wanted} is needed, got ${got}`);
}

const never = (): boolean => false;

/** The operations of the types that contain no other type. */
export function scalarOps(type: GobType): EncodeOps | undefined {
  switch (type.kind) {
    case 'bool':
      return { omits: (value) => value === false, put: putBool };
    case 'int':
      return { omits: isZero, put: putInt };
    case 'uint':
      return { omits: isZero, put: putUint };
    case 'float':
      return { omits: (value) => value === 0, put: putFloat };
    case 'complex':
      return { omits: (value) => Array.isArray(value) && value[0] === 0 && value[1] === 0, put: putComplex };
    case 'string':
      return { omits: (value) => value === '', put: putString };
    case 'bytes':
      return { omits: (value) => value instanceof Uint8Array && value.length === 0, put: putBytes };
    case 'interface':
      return { omits: never, put: (target, value) => target.putInterface(value) };
    case 'opaque':
      return { omits: isZeroOpaque, put: (target, value) => target.out.blob(opaqueToBytes(type, value)) };
    default:
      return undefined;
  }
}

/** `length` is that of an array; a slice has none. A nil element is an error, as it is in Go. */
export function listOps(elem: EncodeOps, length?: number): EncodeOps {
  const omits = length === undefined ? (value: unknown): boolean => Array.isArray(value) && value.length === 0 : never;
  return {
    omits,
    put(target, value) {
      if (!Array.isArray(value)) throw misfit(target, 'an array', value);
      if (length !== undefined && value.length !== length) throw misfit(target, `an array of ${length}`, value);
      enter(target);
      target.out.uint(value.length);
      for (const item of value) elem.put(target, item);
      target.depth--;
    },
  };
}

/** Empty maps are sent, because the receiver might want to write into them. */
export function mapOps(key: EncodeOps, elem: EncodeOps, keysAreStrings: boolean): EncodeOps {
  return {
    omits: never,
    put(target, value) {
      if (!(value instanceof Map) && !(keysAreStrings && isRecord(value)))
        throw misfit(target, keysAreStrings ? 'an object' : 'a Map', value);
      enter(target);
      if (value instanceof Map) putEntries(target, key, elem, value);
      else putProperties(target, elem, value);
      target.depth--;
    },
  };
}

function putEntries(target: EncodeTarget, key: EncodeOps, elem: EncodeOps, value: ReadonlyMap<unknown, unknown>): void {
  target.out.uint(value.size);
  for (const [name, item] of value) {
    key.put(target, name);
    elem.put(target, item);
  }
}

/** As in JSON, a property that is undefined is not there. */
function putProperties(target: EncodeTarget, elem: EncodeOps, value: Readonly<Record<string, unknown>>): void {
  const names = Object.keys(value);
  let count = 0;
  for (const name of names) if (value[name] !== undefined) count++;
  target.out.uint(count);
  for (const name of names) {
    const item = value[name];
    if (item === undefined) continue;
    target.out.string(name);
    elem.put(target, item);
  }
}

/** `fields` may be filled after the call: types refer to themselves. */
export function structOps(name: string, fields: readonly EncodeField[]): EncodeOps {
  return {
    omits: never,
    put(target, value) {
      if (!isRecord(value)) throw misfit(target, `an object (${name})`, value);
      enter(target);
      putFields(target, fields, value);
      target.depth--;
    },
  };
}

function putFields(target: EncodeTarget, fields: readonly EncodeField[], value: Readonly<Record<string, unknown>>): void {
  let last = -1;
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index];
    if (field === undefined || (field.inherited && !Object.hasOwn(value, field.js))) continue;
    const item = value[field.js];
    if (item === undefined || item === null || field.ops.omits(item)) continue;
    target.where = field.label;
    target.out.uint(index - last);
    last = index;
    field.ops.put(target, item);
  }
  target.out.byte(0);
}

function enter(target: EncodeTarget): void {
  if (++target.depth > maxDepth) throw new WireError('GOB_ENCODE', `gob: ${target.where}: nested too deeply, or in a circle`);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isZero(value: unknown): boolean {
  return value === 0 || value === 0n;
}

function putBool(target: EncodeTarget, value: unknown): void {
  if (typeof value !== 'boolean') throw misfit(target, 'a boolean', value);
  target.out.byte(value ? 1 : 0);
}

function putInt(target: EncodeTarget, value: unknown): void {
  if (typeof value === 'number' && Number.isSafeInteger(value)) target.out.int(value);
  else if (typeof value === 'bigint') target.out.bigInt(value);
  else throw misfit(target, 'a whole number', value);
}

function putUint(target: EncodeTarget, value: unknown): void {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) target.out.uint(value);
  else if (typeof value === 'bigint') target.out.bigUint(value);
  else throw misfit(target, 'a whole number from 0', value);
}

function putFloat(target: EncodeTarget, value: unknown): void {
  if (typeof value !== 'number') throw misfit(target, 'a number', value);
  target.out.float(value);
}

function putComplex(target: EncodeTarget, value: unknown): void {
  if (!Array.isArray(value) || value.length !== 2) throw misfit(target, '[real, imaginary]', value);
  for (const part of value) putFloat(target, part);
}

function putString(target: EncodeTarget, value: unknown): void {
  if (typeof value !== 'string') throw misfit(target, 'a string', value);
  target.out.string(value);
}

function putBytes(target: EncodeTarget, value: unknown): void {
  if (!(value instanceof Uint8Array)) throw misfit(target, 'a Uint8Array', value);
  target.out.blob(value);
}
