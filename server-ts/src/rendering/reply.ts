// Builds one post of a card's thread.

import { attachmentOf, messageOf } from './attachment.ts';
import type { Card } from './card.ts';
import { safeUrl } from './escape.ts';
import type { Reply } from './rendered.ts';

/** A sentence alone, or with an attachment below it when there is more to say. */
export interface ReplyWords {
  readonly key: string;
  readonly headline: string;
  readonly loud?: boolean;
  /** `lines` are Markdown. */
  readonly details?: Pick<Card, 'look' | 'title' | 'lines'> & { readonly url: string | undefined };
}

export function replyOf({ key, headline, loud = false, details }: ReplyWords): Reply {
  const message = messageOf(headline);
  if (details === undefined) return { key, loud, content: { type: '', message, props: { attachments: [] } } };
  const titleUrl = safeUrl(details.url ?? '');
  const card = { ...details, headline, footer: '', ...(titleUrl !== undefined && { titleUrl }) };
  return { key, loud, content: { type: '', message, props: { attachments: [attachmentOf(card)] } } };
}
