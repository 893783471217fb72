// A post that somebody makes something of: only for those who may read it.

import type { Api, Post } from '../mattermost/index.ts';
import { toChannelId } from '../ci/ids.ts';
import type { SourcePost } from '../issues/index.ts';
import { createMembership } from './channels.ts';
import { orMissing } from './missing.ts';
import type { Site } from './site.ts';

type PostApi = Pick<Api, 'getPost' | 'getUser' | 'getChannelMember'>;

/** Undefined where there is no such post, or the person is no member of its channel. */
export function createSourcePosts(
  api: PostApi,
  site: Pick<Site, 'url'>,
): (userId: string, postId: string) => Promise<SourcePost | undefined> {
  const isMember = createMembership(api);
  return async (userId, postId) => {
    const post = /^[a-z0-9]{26}$/.test(postId) ? await orMissing(api.getPost(postId)) : undefined;
    if (post === undefined || post.delete_at > 0 || !(await isMember(userId, post.channel_id))) return undefined;
    const [author, base] = await Promise.all([orMissing(api.getUser(post.user_id)), site.url()]);
    return {
      id: post.id,
      message: textOf(post),
      author: author?.username ?? '',
      channelId: toChannelId(post.channel_id),
      rootId: post.root_id === '' ? post.id : post.root_id,
      // Leads there from any team, and for direct messages.
      ...(base !== undefined && { permalink: `${base}/_redirect/pl/${post.id}` }),
    };
  };
}

/** Of posts that say what they say in an attachment, that. */
function textOf({ message, props }: Post): string {
  if (message.trim() !== '') return message;
  const attachments = Array.isArray(props?.['attachments']) ? props['attachments'] : [];
  return attachments.map((each: unknown) => wordsOf(each)).join('\n\n');
}

function wordsOf(attachment: unknown): string {
  const fields = typeof attachment === 'object' && attachment !== null ? attachment : {};
  const said = ['pretext', 'title', 'text'].flatMap((key) => {
    const value: unknown = Reflect.get(fields, key);
    return typeof value === 'string' && value !== '' ? [value] : [];
  });
  return said.join('\n');
}
