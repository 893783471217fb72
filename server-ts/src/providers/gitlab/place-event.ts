// A system hook's event about a project, or of a group or person who has projects → what became of it.
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

/** Nothing is told of the projects then: "project_rename is not triggered if the namespace changes". */
const formerPath = z.object({ old_full_path: name }).transform(({ old_full_path: path }) => path);
const formerName = z.object({ old_username: name }).transform(({ old_username: path }) => path);
const movers: Readonly<Record<string, z.ZodType<string>>> = { group_rename: formerPath, user_rename: formerName };

const MADE = 'project_create';
export const placeEvents: readonly string[] = [MADE, ...Object.keys(readers), ...Object.keys(movers)];

export function readPlaceEvent(payload: unknown, event: string): Reading {
  if (event === MADE)
    return { kind: 'ignored', reason: `${event} events are about accounts and projects, not shown`, change: { kind: 'made' } };
  const former = Object.hasOwn(movers, event) ? movers[event]?.safeParse(payload) : undefined;
  if (former !== undefined) return former.success ? follow(event, { kind: 'moved', path: former.data }) : nameless(event);
  const { data } = schema.safeParse(payload);
  const reader = Object.hasOwn(readers, event) ? readers[event] : undefined;
  if (data === undefined || reader === undefined) return nameless(event);
  return follow(event, reader(String(data.project_id), data.path_with_namespace));
}

function follow(event: string, change: PlaceChange): Reading {
  return { kind: 'ignored', reason: `${event} events are not shown; subscriptions follow what they tell`, change };
}

function nameless(event: string): Reading {
  return { kind: 'invalid', reason: `the ${event} event names nothing that changed` };
}
