// The setup itself: whose it is, and its one living post, which shows how things are.

import type { Instant } from '../ci/pipeline.ts';
import { say, type Words } from '../ci/words.ts';
import { CiError } from '../platform/errors.ts';
import { buttonTo } from './calls.ts';
import type { SetupContent, SetupFacts, SetupPorts } from './ports.ts';
import type { SetupState } from './state.ts';
import { stepsOf } from './steps.ts';
import { closedPost, greetingPost, setupPost } from './view.ts';

export interface Wizard {
  /** The person's post, where they see it. Throws CiError CI_SETUP_HELD while another one sets up, unless they take it over. */
  begin(userId: string, taking?: boolean): Promise<void>;
  /** Throws CiError CI_SETUP_HELD when it is not theirs. */
  demandHolder(userId: string): Promise<void>;
  facts(): Promise<SetupFacts>;
  /** Changes what is remembered, and shows it. */
  change(edit: (state: SetupState) => SetupState): Promise<void>;
  /** The post shows how things are now, if there is one. Never rejects. */
  renew(): Promise<void>;
  finish(): Promise<void>;
  /** The post goes to another administrator. */
  handOver(from: string, to: string): Promise<void>;
  /** A delivery came; the post is renewed where it waits for one. */
  heard(provider: string, connection: string): void;
  /** Tells the administrators once that there is a setup, as soon as there are any. Never rejects. */
  greet(): Promise<void>;
}

/** Milliseconds for which a node goes by what it saw. */
const FRESH = 30_000;

export function createWizard(ports: SetupPorts): Wizard {
  const { memory, posts, people, log } = ports;
  /** One after the other, so that what is shown last is what is true last. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  /** Connections whose first delivery the post waits for; another node may have set something up since. */
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
  /** The post of whoever holds it now, below everything that was said since. */
  const place = async (): Promise<void> => {
    const state = await memory.load();
    const { holder, post } = state;
    if (holder === undefined) return;
    const channel = await posts.channelOf(holder);
    const content = await contentOf(state);
    if (post?.channel === channel && (await posts.isNear(channel, post.id)) && (await posts.edit(post.id, content))) return;
    const id = await posts.create(channel, content);
    await memory.change((now) => ({ ...now, post: { channel, id } }));
    if (post?.channel === channel) await posts.remove(post.id);
  };
  const close = async (post: SetupState['post'], words: Words): Promise<void> => {
    if (post === undefined) return;
    await posts.edit(post.id, closedPost(words)).catch((error: unknown) => log.warn('A post stays as it was', { reason: String(error) }));
  };
  const pass = (to: string, words: Words): Promise<void> =>
    inTurn(async () => {
      const before = await memory.load();
      await memory.change(({ post: _post, finished: _finished, ...state }) => ({ ...state, holder: to }));
      if (before.holder !== to) await close(before.post, words);
      await place();
    });
  const change: Wizard['change'] = async (edit) => {
    await memory.change(edit);
    await renew();
  };

  return {
    facts,
    change,
    renew,
    async begin(userId, taking = false) {
      const { state } = await memory.change((now) => {
        if (now.holder !== undefined && now.holder !== userId) return undefined;
        const { finished: _finished, ...open } = now;
        return { ...open, holder: userId, greeted: true };
      });
      const { holder } = state;
      if (holder === userId || holder === undefined) return inTurn(place);
      if (!taking && state.finished === undefined && (await isAdministrator(ports, holder))) throw await heldBy(ports, holder);
      await pass(userId, say`The setup went to ${await ports.people.nameOf(userId)}. ${'`/ci setup`'} takes it back.`);
    },
    async demandHolder(userId) {
      const { holder } = await memory.load();
      if (holder !== userId) throw holder === undefined ? unheld() : await heldBy(ports, holder);
    },
    async finish() {
      const { state } = await memory.change((now) => ({ ...now, finished: ports.now() }));
      const seen = await facts();
      await inTurn(() => close(state.post, summaryOf(seen, state)));
    },
    async handOver(from, to) {
      const [former, next] = await Promise.all([people.nameOf(from), people.nameOf(to)]);
      await pass(to, say`You handed the setup to ${next}. \`/ci setup\` takes it back.`);
      const channel = await posts.channelOf(to);
      await posts.create(channel, closedPost(say`${former} handed the setup of CI Command Center to you: it goes on above.`));
    },
    heard(provider, connection) {
      const { connections, until } = awaited;
      if (until > ports.now() && !connections.has(`${provider}/${connection}`)) return;
      awaiting(new Set());
      void renew();
    },
    greet: () => greet(ports),
  };
}

function awaitedIn({ systems }: SetupFacts): ReadonlySet<string> {
  const waiting = systems.flatMap(({ connections }) => connections.filter(({ heard }) => heard === undefined));
  return new Set(waiting.map(({ connection: { provider, name } }) => `${provider}/${name}`));
}

async function isAdministrator({ people }: SetupPorts, userId: string): Promise<boolean> {
  return (await people.administrators()).some(({ id }) => id === userId);
}

async function heldBy({ people }: SetupPorts, holder: string): Promise<CiError> {
  const name = (await people.nameOf(holder)) || 'Somebody else';
  return new CiError('CI_SETUP_HELD', `${name} is setting it up.`, 'Ask them to hand it over, or take it over.');
}

function unheld(): CiError {
  return new CiError('CI_SETUP_HELD', 'Nobody is setting it up now.', 'Type `/ci setup` to begin.');
}

function summaryOf(facts: SetupFacts, state: SetupState): Words {
  const steps = stepsOf(facts, state);
  const done = steps.filter(({ mark }) => mark === 'done').map(({ title }) => title);
  return say`✓ **The setup is finished.** Set up: ${done.join(', ') || 'nothing'}. \`/ci setup\` opens it again, \`/ci doctor\` tells how all of it is.`;
}

async function greet({ memory, people, posts, log }: SetupPorts): Promise<void> {
  try {
    if ((await memory.load()).greeted === true) return;
    const all = await people.administrators();
    // A server without people gets its first one later.
    if (all.length === 0) return;
    const { changed } = await memory.change((now) => (now.greeted === true ? undefined : { ...now, greeted: true }));
    if (!changed) return;
    const words = say`**CI Command Center is here.** It brings pipelines, reviews, quality gates and alerts into your channels. Setting it up takes about five minutes, here in this conversation; \`/ci setup\` does so at any time.`;
    const content = greetingPost(words, [{ ...buttonTo('Set up', 'setup-start'), style: 'primary' }]);
    for (const { id } of all) await posts.create(await posts.channelOf(id), content);
  } catch (error) {
    log.warn('The administrators could not be told of the setup', { reason: String(error) });
  }
}
