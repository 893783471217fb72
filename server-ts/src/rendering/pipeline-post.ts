// A card → what is stored as a post: the message for notifications, an attachment for phones and old clients, props for the web app.

import { PIPELINE_POST_TYPE } from '@ci-command-center/contract';
import type { PipelinePostProps, PipelineView } from '@ci-command-center/contract';
import type { Card } from './card.ts';
import { shorten } from './shorten.ts';
import { lookOf } from './status-look.ts';

/** `model.PostMessageMaxRunesV2`. */
const MAX_MESSAGE = 16_383;
/** Far below what props may hold (800,000), and more than anyone reads. */
const MAX_TEXT = 7_000;

/** Mattermost's `model.MessageAttachment`, the fields that are used. */
export interface Attachment {
  readonly fallback: string;
  readonly color: string;
  readonly title: string;
  readonly title_link?: string;
  readonly text: string;
  readonly footer: string;
}

export interface PipelinePost {
  readonly type: typeof PIPELINE_POST_TYPE;
  readonly message: string;
  readonly props: PipelinePostProps & { readonly attachments: readonly Attachment[] };
}

export function cardToPost(card: Card, view: PipelineView): PipelinePost {
  return {
    type: PIPELINE_POST_TYPE,
    message: shorten(card.headline, MAX_MESSAGE),
    props: { ci_pipeline_key: view.key, ci_pipeline: view, attachments: [attachmentOf(card)] },
  };
}

function attachmentOf(card: Card): Attachment {
  const { color, symbol, word } = lookOf(card.status);
  return {
    fallback: `${symbol} ${card.title} ${word} · ${card.footer}`,
    color,
    title: card.title,
    ...(card.titleUrl === undefined ? {} : { title_link: card.titleUrl }),
    text: fitLines(card.lines),
    footer: card.footer,
  };
}

/** Whole lines only: a link cut in two would show its address. */
function fitLines(lines: readonly string[]): string {
  let text = '';
  for (const line of lines) {
    if (text.length + line.length + 1 > MAX_TEXT) return `${text}\n…`;
    text = text === '' ? line : `${text}\n${line}`;
  }
  return text;
}
