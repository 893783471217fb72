// Where one thing that was asked is answered: first "working on it" to the person when it takes long, which the answer then replaces.

import type { Log } from '../platform/log.ts';
import type { AnswerPosts, Place, Said } from './ports.ts';

export interface Outlet {
  /** Says that it takes longer, once. Never rejects. */
  working(): Promise<void>;
  /** How far it is, instead of what was said before. Never rejects. */
  progress(said: Said): Promise<void>;
  /** To the person only, instead of what was said to them before. Never rejects: there is nobody else to tell. */
  say(said: Said): Promise<void>;
  /** For all in the channel; what was said to the person goes. Rejects when the channel takes no post. */
  post(said: Said, files: readonly string[]): Promise<void>;
  /** There is nothing more to say: takes "working on it" away. */
  end(): Promise<void>;
  /** The plugin stops: the person is told, unless there is an answer already. */
  stop(): Promise<void>;
}

const WORKING: Said = { message: 'Working on it …' };
const STOPPED: Said = {
  message:
    'CI Command Center was stopped before the answer came. It may have been done all the same: look before you try again. `CI_STOPPED`',
};

export function createOutlet(posts: AnswerPosts, place: Place, log: Log): Outlet {
  /** The line that stands there now, known one step after the other. */
  let shown: Promise<string | undefined> = Promise.resolve(undefined);
  let over = false;
  const step = (act: (id: string | undefined) => Promise<string | undefined>): Promise<void> => {
    const next = shown.then(act);
    // What could not be said is as if it had not been said.
    shown = next.catch(() => undefined);
    return next.then(() => undefined);
  };
  const sayTo = async (id: string | undefined, said: Said): Promise<string> => {
    if (id === undefined) return posts.whisper(place, said);
    await posts.rewhisper(place, id, said);
    return id;
  };
  const quietly = (what: Promise<void>): Promise<void> =>
    what.catch((error: unknown) => log.warn('A person could not be told', { userId: place.userId, reason: String(error) }));
  const remove = (): Promise<void> =>
    step(async (id) => {
      if (id !== undefined) await posts.unwhisper(place, id);
      return undefined;
    });
  return {
    working: () => quietly(step(async (id) => (id !== undefined || over ? id : posts.whisper(place, WORKING)))),
    progress: (said) => quietly(step(async (id) => (over ? id : sayTo(id, said)))),
    say(said) {
      over = true;
      return quietly(step((id) => sayTo(id, said)));
    },
    async post(said, files) {
      over = true;
      await posts.post(place, said, files);
      await quietly(remove());
    },
    end() {
      over = true;
      return quietly(remove());
    },
    async stop() {
      if (over) return;
      over = true;
      await quietly(step((id) => sayTo(id, STOPPED)));
    },
  };
}
