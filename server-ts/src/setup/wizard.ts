// The setup itself: whose it is, what is remembered of it, and when it is over.

import { say, type Words } from '../ci/words.ts';
import { CiError } from '../platform/errors.ts';
import { greet } from './greeting.ts';
import { createLivingPost, type LivingPost } from './living-post.ts';
import type { SetupFacts, SetupPorts } from './ports.ts';
import type { SetupState } from './state.ts';
import { stepsOf } from './steps.ts';
import { closedPost } from './view.ts';

export interface Wizard extends Pick<LivingPost, 'facts' | 'renew' | 'heard'> {
  /** The person's post, where they see it. Throws CiError CI_SETUP_HELD while another one sets up, unless they take it over. */
  begin(userId: string, taking?: boolean): Promise<void>;
  /** Throws CiError CI_SETUP_HELD when it is not theirs. */
  demandHolder(userId: string): Promise<void>;
  /** Changes what is remembered, and shows it. */
  change(edit: (state: SetupState) => SetupState): Promise<void>;
  finish(): Promise<void>;
  /** The post goes to another administrator. */
  handOver(from: string, to: string): Promise<void>;
  /** Tells the administrators once that there is a setup, as soon as there are any. Never rejects. */
  greet(): Promise<void>;
}

export function createWizard(ports: SetupPorts): Wizard {
  const { memory, posts, people } = ports;
  const post = createLivingPost(ports);
  const { facts, renew, heard } = post;
  return {
    facts,
    renew,
    heard,
    greet: () => greet(ports),
    async begin(userId, taking = false) {
      const { state } = await memory.change((now) => {
        if (now.holder !== undefined && now.holder !== userId) return undefined;
        const { finished: _finished, ...open } = now;
        return { ...open, holder: userId, greeted: true };
      });
      const { finished, holder = userId } = state;
      if (holder === userId) return post.place();
      if (!taking && finished === undefined && (await isAdministrator(ports, holder))) throw await heldBy(ports, holder);
      await pass(ports, post, userId, say`The setup went to ${await people.nameOf(userId)}. \`/ci setup\` takes it back.`);
    },
    async demandHolder(userId) {
      const { holder } = await memory.load();
      if (holder !== userId) throw holder === undefined ? unheld() : await heldBy(ports, holder);
    },
    async change(edit) {
      await memory.change(edit);
      await post.renew();
    },
    async finish() {
      const seen = await post.facts();
      await post.inTurn(async () => {
        const { state } = await memory.change((now) => ({ ...now, finished: ports.now() }));
        await post.close(state.post, summaryOf(seen, state));
      });
    },
    async handOver(from, to) {
      const [former, next] = await Promise.all([people.nameOf(from), people.nameOf(to)]);
      await pass(ports, post, to, say`You handed the setup to ${next}. \`/ci setup\` takes it back.`);
      const words = say`${former} handed the setup of CI Command Center to you: it goes on above.`;
      await posts.create(await posts.channelOf(to), closedPost(words));
    },
  };
}

/** `words`: what the post of the former holder says. */
function pass({ memory }: SetupPorts, post: LivingPost, to: string, words: Words): Promise<void> {
  return post.place(async () => {
    const before = await memory.load();
    await memory.change(({ post: _post, finished: _finished, ...state }) => ({ ...state, holder: to }));
    if (before.holder !== to) await post.close(before.post, words);
  });
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
