// Calls the server's plugin API: every method of the generated table by its name, and the few that carry streams.
import { readError } from './errors.ts';
import type { PlainApi } from './generated/api.ts';
import type { Method } from './method-table.ts';
import { argsOf, letter, type Protocol, returnsOf } from './schema.ts';
import { isFields } from './errors.ts';
import type { GobType, RpcClient } from './wire/index.ts';

/** Calls `Plugin.<name>`; rejects when the server cannot be asked. */
export type Call = (name: string, argType: GobType, arg: unknown, replyType: GobType) => Promise<unknown>;

/** Calls over a connection that comes with activation; before it, and after its end, every call rejects. */
export function callOver(client: () => RpcClient | undefined): Call {
  return async (name, argType, arg, replyType) => {
    const open = client();
    if (open === undefined) throw new Error(`${name} was called before the plugin was activated.`);
    return open.call(`Plugin.${name}`, argType, arg, replyType);
  };
}

/** Makes the typed client: parameters in Go's order, results without the error, which rejects as ApiError. */
export function createPlainApi(protocol: Protocol, call: Call): PlainApi;
export function createPlainApi(protocol: Protocol, call: Call): unknown {
  const methods = [...protocol.api].map(([name, { read }]) => [name, (...args: unknown[]) => callMethod(call, read(), args)]);
  return Object.fromEntries(methods);
}

async function callMethod(call: Call, method: Method, args: readonly unknown[]): Promise<unknown> {
  const reply = await call(method.go, argsOf(method), letterArgs(method, args), returnsOf(method));
  return readResults(method, reply);
}

function letterArgs({ params, variadic }: Method, args: readonly unknown[]): Record<string, unknown> {
  const rest = params.length - 1;
  const given = variadic ? [...args.slice(0, rest), args.slice(rest)] : args;
  return Object.fromEntries(params.map((_, at) => [letter(at), given[at]]));
}

function readResults({ results }: Method, reply: unknown): unknown {
  const fields = isFields(reply) ? reply : {};
  const values: unknown[] = [];
  for (const [at, { type, kind }] of results.entries()) {
    const value = fields[letter(at)];
    if (kind === 'value') {
      values.push(value ?? emptyOf(type));
      continue;
    }
    const error = readError(value);
    if (error !== undefined) throw error;
  }
  return values.length > 1 ? values : values[0];
}

/** What stands for an empty value that the wire leaves out. */
export function emptyOf(type: GobType): unknown {
  if (type.kind === 'slice') return [];
  if (type.kind === 'map') return type.key.kind === 'string' ? {} : new Map();
  return type.kind === 'bytes' ? new Uint8Array() : undefined;
}
