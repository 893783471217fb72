// Foreign text and addresses as the web app gets them: plain, of one line and of a length that fits a message.

import { plain, safeUrl } from './escape.ts';
import { shorten } from './shorten.ts';

const MAX_LENGTH = 300;

export function toText(text: string): string {
  return shorten(plain(text), MAX_LENGTH);
}

/** Nothing for what is no address of the web. */
export function urlOf(url: string | undefined): { readonly url?: string } {
  const safe = url === undefined ? undefined : safeUrl(url);
  return safe === undefined ? {} : { url: safe };
}
