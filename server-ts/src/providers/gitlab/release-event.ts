// A release event of GitLab → what happened to a release.

import { createHash } from 'node:crypto';
import type { ReleaseNews } from '../../ci/news.ts';
import type { Reading } from '../../ci/provider.ts';
import { releaseSchema } from './news-schema.ts';
import type { ReleasePayload } from './news-schema.ts';
import { present } from '../../platform/foreign-json.ts';
import { projectIn, subjectIn } from './parts.ts';

const actions: ReadonlyMap<string, ReleaseNews['action']> = new Map([
  ['create', 'created'],
  ['update', 'updated'],
  ['delete', 'deleted'],
]);

export function readRelease(payload: unknown, connection: string): Reading {
  const { data: told } = releaseSchema.safeParse(payload);
  const project = projectIn(told?.project, undefined);
  if (told === undefined || project === undefined) return { kind: 'invalid', reason: 'the release event names no tag or no project' };
  const action = actions.get(told.action ?? 'create');
  if (action === undefined) return { kind: 'ignored', reason: 'release events of this action are not known here' };
  const subject = subjectIn(connection, project, 'release', told.tag, action, contentOf(told));
  return { kind: 'event', event: { kind: 'news', subject, news: newsOf(action, told) } };
}

/** Nothing in the body tells one update from the next but what it says. */
function contentOf({ id, name, description }: ReleasePayload): string {
  return createHash('sha256')
    .update(JSON.stringify([id, name, description]))
    .digest('hex')
    .slice(0, 16);
}

/** There is no person in the body, and only the creation has a time. */
function newsOf(action: ReleaseNews['action'], told: ReleasePayload): ReleaseNews {
  const { tag, description } = told;
  const at = action === 'created' ? told.created_at : undefined;
  const url = action === 'deleted' ? undefined : told.url;
  return { event: 'release', action, tag, name: told.name ?? tag, ...present({ description, at, url }) };
}
