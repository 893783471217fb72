// The posts of the bot: made, edited, and found again after a crash.
import { toPostId, type ChannelId, type SubjectKey, type PostId } from '../ci/ids.ts';
import type { PostContent, Posts } from '../delivery/index.ts';
import { ApiError, typed, type Api, type Post } from '../mattermost/index.ts';

const PAGE = 200;
/** Nodes' clocks may differ by this much, in milliseconds. */
const CLOCK_MARGIN = 10_000;

/** `botId`: whose posts these are. */
export function createPosts(api: Api, botId: string): Posts {
  return {
    async create(channelId, content) {
      const { id } = await api.createPost({ user_id: botId, channel_id: channelId, ...wire(content) });
      return toPostId(id);
    },
    async update(postId, content) {
      try {
        const stored = await api.getPost(postId);
        await api.updatePost({ ...stored, ...wire(content) });
        return 'updated';
      } catch (error) {
        if (error instanceof ApiError && error.statusCode === 404) return 'gone';
        throw error;
      }
    },
    find: (channelId, pipeline, since) => find(api, botId, channelId, pipeline, since - CLOCK_MARGIN),
  };
}

/** Attachments are a registered type in Go; sent as plain maps the server would not check and shorten them. */
function wire({ type, message, props }: PostContent): { type: string; message: string; props: Record<string, unknown> } {
  const all: Record<string, unknown> = { ...props };
  const attachments = all['attachments'];
  return {
    type,
    message,
    props: { ...all, ...(attachments === undefined ? {} : { attachments: typed('[]*model.SlackAttachment', attachments) }) },
  };
}

/** Pages from the newest post back to `since`, because a search by property does not exist. */
async function find(api: Api, botId: string, channelId: ChannelId, pipeline: SubjectKey, since: number): Promise<PostId | undefined> {
  const isOurs = (post: Post): boolean => post.user_id === botId && post.delete_at === 0 && post.props?.['ci_pipeline_key'] === pipeline;
  for (let page = 0; ; page += 1) {
    const { order, posts } = await api.getPostsForChannel(channelId, page, PAGE);
    const listed = (order ?? []).flatMap((id) => posts?.[id] ?? []);
    const ours = listed.find(isOurs);
    if (ours !== undefined) return toPostId(ours.id);
    const oldest = listed.at(-1);
    if (oldest === undefined || listed.length < PAGE || oldest.create_at < since) return undefined;
  }
}
