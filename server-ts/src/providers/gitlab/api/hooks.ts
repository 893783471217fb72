// Webhooks of projects and groups: who gets which events of GitLab, and with which proof.
// https://docs.gitlab.com/api/project_webhooks/, https://docs.gitlab.com/api/group_webhooks/

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import { CiError } from '../../../platform/errors.ts';
import { flag, id, maybeFlag } from '../fields.ts';
import { ask, jsonOf, list, send, type Listed } from './request.ts';

/** A project or group that may have webhooks. */
export interface HookOwner {
  readonly kind: 'project' | 'group';
  readonly id: string;
  readonly path: string;
  readonly url: string;
}

/** What a hook can be told of, by GitLab's field → by the earlier plugin's word. */
export const TRIGGERS = {
  push_events: 'PushEvents',
  tag_push_events: 'TagPushEvents',
  note_events: 'Comments',
  confidential_note_events: 'ConfidentialComments',
  issues_events: 'IssuesEvents',
  confidential_issues_events: 'ConfidentialIssuesEvents',
  merge_requests_events: 'MergeRequestsEvents',
  job_events: 'JobEvents',
  pipeline_events: 'PipelineEvents',
  wiki_page_events: 'WikiPageEvents',
  deployment_events: 'DeploymentEvents',
  releases_events: 'ReleaseEvents',
} as const;

const triggers = Object.keys(TRIGGERS);
const text = z.string().optional().catch(undefined);
const hookSchema = z
  .looseObject({ id, url: z.string(), enable_ssl_verification: flag, alert_status: text, signing_token_present: maybeFlag })
  .transform(({ id: hook, url, enable_ssl_verification: ssl, alert_status: alert, signing_token_present: signs, ...rest }) => ({
    id: String(hook),
    url,
    ssl,
    /** GitLab stopped sending to it, for a while or for good. */
    isOff: alert === 'disabled' || alert === 'temporarily_disabled',
    signs: signs === true,
    /** Names as `TRIGGERS` has them. */
    triggers: new Set(triggers.filter((each) => rest[each] === true)),
  }));
export type Hook = z.output<typeof hookSchema>;

export interface HookWish {
  readonly url: string;
  /** Those of a known hook stay when not said. */
  readonly triggers?: ReadonlySet<string>;
  readonly ssl?: boolean;
  /** None: the hook proves nothing. */
  readonly secret?: string;
}

const MOST = 200;

export async function listHooks(owner: HookOwner, reach: Reach): Promise<Listed<Hook>> {
  const told = await list(reach, hooksOf(owner), hookSchema, { most: MOST }).catch((error: unknown) => {
    throw explain(error, owner, '');
  });
  if (told === undefined) throw hidden(owner);
  return told;
}

/** Changes the hook `known`, or makes one. Throws CI_GITLAB_HOOK_… with what to do about GitLab's refusal. */
export async function putHook(owner: HookOwner, wish: HookWish, reach: Reach, known?: Pick<Hook, 'id'>): Promise<Hook> {
  try {
    const made = await write(owner, reach, { ...fieldsOf(wish), ...proofOf(wish.secret) }, known);
    // GitLab before signing tokens passes over them without a word.
    if (!isSigningKey(wish.secret) || made.signs) return made;
    return await write(owner, reach, { url: wish.url, token: wish.secret }, made);
  } catch (error) {
    throw explain(error, owner, wish.url);
  }
}

function write(owner: HookOwner, reach: Reach, body: object, known: Pick<Hook, 'id'> | undefined): Promise<Hook> {
  return known === undefined
    ? send(reach, hooksOf(owner), hookSchema, { body })
    : send(reach, `${hooksOf(owner)}/${known.id}`, hookSchema, { method: 'PUT', body });
}

/**
 * GitLab sends a sample, and says how it was answered. The sample is of a kind that nobody is shown; GitLab before 16.10 has only
 * that of a push. Undefined: this GitLab (before 16.11) cannot be asked to.
 */
export async function testHook(owner: HookOwner, hook: Pick<Hook, 'id'>, reach: Reach): Promise<{ readonly failure?: string } | undefined> {
  for (const trigger of ['resource_access_token_events', 'push_events']) {
    const path = `${hooksOf(owner)}/${hook.id}/test/${trigger}`;
    const answer = await ask(reach, path, { method: 'POST', also: [400, 404, 405, 422, 429, 500] });
    if (answer.status < 300) return {};
    if (answer.status === 422)
      return { failure: jsonOf(z.object({ message: z.string() }).catch({ message: 'it says no reason' }), answer).message };
    if (answer.status !== 400) return undefined;
  }
  return undefined;
}

/** Whatever stands behind the question mark. */
export function isSameAddress(left: string, right: string): boolean {
  const [one, other] = [URL.parse(left), URL.parse(right)];
  return (
    one !== null && other !== null && one.origin === other.origin && one.pathname.replace(/\/$/, '') === other.pathname.replace(/\/$/, '')
  );
}

function hooksOf({ kind, id: owner }: HookOwner): string {
  return `${kind}s/${encodeURIComponent(owner)}/hooks`;
}

function fieldsOf({ url, triggers: wanted, ssl }: HookWish): object {
  return {
    url,
    ...(ssl !== undefined && { enable_ssl_verification: ssl }),
    ...(wanted !== undefined && Object.fromEntries(triggers.map((each) => [each, wanted.has(each)]))),
  };
}

function proofOf(secret: string | undefined): object {
  if (secret === undefined) return {};
  return isSigningKey(secret) ? { signing_token: secret } : { token: secret };
}

/** GitLab takes keys of 32 bytes only (`whsec_<base64>`). */
function isSigningKey(secret: string | undefined): boolean {
  return secret !== undefined && secret.startsWith('whsec_') && Buffer.from(secret.slice('whsec_'.length), 'base64').length === 32;
}

const BLOCKED = /blocked|local network|localhost|invalid url/i;

function explain(error: unknown, owner: HookOwner, url: string): unknown {
  if (!(error instanceof CiError)) return error;
  if (error.code === 'CI_GITLAB_NOT_FOUND') return hidden(owner);
  if (error.code === 'CI_GITLAB_FORBIDDEN') return new CiError(error.code, error.message, rightsFor(owner), error);
  if (error.code !== 'CI_GITLAB_REJECTED' || !BLOCKED.test(error.message)) return error;
  return new CiError(
    'CI_GITLAB_HOOK_BLOCKED',
    `GitLab does not send webhooks to ${URL.parse(url)?.host ?? 'that address'}. ${error.message}`,
    'If that is an address of your own network: an administrator of GitLab allows it under Admin → Settings → Network → Outbound requests, ' +
      'for all (“Allow requests to the local network from webhooks and integrations”) or for this name in the list below it.',
    error,
  );
}

function hidden(owner: HookOwner): CiError {
  if (owner.kind === 'project')
    return new CiError('CI_GITLAB_HOOK_HIDDEN', `GitLab does not show the webhooks of ${owner.path} to you.`, rightsFor(owner));
  return new CiError(
    'CI_GITLAB_HOOK_GROUP',
    `GitLab has no webhooks for the group ${owner.path} (404).`,
    `Webhooks of groups need GitLab Premium and the role Owner. Without: one for each project, or \`/gitlab hooks sync\` for all of them.`,
  );
}

function rightsFor({ kind }: HookOwner): string {
  return kind === 'project'
    ? 'Its webhooks are for those with the role Maintainer or Owner: ask one of them.'
    : 'Its webhooks are for those with the role Owner: ask one of them.';
}
