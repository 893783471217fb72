// What is kept of everything that people and programs did, and of what they were refused.

import type { Instant } from '../ci/pipeline.ts';

export type Origin = 'command' | 'button' | 'dialog' | 'sidebar' | 'api';

/** `refused`: they may not. `failed`: it was tried. `unknown`: nobody can tell whether it was done. */
export type Outcome = 'done' | 'refused' | 'failed' | 'unknown';

export interface AuditRecord {
  /** As permissions name it: `jenkins.build`, `intent.ship`. */
  readonly act: string;
  readonly userId: string;
  readonly from: Origin;
  /** IP address of who asked, where it is known. */
  readonly address?: string;
  /** Name of the key, where a program asked. */
  readonly key?: string;
  readonly channelId?: string;
  /** In a few plain words, what it was done to: `team/app #14`. May be empty. */
  readonly what: string;
  /** With which values; secret ones are masked by whoever notes it. */
  readonly values: Readonly<Record<string, string>>;
  readonly outcome: Outcome;
  /** `CI_…`, where it was not done. */
  readonly code?: string;
  readonly at: Instant;
  readonly milliseconds: number;
}

export interface Audit {
  /** Written behind: never waits, never throws, and is kept in memory while the database is away. */
  note(record: AuditRecord): void;
}
