// A pipeline's card → what is stored as a post: the message for notifications, an attachment for phones and old clients, props for the web app.

import { PIPELINE_POST_TYPE } from '@ci-command-center/contract';
import type { PipelinePostProps, PipelineView } from '@ci-command-center/contract';
import { attachmentOf, messageOf, type Attachment } from './attachment.ts';
import type { Card } from './card.ts';

export interface PipelinePost {
  readonly type: typeof PIPELINE_POST_TYPE;
  readonly message: string;
  readonly props: PipelinePostProps & { readonly attachments: readonly Attachment[] };
}

export function cardToPost(card: Card, view: PipelineView): PipelinePost {
  return {
    type: PIPELINE_POST_TYPE,
    message: messageOf(card.headline),
    props: { ci_pipeline_key: view.key, ci_pipeline: JSON.stringify(view), attachments: [attachmentOf(card)] },
  };
}
