// Posts of the bot that show no subject, so no ledger keeps them: notices and digests.
import type { ChannelId } from '../ci/ids.ts';
import type { PostContent } from '../delivery/index.ts';
import type { Api } from '../mattermost/index.ts';
import { wire } from './posts.ts';

export interface Messages {
  post(channel: ChannelId, content: PostContent): Promise<void>;
}

export function createMessages(api: Api, botId: string): Messages {
  return {
    async post(channel, content) {
      await api.createPost({ user_id: botId, channel_id: channel, ...wire(content) });
    },
  };
}
