// Addresses in chat → what they are of: a merge request, issue, pipeline, job, commit, or lines of a file of one GitLab.

import type { Connection } from '../../ci/connection.ts';
import type { CodeAddress, PageAddress, PreviewKind } from '../../ci/preview.ts';
import { split } from './project-address.ts';

const LONGEST = 2_000;
/** A line of a file has a number; no file has more. */
const MAX_LINE = 10_000_000;

/** `work_items` is where issues lead to from GitLab 17 on, `builds` where jobs were before 10. */
const kinds: ReadonlyMap<string, PreviewKind> = new Map([
  ['merge_requests', 'merge-request'],
  ['issues', 'issue'],
  ['work_items', 'issue'],
  ['pipelines', 'pipeline'],
  ['jobs', 'job'],
  ['builds', 'job'],
  ['commit', 'commit'],
]);

export function pageIn(url: string, connection: Connection): PageAddress | undefined {
  const { project, page } = inside(url, connection) ?? { project: '', page: [] };
  const [name = '', id = ''] = page;
  const kind = kinds.get(name);
  if (kind === undefined || project === '') return undefined;
  const isId = kind === 'commit' ? /^[0-9a-f]{7,64}$/i.test(id) : /^\d{1,15}$/.test(id);
  return isId ? { kind, project, id } : undefined;
}

/** https://docs.gitlab.com/user/project/repository/files/: `#L10`, `#L10-20`; `#L10-L20` is what others write. */
export function codeIn(url: string, connection: Connection): CodeAddress | undefined {
  const lines = /#L(\d{1,9})(?:-L?(\d{1,9}))?$/.exec(url);
  if (lines === null) return undefined;
  const { project, page } = inside(url, connection) ?? { project: '', page: [] };
  const [name = '', ...names] = page;
  if (project === '' || (name !== 'blob' && name !== 'blame') || names.length < 2) return undefined;
  const [from, to] = [Number(lines[1]), Number(lines[2] ?? lines[1])];
  const [first, last] = [Math.min(from, to), Math.max(from, to)];
  return first < 1 || last > MAX_LINE ? undefined : { project, names, first, last };
}

/** Undefined for another server, scheme, port, or path than that GitLab runs under, and for what is no page of a project. */
function inside(url: string, { url: base }: Connection): { readonly project: string; readonly page: readonly string[] } | undefined {
  const [given, own] = [url.length > LONGEST ? null : URL.parse(url), URL.parse(base)];
  if (given === null || own === null || base === '' || given.host !== own.host) return undefined;
  if (!/^https?:$/.test(given.protocol) || given.username !== '' || given.password !== '') return undefined;
  const under = own.pathname.replace(/\/+$/, '');
  if (!`${given.pathname}/`.startsWith(`${under}/`)) return undefined;
  const { names, page } = split(given.pathname.slice(under.length));
  const [whole, rest] = [names.map(decode), page.map(decode)];
  // What only dots make would leave the project on its way through the API.
  const isOdd = [...whole, ...rest].some((name) => name === undefined || name === '.' || name === '..' || /\p{Cc}/u.test(name));
  if (isOdd || whole.length < 2) return undefined;
  return { project: whole.join('/'), page: rest.flatMap((name) => name ?? []) };
}

function decode(name: string): string | undefined {
  try {
    return decodeURIComponent(name);
  } catch {
    return undefined;
  }
}
