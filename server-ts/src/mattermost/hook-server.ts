// Answers the server's calls of hooks: which there are, and each of them.
import { type Fields, isFields, messageOf } from './errors.ts';
import { fileMethod } from './file-hook.ts';
import { callHook, findHook } from './hook-call.ts';
import type { Hooks } from './hooks.ts';
import { type HttpCall, type HttpHandler, type HttpServer, serveHttpCall } from './http-server.ts';
import { argsOf, type Protocol, ref, returnsOf } from './schema.ts';
import { emptyType, type GobType, type RpcMethod } from './wire/index.ts';

export interface HookServer extends HttpServer {
  readonly protocol: Protocol;
  readonly hooks: Hooks;
  /** Dials what the server offers for the API and the database, then calls the plugin. */
  activate(streams: { readonly api: number; readonly driver: number }): Promise<Fields>;
}

type Lookup = (method: string) => RpcMethod | undefined;

/** What the hooks stream serves. */
export function hookMethods(server: HookServer): Lookup {
  const special = specialMethods(server);
  return (called) => {
    const go = called.replace(/^Plugin\./, '');
    return special.get(go) ?? plainMethod(server, go);
  };
}

function plainMethod({ protocol, hooks, log }: HookServer, go: string): RpcMethod | undefined {
  for (const [name, entry] of protocol.hooks) {
    if (entry.go !== go) continue;
    const hook = findHook(hooks, name);
    if (hook === undefined) return undefined;
    const method = entry.read();
    const handle = async (arg: unknown): Promise<Fields> => {
      try {
        return await callHook(method, hook, arg);
      } catch (error) {
        log.error('A hook failed', { hook: go, error: messageOf(error) });
        throw error;
      }
    };
    return { arg: argsOf(method), reply: returnsOf(method), handle };
  }
  return undefined;
}

/** The names of the hooks that the plugin has, as Go writes them. */
export function implementedHooks({ protocol, hooks }: Pick<HookServer, 'protocol' | 'hooks'>): string[] {
  const plain = [...protocol.hooks].filter(([name]) => findHook(hooks, name) !== undefined).map(([, { go }]) => go);
  const special = ['OnActivate'];
  if (hooks.serveHttp !== undefined) special.push('ServeHTTP');
  if (hooks.serveMetrics !== undefined) special.push('ServeMetrics');
  if (hooks.fileWillBeUploaded !== undefined) special.push('FileWillBeUploaded');
  return [...special, ...plain];
}

function specialMethods(server: HookServer): ReadonlyMap<string, RpcMethod> {
  const names: GobType = { kind: 'slice', elem: { kind: 'string' } };
  const methods = new Map<string, RpcMethod>([
    ['Implemented', { arg: emptyType, reply: names, handle: async () => implementedHooks(server) }],
    ['OnActivate', { arg: ref('Z_OnActivateArgs'), reply: ref('Z_OnActivateReturns'), handle: (arg) => activate(server, arg) }],
  ]);
  const { serveHttp, serveMetrics, fileWillBeUploaded } = server.hooks;
  if (serveHttp !== undefined) methods.set('ServeHTTP', httpMethod(server, 'Z_ServeHTTPArgs', serveHttp.bind(server.hooks)));
  if (serveMetrics !== undefined) methods.set('ServeMetrics', httpMethod(server, 'Z_ServeMetricsArgs', serveMetrics.bind(server.hooks)));
  if (fileWillBeUploaded !== undefined) methods.set('FileWillBeUploaded', fileMethod(server, fileWillBeUploaded.bind(server.hooks)));
  return methods;
}

const count = (value: unknown): number => (typeof value === 'number' ? value : 0);

function activate(server: HookServer, arg: unknown): Promise<Fields> {
  const fields = isFields(arg) ? arg : {};
  return server.activate({ api: count(fields['APIMuxId']), driver: count(fields['DriverMuxId']) });
}

function httpMethod(server: HookServer, args: string, handler: HttpHandler): RpcMethod {
  const handle = async (arg: unknown): Promise<Fields> => {
    await serveHttpCall(server, handler, readHttpCall(isFields(arg) ? arg : {}));
    return {};
  };
  return { arg: ref(args), reply: emptyType, handle };
}

function readHttpCall(fields: Fields): HttpCall {
  return {
    ResponseWriterStream: count(fields['ResponseWriterStream']),
    RequestBodyStream: count(fields['RequestBodyStream']),
    Request: isFields(fields['Request']) ? fields['Request'] : {},
    Context: isFields(fields['Context']) ? fields['Context'] : {},
  };
}
