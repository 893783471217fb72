// A system hook's event about a project → what became of it. Renamed groups are told of through their projects' next news.
// https://docs.gitlab.com/administration/system_hooks/

import * as z from 'zod';
import type { PlaceChange } from '../../ci/place.ts';
import type { Reading } from '../../ci/provider.ts';
import { name } from '../../platform/foreign-json.ts';
import { id } from './fields.ts';

const schema = z.object({ project_id: id, path_with_namespace: name.optional().catch(undefined) });

/** `project_rename` is also sent when only the shown name was changed. */
const readers: Readonly<Record<string, (id: string, path: string | undefined) => PlaceChange>> = {
  project_rename: (project, path) => (path === undefined ? { kind: 'changed', id: project } : { kind: 'renamed', id: project, path }),
  project_transfer: (project, path) => (path === undefined ? { kind: 'changed', id: project } : { kind: 'renamed', id: project, path }),
  project_destroy: (project) => ({ kind: 'deleted', id: project }),
  project_update: (project) => ({ kind: 'changed', id: project }),
};

const MADE = 'project_create';
export const placeEvents: readonly string[] = [MADE, ...Object.keys(readers)];

export function readPlaceEvent(payload: unknown, event: string): Reading {
  if (event === MADE)
    return { kind: 'ignored', reason: `${event} events are about accounts and projects, not shown`, change: { kind: 'made' } };
  const { data } = schema.safeParse(payload);
  const reader = Object.hasOwn(readers, event) ? readers[event] : undefined;
  if (data === undefined || reader === undefined) return { kind: 'invalid', reason: `the ${event} event names no project` };
  const change = reader(String(data.project_id), data.path_with_namespace);
  return { kind: 'ignored', reason: `${event} events are not shown; subscriptions follow what they tell`, change };
}
