// What is asked of the answers: a task of a CI system, or a reply that needs none.

import type { Answer, Asked } from '../ci/command.ts';
import type { Deed } from './deed.ts';
import type { Made } from './made.ts';
import type { Place, Said } from './ports.ts';

/** One thing that is asked. */
export interface Task {
  readonly place: Place;
  /** For the log: `build`, never the words behind it. */
  readonly what: string;
  readonly provider: string;
  /** As people write the CI system; undefined where nobody can connect to it. */
  readonly connectTo: string | undefined;
  /** For permissions and the audit. */
  readonly deed: Deed;
  /** Throws CiError. */
  prepare(): Promise<Asked>;
  perform(asked: Asked): Promise<Answer>;
  /** To ask it again. */
  made(asked: Asked): Made;
}

/** `inChannel`: for all, as it acted on the channel. */
export type Reply = Said & { readonly inChannel?: true };
