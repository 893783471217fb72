// Posts of the bot that show no subject, so no ledger keeps them: notices and digests.
import type { ChannelId } from '../ci/ids.ts';
import type { PostContent } from '../delivery/index.ts';
import { typed, type Api } from '../mattermost/index.ts';

export interface Messages {
  post(channel: ChannelId, content: PostContent): Promise<void>;
}

export function createMessages(api: Api, botId: string): Messages {
  return {
    async post(channel, { type, message, props }) {
      const all: Record<string, unknown> = { ...props };
      const attachments = all['attachments'];
      const wire = attachments === undefined ? {} : { attachments: typed('[]*model.SlackAttachment', attachments) };
      await api.createPost({ user_id: botId, channel_id: channel, type, message, props: { ...all, ...wire } });
    },
  };
}
