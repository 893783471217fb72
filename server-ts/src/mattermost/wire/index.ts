// What the rest of the program may use of the wire protocol between Mattermost and a plugin.
export { Broker } from './broker.ts';
export { CompiledSchema } from './compiled-schema.ts';
export { type Decoded, Decoder, type DecoderOptions } from './gob-decoder.ts';
export { Encoder } from './gob-encoder.ts';
export { Typed, typed } from './gob-interface.ts';
export type { GobField, GobSchema, GobStruct, GobType } from './gob-schema.ts';
export { RpcClient, RpcError } from './rpc-client.ts';
export { type RpcMethod, RpcServer } from './rpc-server.ts';
export { emptyType } from './rpc-messages.ts';
export { decodeVarint, encodeVarint } from './varint.ts';
export { asError, type WireCode, WireError } from './wire-error.ts';
export { Session, type SessionOptions } from './yamux-session.ts';
export { Stream } from './yamux-stream.ts';
