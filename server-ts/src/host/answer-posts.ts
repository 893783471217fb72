// How people are answered in Mattermost: lines that one person sees, posts for the channel, files, dialogs.
import type { AnswerPosts, Place, Said } from '../answers/index.ts';
import { typed, type Api, type Input, type Post } from '../mattermost/index.ts';
import { FORM_URL } from '../rendering/call-actions.ts';

/** `botId`: who answers. */
export function createAnswerPosts(api: Api, botId: string): AnswerPosts {
  return {
    async whisper(place, said) {
      const post = await api.sendEphemeralPost(place.userId, wire(botId, place, said));
      return post?.id ?? '';
    },
    async rewhisper(place, id, said) {
      await api.updateEphemeralPost(place.userId, { ...wire(botId, place, said), id, create_at: Date.now() });
    },
    unwhisper: ({ userId }, id) => api.deleteEphemeralPost(userId, id),
    async post(place, said, files) {
      await api.createPost({ ...wire(botId, place, said), file_ids: [...files] });
    },
    upload: async (channelId, { name, bytes }) => (await api.uploadFile(bytes, channelId, name)).id,
    async maxFileSize() {
      return (await api.getConfig())?.FileSettings.MaxFileSize ?? 100 * 1024 * 1024;
    },
    openDialog: (triggerId, dialog) =>
      api.openInteractiveDialog({
        trigger_id: triggerId,
        url: FORM_URL,
        dialog: {
          ...dialog,
          elements: dialog.elements.map((each) => ({ ...each, options: each.options?.map((option) => ({ ...option })) ?? [] })),
        },
      }),
  };
}

/** Attachments are a registered type in Go; sent as plain maps their buttons would get no cookies. */
function wire(botId: string, { channelId, rootId }: Place, { message, attachments }: Said): Input<Post> {
  const props = attachments === undefined ? {} : { props: { attachments: typed('[]*model.SlackAttachment', attachments) } };
  return { user_id: botId, channel_id: channelId, root_id: rootId, message, ...props };
}
