// Mattermost seen from inside: what another plugin needs to be one. See readme.md.
export { ApiError } from './errors.ts';
export type { ByteSource } from './byte-stream.ts';
export type * from './generated/types.ts';
export type { Api, Host } from './host.ts';
export type { FileVerdict, Hooks } from './hooks.ts';
export type { HttpHandler } from './http-server.ts';
export type { Input } from './input.ts';
export type { Log, LogFields, Redact } from './log.ts';
export { type PluginOptions, runPlugin } from './run.ts';
export { typed } from './wire/index.ts';
