// The one post of the setup, in the direct messages of whoever holds it: it shows how things are, and follows them.

import type { Instant } from '../ci/pipeline.ts';
import type { Words } from '../ci/words.ts';
import type { SetupContent, SetupFacts, SetupPorts } from './ports.ts';
import type { SetupState } from './state.ts';
import { closedPost, setupPost } from './view.ts';

export interface LivingPost {
  facts(): Promise<SetupFacts>;
  /** Shows how things are now, if the post is there and open. Never rejects. */
  renew(): Promise<void>;
  /** Where its holder sees it, below everything that was said since. `first`: done before, in the same turn. */
  place(first?: () => Promise<void>): Promise<void>;
  /** Done while nothing else changes the post. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Says only that from now on; in a turn. Never rejects. */
  close(post: SetupState['post'], words: Words): Promise<void>;
  /** A delivery came: the post is renewed where it waits for one. */
  heard(provider: string, connection: string): void;
}

/** Milliseconds for which a node goes by what it saw: another one may have set something up since. */
const FRESH = 30_000;

export function createLivingPost(ports: SetupPorts): LivingPost {
  const { memory, posts, log } = ports;
  const inTurn = createTurn();
  /** Connections whose first delivery the post waits for. */
  let awaited: { readonly connections: ReadonlySet<string>; readonly until: Instant } = { connections: new Set(), until: 0 };
  const awaiting = (connections: ReadonlySet<string>): void => void (awaited = { connections, until: ports.now() + FRESH });
  const facts = async (): Promise<SetupFacts> => {
    // What else there is can wait: right after the start the database may not be there yet.
    const [channels, systems, more] = await Promise.all([ports.channels.look(), ports.systems.all(), ports.more().catch(() => [])]);
    const seen = { site: ports.site(), channels, systems, more };
    awaiting(awaitedIn(seen));
    return seen;
  };
  const contentOf = async (state: SetupState): Promise<SetupContent> => setupPost(await facts(), state, ports.systems.place);
  const renew = (): Promise<void> =>
    inTurn(async () => {
      const state = await memory.load();
      if (state.post === undefined || state.finished !== undefined) return awaiting(new Set());
      await posts.edit(state.post.id, await contentOf(state));
    }).catch((error: unknown) => log.warn('The setup could not be shown', { reason: String(error) }));
  return {
    facts,
    renew,
    inTurn,
    place: (first = async () => undefined) =>
      inTurn(async () => {
        await first();
        const state = await memory.load();
        if (state.holder !== undefined) await put(ports, state.holder, state, await contentOf(state));
      }),
    async close(post, words) {
      if (post === undefined) return;
      await posts
        .edit(post.id, closedPost(words))
        .catch((error: unknown) => log.warn('A post of the setup stays as it was', { reason: String(error) }));
    },
    heard(provider, connection) {
      const { connections, until } = awaited;
      if (until > ports.now() && !connections.has(`${provider}/${connection}`)) return;
      awaiting(new Set());
      void renew();
    },
  };
}

/** Edited in place while it is in sight, else made anew below. */
async function put({ memory, posts }: SetupPorts, holder: string, { post }: SetupState, content: SetupContent): Promise<void> {
  const channel = await posts.channelOf(holder);
  if (post?.channel === channel && (await posts.isNear(channel, post.id)) && (await posts.edit(post.id, content))) return;
  const id = await posts.create(channel, content);
  await memory.change((now) => ({ ...now, post: { channel, id } }));
  if (post?.channel === channel) await posts.remove(post.id);
}

/** One after the other, so that what is shown last is what is true last. */
function createTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

function awaitedIn({ systems }: SetupFacts): ReadonlySet<string> {
  const waiting = systems.flatMap(({ connections }) => connections.filter(({ heard }) => heard === undefined));
  return new Set(waiting.map(({ connection: { provider, name } }) => `${provider}/${name}`));
}
