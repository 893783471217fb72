// The fields that are used of push, tag, release, wiki and deployment events.
// https://docs.gitlab.com/user/project/integrations/webhook_events/

import * as z from 'zod';
import { address, amount, name, text } from '../../platform/foreign-json.ts';
import { commit, instant, list, longText, maybeId, project, user } from './fields.ts';

/** Push and tag events name the person in flat fields. */
export const pushSchema = z.object({
  before: text,
  after: text,
  checkout_sha: text,
  ref: name,
  message: longText,
  user_id: maybeId,
  user_name: text,
  user_username: text,
  user_avatar: address,
  project_id: maybeId,
  project,
  commits: list(commit),
  total_commits_count: amount,
});

export const releaseSchema = z.object({
  id: maybeId,
  action: text,
  tag: name,
  name: text,
  description: longText,
  created_at: instant,
  url: address,
  project,
});

export const wikiSchema = z.object({
  object_attributes: z.object({
    title: name,
    content: longText,
    message: text,
    slug: text,
    url: address,
    action: text,
    version_id: text,
  }),
  user,
  project,
});

export const deploymentSchema = z.object({
  status: text,
  status_changed_at: instant,
  deployment_id: maybeId,
  deployable_id: maybeId,
  deployable_url: address,
  environment: name,
  environment_external_url: address,
  short_sha: text,
  commit_url: address,
  commit_title: text,
  ref: text,
  user,
  project,
});

export type PushPayload = z.infer<typeof pushSchema>;
export type ReleasePayload = z.infer<typeof releaseSchema>;
export type WikiPayload = z.infer<typeof wikiSchema>;
export type DeploymentPayload = z.infer<typeof deploymentSchema>;
