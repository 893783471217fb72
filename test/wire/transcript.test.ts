// Replays what a real Mattermost server said while it started a plugin, and decodes all of it with the generated schema.
import { describe, expect, test } from '@jest/globals';
import { createProtocol } from '../../server-ts/src/mattermost/schema.ts';
import { Decoder, emptyType, type GobType, type Stream } from '../../server-ts/src/mattermost/wire/index.ts';
import { FrameSplitter } from '../../server-ts/src/mattermost/wire/frame-splitter.ts';
import { bare, hex, settle } from './pair.ts';
import { transcript } from './vectors.ts';

const protocol = createProtocol();
const text: GobType = { kind: 'string' };
const list: GobType = { kind: 'slice', elem: text };
const header: GobType = { kind: 'map', key: text, elem: list };

/** Calls whose types are not in the generated tables: go-plugin's own, and those of the response writer. */
const special: Readonly<Record<string, readonly [GobType, GobType]>> = {
  'Dispenser.Dispense': [text, { kind: 'uint' }],
  'Control.Ping': [{ kind: 'bool' }, emptyType],
  'Control.Quit': [{ kind: 'bool' }, emptyType],
  'Plugin.Implemented': [emptyType, list],
  'Plugin.Header': [emptyType, header],
  'Plugin.SyncHeader': [header, emptyType],
  'Plugin.WriteHeader': [{ kind: 'int' }, emptyType],
  'Plugin.Write': [{ kind: 'bytes' }, emptyType],
  'Plugin.ServeHTTP': [ref('Z_ServeHTTPArgs'), emptyType],
  'Plugin.LoadPluginConfiguration': [ref('Z_LoadPluginConfigurationArgsArgs'), ref('Z_LoadPluginConfigurationArgsReturns')],
};

function ref(name: string): GobType {
  return { kind: 'ref', name };
}

function typesOf(method: string): readonly [GobType, GobType] {
  const go = method.replace('Plugin.', '');
  return special[method] ?? [ref(`Z_${go}Args`), ref(`Z_${go}Returns`)];
}

/** The payload of every stream in one direction, cut out of the frames without a session. */
function payloads(file: 'transcript' | 'transcript-go', dir: string): Map<number, Buffer> {
  const streams = new Map<number, Buffer>();
  let current = 0;
  const splitter = new FrameSplitter({
    onFrame: ({ stream }) => (current = stream),
    onPayload: (piece) => streams.set(current, Buffer.concat([streams.get(current) ?? Buffer.alloc(0), piece])),
  });
  for (const line of transcript(file)) if (line.dir === dir && line.hex !== undefined) splitter.push(hex(line.hex));
  return streams;
}

/** Feeds the server's bytes to a session of ours, which opens its streams when the recorded plugin did. */
async function replay(file: 'transcript' | 'transcript-go'): Promise<Map<number, Buffer>> {
  const { session, wire } = bare();
  const received = new Map<number, Buffer>();
  const reading: Promise<void>[] = [];
  session.onStream((stream) => reading.push(collect(stream, received)));
  const opener = new FrameSplitter({
    onFrame: (frame) => (frame.flags & 1) !== 0 && frame.stream > 0 && reading.push(collect(session.open(), received)),
    onPayload: () => undefined,
  });
  for (const line of transcript(file)) {
    if (line.hex === undefined) continue;
    if (line.dir === 'host') wire.write(hex(line.hex));
    else opener.push(hex(line.hex));
    await settle(2);
  }
  wire.end();
  await Promise.all(reading);
  await expect(session.closed).resolves.toBeUndefined();
  return received;
}

async function collect(stream: Stream, into: Map<number, Buffer>): Promise<void> {
  try {
    for await (const chunk of stream.read()) into.set(stream.id, Buffer.concat([into.get(stream.id) ?? Buffer.alloc(0), chunk]));
  } catch {
    // The session ends under streams that nobody has closed.
  }
}

interface Called {
  readonly method: string;
  readonly body: unknown;
}

/** `half` 0 reads requests, 1 replies. Broker streams begin with four bytes of id. */
function calls(bytes: Buffer, stream: number, half: 0 | 1): Called[] {
  const decoder = new Decoder(protocol.schema);
  decoder.push(stream === 1 ? bytes : bytes.subarray(4));
  const found: Called[] = [];
  const headerType = ref(half === 0 ? 'net/rpc.Request' : 'net/rpc.Response');
  for (let next = decoder.tryNext(headerType); next !== undefined; next = decoder.tryNext(headerType)) {
    const { method, error } = read(next.value);
    const body = decoder.tryNext(error === '' ? typesOf(method)[half] : emptyType);
    found.push({ method, body: body?.value });
  }
  expect(decoder.pending).toBe(false);
  return found;
}

function read(value: unknown): { method: string; error: string } {
  return { method: '', error: '', ...(typeof value === 'object' ? value : {}) };
}

describe.each(['transcript', 'transcript-go'] as const)('%s', (file) => {
  test('our session receives every byte that the server sent', async () => {
    const received = await replay(file);
    const expected = payloads(file, 'host');
    expect([...received].map(([id, bytes]) => [id, bytes.toString('hex')]).sort()).toEqual(
      [...expected].map(([id, bytes]) => [id, bytes.toString('hex')]).sort(),
    );
  });

  test('every request and reply decodes with the generated schema', () => {
    const [host, plugin] = [payloads(file, 'host'), payloads(file, 'plugin')];
    const body = 8;
    const both = (from: Map<number, Buffer>, half: (id: number) => 0 | 1): Map<number, Called[]> =>
      new Map([...from].filter(([id]) => id !== body).map(([id, bytes]) => [id, calls(bytes, id, half(id))]));
    // The server asks on the streams that it opened, the plugin on its own.
    const fromHost = both(host, (id) => (id % 2 === 1 ? 0 : 1));
    const fromPlugin = both(plugin, (id) => (id % 2 === 1 ? 1 : 0));
    for (const [id, sent] of fromHost) expect(fromPlugin.get(id)?.map(({ method }) => method)).toEqual(sent.map(({ method }) => method));
    const hooks = fromHost.get(7) ?? [];
    expect(hooks.map(({ method }) => method)).toEqual(
      expect.arrayContaining(['Plugin.Implemented', 'Plugin.OnActivate', 'Plugin.ServeHTTP', 'Plugin.OnDeactivate']),
    );
    expect(hooks.find(({ method }) => method === 'Plugin.OnActivate')?.body).toEqual({ APIMuxId: 1, DriverMuxId: 2 });
    expect(hooks.find(({ method }) => method === 'Plugin.ServeHTTP')?.body).toMatchObject({
      ResponseWriterStream: 3,
      RequestBodyStream: 4,
      Request: { Method: 'POST', URL: expect.stringMatching(/^\/(echo\?a=b|lite)$/) },
    });
    expect(hooks.find(({ method }) => method === 'Plugin.ExecuteCommand')?.body).toMatchObject({
      B: { command: expect.stringMatching(/^\/x/) },
    });
    const api = fromHost.get(2) ?? [];
    expect(api.find(({ method }) => method === 'Plugin.EnsureBotUser')?.body).toEqual({ A: 'xra5byr7ojbaurnqgwqymcdibc' });
    expect(fromPlugin.get(2)?.find(({ method }) => method === 'Plugin.LogInfo')?.body).toMatchObject({
      A: 'proto plugin active',
      B: expect.arrayContaining(['runtime']),
    });
  });
});
