// Lists in pages as GitLab gives them: by number with totals, or by the id after which to go on, told in headers.
import { invalid, json, type Answer } from './answer.ts';
import { fail, type Visit } from './visit.ts';

/** More than these are not counted. */
const MOST_COUNTED = 10_000;

export function paged<T>(visit: Visit, all: readonly T[], show: (each: T) => object, idOf?: (each: T) => number): Answer {
  const perPage = Math.min(whole(visit, 'per_page', 20), 100);
  if (visit.query.get('pagination') === 'keyset' && idOf !== undefined) return afterKey(visit, all, show, idOf, perPage);
  const page = whole(visit, 'page', 1);
  const pages = Math.max(1, Math.ceil(all.length / perPage));
  const shown = all.slice((page - 1) * perPage, page * perPage);
  const next = page * perPage < all.length ? page + 1 : undefined;
  const isCounted = all.length <= MOST_COUNTED;
  const link = (to: number, rel: string) => `<${addressWith(visit, { page: String(to), per_page: String(perPage) })}>; rel="${rel}"`;
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev')] : []),
    ...(next === undefined ? [] : [link(next, 'next')]),
    link(1, 'first'),
    ...(isCounted ? [link(pages, 'last')] : []),
  ];
  return json(shown.map(show), 200, {
    Link: links.join(', '),
    'X-Next-Page': next === undefined ? '' : String(next),
    'X-Page': String(page),
    'X-Per-Page': String(perPage),
    'X-Prev-Page': page > 1 ? String(page - 1) : '',
    ...(isCounted && { 'X-Total': String(all.length), 'X-Total-Pages': String(pages) }),
  });
}

/** Only by id. */
function afterKey<T>(visit: Visit, all: readonly T[], show: (each: T) => object, idOf: (each: T) => number, perPage: number): Answer {
  const ascending = visit.query.get('sort') === 'asc';
  const { key, isPast } = ascending
    ? { key: 'id_after', isPast: (id: number, than: number) => id > than }
    : { key: 'id_before', isPast: (id: number, than: number) => id < than };
  const from = visit.query.get(key);
  const sorted = all.toSorted((a, b) => (ascending ? idOf(a) - idOf(b) : idOf(b) - idOf(a)));
  const left = from === null ? sorted : sorted.filter((each) => isPast(idOf(each), Number(from)));
  const shown = left.slice(0, perPage);
  const last = shown.at(-1);
  const more = last !== undefined && left.length > perPage;
  const headers = { 'X-Per-Page': String(perPage) };
  if (!more) return json(shown.map(show), 200, headers);
  return json(shown.map(show), 200, { ...headers, Link: `<${addressWith(visit, { [key]: String(idOf(last)) })}>; rel="next"` });
}

function whole(visit: Visit, name: string, usual: number): number {
  const value = visit.query.get(name);
  if (value === null || value === '') return usual;
  if (!/^\d+$/u.test(value)) return fail(invalid(`${name} is invalid`));
  return Number(value) === 0 ? fail(invalid(`${name} does not have a valid value`)) : Number(value);
}

function addressWith({ world, uri, query }: Visit, changed: Readonly<Record<string, string>>): string {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changed)) next.set(name, value);
  next.delete('private_token');
  next.delete('access_token');
  return `${world.base}${uri.split('?')[0]}?${next}`;
}
