// Live changes: over the websocket to the members of a channel.
import { PIPELINE_CHANGED, type PipelineChangedMessage } from '@ci-command-center/contract';
import type { Live } from '../delivery/index.ts';
import type { Api } from '../mattermost/index.ts';
import type { Log } from '../platform/log.ts';
import { createTopicNews } from './topics.ts';

export function createLive(api: Api, log: Log): Live {
  const { toChannel } = createTopicNews(api, log);
  return {
    changed: toChannel,
    publish(channelId, view) {
      const message: PipelineChangedMessage = { channel_id: channelId, pipeline: JSON.stringify(view) };
      api
        .publishWebSocketEvent(PIPELINE_CHANGED, { ...message }, { channel_id: channelId })
        .catch((error: unknown) => log.warn('A live change was not sent', { channel: channelId, reason: String(error) }));
    },
  };
}
