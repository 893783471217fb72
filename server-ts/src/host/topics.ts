// Tells open sidebars over the websocket that what a tab shows has changed; they ask again for what they show.
import { TOPIC_CHANGED, type Topic, type TopicChangedMessage } from '@ci-command-center/contract';
import type { Api } from '../mattermost/index.ts';
import type { Log } from '../platform/log.ts';

/** Best effort: neither throws nor waits. Sidebars ask again after a lost connection. */
export interface TopicNews {
  /** Wherever they look. */
  toPerson(userId: string, topic: Topic): void;
  /** Wherever anybody looks. */
  toEverybody(topic: Topic): void;
  /** The members of a channel. */
  toChannel(channelId: string, topic: Topic): void;
}

export function createTopicNews(api: Pick<Api, 'publishWebSocketEvent'>, log: Log): TopicNews {
  const send = (message: TopicChangedMessage, to: { readonly user_id?: string; readonly channel_id?: string }): void => {
    api
      .publishWebSocketEvent(TOPIC_CHANGED, { ...message }, to)
      .catch((error: unknown) => log.warn('A change was not sent to open sidebars', { topic: message.topic, reason: String(error) }));
  };
  return {
    toEverybody: (topic) => send({ channel_id: '', topic }, {}),
    toPerson: (userId, topic) => send({ channel_id: '', topic }, { user_id: userId }),
    toChannel: (channelId, topic) => send({ channel_id: channelId, topic }, { channel_id: channelId }),
  };
}
