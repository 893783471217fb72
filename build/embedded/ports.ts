// Free ports of the loopback interface.
import { createServer } from 'node:net';

/** A port that nobody listened on a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

/** The same port as last time when it is still free, so that addresses stay the same from start to start. */
export function preferPort(wanted: number | undefined): Promise<number> {
  if (wanted === undefined) return freePort();
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', () => freePort().then(resolve, reject));
    server.listen(wanted, '127.0.0.1', () => server.close(() => resolve(wanted)));
  });
}
