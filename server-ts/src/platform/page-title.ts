// What a web page calls itself, for the words about a page that answered instead of an API.

import type { HttpAnswer } from '../ci/http.ts';

/** Undefined for what is no page, or has no title. Foreign text. */
export function pageTitle({ headers, text }: HttpAnswer): string | undefined {
  if (headers.get('content-type')?.includes('html') !== true) return undefined;
  const title = /<title[^>]{0,200}>([^<]{1,300})/i.exec(text.slice(0, 50_000))?.[1]?.replaceAll(/\s+/g, ' ').trim();
  return title === '' ? undefined : title?.slice(0, 80);
}
