// Reads the short code in which the generated tables write Go types, so that 800 structs cost no start-up time.
//
// b i u f c s y: bool, int, uint, float, complex, string, bytes. `*` interface, `[T` slice, `#n;T` array, `{KV` map,
// `@key;` struct, `!how,type;` a type that encodes itself. build/generate/types.go writes it.
import type { GobType } from './wire/gob-schema.ts';

const basic = {
  b: { kind: 'bool' },
  i: { kind: 'int' },
  u: { kind: 'uint' },
  f: { kind: 'float' },
  c: { kind: 'complex' },
  s: { kind: 'string' },
  y: { kind: 'bytes' },
  '*': { kind: 'interface' },
} as const satisfies Record<string, GobType>;

const isBasic = (letter: string): letter is keyof typeof basic => letter in basic;

interface Read {
  readonly type: GobType;
  /** Where the next type begins. */
  readonly next: number;
}

/** Reads all types of a code such as `@model.Post;sb`. */
export function parseTypes(code: string): GobType[] {
  const types: GobType[] = [];
  for (let at = 0; at < code.length;) {
    const read = readType(code, at);
    types.push(read.type);
    at = read.next;
  }
  return types;
}

/** Reads one type; throws when the code is not exactly one. */
export function parseType(code: string): GobType {
  const { type, next } = readType(code, 0);
  if (next !== code.length) throw new Error(`Not one type: ${code}`);
  return type;
}

function readType(code: string, at: number): Read {
  const letter = code.charAt(at);
  if (isBasic(letter)) return { type: basic[letter], next: at + 1 };
  if (letter === '[') {
    const elem = readType(code, at + 1);
    return { type: { kind: 'slice', elem: elem.type }, next: elem.next };
  }
  if (letter === '{') return readMap(code, at + 1);
  const end = code.indexOf(';', at);
  const text = code.slice(at + 1, end);
  if (letter === '@') return { type: { kind: 'ref', name: text }, next: end + 1 };
  if (letter === '!') return { type: opaque(text), next: end + 1 };
  if (letter === '#') {
    const elem = readType(code, end + 1);
    return { type: { kind: 'array', elem: elem.type, length: Number(text) }, next: elem.next };
  }
  throw new Error(`No type at ${at} of ${code}`);
}

function readMap(code: string, at: number): Read {
  const key = readType(code, at);
  const elem = readType(code, key.next);
  return { type: { kind: 'map', key: key.type, elem: elem.type }, next: elem.next };
}

function opaque(text: string): GobType {
  const [how = '', go = ''] = text.split(',');
  // gob names such a type by its last word; a BinaryMarshaler on the pointer (url.URL) goes without a name.
  if (how === 'gob') return { kind: 'opaque', go, wireName: go.slice(go.lastIndexOf('.') + 1), how: 'gob' };
  return { kind: 'opaque', go, wireName: '', how: 'binary' };
}
