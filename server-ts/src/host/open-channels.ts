// Whether a channel is there and not archived, asked at most twice a minute for each.
import type { ChannelId } from '../ci/ids.ts';
import { ApiError, type Api } from '../mattermost/index.ts';
import type { Clock } from '../platform/clock.ts';

/** Milliseconds. */
const FRESH = 30_000;
const MAX_KNOWN = 1_000;

export function createOpenChannels(api: Pick<Api, 'getChannel'>, now: Clock): (channel: ChannelId) => Promise<boolean> {
  const known = new Map<ChannelId, { readonly open: boolean; readonly until: number }>();
  return async (channel) => {
    const last = known.get(channel);
    if (last !== undefined && last.until > now()) return last.open;
    const open = await ask(api, channel);
    if (known.size >= MAX_KNOWN) known.clear();
    // What is archived may be back any moment, and is rarely asked about.
    if (open) known.set(channel, { open, until: now() + FRESH });
    return open;
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
