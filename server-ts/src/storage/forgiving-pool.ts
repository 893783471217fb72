// A pool of connections that takes one back twice without a complaint.
//
// graphile-worker gives its listening connection back twice when it breaks just as the worker is stopped (`listenForChanges` in its main.ts),
// and nobody catches what the pool throws then: it would end the process.

import { Pool, type PoolClient } from 'pg';

type Connected = (error: Error | undefined, client: PoolClient | undefined, done: (release?: unknown) => void) => void;

export class ForgivingPool extends Pool {
  override connect(): Promise<PoolClient>;
  override connect(connected: Connected): void;
  override connect(connected?: Connected): Promise<PoolClient> | undefined {
    if (connected === undefined) return super.connect();
    super.connect((error, client, done) => connected(error, client, once(done)));
    return undefined;
  }
}

function once(done: (release?: unknown) => void): (release?: unknown) => void {
  let isDone = false;
  return (release) => {
    if (isDone) return;
    isDone = true;
    done(release);
  };
}
