// Subscriptions that tell open sidebars of their channel when they change, whoever changes them and how.
import type { ChannelId } from '../ci/ids.ts';
import type { TopicNews } from '../host/topics.ts';
import type { Storage } from '../storage/index.ts';

export function tellingSubscriptions(storage: Storage, { toChannel }: Pick<TopicNews, 'toChannel'>): Storage {
  const { subscriptions } = storage;
  const after = async <Result>(channel: ChannelId, work: Promise<Result>): Promise<Result> => {
    const result = await work;
    toChannel(channel, 'subscriptions');
    return result;
  };
  return {
    ...storage,
    subscriptions: {
      ...subscriptions,
      subscribe: (wish) => after(wish.channelId, subscriptions.subscribe(wish)),
      unsubscribe: (channel, number) => after(channel, subscriptions.unsubscribe(channel, number)),
      pause: (channel, now) => after(channel, subscriptions.pause(channel, now)),
      resume: (channel) => after(channel, subscriptions.resume(channel)),
      creatorLeft: (creatorId, channel, how, now) => after(channel, subscriptions.creatorLeft(creatorId, channel, how, now)),
      creatorReturned: (creatorId, channel) => after(channel, subscriptions.creatorReturned(creatorId, channel)),
    },
  };
}
