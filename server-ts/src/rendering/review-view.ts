// A merge request → what the sidebar is told of it.

import type { PersonView, ReviewView } from '@ci-command-center/contract';
import type { Person } from '../ci/pipeline.ts';
import type { ReviewState } from '../ci/review.ts';
import { detailsOf, type PipelineState } from '../ci/state.ts';
import { statusOf } from '../ci/status.ts';
import { approvers } from './review-card.ts';
import { toText, urlOf } from './view-text.ts';

const MAX_PEOPLE = 10;
const MAX_LABELS = 12;

/** `provider`: as people write it. */
export function viewReview(state: ReviewState, pipeline: PipelineState | undefined, provider: string): ReviewView {
  const { snapshot, subject, number, acts } = state;
  const { sourceBranch, targetBranch, author, updatedAt } = snapshot;
  const openedAt = acts.find(({ verb }) => verb === 'opened')?.at;
  return {
    key: subject.key,
    provider,
    project: { path: toText(subject.project.path), ...urlOf(subject.project.url) },
    number: `!${toText(number)}`,
    title: toText(snapshot.title) || `!${toText(number)}`,
    ...urlOf(snapshot.url),
    draft: snapshot.draft,
    ...(sourceBranch !== undefined && { sourceBranch: toText(sourceBranch) }),
    ...(targetBranch !== undefined && { targetBranch: toText(targetBranch) }),
    ...(author !== undefined && { author: viewPerson(author) }),
    assignees: peopleOf(snapshot.assignees),
    reviewers: peopleOf(snapshot.reviewers),
    approvedBy: peopleOf(approvers(acts)),
    labels: snapshot.labels.slice(0, MAX_LABELS).map(toText),
    ...(openedAt !== undefined && { openedAt }),
    ...(updatedAt !== undefined && { updatedAt }),
    ...(pipeline !== undefined && { pipeline: pipelineOf(pipeline) }),
  };
}

function pipelineOf(state: PipelineState): NonNullable<ReviewView['pipeline']> {
  const { number, url } = detailsOf(state);
  return { status: statusOf(state), number: toText(number), ...urlOf(url) };
}

function peopleOf(people: readonly Person[]): readonly PersonView[] {
  return people.slice(0, MAX_PEOPLE).map(viewPerson);
}

function viewPerson({ name, username, here, avatarUrl }: Person): PersonView {
  const url = urlOf(avatarUrl).url;
  return {
    name: toText(name) || toText(username ?? '') || 'unknown',
    ...(here !== undefined && { mention: here }),
    ...(url !== undefined && { avatarUrl: url }),
  };
}
