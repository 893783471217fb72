// Connections in memory for the tests of the wire: two sessions that talk to each other, or one and the bare bytes.
import { type Duplex, duplexPair } from 'node:stream';
import { Session, type Stream } from '../../server-ts/src/mattermost/wire/index.ts';

export interface Sessions {
  readonly host: Session;
  readonly plugin: Session;
}

export function sessions(): Sessions {
  const [left, right] = duplexPair();
  return { host: new Session(left, { client: true }), plugin: new Session(right) };
}

/** One stream seen from both ends. */
export async function streams(between: Sessions = sessions()): Promise<{ ours: Stream; theirs: Stream }> {
  const theirs = between.host.open();
  return { ours: await between.plugin.accept(), theirs };
}

/** A session of ours, as plugin or host, and the other end of its connection with everything that came out of it. */
export function bare(options: { client?: boolean } = {}): { session: Session; wire: Duplex; sent: () => Buffer } {
  const [left, right] = duplexPair();
  const chunks: Buffer[] = [];
  right.on('data', (chunk: Buffer) => chunks.push(chunk));
  right.on('error', () => undefined);
  return { session: new Session(left, options), wire: right, sent: () => Buffer.concat(chunks) };
}

/** Lets everything that is under way in this process settle. */
export async function settle(turns = 5): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
}

export const hex = (text: string): Buffer => Buffer.from(text, 'hex');
