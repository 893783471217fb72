// What people did with a merge request or an issue, read from the action and the changes that an event names.

import type { Act, ActVerb } from '../../ci/review.ts';
import type { Person, Project } from '../../ci/pipeline.ts';
import { tidy, present } from '../../platform/foreign-json.ts';
import { mentioned } from './mentions.ts';
import { comparisonOf, peopleOf, personOf } from './parts.ts';
import type { Changes, ReviewPayload } from './review-schema.ts';

/** `approval` and `unapproval` are one person's, where several are needed. */
const verbs: ReadonlyMap<string, ActVerb> = new Map([
  ['open', 'opened'],
  ['close', 'closed'],
  ['reopen', 'reopened'],
  ['merge', 'merged'],
  ['approved', 'approved'],
  ['approval', 'approved'],
  ['unapproved', 'unapproved'],
  ['unapproval', 'unapproved'],
]);

type Said = Pick<Act, 'verb' | 'text' | 'people' | 'released' | 'mentions'> & { readonly id?: string; readonly url?: string };

/**
 * Undefined for an action that GitLab did not have when this was written; empty when nothing changed that is worth a word.
 * The Test button sends a real merge request without an action.
 */
export function actsIn(payload: ReviewPayload, project: Project): readonly Act[] | undefined {
  const { action } = payload.object_attributes;
  if (action === 'update') return updatesIn(payload, project).map((said) => actOf(payload, said));
  if (action === undefined) return [actOf(payload, { verb: 'updated' })];
  const verb = verbs.get(action);
  if (verb === undefined) return undefined;
  const reset = verb === 'unapproved' && payload.object_attributes.system_action !== undefined;
  const told = verb === 'opened' ? mentioned(payload.object_attributes.description) : {};
  return [actOf(payload, { verb, ...(reset && { text: 'reset by a push' }), ...told })];
}

/** The same event by a project's hook, a group's and a system hook is told with the same times. */
function actOf({ object_attributes: item, user }: ReviewPayload, said: Said): Act {
  const at = said.verb === 'opened' ? (item.created_at ?? item.updated_at) : item.updated_at;
  const who = user?.username ?? user?.id ?? user?.name ?? '';
  const { verb, url, id = `${verb}/${at ?? ''}/${who}`, people, released, mentions } = said;
  const text = said.text === undefined ? undefined : tidy(said.text);
  return { id, verb, ...present({ by: personOf(user), at, text, url, people, released, mentions }) };
}

function updatesIn(payload: ReviewPayload, project: Project): readonly Said[] {
  const { changes = {} } = payload;
  const words = wordsFor(changes);
  return [
    ...pushIn(payload, project),
    ...labelsIn(changes),
    ...assigneesIn(payload, changes),
    ...reviewersIn(changes),
    ...(words.length === 0 ? [] : [{ verb: 'updated', text: words.join('; '), ...releasedIn(changes) } as const]),
  ];
}

/** Told only when the code has changed. */
function pushIn({ object_attributes: { oldrev, last_commit: commit } }: ReviewPayload, project: Project): readonly Said[] {
  if (oldrev === undefined) return [];
  const sha = commit?.id ?? '';
  const title = (commit?.title ?? commit?.message)?.split(/[\r\n]/, 1)[0];
  return [{ verb: 'pushed', id: `pushed/${oldrev}/${sha}`, ...present({ text: title, url: comparisonOf(project, oldrev, commit?.id) }) }];
}

function labelsIn({ labels }: Changes): readonly Said[] {
  if (labels === undefined) return [];
  const { added, removed } = difference(titles(labels.previous), titles(labels.current));
  const words = [...added, ...removed.map((title) => `−${title}`)];
  return words.length === 0 ? [] : [{ verb: 'labelled', text: words.join(', ') }];
}

function titles(labels: readonly { readonly title?: string | undefined }[]): readonly string[] {
  return labels.flatMap(({ title }) => title ?? []);
}

/** Older servers tell only ids of what changed, and who is assigned now. */
function assigneesIn({ assignees, assignee }: ReviewPayload, changes: Changes): readonly Said[] {
  const older = changes.assignees === undefined && changes.assignee_id?.current !== undefined;
  const now = older ? (assignees.length > 0 ? assignees : [assignee]) : (changes.assignees?.current ?? []);
  const asked = older ? names(now) : moved(changes.assignees).added;
  return asked.length === 0 ? [] : [{ verb: 'assigned', text: asked.join(', '), people: named(now, asked) }];
}

function reviewersIn({ reviewers }: Changes): readonly Said[] {
  const again = names((reviewers?.current ?? []).filter((reviewer) => reviewer.re_requested));
  const asked = [...new Set([...moved(reviewers).added, ...again])];
  return asked.length === 0 ? [] : [{ verb: 'review-asked', text: asked.join(', '), people: named(reviewers?.current ?? [], asked) }];
}

function releasedIn({ assignees }: Changes): Pick<Said, 'released'> {
  const gone = named(assignees?.previous ?? [], moved(assignees).removed);
  return gone.length === 0 ? {} : { released: gone };
}

/** Those of them who are called so. */
function named(people: Parameters<typeof peopleOf>[0], wanted: readonly string[]): readonly Person[] {
  return peopleOf(people.filter((each) => names([each]).some((name) => wanted.includes(name))));
}

interface Named {
  readonly name?: string | undefined;
  readonly username?: string | undefined;
}

function names(people: readonly (Named | undefined)[]): readonly string[] {
  return people.flatMap((person) => person?.username ?? person?.name ?? []);
}

function moved(people: { readonly previous: readonly Named[]; readonly current: readonly Named[] } | undefined): Difference {
  return difference(names(people?.previous ?? []), names(people?.current ?? []));
}

/** Changes that no other verb says. A draft's mark is part of its title, so the title changes with it. */
function wordsFor(changes: Changes): readonly string[] {
  const { title, target_branch: target, confidential } = changes;
  const isDraft = (changes.draft ?? changes.work_in_progress)?.current;
  const unassigned = moved(changes.assignees).removed;
  const released = moved(changes.reviewers).removed;
  return [
    ...(isDraft === undefined ? [] : [isDraft ? 'marked as draft' : 'marked as ready']),
    ...(title?.current === undefined || withoutMark(title.current) === withoutMark(title.previous) ? [] : [`title: ${title.current}`]),
    ...(target?.current === undefined ? [] : [`target branch: ${target.current}`]),
    ...(confidential?.current === undefined ? [] : [confidential.current ? 'made confidential' : 'made public']),
    ...(unassigned.length === 0 ? [] : [`no longer assigned: ${unassigned.join(', ')}`]),
    ...(released.length === 0 ? [] : [`no longer a reviewer: ${released.join(', ')}`]),
  ];
}

function withoutMark(title: string | undefined): string | undefined {
  return title?.replace(/^(?:(?:draft|wip):\s*)+/i, '');
}

interface Difference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

function difference(before: readonly string[], after: readonly string[]): Difference {
  return { added: after.filter((each) => !before.includes(each)), removed: before.filter((each) => !after.includes(each)) };
}
