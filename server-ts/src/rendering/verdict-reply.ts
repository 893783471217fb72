// What a pipeline's card says when it ends, as a post of its own: an edit of the card rings no bell.

import type { PipelineState } from '../ci/state.ts';
import { isConcluded, statusOf } from '../ci/status.ts';
import type { Card } from './card.ts';
import type { Reply } from './rendered.ts';
import { replyOf } from './reply.ts';

/** One for each way it ended, so that a retry is heard of, too. */
export function verdictReply(state: PipelineState, { headline, look, title, titleUrl }: Card): Reply | undefined {
  const status = statusOf(state);
  if (!isConcluded(status) || status === 'skipped' || status === 'canceled') return undefined;
  return { ...replyOf({ key: `verdict/${status}`, headline, loud: true, details: { look, title, url: titleUrl, lines: [] } }), echo: true };
}
