// The setup's posts: in the direct messages of one administrator, edited in place.
import type { Api } from '../mattermost/index.ts';
import type { SetupPosts } from '../setup/index.ts';
import { orMissing } from './missing.ts';
import { wire } from './posts.ts';

/** So many posts are on the screen with it. */
const NEAR = 4;

export function createSetupPosts(
  api: Pick<Api, 'getDirectChannel' | 'createPost' | 'getPost' | 'updatePost' | 'deletePost' | 'getPostsForChannel'>,
  botId: string,
): SetupPosts {
  return {
    channelOf: async (userId) => (await api.getDirectChannel(userId, botId)).id,
    create: async (channel, content) => (await api.createPost({ user_id: botId, channel_id: channel, ...wire(content) })).id,
    async edit(post, content) {
      const stored = await orMissing(api.getPost(post));
      if (stored === undefined || stored.delete_at > 0) return false;
      if (stored.props?.['ci_setup'] === content.props.ci_setup) return true;
      await api.updatePost({ ...stored, ...wire(content) });
      return true;
    },
    async remove(post) {
      await orMissing(api.deletePost(post));
    },
    async isNear(channel, post) {
      const { order } = await api.getPostsForChannel(channel, 0, NEAR);
      return order?.includes(post) ?? false;
    },
  };
}
