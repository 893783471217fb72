// Names the Go type that a plain JavaScript value goes out as when Go expects an `any`.
import type { GobType } from './gob-schema.ts';
import { WireError } from './wire-error.ts';

/** A value that says itself under which name Go registered its type. */
export class Typed {
  readonly goName: string;
  readonly value: unknown;

  constructor(goName: string, value: unknown) {
    this.goName = goName;
    this.value = value;
  }
}

/** Sends `value` in an `any` as the registered Go type, such as `[]*model.SlackAttachment`. */
export function typed(goName: string, value: unknown): Typed {
  return new Typed(goName, value);
}

const any: GobType = { kind: 'interface' };

/** What encoding/gob registers by itself (`registerBasics`), and the two containers that every Mattermost server registers. */
export function basicTypes(): Map<string, GobType> {
  const basics = new Map<string, GobType>([
    ['bool', { kind: 'bool' }],
    ['string', { kind: 'string' }],
  ]);
  for (const bits of ['', '8', '16', '32', '64']) {
    basics.set(`int${bits}`, { kind: 'int' });
    basics.set(`uint${bits}`, { kind: 'uint' });
  }
  basics.set('uintptr', { kind: 'uint' });
  for (const bits of ['32', '64']) basics.set(`float${bits}`, { kind: 'float' });
  for (const bits of ['64', '128']) basics.set(`complex${bits}`, { kind: 'complex' });
  const scalars = [...basics];
  for (const [name, elem] of scalars) basics.set(`[]${name}`, { kind: 'slice', elem });
  basics.set('[]uint8', { kind: 'bytes' });
  basics.set('[]interface {}', { kind: 'slice', elem: any });
  basics.set('map[string]interface {}', { kind: 'map', key: { kind: 'string' }, elem: any });
  return basics;
}

export interface NamedValue {
  readonly name: string;
  readonly value: unknown;
}

/** A number goes out as float64, as encoding/json would have it; a bigint as int64. */
export function nameValue(value: unknown): NamedValue {
  if (value instanceof Typed) return { name: value.goName, value: value.value };
  return { name: basicName(value), value };
}

function basicName(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return 'float64';
    case 'bigint':
      return 'int64';
    case 'boolean':
      return 'bool';
    default:
      return containerName(value);
  }
}

function containerName(value: unknown): string {
  if (Array.isArray(value)) return '[]interface {}';
  if (value instanceof Uint8Array) return '[]uint8';
  if (isPlain(value)) return 'map[string]interface {}';
  throw new WireError('GOB_ENCODE', 'gob: a function, symbol or class instance in an interface value; say its Go type with typed()');
}

function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (value instanceof Map) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Values made in another realm (a worker's message, a test sandbox) have that realm's Object.prototype.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
