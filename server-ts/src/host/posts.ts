// The posts of the bot: made, edited, and found again after a crash.
import { toPostId, type ChannelId } from '../ci/ids.ts';
import type { PostContent, PostPlace, Posts, Refused } from '../delivery/index.ts';
import { ApiError, typed, type Api, type Post, type PostList } from '../mattermost/index.ts';
import { CiError } from '../platform/errors.ts';
import type { OpenChannels } from './open-channels.ts';

const PAGE = 200;
/** Nodes' clocks may differ by this much, in milliseconds. */
const CLOCK_MARGIN = 10_000;

/** `botId`: whose posts these are. */
export function createPosts(api: Api, botId: string, channels: OpenChannels): Posts {
  return {
    async create({ channel, root }, content) {
      try {
        // The server itself lets a plugin post where nobody can read it any more.
        if (!(await channels.isOpen(channel))) return archived();
        const { id } = await api.createPost({
          user_id: botId,
          channel_id: channel,
          root_id: root ?? '',
          // With the same one the server refuses a second post while the first is still on its way, as after we were killed.
          pending_post_id: `${channel}:${content.props.ci_card_key}`,
          ...wire(content),
        });
        return { kind: 'made', post: toPostId(id) };
      } catch (error) {
        if (root !== undefined && error instanceof ApiError && error.id === 'api.post.create_post.root_id.app_error')
          return { kind: 'gone' };
        const refusal = refused(error);
        channels.forget(channel);
        // Gone since we looked: with another try the news may find another channel.
        if (!(await channels.isOpen(channel))) throw error;
        return refusal;
      }
    },
    async update(post, content) {
      try {
        const stored = await api.getPost(post);
        await api.updatePost({ ...stored, ...wire(content) });
        return { kind: 'updated' };
      } catch (error) {
        if (error instanceof ApiError && error.statusCode === 404) return { kind: 'gone' };
        return refused(error);
      }
    },
    async find(place, key, since) {
      const isOurs = (post: Post): boolean => post.user_id === botId && post.delete_at === 0 && keyOfPost(post) === key;
      const found = place.root === undefined ? await inChannel(api, place.channel, since - CLOCK_MARGIN) : await inThread(api, place);
      return found
        .filter(isOurs)
        .toSorted((left, right) => left.create_at - right.create_at)
        .map(({ id }) => toPostId(id));
    },
    async remove(post) {
      try {
        await api.deletePost(post);
      } catch (error) {
        if (!(error instanceof ApiError) || error.statusCode !== 404) throw error;
      }
    },
  };
}

/** What the server will not take however often it is asked; everything else is thrown. */
function refused(error: unknown): Refused {
  if (!(error instanceof ApiError) || error.statusCode < 400 || error.statusCode > 499) throw error;
  if (error.statusCode === 408 || error.statusCode === 429) throw error;
  const problem = new CiError(
    'CI_POST_REFUSED',
    `Mattermost does not take a post: ${error.message}`,
    'Check that the channel still exists and is not archived, and that the bot may post there.',
    error,
  );
  return { kind: 'refused', problem };
}

function archived(): Refused {
  const remedy = 'Unarchive it, or send the news elsewhere: see the routes in the configuration and /ci subscriptions.';
  return { kind: 'refused', problem: new CiError('CI_CHANNEL_ARCHIVED', 'The channel is archived or gone.', remedy) };
}

/** Attachments are a registered type in Go; sent as plain maps the server would not check and shorten them. */
export function wire({ type, message, props }: PostContent): { type: string; message: string; props: Record<string, unknown> } {
  const all: Record<string, unknown> = { ...props };
  const attachments = all['attachments'];
  return {
    type,
    message,
    props: { ...all, ...(attachments === undefined ? {} : { attachments: typed('[]*model.SlackAttachment', attachments) }) },
  };
}

/** Versions before 0.2 wrote only the pipeline's key, and only one card of it. */
function keyOfPost({ props }: Post): unknown {
  return props?.['ci_card_key'] ?? `${String(props?.['ci_pipeline_key'])}#0`;
}

/** Pages from the newest post back to `since`, because a search by property does not exist. */
async function inChannel(api: Api, channelId: ChannelId, since: number): Promise<readonly Post[]> {
  const found: Post[] = [];
  for (let page = 0; ; page += 1) {
    const listed = postsOf(await api.getPostsForChannel(channelId, page, PAGE));
    found.push(...listed);
    const oldest = listed.at(-1);
    if (oldest === undefined || listed.length < PAGE || oldest.create_at < since) return found;
  }
}

async function inThread(api: Api, { root }: PostPlace): Promise<readonly Post[]> {
  try {
    return Object.values((await api.getPostThread(root ?? '')).posts ?? {});
  } catch (error) {
    if (error instanceof ApiError && error.statusCode === 404) return [];
    throw error;
  }
}

function postsOf({ order, posts }: PostList): readonly Post[] {
  return (order ?? []).flatMap((id) => posts?.[id] ?? []);
}
