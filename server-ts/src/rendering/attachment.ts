// A card → Mattermost's attachment, which every client draws natively, within the limits of a post.

import type { PostAction } from './actions.ts';
import type { Card } from './card.ts';
import { escape, link, neutral, plain } from './escape.ts';
import { shorten } from './shorten.ts';

/** `model.PostMessageMaxRunesV2`. */
const MAX_MESSAGE = 16_383;
/** Far below what props may hold (800,000), and more than anyone reads. */
const MAX_TEXT = 7_000;
const MAX_TITLE = 160;
/** What the web app shows of it. */
const MAX_FOOTER = 300;

/** Mattermost's `model.MessageAttachment`, the fields that are used. */
export interface Attachment {
  readonly fallback: string;
  readonly color: string;
  readonly title: string;
  readonly title_link?: string;
  readonly text: string;
  readonly footer: string;
  readonly actions?: readonly PostAction[];
}

export function attachmentOf(card: Card): Attachment {
  const { symbol, word, color } = card.look;
  const title = shorten(plain(card.title), MAX_TITLE);
  const footer = neutral(shorten(plain(card.footer), MAX_FOOTER));
  return {
    fallback: [`${symbol} ${neutral(title)} ${word}`, footer].filter((part) => part !== '').join(' · '),
    color,
    // Clients show a title with a link as plain text and one without as Markdown (attachment_title in the web app and the mobile app).
    title: card.titleUrl === undefined ? escape(title) : neutral(title),
    ...(card.titleUrl !== undefined && { title_link: card.titleUrl }),
    text: fitLines(card.lines, card.titleUrl),
    footer,
    ...(card.buttons !== undefined && card.buttons.length > 0 && { actions: card.buttons }),
  };
}

/** A headline that is longer than a post may be. */
export function messageOf(headline: string): string {
  return shorten(headline, MAX_MESSAGE);
}

/** Whole lines only: a link cut in two would show its address. What is left out is a click away. */
function fitLines(lines: readonly string[], url: string | undefined): string {
  const all = lines.join('\n');
  if (all.length <= MAX_TEXT) return all;
  let text = '';
  for (const line of lines) {
    if (text.length + line.length + 1 > MAX_TEXT) break;
    text = text === '' ? line : `${text}\n${line}`;
  }
  return `${text}\n… ${link('all of it', url)}`;
}
