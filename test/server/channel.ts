// A channel as a test sees it: joined, and the pipeline cards in it.
import { z } from 'zod';
import { idOf } from '../../build/embedded/rest.ts';
import type { TestServer } from './index.ts';

const card = z.object({
  id: z.string(),
  user_id: z.string(),
  message: z.string(),
  type: z.string(),
  props: z.object({
    ci_pipeline_key: z.string(),
    ci_pipeline: z.looseObject({ status: z.string(), number: z.string() }),
    attachments: z.array(z.object({ title: z.string(), text: z.string(), color: z.string() })),
  }),
});
export type CardPost = z.infer<typeof card>;

const page = z.object({ order: z.array(z.string()), posts: z.record(z.string(), z.unknown()) });

export interface TestChannel {
  readonly id: string;
  /** All cards in the channel, oldest first. */
  cards(): Promise<CardPost[]>;
}

/** The channel by name, which the plugin makes when it is activated; the person joins it. */
export async function openChannel(server: TestServer, name: string, username: string): Promise<TestChannel> {
  const person = server.as(username);
  const id = idOf(await server.as('admin').get(`/api/v4/teams/${server.team.id}/channels/name/${name}`));
  await server.as('admin').post(`/api/v4/channels/${id}/members`, { user_id: person.id });
  return {
    id,
    async cards() {
      const found: CardPost[] = [];
      for (let number = 0; ; number += 1) {
        const { order, posts } = page.parse(await person.get(`/api/v4/channels/${id}/posts?page=${number}&per_page=200`));
        found.push(...order.flatMap((each) => card.safeParse(posts[each]).data ?? []));
        if (order.length < 200) return found.toReversed();
      }
    },
  };
}
