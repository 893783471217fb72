// What the sidebar's tabs beside the pipelines ask for, joined.
import { Hono } from 'hono';
import { createSight } from '../host/sight.ts';
import { createAccountApi } from '../sidebar/accounts.ts';
import type { Identity } from './accounts.ts';
import type { Parts } from './parts.ts';

export function createTabs({ api }: Parts, identity: Identity): Hono {
  const app = new Hono();
  app.route('/', createAccountApi({ ...identity.overview, unlink: identity.accounts.unlink, maySee: createSight(api) }));
  return app;
}
