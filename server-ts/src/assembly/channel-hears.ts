// Whether a channel hears of the pipelines of a project: by a subscription, a route or the default rooms.
import type { Connection } from '../ci/connection.ts';
import type { ChannelId } from '../ci/ids.ts';
import { createChannelNames } from '../host/channels.ts';
import { systemClock } from '../platform/clock.ts';
import { topicOfFacts } from '../routing/topic.ts';
import type { Parts } from './parts.ts';

export type ChannelHears = (channel: ChannelId, connection: Connection, project: string) => Promise<boolean>;

export function createChannelHears({ api, routing, configuration, storage: { subscriptions } }: Parts): ChannelHears {
  const nameOf = createChannelNames(api);
  return async (channel, { provider, name: connection }, project) => {
    const { rules, channels } = configuration.now();
    const facts = { event: 'pipeline', provider, connection, project, status: 'failed', authors: [], labels: [] } as const;
    const rooms = routing
      .decideTopic({
        topic: topicOfFacts(facts),
        hosted: false,
        past: [],
        rules,
        subscriptions: await subscriptions.inChannel(channel),
        mutes: [],
        now: systemClock(),
      })
      .map(({ room }) => room);
    if (rooms.some((room) => room.kind === 'channel' && room.id === channel)) return true;
    const own = (await nameOf(channel)).replace(/^~/, '');
    return rooms.some((room) => room.kind !== 'channel' && (room.kind === 'named' ? room.channel : channels[room.purpose]) === own);
  };
}
