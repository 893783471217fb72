// Throws 100,000 damaged messages and frames at the wire: each must end in a value or a clear error, soon, and nothing may be left behind.
import { duplexPair } from 'node:stream';
import { afterAll, describe, expect, test } from '@jest/globals';
import { Decoder, type GobSchema, Session, WireError } from '../../server-ts/src/mattermost/wire/index.ts';
import { hex, settle } from './pair.ts';
import { gobVectors, readAll, RecordedTypes, rpcVectors, transcript } from './vectors.ts';

const gobRuns = 90_000;
const frameRuns = 10_000;

/** mulberry32: small, seeded, good enough to damage bytes. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const interesting = [0, 1, 2, 0x7f, 0x80, 0xf8, 0xfc, 0xfe, 0xff];

function damage(bytes: Buffer, below: (limit: number) => number): Buffer {
  let result = Buffer.from(bytes);
  for (let change = below(4); change >= 0; change--) {
    const at = below(result.length || 1);
    switch (below(5)) {
      case 0:
        result[at] = below(256);
        break;
      case 1:
        result[at] = interesting[below(interesting.length)] ?? 0;
        break;
      case 2:
        result = Buffer.concat([result.subarray(0, at), result.subarray(at + 1 + below(8))]);
        break;
      case 3:
        result = Buffer.concat([result.subarray(0, at), result.subarray(0, below(40)), result.subarray(at)]);
        break;
      default:
        result = result.subarray(0, at + 1);
    }
  }
  return result;
}

const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);
process.on('unhandledRejection', note);
afterAll(() => {
  process.off('unhandledRejection', note);
});

describe('damaged bytes', () => {
  test(`${gobRuns} gob streams end in a value or a WireError`, () => {
    const below = random(20261121);
    const vectors = [...gobVectors('gob-basic'), ...gobVectors('gob-mattermost')];
    const types = new RecordedTypes();
    for (const vector of vectors) types.add(readAll(hex(vector.hex)).definitions);
    const schema = types.schema();
    const nothing: GobSchema = { structs: {}, registered: {} };
    const streams = [...vectors.map((vector) => vector.hex), ...rpcVectors().flatMap(({ chunks }) => chunks.map((chunk) => chunk.hex))].map(
      hex,
    );
    const typed = streams.map((bytes) => (bytes.length < 1500 ? topType(bytes, types) : undefined));
    const tally = { values: 0, errors: 0, waiting: 0 };
    for (let run = 0; run < gobRuns; run++) {
      const index = below(streams.length);
      const local = below(2) === 0 ? typed[index] : undefined;
      const decoder = new Decoder(local === undefined ? nothing : schema);
      decoder.push(damage(streams[index] ?? Buffer.alloc(0), below));
      tally[outcome(decoder, local)]++;
    }
    expect(tally.values + tally.errors + tally.waiting).toBe(gobRuns);
    expect(Math.min(tally.values, tally.errors, tally.waiting)).toBeGreaterThan(gobRuns / 50);
  }, 60_000);

  test(`${frameRuns} connections end, or go on as if nothing had happened`, async () => {
    const below = random(11212026);
    const host = transcript('transcript').flatMap(({ dir, hex: bytes }) => (dir === 'host' && bytes !== undefined ? [hex(bytes)] : []));
    const tally = { ended: 0, alive: 0 };
    for (let run = 0; run < frameRuns; run++) {
      const from = below(host.length);
      const bytes = Buffer.concat([host[0] ?? Buffer.alloc(0), ...host.slice(from, from + 3)]);
      tally[await converse(damage(bytes, below), below)]++;
    }
    await settle();
    expect(tally.ended + tally.alive).toBe(frameRuns);
    expect(Math.min(tally.ended, tally.alive)).toBeGreaterThan(frameRuns / 50);
    expect(unhandled).toEqual([]);
  }, 60_000);
});

function topType(bytes: Buffer, types: RecordedTypes) {
  try {
    const first = readAll(bytes).values[0];
    return first === undefined ? undefined : types.type(first.typeId);
  } catch {
    return undefined;
  }
}

function outcome(decoder: Decoder, type: ReturnType<typeof topType>): 'values' | 'errors' | 'waiting' {
  try {
    let found = decoder.tryNext(type);
    if (found === undefined) return 'waiting';
    while (found !== undefined) found = decoder.tryNext();
    return 'values';
  } catch (error) {
    if (!(error instanceof WireError) || error.cause !== undefined) throw error;
    return 'errors';
  }
}

/** A session that is told the bytes, reads and writes on whatever it is offered, and is closed in the end. */
async function converse(bytes: Buffer, below: (limit: number) => number): Promise<'ended' | 'alive'> {
  const [left, right] = duplexPair();
  right.resume();
  const session = new Session(left);
  let ended = false;
  const closed = session.closed.then(() => (ended = true));
  const work: Promise<unknown>[] = [];
  session.onStream((stream) => {
    work.push(
      stream.readChunk(),
      stream.write(Buffer.from('answer')),
      below(2) === 0 ? stream.end() : stream.readExactly(8).catch(() => undefined),
    );
  });
  const opened = session.open(Buffer.from([1, 0, 0, 0]));
  work.push(opened.readExactly(4));
  const split = below(bytes.length + 1);
  right.write(bytes.subarray(0, split));
  right.write(bytes.subarray(split));
  await new Promise((resolve) => setImmediate(resolve));
  const result = ended ? 'ended' : 'alive';
  session.close();
  for (const item of await Promise.allSettled(work)) {
    if (item.status === 'rejected' && !(item.reason instanceof Error)) throw new Error('not an Error');
  }
  await closed;
  return result;
}
