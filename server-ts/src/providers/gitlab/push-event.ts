// A push or tag event of GitLab → what happened to a branch or a tag.

import type { PushNews, TagNews } from '../../ci/news.ts';
import type { Commit, Person, Project } from '../../ci/pipeline.ts';
import type { Reading } from '../../ci/provider.ts';
import { mentioned } from './mentions.ts';
import { pushSchema } from './news-schema.ts';
import type { PushPayload } from './news-schema.ts';
import { present } from '../../platform/foreign-json.ts';
import { commitOf, comparisonOf, personOf, projectIn, refOf, subjectIn } from './parts.ts';

const MAX_COMMITS = 20;

export function readPush(payload: unknown, connection: string): Reading {
  return readRef(payload, connection, 'push');
}

export function readTagPush(payload: unknown, connection: string): Reading {
  return readRef(payload, connection, 'tag');
}

/** A push has no identity of its own: it is known by what it moved from where to where, as a system hook's twin tells it, too. */
function readRef(payload: unknown, connection: string, kind: 'push' | 'tag'): Reading {
  const { data: told } = pushSchema.safeParse(payload);
  const project = projectIn(told?.project, told?.project_id);
  if (told === undefined || project === undefined) return { kind: 'invalid', reason: `the ${kind} event names no project or no ref` };
  const news = kind === 'push' ? pushOf(project, told) : tagOf(project, told);
  const subject = subjectIn(connection, project, kind, told.ref, told.before ?? '', told.after ?? '');
  return { kind: 'event', event: { kind: 'news', subject, news } };
}

function pushOf(project: Project, told: PushPayload): PushNews {
  const ref = refOf(project, told.ref.replace(/^refs\/heads\//, ''), false);
  const commits = commitsOf(project, told).slice(-MAX_COMMITS);
  const action = actionOf(told);
  const url = action === 'pushed' ? comparisonOf(project, told.before, told.after) : ref.url;
  return {
    event: 'push',
    action,
    ref: action === 'deleted' ? { kind: ref.kind, name: ref.name } : ref,
    commits,
    total: Math.max(told.total_commits_count ?? 0, commits.length),
    ...present({ by: pusherOf(told), url: action === 'deleted' ? undefined : url }),
  };
}

function tagOf(project: Project, told: PushPayload): TagNews {
  const ref = refOf(project, told.ref.replace(/^refs\/tags\//, ''), true);
  const deleted = actionOf(told) === 'deleted';
  const commit = commitsOf(project, told).at(-1) ?? commitOf(project, told.checkout_sha, undefined, undefined);
  return {
    event: 'tag',
    action: deleted ? 'deleted' : 'created',
    ref: deleted ? { kind: ref.kind, name: ref.name } : ref,
    ...present({ by: pusherOf(told), message: told.message, commit: deleted ? undefined : commit, url: deleted ? undefined : ref.url }),
    ...(deleted ? {} : mentioned(told.message)),
  };
}

/** What does not exist is told as a SHA of zeros. */
function actionOf({ before, after }: PushPayload): PushNews['action'] {
  if (isNothing(after)) return 'deleted';
  return isNothing(before) ? 'created' : 'pushed';
}

function isNothing(sha: string | undefined): boolean {
  return sha !== undefined && /^0+$/.test(sha);
}

function commitsOf(project: Project, told: PushPayload): readonly Commit[] {
  const pusher = pusherOf(told);
  return told.commits.flatMap(({ id, message, title, url, author }) => {
    const commit = commitOf(project, id, message ?? title, author?.name, url, pusher);
    return commit === undefined ? [] : [{ ...commit, ...mentioned(message) }];
  });
}

function pusherOf({ user_id: id, user_name: name, user_username: username, user_avatar: avatar }: PushPayload): Person | undefined {
  return personOf({ id, name, username, avatar_url: avatar });
}
