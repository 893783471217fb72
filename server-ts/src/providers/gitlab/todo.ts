// What waits for a person in GitLab: the To-Do List, reviews they were asked for, issues and merge requests that are theirs.

import type { Account, Reach } from '../../ci/account.ts';
import type { Person } from '../../ci/pipeline.ts';
import type { TodoEntry, TodoList, TodoSection } from '../../ci/todo.ts';
import { listAssigned, listReviewRequests, listTodos, type Counted, type GitLabItem, type GitLabTodo } from './api/todos.ts';
import { present } from '../../platform/foreign-json.ts';
import { personOf } from './parts.ts';

export async function todo(reach: Reach & { readonly account: Account }, most: number): Promise<TodoList> {
  const { connection, account } = reach;
  const [todos, reviews, issues, requests] = await Promise.all([
    listTodos(reach, most),
    listReviewRequests(account.login, reach, most),
    listAssigned('issues', reach, most),
    listAssigned('merge_requests', reach, most),
  ]);
  const mine = `assignee_username=${encodeURIComponent(account.login)}`;
  const page = (path: string): string => `${connection.url}/dashboard/${path}`;
  return [
    section('To-Do List', todos, entryOfTodo, page('todos')),
    section(
      'Review requests',
      reviews,
      entryOfItem,
      page(`merge_requests?scope=all&state=opened&reviewer_username=${encodeURIComponent(account.login)}`),
    ),
    section('Assigned issues', issues, entryOfItem, page(`issues?state=opened&${mine}`)),
    section('Assigned merge requests', requests, entryOfItem, page(`merge_requests?state=opened&${mine}`)),
  ];
}

function section<Entry>(
  title: string,
  { entries, total, more }: Counted<Entry>,
  read: (entry: Entry) => TodoEntry,
  page: string,
): TodoSection {
  return { title, entries: entries.map(read), more, page, ...(total !== undefined && { total }) };
}

function entryOfItem({ iid, title, web_url: url, references, author, updated_at: at }: GitLabItem): TodoEntry {
  const by = nameOf(personOf(author));
  return {
    title: title ?? '',
    place: references?.full ?? String(iid),
    ...present({ url, at, why: by === undefined ? undefined : `by ${by}` }),
  };
}

function entryOfTodo(told: GitLabTodo): TodoEntry {
  const { id, project, group, target, target_url: url, target_type: type, body, created_at: at } = told;
  const sign = type === 'MergeRequest' ? '!' : '#';
  const number = target?.iid === undefined ? '' : `${sign}${target.iid}`;
  const title = target?.title ?? body ?? '';
  return {
    id: String(id),
    title,
    place: `${project?.path_with_namespace ?? group?.full_path ?? ''}${number}`,
    why: reasonOf(told),
    ...present({ url, at }),
  };
}

/** What stands behind the name of whoever did it. https://docs.gitlab.com/user/todos/#actions-that-create-to-do-items */
const doings: Readonly<Record<string, string>> = {
  assigned: 'assigned it to you',
  mentioned: 'mentioned you',
  directly_addressed: 'addressed you',
  review_requested: 'asks for your review',
  review_submitted: 'reviewed it',
  approval_required: 'needs your approval',
  added_approver: 'made you an approver',
  member_access_requested: 'asks for access',
};
/** What nobody did. */
const states: Readonly<Record<string, string>> = {
  build_failed: 'its pipeline failed',
  unmergeable: 'it cannot be merged',
  marked: 'you noted it',
  merge_train_removed: 'it was removed from the merge train',
};

function reasonOf({ action_name: action = '', author }: GitLabTodo): string {
  const state = states[action];
  if (state !== undefined) return state;
  const by = nameOf(personOf(author)) ?? 'somebody';
  return `${by} ${doings[action] ?? action.replaceAll('_', ' ')}`;
}

function nameOf(person: Person | undefined): string | undefined {
  return person?.name || person?.username;
}
