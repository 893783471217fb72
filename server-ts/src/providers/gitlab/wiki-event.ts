// A wiki page event of GitLab → what happened to the page.

import { createHash } from 'node:crypto';
import type { WikiNews } from '../../ci/news.ts';
import type { Reading } from '../../ci/provider.ts';
import { wikiSchema } from './news-schema.ts';
import type { WikiPayload } from './news-schema.ts';
import { present } from '../../platform/foreign-json.ts';
import { personOf, projectIn, subjectIn } from './parts.ts';

const actions: ReadonlyMap<string, WikiNews['action']> = new Map([
  ['create', 'created'],
  ['update', 'updated'],
  ['delete', 'deleted'],
]);

/** A group's wiki has no project. */
export function readWikiPage(payload: unknown, connection: string): Reading {
  const { data: told } = wikiSchema.safeParse(payload);
  if (told === undefined) return { kind: 'invalid', reason: 'the wiki_page event names no page' };
  const project = projectIn(told.project, undefined);
  if (project === undefined) return { kind: 'ignored', reason: 'wiki_page events without a project are not shown' };
  const page = told.object_attributes;
  const action = actions.get(page.action ?? 'update');
  if (action === undefined) return { kind: 'ignored', reason: 'wiki_page events of this action are not known here' };
  const subject = subjectIn(connection, project, 'wiki', page.slug ?? page.title, action, versionOf(page));
  const url = action === 'deleted' ? undefined : page.url;
  const more = present({ by: personOf(told.user), message: page.message, url });
  return { kind: 'event', event: { kind: 'news', subject, news: { event: 'wiki', action, title: page.title, ...more } } };
}

/** Older servers tell no version: the content stands for it. */
function versionOf({ version_id: version, title, content, message }: WikiPayload['object_attributes']): string {
  return (
    version ??
    createHash('sha256')
      .update(JSON.stringify([title, content, message]))
      .digest('hex')
      .slice(0, 16)
  );
}
