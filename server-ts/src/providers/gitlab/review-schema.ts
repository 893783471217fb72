// The fields that are used of merge request, issue, note and emoji events.
// https://docs.gitlab.com/user/project/integrations/webhook_events/#merge-request-events

import * as z from 'zod';
import { address, part, text } from '../../platform/foreign-json.ts';
import { commit, flag, instant, list, longText, maybeFlag, maybeId, project, user } from './fields.ts';

const person = z.object({ id: maybeId, name: text, username: text, avatar_url: address });
/** A reviewer who is asked again stands in both lists. */
const reviewer = person.extend({ re_requested: flag });
const label = z.object({ title: text });

/** A merge request or an issue, as its own events and those about it tell it. */
const item = {
  iid: maybeId,
  title: text,
  url: address,
  state: text,
  draft: maybeFlag,
  work_in_progress: maybeFlag,
  description: longText,
  author_id: maybeId,
  source_branch: text,
  target_branch: text,
  target_project_id: maybeId,
  project_id: maybeId,
  labels: list(label),
  last_commit: commit.optional().catch(undefined),
  confidential: flag,
  created_at: instant,
  updated_at: instant,
};

const changes = part({
  title: part({ previous: text, current: text }),
  draft: part({ current: maybeFlag }),
  work_in_progress: part({ current: maybeFlag }),
  target_branch: part({ current: text }),
  confidential: part({ current: maybeFlag }),
  labels: part({ previous: list(label), current: list(label) }),
  assignees: part({ previous: list(person), current: list(person) }),
  assignee_id: part({ current: maybeId }),
  reviewers: part({ previous: list(reviewer), current: list(reviewer) }),
});

export const reviewSchema = z.object({
  event_type: text,
  object_attributes: z.object({ ...item, action: text, oldrev: text, system_action: text }),
  user,
  assignee: user,
  assignees: list(person),
  reviewers: list(person),
  project,
  changes,
});

const commented = {
  merge_request: part(item),
  issue: part(item),
  commit: commit.optional().catch(undefined),
  snippet: part({ title: text, url: address }),
  /** As emoji events name it. */
  project_snippet: part({ title: text, url: address }),
};

export const noteSchema = z.object({
  event_type: text,
  object_attributes: z.object({
    id: maybeId,
    note: longText,
    noteable_type: text,
    internal: flag,
    system: flag,
    action: text,
    created_at: instant,
    updated_at: instant,
    url: address,
  }),
  user,
  project_id: maybeId,
  project,
  ...commented,
});

export const emojiSchema = z.object({
  object_attributes: z.object({
    id: maybeId,
    name: text,
    action: text,
    awardable_type: text,
    created_at: instant,
    awarded_on_url: address,
  }),
  note: part({ internal: flag, confidential: flag, note: text }),
  user,
  project_id: maybeId,
  project,
  ...commented,
});

type Reviewed = z.infer<typeof reviewSchema>;
export type ReviewPayload = Reviewed;
export type Changes = NonNullable<Reviewed['changes']>;
export type NotePayload = z.infer<typeof noteSchema>;
export type EmojiPayload = z.infer<typeof emojiSchema>;
export type Item = NonNullable<NotePayload['issue']>;
export type Target = Pick<NotePayload, 'merge_request' | 'issue' | 'commit' | 'snippet' | 'project_snippet'>;
