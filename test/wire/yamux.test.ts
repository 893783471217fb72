// Holds a session against recorded yamux frames and the rules of hashicorp/yamux, frame by frame.
import { describe, expect, test } from '@jest/globals';
import { Session } from '../../server-ts/src/mattermost/wire/index.ts';
import { duplexPair } from 'node:stream';
import { bare, hex, sessions, settle, streams } from './pair.ts';
import { yamuxVectors } from './vectors.ts';

const window = 256 * 1024;
const header = (type: number, flags: number, stream: number, length: number): Buffer => {
  const bytes = Buffer.alloc(12);
  bytes[1] = type;
  bytes.writeUInt16BE(flags, 2);
  bytes.writeUInt32BE(stream, 4);
  bytes.writeUInt32BE(length, 8);
  return bytes;
};
const syn = (id: number): Buffer => header(1, 1, id, 0);

/** The vectors abbreviate long payloads of one repeated byte. */
function expand(text: string): Buffer {
  const long = /^(..).*…\((\d+) bytes\)$/.exec(text);
  return long === null ? hex(text) : Buffer.alloc(Number(long[2]), hex(long[1] ?? ''));
}

async function replay(us: 'client' | 'server'): Promise<{ sent: string; expected: string }> {
  const { session, wire, sent } = bare({ client: us === 'client' });
  const expected: Buffer[] = [];
  const actions = scripted(session, us);
  for (const { what, chunks } of yamuxVectors()) {
    const ours = (chunks ?? []).filter(({ dir }) => dir === us).map((chunk) => expand(chunk.hex));
    const theirs = (chunks ?? []).filter(({ dir }) => dir !== us).map((chunk) => expand(chunk.hex));
    expected.push(...ours);
    await actions(what);
    for (const bytes of theirs) {
      wire.write(bytes);
      await settle();
    }
  }
  return { sent: sent().toString('hex'), expected: Buffer.concat(expected).toString('hex') };
}

/** What the recorded program did on each side, told to our session. */
function scripted(session: Session, us: 'client' | 'server'): (what: string) => Promise<void> {
  const opened: ReturnType<Session['open']>[] = [];
  const accepted: ReturnType<Session['open']>[] = [];
  session.onStream((stream) => accepted.push(stream));
  const client: Record<string, () => unknown> = {
    'client opens stream 1, server accepts': () => opened.push(session.open()),
    'client writes hello': () => opened[0]?.write(Buffer.from('hello')),
    // Not awaited: the rest leaves when the window opens.
    'client writes 300 KiB: over the window of 256 KiB': () => void opened[0]?.write(Buffer.alloc(300 * 1024, 'x')),
    'client pings': () => void session.ping(),
    'client closes 1 (half)': () => opened[0]?.end(),
    'both close 2': () => accepted[0]?.end(),
    'client says go away': () => session.close(),
  };
  const server: Record<string, () => unknown> = {
    'client writes hello': () => void drain(accepted[0]),
    'server opens stream 2, client accepts': () => opened.push(session.open()),
    'server writes abc on 2': () => opened[0]?.write(Buffer.from('abc')),
    'server pings': () => void session.ping(),
    'server closes 1': () => accepted[0]?.end(),
    'both close 2': () => opened[0]?.end(),
  };
  return async (what) => {
    await (us === 'client' ? client : server)[what]?.();
  };
}

async function drain(stream: ReturnType<Session['open']> | undefined): Promise<number> {
  let size = 0;
  if (stream !== undefined) for await (const chunk of stream.read()) size += chunk.length;
  return size;
}

describe('recorded frames', () => {
  test('a client sends what hashicorp/yamux sends', async () => {
    const { sent, expected } = await replay('client');
    expect(sent).toBe(expected);
  });

  test('a server sends what hashicorp/yamux sends, but for the moment at which it gives credit', async () => {
    const { sent, expected } = await replay('server');
    const credit = /0001000000000001[0-9a-f]{8}/g;
    expect(sent.replaceAll(credit, '')).toBe(expected.replaceAll(credit, ''));
  });
});

describe('a session', () => {
  test('answers a ping with its value, whatever flags come with it', async () => {
    const { wire, sent } = bare();
    wire.write(header(2, 1, 0, 0xcafebabe));
    await settle();
    expect(sent()).toEqual(header(2, 2, 0, 0xcafebabe));
  });

  test('acknowledges a stream when it is accepted, and not before', async () => {
    const { session, wire, sent } = bare();
    wire.write(syn(1));
    await settle();
    expect(sent()).toHaveLength(0);
    await session.accept();
    await settle();
    expect(sent()).toEqual(header(1, 2, 1, 0));
  });

  test('sends a payload together with the SYN', async () => {
    const { session, sent } = bare();
    session.open(Buffer.from([7, 0, 0, 0]));
    await settle();
    expect(sent()).toEqual(Buffer.concat([syn(2), header(0, 0, 2, 4), Buffer.from([7, 0, 0, 0])]));
  });

  test('lets only 256 opens wait for their acknowledgement', async () => {
    const { session, wire, sent } = bare();
    const opened = Array.from({ length: 258 }, () => session.open(Buffer.from('x')));
    await settle();
    const both = 12 + 13;
    expect(sent()).toHaveLength(256 * both);
    wire.write(header(1, 2, opened[3]?.id ?? 0, 0));
    await settle();
    expect(sent().subarray(256 * both)).toEqual(Buffer.concat([syn(514), header(0, 0, 514, 1), Buffer.from('x')]));
    opened[257]?.destroy();
    wire.write(header(1, 2, opened[4]?.id ?? 0, 0));
    await settle();
    expect(sent()).toHaveLength(257 * both);
    session.close();
  });

  test('resets streams beyond 256 that nobody accepts', async () => {
    const { wire, sent } = bare();
    for (let id = 1; id <= 513; id += 2) wire.write(syn(id));
    await settle();
    expect(sent()).toEqual(header(1, 8, 513, 0));
  });

  test('opens no more streams after the other side has said go-away', async () => {
    const { session, wire } = bare();
    wire.write(header(3, 0, 0, 0));
    await settle();
    expect(() => session.open()).toThrow('accepts no more streams');
    session.close();
    await expect(session.closed).resolves.toBeUndefined();
  });

  const broken: readonly (readonly [string, Buffer, string])[] = [
    ['another version', Buffer.concat([Buffer.from([1]), syn(1).subarray(1)]), 'version 1'],
    ['an unknown type', header(9, 0, 0, 0), 'frame type 9'],
    ['a stream with our own parity', syn(2), 'may not open stream 2'],
    ['stream 0', syn(0), 'may not open stream 0'],
    ['a stream opened twice', Buffer.concat([syn(1), syn(1)]), 'opened twice'],
    ['data beyond the window', Buffer.concat([syn(1), header(0, 0, 1, window + 1)]), 'exceed its window'],
    ['a second FIN', Buffer.concat([syn(1), header(1, 4, 1, 0), header(1, 4, 1, 0)]), 'second FIN'],
    ['credit without end', Buffer.concat([syn(1), header(1, 0, 1, 0xffffffff)]), '4 GiB'],
    ['an error go-away', header(3, 0, 0, 2), 'code 2'],
  ];
  test.each(broken)('ends with a clear error at %s', async (_, bytes, message) => {
    const { session, wire } = bare();
    const waiting = session.accept().then((stream) => stream.readChunk());
    const failed = expect(waiting).rejects.toThrow();
    wire.write(bytes);
    await expect(session.closed).resolves.toMatchObject({ code: 'YAMUX_PROTOCOL', message: expect.stringContaining(message) });
    await failed;
  });

  test('drops what comes for streams that it does not know', async () => {
    const { session, wire } = bare();
    wire.write(Buffer.concat([header(0, 0, 99, 3), Buffer.from('abc'), header(1, 4, 99, 0), header(1, 8, 98, 0), header(2, 1, 0, 5)]));
    await settle();
    expect(session.open().id).toBe(2);
    session.close();
  });

  test('says that the connection was cut within a frame', async () => {
    const { session, wire } = bare();
    wire.end(syn(1).subarray(0, 5));
    await expect(session.closed).resolves.toMatchObject({ code: 'WIRE_CLOSED' });
  });

  test('rejects every pending operation when it ends', async () => {
    const { host, plugin } = sessions();
    const stream = host.open();
    const other = await plugin.accept();
    const pending = [
      stream.readChunk(),
      stream.write(Buffer.alloc(window + 1)),
      host.accept(),
      host.ping(),
      other.readExactly(window),
      plugin.accept(),
    ];
    host.close();
    const results = await Promise.allSettled([...pending, plugin.accept(), plugin.ping()]);
    expect(results.map(({ status }) => status)).toEqual(results.map(({ status }, index) => (index === 3 ? status : 'rejected')));
    expect(await Promise.all([host.closed, plugin.closed])).toEqual([undefined, undefined]);
    expect(() => host.open()).toThrow('closed');
  });

  test('ends when the other side does not answer its pings', async () => {
    const [left] = duplexPair();
    const session = new Session(left, { keepAlive: 1 });
    session.close();
    await expect(session.closed).resolves.toBeUndefined();
  });
});

describe('a stream', () => {
  test('closes one direction at a time', async () => {
    const { ours, theirs } = await streams();
    await theirs.write(Buffer.from('question'));
    await theirs.end();
    await theirs.end();
    expect(String(await ours.readChunk())).toBe(String(new Uint8Array(Buffer.from('question'))));
    expect(await ours.readChunk()).toBeUndefined();
    await ours.write(Buffer.from('answer'));
    await ours.end();
    expect(await drain(theirs)).toBe(6);
    await expect(ours.write(Buffer.from('more'))).rejects.toMatchObject({ code: 'WIRE_CLOSED' });
  });

  test('writes no more than the window until the other side reads', async () => {
    const { ours, theirs } = await streams();
    let written = false;
    const writing = theirs.write(Buffer.alloc(window * 3)).then(() => (written = true));
    await settle();
    expect(written).toBe(false);
    const reading = drain(ours);
    await writing;
    await theirs.end();
    expect(await reading).toBe(window * 3);
  });

  test('keeps the order of writes, long and short, and ends after them', async () => {
    const { ours, theirs } = await streams();
    const parts = Array.from({ length: 40 }, (_, index) => Buffer.alloc(index % 3 === 0 ? 40_000 : 3, index));
    void Promise.all(parts.map((part) => theirs.write(part)));
    void theirs.end();
    const received: Uint8Array[] = [];
    for await (const chunk of ours.read()) received.push(chunk);
    expect(Buffer.concat(received).equals(Buffer.concat(parts))).toBe(true);
  });

  test('tells the other side when it is given up', async () => {
    const { ours, theirs } = await streams();
    const reading = expect(ours.readChunk()).rejects.toThrow('reset');
    theirs.destroy();
    await reading;
    await expect(theirs.readChunk()).rejects.toThrow('given up');
    await expect(ours.write(Buffer.from('x'))).rejects.toThrow('reset');
  });

  test('takes a FIN that comes with the last data', async () => {
    const { session, wire } = bare();
    wire.write(Buffer.concat([syn(1), header(0, 4, 1, 3), Buffer.from('a')]));
    const stream = await session.accept();
    void stream.end();
    wire.write(Buffer.from('bc'));
    expect(Buffer.from(await stream.readExactly(3)).toString()).toBe('abc');
    expect(await stream.readChunk()).toBeUndefined();
    session.close();
  });
});
