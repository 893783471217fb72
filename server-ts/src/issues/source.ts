// The post that an issue or a comment is made of, as it stands in them.

import type { Issues } from '../ci/issues.ts';
import type { ChannelId } from '../ci/ids.ts';

/** A post that the person may read. */
export interface SourcePost {
  readonly id: string;
  readonly message: string;
  /** User name; empty when they are gone. */
  readonly author: string;
  readonly channelId: ChannelId;
  /** Of its thread; its own when it begins one. */
  readonly rootId: string;
  /** Absent while the server does not know its own address. */
  readonly permalink?: string;
}

/** Below a description. */
export function withSource(description: string, post: Pick<SourcePost, 'permalink'> | undefined): string {
  if (post?.permalink === undefined) return description;
  return `${description.trimEnd()}\n\n---\n\n[From a message in Mattermost](${post.permalink})`.trimStart();
}

/** A comment that holds all of the post. */
export function asComment(post: SourcePost, { quote }: Pick<Issues, 'quote'>): string {
  const what = post.permalink === undefined ? 'A message' : `[A message](${post.permalink})`;
  const by = post.author === '' ? '' : ` by \`${post.author}\``;
  return `${what}${by} in Mattermost:\n\n${quote(post.message)}`;
}
