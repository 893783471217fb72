// The people who click below posts: who they are, whether they may write there, and how they are answered.
import type { ActionPorts, CallPorts } from '../actions/index.ts';
import { toChannelId } from '../ci/ids.ts';
import type { Api } from '../mattermost/index.ts';
import type { Log } from '../platform/log.ts';
import { createMembership } from './channels.ts';
import { orMissing } from './missing.ts';

export function createClickers(api: Api, botId: string, log: Log): Pick<ActionPorts, 'person' | 'mayPost' | 'tell' | 'openDialog'> {
  const isMember = createMembership(api);
  return {
    async person(userId) {
      const user = await orMissing(api.getUser(userId));
      if (user === undefined || user.delete_at > 0) return undefined;
      return { username: user.username, timezone: timezoneOf(user.timezone) };
    },
    // The permission alone lets system administrators into every channel.
    async mayPost(userId, channelId) {
      return (await isMember(userId, channelId)) && api.hasPermissionToChannel(userId, channelId, createPost);
    },
    async tell(userId, channelId, text) {
      try {
        await api.sendEphemeralPost(userId, { user_id: botId, channel_id: channelId, message: text });
      } catch (error) {
        log.warn('A person could not be told', { userId, reason: String(error) });
      }
    },
    openDialog: (triggerId, url, dialog) =>
      api.openInteractiveDialog({
        trigger_id: triggerId,
        url,
        dialog: { ...dialog, elements: dialog.elements.map((each) => ({ ...each })) },
      }),
  };
}

/** Of what is stored; undefined for what only one person sees, and for what is no post at all. */
export function createPostLook(api: Pick<Api, 'getPost'>, botId: string): CallPorts['post'] {
  return async (postId) => {
    const post = /^[a-z0-9]{26}$/.test(postId) ? await orMissing(api.getPost(postId)) : undefined;
    if (post === undefined || post.delete_at > 0) return undefined;
    return { channelId: toChannelId(post.channel_id), rootId: post.root_id, ours: post.user_id === botId };
  };
}

/** The server looks only at the id. */
const createPost = { id: 'create_post', name: '', description: '', scope: 'channel_scope' };

/** As `model.GetPreferredTimezone` reads it. */
export function timezoneOf(timezone: Readonly<Record<string, string>> | null | undefined): string {
  const automatic = timezone?.['useAutomaticTimezone'] === 'true';
  return (automatic ? timezone?.['automaticTimezone'] : timezone?.['manualTimezone']) || 'UTC';
}
