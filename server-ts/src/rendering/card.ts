// The card of one subject as every client can show it: our own shape, free of Mattermost's.

import type { PostAction } from './actions.ts';

/** Symbol, word and colour of a state: colour is never the only sign. */
export interface Look {
  readonly symbol: string;
  readonly word: string;
  /** As `#rrggbb`. */
  readonly color: string;
}

export interface Card {
  readonly look: Look;
  /** One sentence for a notification; Markdown without any address (a link there makes the server fetch a preview). */
  readonly headline: string;
  /** Plain text of one line, foreign or not. */
  readonly title: string;
  readonly titleUrl?: string;
  /** Markdown; each is whole by itself, so that a card can end after any of them. */
  readonly lines: readonly string[];
  /** As `title`. */
  readonly footer: string;
  readonly buttons?: readonly PostAction[];
}
