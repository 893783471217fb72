// What a person's browser asks for while an account is linked: `/oauth/<provider>/connect` and `/oauth/<provider>/complete`.

import { Hono } from 'hono';
import { asProblem, type CiError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { OAuthFlow } from './oauth-flow.ts';
import { guardedHeaders, pageResponse, type Page } from '../platform/page.ts';

/** Below the plugin's address. The server sets `Mattermost-User-Id` for a signed-in person, and removes one that a caller sends. */
export function createOAuthRoutes(flow: OAuthFlow, log: Log): Hono {
  const app = new Hono();
  const answer = async (request: Request, work: (userId: string, query: URLSearchParams) => Promise<Response>): Promise<Response> => {
    // A look at the head would use the state up.
    if (request.method !== 'GET') return new Response(null, { status: 405, headers: { ...guardedHeaders, Allow: 'GET' } });
    const userId = request.headers.get('Mattermost-User-Id') ?? '';
    if (userId === '') return pageResponse(signIn);
    try {
      return await work(userId, new URL(request.url).searchParams);
    } catch (error) {
      const problem = asProblem(error);
      const level = problem.code === 'CI_UNEXPECTED' ? 'error' : 'info';
      log[level]('Linking an account failed', { userId, code: problem.code, reason: problem.message });
      return pageResponse(pageOf(problem));
    }
  };
  app.get('/oauth/:provider/connect', (context) =>
    answer(context.req.raw, async (userId, query) => {
      const { to } = await flow.begin(userId, context.req.param('provider'), query.get('connection') ?? undefined);
      return new Response(null, { status: 302, headers: { ...guardedHeaders, Location: to } });
    }),
  );
  app.get('/oauth/:provider/complete', (context) =>
    answer(context.req.raw, async (userId, query) => pageResponse(await flow.complete(userId, context.req.param('provider'), query))),
  );
  return app;
}

const signIn: Page = {
  status: 401,
  title: 'Sign in to Mattermost first',
  lines: ['In this browser nobody is signed in to Mattermost. Sign in to it here, then open the link of the command again.'],
  code: 'CI_ACCOUNT_SESSION',
};

function pageOf({ code, message, remedy }: CiError): Page {
  const isOurs = code !== 'CI_UNEXPECTED';
  const lines = isOurs
    ? [message, remedy.replaceAll('`', '')]
    : ['Something went wrong.', 'Try again; a system administrator finds more in the server’s log.'];
  return { status: statusOf(code), title: 'Your account was not connected', lines, code };
}

function statusOf(code: string): number {
  if (code === 'CI_UNEXPECTED') return 500;
  if (code === 'CI_ACCOUNT_PROVIDER' || code === 'CI_ACCOUNT_ADDRESS') return 404;
  if (code === 'CI_ACCOUNT_TRIES') return 429;
  if (code.startsWith('CI_STORAGE_')) return 503;
  return code.startsWith('CI_ACCOUNT_') ? 409 : 502;
}
