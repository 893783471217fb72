// Webhooks kept on all that a connection's own token maintains.

import type { Reach } from './account.ts';

export interface HookTarget {
  /** Where deliveries go. */
  readonly url: string;
  readonly secret: string;
}

export interface HookOptions {
  /** Those that are there get the secret again, as nobody can see which one they have. */
  readonly repair: boolean;
  /** It is known what there is to do, and nothing of it is done yet. Rejects when it is not to be done. */
  begins?(): Promise<void>;
  /** Told now and then. */
  progress?(done: number, of: number): void;
}

export interface HookReport {
  readonly made: number;
  /** That were there, and still are. */
  readonly known: number;
  readonly failed: readonly HookFailure[];
  /** There are more projects than were looked at. */
  readonly more: boolean;
  /** The CI system tells of new projects by itself. */
  readonly tellsOfNew: boolean;
}

export interface HookFailure {
  readonly project: string;
  /** Plain text. */
  readonly reason: string;
}

export interface Hooks {
  /** Throws a CiError when nothing could be done at all. Repeated, it changes nothing more. */
  sync(reach: Reach, target: HookTarget, options: HookOptions): Promise<HookReport>;
}
