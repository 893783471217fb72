// The three structs that Go's net/rpc adds around arguments and replies, described for gob.
import type { GobStruct, GobType } from './gob-schema.ts';

const text: GobType = { kind: 'string' };
const number: GobType = { kind: 'uint' };

export const requestType: GobType = { kind: 'ref', name: 'net/rpc.Request' };
export const responseType: GobType = { kind: 'ref', name: 'net/rpc.Response' };
/** `struct{}`: the body of a failed call, and what methods without arguments take. */
export const emptyType: GobType = { kind: 'ref', name: 'struct{}' };

/** Keyed so that no Go package's types can collide with them. */
export const rpcStructs: Readonly<Record<string, GobStruct>> = {
  'net/rpc.Request': {
    wireName: 'Request',
    fields: [
      { go: 'ServiceMethod', js: 'method', type: text },
      { go: 'Seq', js: 'seq', type: number },
    ],
  },
  'net/rpc.Response': {
    wireName: 'Response',
    fields: [
      { go: 'ServiceMethod', js: 'method', type: text },
      { go: 'Seq', js: 'seq', type: number },
      { go: 'Error', js: 'error', type: text },
    ],
  },
  'struct{}': { wireName: '', fields: [] },
};

export interface RpcHeader {
  readonly method: string;
  readonly seq: number | bigint;
  /** Empty when the call succeeded, and in requests. */
  readonly error: string;
}

/** Narrows a decoded Request or Response; the decoder has already checked its fields. */
export function readHeader(value: unknown): RpcHeader {
  const header = { method: '', seq: 0, error: '' };
  return typeof value === 'object' && value !== null ? { ...header, ...value } : header;
}
