// What a card says of one piece of news.

import type { Look } from './card.ts';

/** `sentence` and `lines` are Markdown. */
export interface Told {
  readonly look: Look;
  readonly sentence: string;
  readonly title: string;
  readonly url: string | undefined;
  readonly lines: readonly string[];
}
