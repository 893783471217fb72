// What a look at a CI system finds: what is right, what is worth knowing and what is wrong, each with what to do.

import type { Reach } from './account.ts';
import type { HookTarget } from './hooks.ts';
import type { Instant } from './pipeline.ts';

export interface CheckFinding {
  /** Stable: `CI_CHECK_CLOCK`. */
  readonly code: string;
  readonly level: 'right' | 'note' | 'wrong';
  /** Plain text, foreign names in it: a few words of what is right, a sentence of anything else. Never a secret. */
  readonly message: string;
  /** Our Markdown; of everything that is not right. */
  readonly remedy?: string;
}

export interface CheckSubject extends Reach {
  /** Where its deliveries go, and with which secret; undefined while Mattermost knows no address of its own. */
  readonly hook?: HookTarget;
  /** The address in a local network that Mattermost's name leads to, if it does. */
  readonly localHook?: string;
  /** A delivery of it came, ever. */
  readonly heard: boolean;
  /** Where people come back to from linking an account. */
  readonly redirects: readonly string[];
  /** Full paths of projects that channels are subscribed to, some. */
  readonly projects: readonly string[];
  readonly now: Instant;
}

/**
 * Looks at a connection as its own token may, and changes nothing there. Each finding is told as soon as it is there, as time may run out.
 * Throws CiError for what ends the look.
 */
export type Check = (subject: CheckSubject, tell: (finding: CheckFinding) => void) => Promise<void>;

export function right(code: string, message: string): CheckFinding {
  return { code, level: 'right', message };
}

export function note(code: string, message: string, remedy: string): CheckFinding {
  return { code, level: 'note', message, remedy };
}

export function wrong(code: string, message: string, remedy: string): CheckFinding {
  return { code, level: 'wrong', message, remedy };
}
