// A merge request, issue or work item event of GitLab → what it is now and what somebody did with it.

import type { Reading } from '../../ci/provider.ts';
import { actsIn } from './acts.ts';
import { projectIn } from './parts.ts';
import { reviewSchema } from './review-schema.ts';
import type { ReviewPayload } from './review-schema.ts';
import { reviewedIn } from './snapshot.ts';
import type { ReviewKind } from './snapshot.ts';

export function readMergeRequest(payload: unknown, connection: string): Reading {
  return readReview(payload, connection, 'merge-request', 'merge_request');
}

export function readIssue(payload: unknown, connection: string): Reading {
  return readReview(payload, connection, 'issue', 'issue');
}

/** Tasks, incidents and the like are numbered with the issues. Epics belong to a group. */
export function readWorkItem(payload: unknown, connection: string): Reading {
  const reading = readReview(payload, connection, 'issue', 'work_item');
  return reading.kind === 'invalid' ? { kind: 'ignored', reason: 'work_item events without a project are not shown' } : reading;
}

function readReview(payload: unknown, connection: string, kind: ReviewKind, word: string): Reading {
  const { data: told } = reviewSchema.safeParse(payload);
  const project = projectIn(told?.project, told?.object_attributes.target_project_id ?? told?.object_attributes.project_id);
  const reviewed = told === undefined || project === undefined ? undefined : reviewedIn(connection, project, kind, ...itemOf(told));
  if (told === undefined || project === undefined || reviewed === undefined)
    return { kind: 'invalid', reason: `the ${word} event names no number or no project` };
  const acts = actsIn(told, project);
  if (acts === undefined) return { kind: 'ignored', reason: `${word} events of this action are not known here` };
  if (acts.length === 0) return { kind: 'ignored', reason: `the ${word} event changes nothing that is shown` };
  return { kind: 'event', event: { ...reviewed, acts } };
}

/** Older servers name one assignee. */
function itemOf({ object_attributes: item, event_type: type, assignee, assignees, reviewers, user: actor }: ReviewPayload) {
  const told = { ...item, confidential: item.confidential || type === 'confidential_issue' };
  return [told, { actor, assignees: assignees.length > 0 ? assignees : [assignee], reviewers }] as const;
}
