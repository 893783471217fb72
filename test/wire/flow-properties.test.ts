// Looks for orders of writing, reading and splitting that break yamux's flow control or its byte streams.
import { duplexPair } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Session, type Stream } from '../../server-ts/src/mattermost/wire/index.ts';
import { FrameSplitter } from '../../server-ts/src/mattermost/wire/frame-splitter.ts';
import { settle } from './pair.ts';

const seed = 20261121;
const window = 256 * 1024;

/** Passes every byte on, in pieces of the given sizes by turns, and keeps account of each stream's window as the receiver must. */
function watch(sizes: readonly number[]): { host: Session; plugin: Session; overdrawn: () => boolean } {
  const [hostEnd, fromHost] = duplexPair({ highWaterMark: 1 << 20 });
  const [pluginEnd, fromPlugin] = duplexPair({ highWaterMark: 1 << 20 });
  const accounts = [new Map<number, number>(), new Map<number, number>()];
  let overdrawn = false;
  const pipe = (from: typeof fromHost, to: typeof fromHost, mine: number): void => {
    const splitter = new FrameSplitter({
      onFrame({ type, stream, length }) {
        const given = accounts[type === 0 ? mine : 1 - mine];
        const left = (given?.get(stream) ?? window) + (type === 0 ? -length : type === 1 ? length : 0);
        given?.set(stream, left);
        if (left < 0 || left > window) overdrawn = true;
      },
      onPayload: () => undefined,
    });
    let turn = 0;
    from.on('data', (chunk: Buffer) => {
      splitter.push(chunk);
      for (let at = 0; at < chunk.length;) {
        const size = sizes[turn++ % sizes.length] ?? chunk.length;
        to.write(chunk.subarray(at, at + size));
        at += size;
      }
    });
    from.on('end', () => to.end());
  };
  pipe(fromHost, fromPlugin, 0);
  pipe(fromPlugin, fromHost, 1);
  return { host: new Session(hostEnd, { client: true }), plugin: new Session(pluginEnd), overdrawn: () => overdrawn };
}

async function echo(stream: Stream, slowly: boolean): Promise<void> {
  for await (const chunk of stream.read()) {
    if (slowly) await settle(1);
    await stream.write(chunk);
  }
  await stream.end();
}

async function talk(stream: Stream, sizes: readonly number[]): Promise<boolean> {
  const sent = sizes.map((size, index) => Buffer.alloc(size, index + stream.id));
  const writing = Promise.all(sent.map((part) => stream.write(part))).then(() => stream.end());
  const received: Uint8Array[] = [];
  for await (const chunk of stream.read()) received.push(chunk);
  await writing;
  return Buffer.concat(received).equals(Buffer.concat(sent));
}

describe('yamux', () => {
  test('gives every byte back, in order, within the window, however the connection splits it', async () => {
    const writes = fc.array(fc.oneof({ arbitrary: fc.integer({ min: 0, max: 600 }), weight: 3 }, fc.integer({ min: 0, max: 400_000 })), {
      maxLength: 5,
    });
    const pieces = fc
      .array(fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1000, max: 100_000 })), { minLength: 1, maxLength: 4 })
      .filter((sizes) => Math.max(...sizes) > 1000);
    const holds = fc.asyncProperty(fc.array(writes, { minLength: 1, maxLength: 4 }), pieces, fc.boolean(), async (plans, sizes, slowly) => {
      const { host, plugin, overdrawn } = watch(sizes);
      plugin.onStream((stream) => void echo(stream, slowly));
      const same = await Promise.all(plans.map((plan) => talk(host.open(), plan)));
      expect(same).toEqual(plans.map(() => true));
      expect(overdrawn()).toBe(false);
      host.close();
      await expect(plugin.closed).resolves.toBeUndefined();
    });
    await fc.assert(holds, { seed, numRuns: 40 });
  }, 30_000);
});
