// What waits for whoever asks, as GitLab's API tells it.
// https://docs.gitlab.com/api/todos/, https://docs.gitlab.com/api/merge_requests/, https://docs.gitlab.com/api/issues/

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import { address, part, text } from '../../../platform/foreign-json.ts';
import { id, instant, list as entries, maybeId, user } from '../fields.ts';
import { ask, jsonOf, type Query } from './request.ts';

const todoSchema = z.object({
  id,
  project: part({ path_with_namespace: text }),
  group: part({ full_path: text }),
  author: user,
  action_name: text,
  target_type: text,
  target: part({ iid: maybeId, title: text }),
  target_url: address,
  body: text,
  created_at: instant,
});
export type GitLabTodo = z.infer<typeof todoSchema>;

const itemSchema = z.object({
  iid: id,
  title: text,
  web_url: address,
  author: user,
  references: part({ full: text }),
  updated_at: instant,
});
export type GitLabItem = z.infer<typeof itemSchema>;

export interface Counted<Entry> {
  readonly entries: readonly Entry[];
  /** Undefined beyond what GitLab counts (10,000). */
  readonly total?: number;
  readonly more: boolean;
}

/** The newest first; what is done is not told. */
export function listTodos(reach: Reach, most: number): Promise<Counted<GitLabTodo>> {
  return some(reach, 'todos', { state: 'pending' }, todoSchema, most);
}

export function listReviewRequests(login: string, reach: Reach, most: number): Promise<Counted<GitLabItem>> {
  return some(reach, 'merge_requests', { ...open, scope: 'all', reviewer_username: login }, itemSchema, most);
}

export function listAssigned(kind: 'issues' | 'merge_requests', reach: Reach, most: number): Promise<Counted<GitLabItem>> {
  return some(reach, kind, { ...open, scope: 'assigned_to_me' }, itemSchema, most);
}

export async function markDone(todo: string, reach: Reach): Promise<void> {
  await ask(reach, `todos/${encodeURIComponent(todo)}/mark_as_done`, { method: 'POST' });
}

const open: Query = { state: 'opened', order_by: 'updated_at', sort: 'desc' };

/** One page, and from its headers how many there are. https://docs.gitlab.com/api/rest/#pagination-response-headers */
async function some<Entry extends z.ZodType>(
  reach: Reach,
  path: string,
  query: Query,
  entry: Entry,
  most: number,
): Promise<Counted<z.output<Entry>>> {
  const answer = await ask(reach, path, { query: { ...query, per_page: most } });
  const found = jsonOf(entries(entry), answer);
  const told = answer.headers.get('x-total') ?? '';
  const total = /^\d{1,9}$/.test(told) ? Number(told) : undefined;
  const more = total === undefined ? (answer.headers.get('x-next-page') ?? '') !== '' : total > found.length;
  return { entries: found, more, ...(total !== undefined && { total }) };
}
