// A merge request, issue or work item event of GitLab → what it is now and what somebody did with it.

import type { Reading } from '../../ci/provider.ts';
import { actsIn } from './acts.ts';
import { projectIn } from './parts.ts';
import { reviewSchema } from './review-schema.ts';
import { reviewedIn } from './snapshot.ts';
import type { ReviewKind } from './snapshot.ts';

export function readMergeRequest(payload: unknown, connection: string): Reading {
  return readReview(payload, connection, 'merge-request');
}

/** A group's work items, as epics, have no project. */
export function readIssue(payload: unknown, connection: string): Reading {
  return readReview(payload, connection, 'issue');
}

function readReview(payload: unknown, connection: string, kind: ReviewKind): Reading {
  const { data: told } = reviewSchema.safeParse(payload);
  const project = projectIn(told?.project, told?.object_attributes.target_project_id ?? told?.object_attributes.project_id);
  if (told === undefined || project === undefined) return { kind: 'invalid', reason: `the ${kind} event names no project` };
  const { object_attributes: attributes, user: actor } = told;
  const item = { ...attributes, confidential: attributes.confidential || told.event_type === 'confidential_issue' };
  const assignees = told.assignees.length > 0 ? told.assignees : [told.assignee];
  const reviewed = reviewedIn(connection, project, kind, item, { actor, assignees, reviewers: told.reviewers });
  if (reviewed === undefined) return { kind: 'invalid', reason: `the ${kind} event has no number` };
  const acts = actsIn(told, project);
  if (acts === undefined) return { kind: 'ignored', reason: `${kind} events of this action are not known here` };
  if (acts.length === 0) return { kind: 'ignored', reason: `the ${kind} changed in nothing that is shown` };
  return { kind: 'event', event: { ...reviewed, acts } };
}
