// What GitLab tells of a merge request or an issue → what it is at that moment.

import type { Person, Project } from '../../ci/pipeline.ts';
import type { ReviewSeen, ReviewSnapshot } from '../../ci/review.ts';
import { present } from '../../platform/foreign-json.ts';
import { pageOf, peopleOf, personById, personOf, subjectIn } from './parts.ts';
import type { Item } from './review-schema.ts';

export type ReviewKind = ReviewSeen['kind'];
export type Reviewed = Pick<ReviewSeen, 'kind' | 'subject' | 'number' | 'snapshot'>;

interface UserPayload {
  readonly id?: number | undefined;
  readonly name?: string | undefined;
  readonly username?: string | undefined;
  readonly avatar_url?: string | undefined;
}

/** Those in an event whose names are told; elsewhere there are only ids. */
export interface People {
  readonly actor?: UserPayload | undefined;
  readonly assignees: readonly (UserPayload | undefined)[];
  readonly reviewers: readonly (UserPayload | undefined)[];
}

/** Undefined when it has no number. Work items of other types share the numbers of issues. */
export function reviewedIn(
  connection: string,
  project: Project,
  kind: ReviewKind,
  item: Item & { readonly action?: string | undefined },
  people: People,
): Reviewed | undefined {
  const number =
    item.iid === undefined ? /\/(?:merge_requests|issues|work_items)\/(\d{1,15})$/.exec(item.url ?? '')?.[1] : String(item.iid);
  if (number === undefined) return undefined;
  const url = item.url ?? pageOf(project, `${kind === 'issue' ? 'issues' : 'merge_requests'}/${number}`);
  return { kind, subject: subjectIn(connection, project, kind, number), number, snapshot: snapshotOf(url, item, people) };
}

function snapshotOf(url: string, item: Item & { readonly action?: string | undefined }, people: People): ReviewSnapshot {
  return {
    title: item.title ?? '',
    url,
    state: stateOf(item.state, item.action),
    draft: item.draft ?? item.work_in_progress ?? /^(?:draft|wip):/i.test(item.title ?? ''),
    labels: item.labels.flatMap(({ title }) => title ?? []),
    assignees: peopleOf(people.assignees),
    reviewers: peopleOf(people.reviewers),
    confidential: item.confidential,
    ...present({
      description: item.description,
      author: authorOf(item, people),
      sourceBranch: item.source_branch,
      targetBranch: item.target_branch,
      sha: item.last_commit?.id,
      updatedAt: item.updated_at,
    }),
  };
}

/** Some payloads tell no state that can be read; what was done says it then. */
function stateOf(state: string | undefined, action: string | undefined): ReviewSnapshot['state'] {
  if (state === 'merged' || state === 'closed' || state === 'locked') return state;
  if (state !== undefined) return 'open';
  if (action === 'merge') return 'merged';
  return action === 'close' ? 'closed' : 'open';
}

/** The author is told by id only: a name is known when somebody in the event has that id. */
function authorOf({ author_id: id }: Item, { actor, assignees, reviewers }: People): Person | undefined {
  if (id === undefined) return undefined;
  return personOf([actor, ...assignees, ...reviewers].find((user) => user?.id === id)) ?? personById(id);
}
