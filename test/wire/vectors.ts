// Reads the recorded bytes of Go's own encoders and makes a schema out of the type definitions within them.
import { readFileSync } from 'node:fs';
import { Decoder, type GobSchema, type GobStruct, type GobType, type Typed } from '../../server-ts/src/mattermost/wire/index.ts';
import type { WireType } from '../../server-ts/src/mattermost/wire/gob-wire-type.ts';

export interface GobVector {
  readonly name: string;
  readonly hex: string;
  /** The value in JSON, without zero values; absent where JSON has no word for it. */
  readonly json?: unknown;
  readonly note?: string;
}

export interface Chunk {
  readonly dir: 'client' | 'server';
  readonly hex: string;
}

export interface RpcVector {
  readonly call: string;
  readonly error?: string;
  readonly chunks: readonly Chunk[];
}

export interface YamuxVector {
  readonly what: string;
  readonly chunks: readonly Chunk[] | null;
}

export interface TranscriptLine {
  readonly dir: string;
  readonly hex?: string;
}

function read(file: string): string {
  return readFileSync(new URL(`./vectors/${file}`, import.meta.url), 'utf8');
}

export const gobVectors = (file: 'gob-basic' | 'gob-mattermost' | 'varint'): readonly GobVector[] => JSON.parse(read(`${file}.json`));
export const rpcVectors = (): readonly RpcVector[] => JSON.parse(read('netrpc.json'));
export const yamuxVectors = (): readonly YamuxVector[] => JSON.parse(read('yamux.json'));
export const transcript = (file: 'transcript' | 'transcript-go'): readonly TranscriptLine[] =>
  read(`${file}.jsonl`)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

const nothing: GobSchema = { structs: {}, registered: {} };

/** Every value of a stream, with the names of interface values kept, and the definitions that came with them. */
export function readAll(bytes: Uint8Array): { values: { value: unknown; typeId: number }[]; definitions: ReadonlyMap<number, WireType> } {
  const decoder = new Decoder(nothing, undefined, { keepTypes: true });
  decoder.push(bytes);
  const values: { value: unknown; typeId: number }[] = [];
  for (let found = decoder.tryNext(); found !== undefined; found = decoder.tryNext()) values.push(found);
  if (decoder.pending) throw new Error('the vector has bytes left over');
  return { values, definitions: decoder.definitions };
}

/** Go's names of what the recording program put into interfaces → the name in the type's definition. */
const registeredNames: Readonly<Record<string, string>> = {
  'main.Inner': 'Inner',
  '*main.Outer': 'Outer',
  'custom/name': 'Rec',
  '[]*model.SlackAttachment': '[]{Id,Fallback}',
  '*model.AppError': 'AppError',
  '*plugin.ErrorString': 'ErrorString',
  '*model.AutocompleteTextArg': 'AutocompleteTextArg',
  '*model.AutocompleteStaticListArg': 'AutocompleteStaticListArg',
  '*model.AutocompleteDynamicListArg': 'AutocompleteDynamicListArg',
  '*model.PreviewPost': 'PreviewPost',
};

/** A schema of everything that was defined in any of the vectors; all of them come from one Go program with one set of ids. */
export class RecordedTypes {
  readonly definitions = new Map<number, WireType>();

  add(definitions: ReadonlyMap<number, WireType>): void {
    for (const [id, type] of definitions) this.definitions.set(id, type);
  }

  schema(): GobSchema {
    const structs: Record<string, GobStruct> = {};
    const registered: Record<string, GobType> = {};
    for (const [id, wire] of this.definitions) {
      if (wire.kind === 'struct') structs[`#${id}`] = this.#struct(wire);
      const names = Object.entries(registeredNames).filter(([, name]) => name === this.#nameOf(wire));
      for (const [name] of names) registered[name] = this.type(id);
    }
    return { structs, registered };
  }

  /** Opaque values stay bytes, so that nothing is lost between decoding and encoding. */
  type(id: number): GobType {
    const basics = ['bool', 'int', 'uint', 'float', 'bytes', 'string', 'complex', 'interface'] as const;
    const basic = basics[id - 1];
    if (basic !== undefined) return { kind: basic };
    const wire = this.definitions.get(id);
    if (wire === undefined) throw new Error(`type ${id} is in no vector`);
    switch (wire.kind) {
      case 'struct':
        return { kind: 'ref', name: `#${id}` };
      case 'slice':
        return { kind: 'slice', elem: this.type(wire.elem), wireName: wire.name };
      case 'array':
        return { kind: 'array', elem: this.type(wire.elem), wireName: wire.name, length: wire.length };
      case 'map':
        return { kind: 'map', key: this.type(wire.key), elem: this.type(wire.elem), wireName: wire.name };
      case 'opaque':
        return { kind: 'opaque', go: 'bytes', wireName: wire.name, how: wire.how };
    }
  }

  /** Go leaves the attachments' slice without a name, and so the struct in it. */
  #nameOf(wire: WireType): string {
    if (wire.kind === 'slice' && wire.name === '')
      return `[]${this.#nameOf(this.definitions.get(wire.elem) ?? { kind: 'slice', name: 'basic', elem: 0 })}`;
    if (wire.kind === 'struct' && wire.name === '')
      return `{${wire.fields
        .slice(0, 2)
        .map(({ name }) => name)
        .join(',')}}`;
    return wire.name;
  }

  #struct(wire: Extract<WireType, { kind: 'struct' }>): GobStruct {
    return { wireName: wire.name, fields: wire.fields.map(({ name, id }) => ({ go: name, js: name, type: this.type(id) })) };
  }
}

/** As the vectors' JSON has it: no zero values, bytes in hex, no Go names. */
export function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return `hex:${Buffer.from(value).toString('hex')}`;
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.map(plain);
  if (isTyped(value)) return plain(value.value);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [key, plain(item)]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

function isTyped(value: unknown): value is Typed {
  return typeof value === 'object' && value !== null && value.constructor.name === 'Typed';
}
