// Pages behind the links of the stand-ins that only send, so that a human sees that a link led to the right place.

import { createServer } from 'node:http';

export interface Pages {
  readonly url: string;
  stop(): Promise<void>;
}

const places: readonly (readonly [RegExp, string])[] = [
  [/^\/job\//, 'Jenkins'],
  [/^\/dashboard/, 'SonarQube'],
  [/^\/ui\//, 'Artifactory'],
];

function page(path: string): string {
  const name = places.find(([pattern]) => pattern.test(path))?.[1] ?? 'Nothing';
  const shown = path.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<!doctype html><meta charset="utf-8"><title>${name} (stand-in)</title><h1>${name} (stand-in)</h1><p>${shown}</p>`;
}

/** On a free loopback port. */
export async function startPages(): Promise<Pages> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page(request.url ?? '/'));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
