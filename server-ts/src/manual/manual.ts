// GET /docs/<page>: the manual that came with the bundle, for people who are signed in; it needs nothing from the internet.

import { Hono } from 'hono';
import { guardedHeaders, pageResponse } from '../platform/page.ts';

/** The content of one of its files, by name: `configure.html`; undefined when there is none. */
export type ReadManual = (name: string) => Promise<string | undefined>;

const headers = {
  ...guardedHeaders,
  'Content-Security-Policy': "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  // Another version has other pages at the same addresses.
  'Cache-Control': 'private, no-cache',
} as const;

export function createManual(read: ReadManual): Hono {
  const app = new Hono();
  // Links in the pages are relative to the folder, as Mattermost may have a path of its own.
  app.get('/docs', () => new Response(null, { status: 302, headers: { ...headers, Location: 'docs/' } }));
  app.get('/docs/*', async (context) => {
    if ((context.req.header('Mattermost-User-Id') ?? '') === '') return pageResponse(signIn);
    const name = fileOf(context.req.path.slice('/docs/'.length));
    const content = name === undefined ? undefined : await read(name);
    if (content === undefined) return pageResponse(missing);
    const type = name === STYLE ? 'text/css' : 'text/html';
    return new Response(content, { headers: { ...headers, 'Content-Type': `${type}; charset=utf-8` } });
  });
  return app;
}

const STYLE = 'style.css';

/** Of the part of the address behind the folder; undefined for what can be no file of the manual. */
function fileOf(page: string): string | undefined {
  if (page === '') return 'index.html';
  if (page === STYLE) return page;
  return /^[a-z0-9-]+$/.test(page) ? `${page}.html` : undefined;
}

const signIn = {
  status: 401,
  title: 'Sign in to Mattermost first',
  lines: ['These pages are for people who are signed in. Sign in to Mattermost in this browser, then open this address again.'],
  code: 'CI_MANUAL_SESSION',
};

const missing = {
  status: 404,
  title: 'There is no such page',
  lines: ['The manual of this version has no page of this name. Its first page, at docs/, lists all there are.'],
  code: 'CI_MANUAL_PAGE',
};
