// Hooks of the GitLab as a whole, for its administrators, as REST v4 adds and lists them.
import type { SystemHook } from '../world.ts';
import { json, message } from './answer.ts';
import { paged } from './pages.ts';
import type { Routes } from './route.ts';
import { fail, required, someone, text, type Visit } from './visit.ts';

export const systemHookRoutes: Routes = [
  ['GET', '/hooks', (visit) => (administrator(visit), paged(visit, visit.world.systemHooks, shape, ({ id }) => id))],
  ['POST', '/hooks', add],
];

function administrator(visit: Visit): void {
  if (!someone(visit).isAdmin) fail(message(403, '403 Forbidden'));
}

function add(visit: Visit) {
  administrator(visit);
  const token = text(visit, 'token');
  const hook: SystemHook = { id: visit.world.nextId(), hookUrl: required(visit, 'url'), ...(token !== undefined && { token }) };
  visit.world.systemHooks.push(hook);
  return json(shape(hook), 201);
}

function shape({ id, hookUrl }: SystemHook) {
  return { id, url: hookUrl, name: '', description: '', push_events: false, tag_push_events: false, merge_requests_events: false };
}
