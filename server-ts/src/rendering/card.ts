// The card of one pipeline as every client can show it: our own shape, free of Mattermost's.

import type { Status } from '../ci/pipeline.ts';

export interface Card {
  readonly status: Status;
  /** One sentence for a notification; Markdown without any address (a link there makes the server fetch a preview). */
  readonly headline: string;
  /** Read as Markdown by some clients, as plain text by others: holds nothing that either would change. */
  readonly title: string;
  readonly titleUrl?: string;
  /** Markdown, a line each. */
  readonly lines: readonly string[];
  /** As `title`. */
  readonly footer: string;
}
