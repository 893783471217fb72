// Takes notifications over HTTP where no plugin runs, and keeps them.
import { createServer } from 'node:http';

export interface Receiver {
  readonly url: string;
  readonly requests: readonly { readonly headers: Headers; readonly body: Buffer }[];
  stop(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const requests: { headers: Headers; body: Buffer }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      requests.push({ headers, body: Buffer.concat(chunks) });
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    requests,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
