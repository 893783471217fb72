// Tells the administrators, once in the plugin's life, that there is a setup.

import { say } from '../ci/words.ts';
import { buttonTo } from './calls.ts';
import type { SetupPorts } from './ports.ts';
import { greetingPost } from './view.ts';

/** As soon as there are any; on one node only. Never rejects. */
export async function greet({ memory, people, posts, log }: SetupPorts): Promise<void> {
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
