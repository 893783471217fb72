// A note or emoji event of GitLab → an act on its merge request or issue, or news where there is no such card.

import type { CiEvent } from '../../ci/event.ts';
import type { CommentNews, ReactionNews } from '../../ci/news.ts';
import type { Project } from '../../ci/pipeline.ts';
import type { Reading } from '../../ci/provider.ts';
import type { Act } from '../../ci/review.ts';
import { tidy, present } from '../../platform/foreign-json.ts';
import { mentioned } from './mentions.ts';
import { personOf, projectIn, subjectIn } from './parts.ts';
import { emojiSchema, noteSchema } from './review-schema.ts';
import type { EmojiPayload, NotePayload, Target } from './review-schema.ts';
import { reviewedIn } from './snapshot.ts';
import type { Reviewed } from './snapshot.ts';

const invalid = (kind: string): Reading => ({ kind: 'invalid', reason: `the ${kind} event has no identity or no project` });
const ignored = (reason: string): Reading => ({ kind: 'ignored', reason });

/** An internal note is for members only: a room cannot know who they are. */
export function readNote(payload: unknown, connection: string): Reading {
  const { data: told } = noteSchema.safeParse(payload);
  const note = told?.object_attributes;
  const project = projectIn(told?.project, told?.project_id);
  if (told === undefined || note?.id === undefined || project === undefined) return invalid('note');
  if (note.system) return ignored('a note that GitLab wrote itself is not shown');
  if (isInternal(told)) return ignored('an internal note is not shown');
  const reviewed = targetOf(told, project, connection);
  if (reviewed !== undefined) return seen({ ...reviewed, acts: [commentAct(told, String(note.id))] });
  const on = placeOf(told);
  if (on === undefined) return ignored('a note is shown only on a merge request, issue, commit or snippet');
  const subject = subjectIn(connection, project, 'comment', String(note.id));
  return seen({ kind: 'news', subject, news: commentNews(told, on) });
}

function isInternal({ event_type: type, object_attributes: { internal }, issue }: NotePayload): boolean {
  return internal || (type === 'confidential_note' && issue?.confidential !== true);
}

/** An edited comment has the same identity and a later time. */
function commentAct({ object_attributes: note, user }: NotePayload, id: string): Act {
  const at = note.updated_at ?? note.created_at;
  const text = note.note === undefined ? undefined : tidy(note.note);
  return { id: `commented/${id}`, verb: 'commented', ...present({ by: personOf(user), at, text, url: note.url }), ...mentioned(note.note) };
}

function commentNews({ object_attributes: note, user }: NotePayload, on: CommentNews['on']): CommentNews {
  const more = present({ by: personOf(user), at: note.updated_at ?? note.created_at, url: note.url });
  return { event: 'comment', on, text: note.note ?? '', ...more, ...mentioned(note.note) };
}

/** A reaction that is taken back takes nothing off a card: what was given there stays given. */
export function readEmoji(payload: unknown, connection: string): Reading {
  const { data: told } = emojiSchema.safeParse(payload);
  const award = told?.object_attributes;
  const project = projectIn(told?.project, told?.project_id);
  if (told === undefined || award?.id === undefined || award.name === undefined || project === undefined) return invalid('emoji');
  if (told.note?.internal === true || told.note?.confidential === true) return ignored('an emoji on an internal note is not shown');
  const withdrawn = award.action === 'revoke';
  const reviewed = targetOf(told, project, connection);
  if (reviewed !== undefined && withdrawn) return ignored('an emoji that is taken back is not shown');
  if (reviewed !== undefined) return seen({ ...reviewed, acts: [reactionAct(told, String(award.id), award.name)] });
  const on = placeOf(told);
  if (on === undefined) return ignored('an emoji is shown only on a merge request, issue, commit or snippet');
  const action = withdrawn ? 'withdrawn' : 'given';
  const subject = subjectIn(connection, project, 'reaction', String(award.id), action);
  return seen({ kind: 'news', subject, news: reactionNews(told, action, award.name, on) });
}

function reactionAct({ object_attributes: award, user }: EmojiPayload, id: string, text: string): Act {
  const more = present({ by: personOf(user), at: award.created_at, url: award.awarded_on_url });
  return { id: `reacted/${id}`, verb: 'reacted', text, ...more };
}

function reactionNews(told: EmojiPayload, action: ReactionNews['action'], emoji: string, on: ReactionNews['on']): ReactionNews {
  const { created_at: at, awarded_on_url: url } = told.object_attributes;
  return { event: 'reaction', action, emoji, on, ...present({ by: personOf(told.user), at, url }) };
}

function targetOf(told: NotePayload | EmojiPayload, project: Project, connection: string): Reviewed | undefined {
  const item = told.merge_request ?? told.issue;
  if (item === undefined) return undefined;
  const kind = told.merge_request === undefined ? 'issue' : 'merge-request';
  const reviewed = reviewedIn(connection, project, kind, item, { actor: told.user, assignees: [], reviewers: [] });
  return reviewed === undefined ? undefined : { ...reviewed, snapshot: secondHand(reviewed.snapshot) };
}

/**
 * Here assignees and reviewers are told by id only, so its own events know better: without a time it yields to them.
 * That it is confidential must not wait for them.
 */
function secondHand({ updatedAt, ...snapshot }: Reviewed['snapshot']): Reviewed['snapshot'] {
  return snapshot.confidential && updatedAt !== undefined ? { ...snapshot, updatedAt } : snapshot;
}

function placeOf({ commit, snippet, project_snippet: other }: Target): CommentNews['on'] | undefined {
  const place = commit ?? snippet ?? other;
  if (place === undefined) return undefined;
  const title = place.title ?? commit?.message?.split(/[\r\n]/, 1)[0] ?? tidy(commit?.id ?? '', 8);
  return { title, ...present({ url: place.url }) };
}

function seen(event: CiEvent): Reading {
  return { kind: 'event', event };
}
