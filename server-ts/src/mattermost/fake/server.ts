// Plays the Mattermost server's part over an in-memory connection, so that a plugin can be tested without one.
import { Duplex } from 'node:stream';
import { HostLink } from '../host.ts';
import type { Hooks } from '../hooks.ts';
import { argsOf, type Protocol, ref, returnsOf } from '../schema.ts';
import { type Ending, serveSession } from '../session.ts';
import {
  Broker,
  type CompiledSchema,
  emptyType,
  type GobType,
  RpcClient,
  type RpcMethod,
  RpcServer,
  Session,
  type Stream,
} from '../wire/index.ts';

/** What the fake answers to `Plugin.<name>`: the Z_…Returns struct. */
export type Answers = Readonly<Record<string, (arg: unknown) => unknown>>;

export interface FakeServer {
  readonly host: HostLink;
  readonly ending: Promise<Ending>;
  readonly session: Session;
  readonly broker: Broker;
  readonly schema: CompiledSchema;
  readonly control: RpcClient;
  readonly hooks: RpcClient;
  readonly hooksStream: Stream;
  /** Set by activate. */
  readonly apiStream: Promise<Stream>;
  /** Our end of the connection, below the session. */
  readonly socket: Duplex;
  /** Every call of the API, in order. */
  readonly calls: readonly { readonly name: string; readonly arg: unknown }[];
  implemented(): Promise<unknown>;
  activate(): Promise<unknown>;
  /** Calls a hook of the generated table by its Go name. */
  call(hook: string, ...args: readonly unknown[]): Promise<unknown>;
}

/** One end of a connection: what is written comes out of the other. */
function connectionEnd(other: () => Duplex): Duplex {
  return new Duplex({
    read: () => undefined,
    write(chunk, _encoding, done) {
      other().push(chunk);
      setImmediate(done);
    },
    final(done) {
      other().push(null);
      done();
    },
    destroy(error, done) {
      if (!other().destroyed) setImmediate(() => other().destroy());
      done(error);
    },
  });
}

function connectionPair(): [Duplex, Duplex] {
  const pair: [Duplex, Duplex] = [connectionEnd(() => pair[1]), connectionEnd(() => pair[0])];
  return pair;
}

/** Starts a plugin and goes as far as the server does before OnActivate. */
export async function startFake(hooks: (host: HostLink) => Hooks, answers: Answers = {}): Promise<FakeServer> {
  const [ours, theirs] = connectionPair();
  const host = new HostLink();
  const ending = serveSession(theirs, host, hooks(host));
  const session = new Session(ours, { client: true });
  const control = new RpcClient(session.open(), host.schema);
  session.open();
  session.open();
  const broker = new Broker(session);
  const id = Number(await control.call('Dispenser.Dispense', { kind: 'string' }, 'hooks', { kind: 'uint' }));
  const hooksStream = await broker.dial(id);
  const client = new RpcClient(hooksStream, host.schema);
  const api = Promise.withResolvers<Stream>();
  const calls: { name: string; arg: unknown }[] = [];
  const names: GobType = { kind: 'slice', elem: { kind: 'string' } };
  return {
    host,
    ending,
    session,
    broker,
    control,
    hooksStream,
    calls,
    socket: ours,
    schema: host.schema,
    hooks: client,
    apiStream: api.promise,
    implemented: () => client.call('Plugin.Implemented', emptyType, {}, names),
    async activate() {
      const [apiId, driverId] = [broker.nextId(), broker.nextId()];
      const lookup = apiLookup(host.protocol, answers, calls);
      void broker.accept(apiId).then((stream) => {
        api.resolve(stream);
        return new RpcServer(stream, host.schema).serve(lookup);
      });
      void broker.accept(driverId);
      return client.call(
        'Plugin.OnActivate',
        ref('Z_OnActivateArgs'),
        { APIMuxId: apiId, DriverMuxId: driverId },
        ref('Z_OnActivateReturns'),
      );
    },
    call(hook, ...args) {
      const method = findMethod(host.protocol.hooks, hook);
      const arg = Object.fromEntries(args.map((value, at) => [String.fromCodePoint(65 + at), value]));
      return client.call(`Plugin.${hook}`, argsOf(method), arg, returnsOf(method));
    },
  };
}

function findMethod(table: Protocol['api'], go: string) {
  const entry = [...table.values()].find((each) => each.go === go);
  if (entry === undefined) throw new Error(`There is no method ${go}.`);
  return entry.read();
}

function apiLookup(
  protocol: Protocol,
  answers: Answers,
  calls: { name: string; arg: unknown }[],
): (method: string) => RpcMethod | undefined {
  return (called) => {
    const name = called.replace('Plugin.', '');
    const answer = answers[name] ?? (name.startsWith('Log') ? () => ({}) : undefined);
    if (answer === undefined) return undefined;
    const special = name === 'LoadPluginConfiguration' ? 'LoadPluginConfigurationArgs' : name;
    const handle = async (arg: unknown): Promise<unknown> => {
      calls.push({ name, arg });
      return answer(arg);
    };
    return { arg: ref(`Z_${special}Args`), reply: ref(`Z_${special}Returns`), handle };
  };
}
