// Whether a channel is there and not archived, asked at most twice a minute for each.
import type { ChannelId } from '../ci/ids.ts';
import { ApiError, type Api } from '../mattermost/index.ts';
import type { Clock } from '../platform/clock.ts';

export interface OpenChannels {
  isOpen(channel: ChannelId): Promise<boolean>;
  /** It was archived, restored or deleted: asks again the next time. */
  forget(channel: ChannelId): void;
}

/** Milliseconds. */
const FRESH = 30_000;
const MAX_KNOWN = 1_000;

export function createOpenChannels(api: Pick<Api, 'getChannel'>, now: Clock): OpenChannels {
  /** Until when each counts as open. */
  const known = new Map<ChannelId, number>();
  let forgotten = 0;
  return {
    async isOpen(channel) {
      if ((known.get(channel) ?? 0) > now()) return true;
      const before = forgotten;
      const open = await ask(api, channel);
      if (known.size >= MAX_KNOWN) known.clear();
      // What is archived may be back any moment, and is rarely asked about; an answer may be older than the news of a channel.
      if (open && before === forgotten) known.set(channel, now() + FRESH);
      return open;
    },
    forget(channel) {
      forgotten += 1;
      known.delete(channel);
    },
  };
}

async function ask(api: Pick<Api, 'getChannel'>, channel: ChannelId): Promise<boolean> {
  try {
    return (await api.getChannel(channel)).delete_at === 0;
  } catch (error) {
    if (error instanceof ApiError && error.statusCode === 404) return false;
    throw error;
  }
}
