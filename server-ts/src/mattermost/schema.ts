// Offers the generated structs and methods as the gob schema, each read when it is first used.
import { apiMethods, hookMethods } from './generated/methods.ts';
import { registered, structs } from './generated/structs.ts';
import { indexMethods, type Method, type MethodIndex } from './method-table.ts';
import { parseType } from './type-code.ts';
import type { GobField, GobSchema, GobStruct, GobType } from './wire/gob-schema.ts';

export interface Protocol {
  readonly schema: GobSchema;
  /** By JavaScript name: what a plugin may call. */
  readonly api: MethodIndex;
  /** By JavaScript name: what the server may call. */
  readonly hooks: MethodIndex;
}

/** The type of a struct in the schema. */
export const ref = (name: string): GobType => ({ kind: 'ref', name });

/** The struct that carries a method's parameters, or its results, as A, B, C, …: always the same object, by which the wire knows it again. */
export const argsOf = ({ go }: Pick<Method, 'go'>): GobType => kept(`Z_${go}Args`);
export const returnsOf = ({ go }: Pick<Method, 'go'>): GobType => kept(`Z_${go}Returns`);

const made = new Map<string, GobType>();

function kept(name: string): GobType {
  const type = made.get(name) ?? ref(name);
  made.set(name, type);
  return type;
}

/** Go's letter for a place in a signature, from 0. */
export const letter = (at: number): string => String.fromCodePoint(65 + at);

/** Builds the protocol from the generated tables; cheap, as nothing is parsed before it is used. */
export function createProtocol(): Protocol {
  const api = indexMethods(apiMethods);
  const hooks = indexMethods(hookMethods);
  const readers = new Map<string, () => GobStruct>();
  for (const line of structs.trim().split('\n')) {
    const key = line.slice(0, line.indexOf(' '));
    readers.set(key, () => parseStruct(key, line.slice(key.length + 1)));
  }
  for (const { go, read } of [...api.values(), ...hooks.values()]) {
    readers.set(`Z_${go}Args`, () => lettered(`Z_${go}Args`, read().params));
    readers.set(`Z_${go}Returns`, () =>
      lettered(
        `Z_${go}Returns`,
        read().results.map(({ type }) => type),
      ),
    );
  }
  const names = registered
    .trim()
    .split('\n')
    .map((line): [string, GobType] => {
      const bar = line.lastIndexOf('|');
      return [line.slice(0, bar), parseType(line.slice(bar + 1))];
    });
  return { schema: { structs: lazyStructs(readers), registered: Object.fromEntries(names) }, api, hooks };
}

/** Looks like the record of all structs; each is read when it is first asked for. 800 getters would cost 10 ms to define. */
function lazyStructs(readers: ReadonlyMap<string, () => GobStruct>): Readonly<Record<string, GobStruct>> {
  const read: Record<string, GobStruct> = {};
  const fill = (key: string | symbol): void => {
    const reader = typeof key === 'string' && !Object.hasOwn(read, key) ? readers.get(key) : undefined;
    if (reader !== undefined) read[String(key)] = reader();
  };
  return new Proxy(read, {
    get(target, key) {
      fill(key);
      return Object.hasOwn(target, key) ? Reflect.get(target, key) : undefined;
    },
    getOwnPropertyDescriptor(target, key) {
      fill(key);
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
    ownKeys: () => [...readers.keys()],
  });
}

const lettered = (wireName: string, types: readonly GobType[]): GobStruct => ({
  wireName,
  fields: types.map((type, at) => ({ go: letter(at), js: letter(at), type })),
});

function parseStruct(key: string, text: string): GobStruct {
  const fields = text === '' ? [] : text.split(' ').map(parseField);
  return { wireName: key.slice(key.indexOf('.') + 1), fields };
}

function parseField(text: string): GobField {
  const colon = text.indexOf(':');
  const [go = '', js = go] = text.slice(0, colon).split('=');
  return { go, js, type: parseType(text.slice(colon + 1)) };
}
