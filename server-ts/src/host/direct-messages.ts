// What the bot says to one person, in their direct channel.
import { toChannelId, type ChannelId } from '../ci/ids.ts';
import type { Words } from '../ci/words.ts';
import type { Api } from '../mattermost/index.ts';
import { hasLinks, markdownOf, plainOf } from '../rendering/words.ts';

export type SendDirect = (userId: string, words: Words) => Promise<void>;

/** `botId`: who writes. Rejects when the server does not take it. */
export function createDirectMessages(api: Pick<Api, 'getDirectChannel' | 'createPost'>, botId: string): SendDirect {
  return async (userId, words) => {
    const { id } = await api.getDirectChannel(userId, botId);
    const text = markdownOf(words);
    // The server looks up links that stand in messages.
    const linked = { message: '', props: { attachments: [{ fallback: plainOf(words).slice(0, 200), text }] } };
    await api.createPost({ user_id: botId, channel_id: id, ...(hasLinks(words) ? linked : { message: text }) });
  };
}

/** Where the bot and a person talk; the server makes it when it is asked for. */
export function createDirectChannels(api: Pick<Api, 'getDirectChannel'>, botId: string): (userId: string) => Promise<ChannelId> {
  return async (userId) => toChannelId((await api.getDirectChannel(userId, botId)).id);
}
