// The post that an issue or a comment is made of, as it stands in them.

import type { PostSeen } from '../ci/command.ts';
import type { Issues } from '../ci/issues.ts';
import type { ChannelId } from '../ci/ids.ts';

/** A post that the person may read. */
export interface SourcePost extends PostSeen {
  readonly channelId: ChannelId;
  /** Of its thread; its own when it begins one. */
  readonly rootId: string;
}

/** A comment that holds all of the post. */
export function asComment(post: SourcePost, { quote }: Pick<Issues, 'quote'>): string {
  const what = post.permalink === undefined ? 'A message' : `[A message](${post.permalink})`;
  const by = post.author === '' ? '' : ` by \`${post.author}\``;
  return `${what}${by} in Mattermost:\n\n${quote(post.message)}`;
}
