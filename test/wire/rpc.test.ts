// Lets our net/rpc server answer what Go's client sent, and our client understand what Go's server answered.
import { describe, expect, test } from '@jest/globals';
import {
  CompiledSchema,
  Decoder,
  emptyType,
  Encoder,
  type GobSchema,
  type GobType,
  RpcClient,
  type RpcMethod,
  RpcServer,
} from '../../server-ts/src/mattermost/wire/index.ts';
import { hex, sessions, settle, streams } from './pair.ts';
import { gobVectors, readAll, RecordedTypes, rpcVectors } from './vectors.ts';

const ref = (name: string): GobType => ({ kind: 'ref', name });
const text: GobType = { kind: 'string' };
const number: GobType = { kind: 'uint' };
const list: GobType = { kind: 'slice', elem: text };

const schema: GobSchema = {
  structs: {
    Args: {
      wireName: 'Z_ExecuteCommandArgs',
      fields: [
        { go: 'A', js: 'context', type: ref('Context') },
        { go: 'B', js: 'args', type: ref('CommandArgs') },
      ],
    },
    Context: { wireName: 'Context', fields: [{ go: 'RequestId', js: 'request_id', type: text }] },
    CommandArgs: { wireName: 'CommandArgs', fields: [{ go: 'Command', js: 'command', type: text }] },
    Returns: { wireName: 'Z_ExecuteCommandReturns', fields: [{ go: 'A', js: 'response', type: ref('Response') }] },
    Response: {
      wireName: 'CommandResponse',
      fields: [
        { go: 'Text', js: 'text', type: text },
        { go: 'Props', js: 'props', type: { kind: 'map', key: text, elem: { kind: 'interface' }, wireName: 'StringInterface' } },
      ],
    },
  },
  registered: {},
};

interface Recorded extends Pick<RpcMethod, 'arg' | 'reply'> {
  /** What the recorded client gave and got. */
  readonly given: unknown;
  readonly got: unknown;
}

const header: GobType = { kind: 'map', key: text, elem: list, wireName: 'Header' };
const methods: Readonly<Record<string, Recorded>> = {
  Ping: { arg: { kind: 'bool' }, reply: emptyType, given: true, got: {} },
  Dispense: { arg: text, reply: number, given: 'hooks', got: 1 },
  Zero: { arg: text, reply: number, given: 'x', got: 0 },
  List: { arg: emptyType, reply: list, given: {}, got: ['OnActivate', 'ServeHTTP'] },
  NilList: { arg: emptyType, reply: list, given: {}, got: [] },
  Header: { arg: emptyType, reply: header, given: {}, got: { X: ['y'] } },
  Bytes: { arg: { kind: 'bytes' }, reply: emptyType, given: new Uint8Array(Buffer.from('abc')), got: {} },
  Int: { arg: { kind: 'int' }, reply: emptyType, given: 200, got: {} },
  Echo: {
    arg: ref('Args'),
    reply: ref('Returns'),
    given: { context: { request_id: 'r' }, args: { command: '/x' } },
    got: { response: { text: '/x' } },
  },
  Fail: { arg: text, reply: emptyType, given: 'why', got: {} },
  NoSuch: { arg: text, reply: emptyType, given: 'x', got: {} },
};

const recorded = (call: string): Recorded => methods[call] ?? { arg: text, reply: text, given: '', got: '' };
const bytesOf = (vector: ReturnType<typeof rpcVectors>[number], dir: string): Buffer =>
  hex(
    vector.chunks
      .filter((chunk) => chunk.dir === dir)
      .map((chunk) => chunk.hex)
      .join(''),
  );

describe('recorded calls', () => {
  test('our encoder writes what Go wrote, in both directions', () => {
    const types = new RecordedTypes();
    const before = [...gobVectors('gob-basic'), ...gobVectors('gob-mattermost')].map((vector) => readAll(hex(vector.hex)));
    const [client, server] = ['client', 'server'].map((dir) => Buffer.concat(rpcVectors().map((vector) => bytesOf(vector, dir))));
    const calls = [client, server].map((bytes) => readAll(bytes ?? Buffer.alloc(0)));
    for (const { definitions } of [...before, ...calls]) types.add(definitions);
    const compiled = new CompiledSchema(types.schema());
    // The ids must be given in the order in which the recording program came to know its types.
    for (const id of [...types.definitions.keys()].sort((left, right) => left - right)) givenUpTo(compiled, id, types);
    for (const [index, { values }] of calls.entries()) {
      const encoder = new Encoder(compiled);
      const written = values.map(({ value, typeId }) => encoder.encode(types.type(typeId), value));
      expect(Buffer.concat(written).toString('hex')).toBe((index === 0 ? client : server)?.toString('hex'));
    }
  });

  test('our server answers Go’s client', async () => {
    const { ours, theirs } = await streams();
    const seen: unknown[] = [];
    const served = new RpcServer(ours, schema).serve((method) => lookup(method, seen));
    const answers = new Decoder(schema, theirs);
    for (const [seq, vector] of rpcVectors().entries()) {
      await theirs.write(bytesOf(vector, 'client'));
      const name = `Plugin.${vector.call}`;
      const failed = vector.error !== undefined;
      expect(await answers.next(ref('net/rpc.Response'))).toEqual({ method: name, seq, error: vector.error ?? '' });
      expect(await answers.next(failed ? emptyType : recorded(vector.call).reply)).toEqual(recorded(vector.call).got);
    }
    await theirs.end();
    await expect(served).resolves.toBeUndefined();
    expect(await theirs.readChunk()).toBeUndefined();
    const known = rpcVectors().filter(({ call }) => call !== 'NoSuch');
    expect(seen).toMatchObject(known.map(({ call }) => recorded(call).given));
  });

  test('our client understands Go’s server', async () => {
    const { ours, theirs } = await streams();
    const client = new RpcClient(theirs, schema);
    for (const vector of rpcVectors()) {
      const { arg, reply, given, got } = recorded(vector.call);
      const result = client.call(`Plugin.${vector.call}`, arg, given, reply).catch((error: Error) => error.message);
      await ours.write(bytesOf(vector, 'server'));
      expect(await result).toEqual(vector.error ?? got);
    }
    await ours.end();
    await expect(client.closed).resolves.toBeUndefined();
    await expect(client.call('Plugin.Late', text, 'x', text)).rejects.toMatchObject({ code: 'WIRE_CLOSED' });
  });
});

const filler = (at: number): GobType => ({ kind: 'slice', elem: { kind: 'bool' }, wireName: `filler ${at}` });

function givenUpTo(compiled: CompiledSchema, id: number, types: RecordedTypes): void {
  const made = compiled.encodeType(types.type(id));
  for (let at = made.id; at < id; at++) compiled.encodeType(filler(at));
}

function lookup(name: string, seen: unknown[]): RpcMethod | undefined {
  const call = name.replace('Plugin.', '');
  if (call === 'NoSuch') return undefined;
  const handle = async (arg: unknown): Promise<unknown> => {
    seen.push(arg);
    if (call === 'Fail') throw new Error(`failed: ${String(arg)}`);
    return recorded(call).got;
  };
  return { ...recorded(call), handle };
}

async function joined(methodsOf: (name: string) => RpcMethod | undefined) {
  const between = sessions();
  const { ours, theirs } = await streams(between);
  const served = new RpcServer(ours, schema).serve(methodsOf);
  return { ...between, client: new RpcClient(theirs, schema), served, ours, theirs };
}

const fits = async (arg: unknown): Promise<unknown> =>
  arg === 'bad' ? { response: { text: 5 } } : { response: { text: arg, props: { a: 1n } } };

describe('client and server', () => {
  test('answer in the order in which work is done', async () => {
    const waits = new Map<string, () => void>();
    const wait = (name: unknown): Promise<unknown> =>
      new Promise((resolve) => waits.set(String(name), () => resolve(`${String(name)} done`)));
    const { client, host } = await joined(() => ({ arg: text, reply: text, handle: wait }));
    const order: unknown[] = [];
    const calls = ['a', 'b', 'c'].map(async (name) => order.push(await client.call('Plugin.X', text, name, text)));
    await settle();
    for (const name of ['c', 'a', 'b']) {
      waits.get(name)?.();
      await settle();
    }
    await Promise.all(calls);
    expect(order).toEqual(['c done', 'a done', 'b done']);
    host.close();
  });

  test('a value that does not fit fails its own call only, in both directions', async () => {
    const { client, host } = await joined(() => ({ arg: text, reply: ref('Returns'), handle: fits }));
    await expect(client.call('Plugin.X', text, 7, text)).rejects.toMatchObject({ code: 'GOB_ENCODE' });
    await expect(client.call('Plugin.X', text, 'bad', ref('Returns'))).rejects.toThrow(
      'gob: Response.Text: a string is needed, got number',
    );
    await expect(client.call('Plugin.X', text, 'good', ref('Returns'))).resolves.toEqual({ response: { text: 'good', props: { a: 1 } } });
    host.close();
  });

  test('both end when the answer is not what it should be', async () => {
    const { ours, theirs } = await streams();
    const client = new RpcClient(theirs, schema);
    const calls = [client.call('Plugin.A', text, 'a', text), client.call('Plugin.B', text, 'b', text)];
    const rejected = expect(Promise.allSettled(calls)).resolves.toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
    await ours.write(hex('04ff820203'));
    await rejected;
    await expect(client.closed).resolves.toMatchObject({ code: 'GOB_DECODE' });
    await settle();
    await expect(ours.write(hex('00'))).rejects.toThrow('reset');
  });

  test('pending calls reject and serving ends when the session ends', async () => {
    const { client, served, plugin } = await joined(() => ({ arg: text, reply: text, handle: () => new Promise(() => undefined) }));
    const call = client.call('Plugin.X', text, 'x', text);
    const rejected = expect(call).rejects.toMatchObject({ code: 'WIRE_CLOSED' });
    await settle();
    plugin.close();
    await rejected;
    await expect(Promise.all([served, client.closed])).resolves.toEqual([undefined, undefined]);
  });
});
