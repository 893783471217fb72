// Serves one connection of the server from its first stream to its end.
import type { Duplex } from 'node:stream';
import { controlMethods } from './control.ts';
import { type Fields, messageOf, writeError } from './errors.ts';
import type { HostLink } from './host.ts';
import { type HookServer, hookMethods } from './hook-server.ts';
import type { Hooks } from './hooks.ts';
import { Broker, RpcServer, Session, type Stream } from './wire/index.ts';

/** Why it ended: the server said so, the server went, or something broke. */
export type Ending =
  | { readonly kind: 'quit' }
  | { readonly kind: 'gone'; readonly what: string }
  | { readonly kind: 'broken'; readonly what: string; readonly error: Error };

/** The server closes the connection after Control.Quit, and kills after two seconds. */
const quitMs = 1000;

/** Resolves when the session can serve no more; the process has nothing to do then. Never rejects. */
export async function serveSession(socket: Duplex, host: HostLink, hooks: Hooks): Promise<Ending> {
  const session = new Session(socket);
  const ending = Promise.withResolvers<Ending>();
  const end = (what: string, error: Error | undefined): void =>
    ending.resolve(error === undefined ? { kind: 'gone', what } : { kind: 'broken', what, error });
  void session.closed.then((error) => end('connection', error));
  serveStreams(session, host, hooks, { end, quit: () => setTimeout(() => ending.resolve({ kind: 'quit' }), quitMs) }).catch(
    (error: unknown) => end('start', error instanceof Error ? error : new Error(String(error))),
  );
  return ending.promise;
}

interface Ends {
  end(what: string, error: Error | undefined): void;
  quit(): void;
}

/** The first three streams are control, stdout and stderr; later ones are the broker's. */
async function serveStreams(session: Session, host: HostLink, hooks: Hooks, ends: Ends): Promise<void> {
  const control = await session.accept();
  await session.accept();
  await session.accept();
  const broker = new Broker(session);
  const dispense = (): number => {
    const id = broker.nextId();
    serveHooks(broker, id, host, hooks, ends).catch((error: unknown) => ends.end('hooks', toError(error)));
    return id;
  };
  ends.end('control', await new RpcServer(control, host.schema).serve(controlMethods({ dispense, quit: ends.quit })));
}

async function serveHooks(broker: Broker, id: number, host: HostLink, hooks: Hooks, ends: Ends): Promise<void> {
  const stream = await broker.accept(id);
  const server: HookServer = {
    broker,
    hooks,
    protocol: host.protocol,
    schema: host.schema,
    log: host.log,
    activate: async ({ api, driver }) => {
      // The server waits for both; nothing here uses its database driver.
      const [apiStream] = await Promise.all([broker.dial(api), broker.dial(driver)]);
      watchApi(apiStream, broker, host, ends);
      return activate(host, hooks);
    },
  };
  ends.end('hooks', await new RpcServer(stream, host.schema).serve(hookMethods(server)));
}

function watchApi(stream: Stream, broker: Broker, host: HostLink, ends: Ends): void {
  void host.connect(stream, broker).then((error) => ends.end('api', error));
}

/** In the order of Go's OnActivate in client_rpc.go: a configuration that fails is logged and does not stop the activation. */
async function activate(host: HostLink, hooks: Hooks): Promise<Fields> {
  try {
    await hooks.onConfigurationChange?.();
  } catch (error) {
    host.log.error('The configuration could not be read', { error: messageOf(error) });
  }
  try {
    await hooks.onActivate?.();
    return {};
  } catch (error) {
    host.log.error('The plugin could not be activated', { error: messageOf(error) });
    return { A: writeError(error) };
  }
}

const toError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
