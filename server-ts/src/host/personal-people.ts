// The people who are told directly: whether they are there, what they have read, and by which clock they live.
import type { ChannelId, PostId } from '../ci/ids.ts';
import type { Api } from '../mattermost/index.ts';
import { timezoneOf } from './clickers.ts';
import { orMissing } from './missing.ts';

export function createPersonalPeople(api: Pick<Api, 'getUser' | 'getUsersByIds' | 'getChannelMember' | 'getPost'>) {
  return {
    async isActive(userId: string): Promise<boolean> {
      const user = await orMissing(api.getUser(userId));
      return user !== undefined && user.delete_at === 0 && !user.is_bot;
    },
    /** Whether they were in the channel since the post was made. */
    async wasRead(userId: string, channel: ChannelId, postId: PostId): Promise<boolean | undefined> {
      const [post, member] = await Promise.all([orMissing(api.getPost(postId)), orMissing(api.getChannelMember(channel, userId))]);
      if (post === undefined || post.delete_at > 0) return undefined;
      return (member?.last_viewed_at ?? 0) >= post.create_at;
    },
    async timezones(userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
      if (userIds.length === 0) return new Map();
      const users = await api.getUsersByIds([...userIds]);
      return new Map(
        users.flatMap(({ id, delete_at: gone, is_bot: isBot, timezone }) => (gone > 0 || isBot ? [] : [[id, timezoneOf(timezone)]])),
      );
    },
  };
}
