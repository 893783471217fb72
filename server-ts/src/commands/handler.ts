// What the verbs are given of the parsed command, and what they tell by.

import type { CiPorts, CommandContext } from './ports.ts';
import type { Reply } from './reply.ts';

export interface Typed {
  /** The verb, then the verbs below it. */
  readonly path: readonly string[];
  /** By parameter name. */
  readonly values: ReadonlyMap<string, string>;
  /** All words that are no flags. */
  readonly words: readonly string[];
  readonly flags: ReadonlyMap<string, string | true>;
}

/** Throws CiError for what the person can mend. */
export type Handler = (typed: Typed, context: CommandContext, ports: CiPorts) => Promise<Reply>;
