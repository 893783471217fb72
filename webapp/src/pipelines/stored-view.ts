// The pipeline that a post stored, read from its props.
import type { PipelineView } from '@ci-command-center/contract';
import { dig, isRecord } from '../host/guard.ts';
import { isPipelineView } from './view-guard.ts';

const lists = new Set([
  'stages',
  'jobs',
  'names',
  'failedJobs',
  'conditions',
  'children',
  'builds',
  'gates',
  'artifacts',
  'deployments',
  'inputs',
  'submitters',
  'parameters',
  'actions',
]);

/** Older posts hold the object itself, which went through Go (encoding/gob), where an empty list has no value and comes out as null. */
function withEmptyLists(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withEmptyLists);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([key, held]) => [key, held === null && lists.has(key) ? [] : withEmptyLists(held)]);
  return Object.fromEntries(entries);
}

/** Undefined when there is none, or none that can be read. */
export function storedView(postProps: unknown): PipelineView | undefined {
  const held = dig(postProps, 'ci_pipeline');
  const view = typeof held === 'string' ? parsed(held) : withEmptyLists(held);
  return isPipelineView(view) ? view : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
