// A channel as a test sees it: joined, and the pipeline cards in it.
import { z } from 'zod';
import { idOf } from '../../build/embedded/rest.ts';
import type { ServerSeen } from './index.ts';

const card = z.object({
  id: z.string(),
  user_id: z.string(),
  message: z.string(),
  type: z.string(),
  props: z.object({
    ci_pipeline_key: z.string(),
    ci_pipeline: z
      .string()
      .transform((text): unknown => JSON.parse(text))
      .pipe(z.looseObject({ status: z.string(), number: z.string() })),
    attachments: z.array(z.object({ title: z.string(), text: z.string(), color: z.string() })),
  }),
});
export type CardPost = z.infer<typeof card>;

/** Any post of a person or the bot. */
const post = z.object({
  id: z.string(),
  user_id: z.string(),
  root_id: z.string(),
  message: z.string(),
  type: z.string(),
  props: z.looseObject({
    from_bot: z.string().optional(),
    attachments: z.array(z.looseObject({ title: z.string().default(''), text: z.string().default('') })).default([]),
  }),
});
export type ChannelPost = z.infer<typeof post>;

const page = z.object({ order: z.array(z.string()), posts: z.record(z.string(), z.unknown()) });

export interface TestChannel {
  readonly id: string;
  /** All cards in the channel, oldest first. */
  cards(): Promise<CardPost[]>;
  /** All that was said in the channel, replies too, oldest first; no system messages. */
  posts(): Promise<ChannelPost[]>;
}

/** The channel by name, which the plugin makes when it is activated, or we when it is not there; the person joins it. */
export async function openChannel(server: ServerSeen, name: string, username: string): Promise<TestChannel> {
  const [person, admin] = [server.as(username), server.as('admin')];
  const found = await admin
    .get(`/api/v4/teams/${server.team.id}/channels/name/${name}`)
    .catch(() => admin.post('/api/v4/channels', { team_id: server.team.id, name, display_name: name, type: 'O' }));
  const id = idOf(found);
  await admin.post(`/api/v4/channels/${id}/members`, { user_id: person.id });
  const all = async <T>(read: (post: unknown) => T | undefined): Promise<T[]> => {
    const seen: T[] = [];
    for (let number = 0; ; number += 1) {
      const { order, posts } = page.parse(await person.get(`/api/v4/channels/${id}/posts?page=${number}&per_page=200`));
      seen.push(...order.flatMap((each) => read(posts[each]) ?? []));
      if (order.length < 200) return seen.toReversed();
    }
  };
  return {
    id,
    cards: () => all((each) => card.safeParse(each).data),
    posts: async () => (await all((each) => post.safeParse(each).data)).filter(({ type }) => !type.startsWith('system_')),
  };
}
