// One request to the stand-in, read: who asks for what, and may they.
import type { Controller } from '../controller.ts';
import { fullNameOf, isFolder, type Folder, type Item } from '../items.ts';
import type { Permission, Visitor } from '../people.ts';
import { denied, json, notFound, Refused, type Answer } from './answer.ts';
import { type Bean, exportByDepth, exportByTree, parseTree } from './bean.ts';

export interface Visit {
  readonly method: string;
  /** As it was sent, with the context path and without the query. */
  readonly uri: string;
  /** Below the context path, decoded; a trailing slash leaves no trace. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  /** Query and form together, as servlets see them. */
  readonly given: URLSearchParams;
  readonly body: Buffer;
  readonly contentType: string;
  /** The `Range` header. */
  readonly range: string | undefined;
  readonly visitor: Visitor;
  /** Id of its session, when it came with one. */
  readonly session: string | undefined;
  readonly site: Site;
}

export interface Site {
  readonly controller: Controller;
  /** `/jenkins`, or empty. */
  readonly context: string;
  /** As it calls itself, with the context path and without a slash at the end. */
  readonly publicUrl: string;
  readonly version: string;
  readonly plugins: readonly PluginOptions[];
  readonly hasCrumbs: boolean;
  /** Jenkins's seconds; until it is told to come back when undefined. */
  readonly restartSeconds: number | undefined;
}

export interface PluginOptions {
  readonly shortName: string;
  readonly longName: string;
  readonly version: string;
  readonly enabled?: boolean;
  readonly hasUpdate?: boolean;
}

export function need({ visitor, site, uri }: Visit, permission: Permission): void {
  if (!site.controller.people.may(visitor.person, permission)) throw new Refused(denied(visitor.person, permission, site.context, uri));
}

export function may({ visitor, site }: Visit, permission: Permission): boolean {
  return site.controller.people.may(visitor.person, permission);
}

/** What somebody may not read is not there for them. */
export function maySee(visit: Visit, item: Item): boolean {
  const hidden = visit.visitor.person?.hidden;
  for (let each: Item | undefined = item; each !== undefined; each = each.parent) if (hidden?.has(fullNameOf(each)) === true) return false;
  return may(visit, 'Job/Read');
}

export function visibleItems(visit: Visit, folder: Folder): Item[] {
  return [...folder.items.values()].filter((item) => maySee(visit, item) && (isFolder(item) || may(visit, 'Job/Read')));
}

/** Only POST; anything else is told so, as `@RequirePOST` does. */
export function needPost({ method, uri }: Visit): void {
  if (method === 'POST') return;
  const answer = notFound(uri);
  throw new Refused({ ...answer, status: 405, headers: { ...answer.headers, Allow: 'POST' }, body: 'This URL requires POST' });
}

/** `…/api/json` of a bean. */
export function exported({ query }: Visit, bean: Bean): Answer {
  const tree = query.get('tree');
  if (tree !== null) return json(exportByTree(bean, parseTree(tree)));
  return json(exportByDepth(bean, Number(query.get('depth') ?? 0)));
}

export const isApi = (rest: readonly string[]): boolean => rest.length === 2 && rest[0] === 'api' && rest[1] === 'json';

export const absolute = ({ site }: Visit, path: string): string => `${site.publicUrl}/${path}`;
