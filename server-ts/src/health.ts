// Tells a monitor whether the plugin can do its work, and which part cannot; no secrets, no addresses.
import { Hono } from 'hono';
import type { StorageState } from './storage/index.ts';

/** GET /healthz: 200, or 503 with the code of what is down. */
export function createHealth(storage: () => StorageState): Hono {
  const app = new Hono();
  app.get('/healthz', (context) => {
    const state = storage();
    const database = state.kind === 'down' ? { status: 'down', code: state.problem.code } : { status: state.kind };
    context.header('Cache-Control', 'no-store');
    return context.json({ status: state.kind === 'up' ? 'up' : 'down', parts: { database } }, state.kind === 'up' ? 200 : 503);
  });
  app.notFound((context) => context.json({ code: 'CI_API_UNKNOWN', message: 'There is nothing at this address.' }, 404));
  return app;
}
