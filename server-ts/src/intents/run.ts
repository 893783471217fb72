// One run of an intent as it is kept: what was asked for, how each step stands, who agreed, how it ended; and the table that keeps it.

import type { RunState } from '@ci-command-center/contract';
import type { ChannelId, SubjectKey } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import type { Words } from '../ci/words.ts';
import type { Intent, IntentStep } from './intent.ts';
import type { RunFrom } from './runs.ts';

export interface RunPerson {
  readonly userId: string;
  readonly username: string;
}

/** How one step stands. */
export type StepState =
  | { readonly kind: 'waiting' }
  /** Somebody is about to begin it: whoever finds it so later begins it no second time. */
  | { readonly kind: 'claimed'; readonly at: Instant; readonly claim: string }
  | {
      readonly kind: 'running';
      readonly at: Instant;
      /** As in `StepSeen`. */
      readonly handle: string;
      readonly text: Words;
      readonly outputs: Outputs;
      /** As in `StepSeen`. */
      readonly run?: SubjectKey;
      /** What keeps us from looking, once it lasts. */
      readonly problem?: { readonly message: string; readonly remedy: string };
    }
  | {
      readonly kind: 'over';
      readonly verdict: Verdict;
      readonly text: Words;
      readonly outputs: Outputs;
      /** Masked. */
      readonly log?: readonly string[];
      readonly at: Instant;
    };

export type Verdict = 'succeeded' | 'failed' | 'canceled' | 'skipped' | 'unknown';
export type Outputs = Readonly<Record<string, string>>;

export interface RunStep {
  /** Of its own within the run. */
  readonly name: string;
  readonly step: IntentStep;
  /** For its templates, besides the run's own values: the `stack` of a rollout. */
  readonly values: Readonly<Record<string, string>>;
  readonly state: StepState;
}

/** What never changes of it. */
export interface RunAbout {
  /** As it was when it was run. */
  readonly intent: Intent;
  readonly by: RunPerson & { readonly key?: string };
  readonly from: RunFrom;
  /** Those that are not secret. */
  readonly values: Readonly<Record<string, string>>;
  /** Names of the secret ones. */
  readonly secret: readonly string[];
  readonly subject?: { readonly title: string; readonly url?: string };
  /** Where the others are asked. */
  readonly askedIn?: ChannelId;
}

export interface RunCourse {
  readonly approvals: readonly (RunPerson & { readonly at: Instant; readonly reason?: string })[];
  readonly steps: readonly RunStep[];
  /** What undoes it; `rollback` tells when it began. */
  readonly undo: readonly RunStep[];
  readonly rollback?: Instant;
  readonly cancel?: RunPerson & { readonly reason?: string };
  readonly rejected?: RunPerson & { readonly reason?: string };
  /** Why it came to its end, where no step and no person tells. */
  readonly why?: string;
}

export interface Run {
  /** Short, as people type it. */
  readonly id: string;
  readonly channel: ChannelId;
  readonly about: RunAbout;
  readonly state: RunState;
  readonly course: RunCourse;
  /** Rises with each change. */
  readonly revision: number;
  readonly createdAt: Instant;
  /** When the first step could begin. */
  readonly startedAt?: Instant;
  readonly endedAt?: Instant;
}

/** What its secret values are sealed for: those of one run do not open as those of another. */
export function purposeOf(id: string): readonly string[] {
  return ['run', id];
}

/** Secret values, sealed. */
export interface SealedValues {
  readonly keyId: string;
  readonly sealed: Uint8Array;
}

export type NewRun = Omit<Run, 'revision' | 'startedAt' | 'endedAt'> & {
  readonly sealed?: SealedValues;
  /** Of two with the same one only the first is stored. */
  readonly once?: string;
};

export type Taken =
  | { readonly kind: 'taken'; readonly run: Run }
  /** Somebody else works on it, for so many milliseconds at most. */
  | { readonly kind: 'later'; readonly wait: number }
  /** There is none, or it is closed. */
  | { readonly kind: 'closed' };

/** Rejects with a CiError while the database is away. */
export interface RunTable {
  /** Stores it, unless there is one with the same `once`: then answers that one. */
  begin(run: NewRun): Promise<{ readonly run: Run; readonly fresh: boolean }>;
  find(id: string): Promise<Run | undefined>;
  /** Undefined where it has none, and when it is over. */
  sealedOf(id: string): Promise<SealedValues | undefined>;
  /** Takes the right to work on it for `lease` milliseconds, or keeps it so much longer. */
  take(id: string, by: string, lease: number): Promise<Taken>;
  /** Gives that right back. */
  release(id: string, by: string): Promise<void>;
  /** Changes it as it is right now, nobody else at the same time; not where `change` answers undefined. Answers how it is then. */
  alter(id: string, change: (run: Run) => Run | undefined): Promise<Run | undefined>;
  /** It is over and its end was shown: nobody works on it any more. What was secret is forgotten. */
  close(id: string): Promise<void>;
  /** Lets it begin when fewer of its intent run than may, and none waits longer; undefined when it is not its turn. */
  enter(id: string, now: Instant): Promise<Run | undefined>;
  /** Those of an intent that wait for their turn, the oldest first. */
  queued(intent: string): Promise<readonly string[]>;
  /** Newest first; `before`: an earlier one's place. */
  inChannel(channel: ChannelId, limit: number, before?: string): Promise<{ readonly runs: readonly Run[]; readonly older?: string }>;
}

/** What is done with runs whatever they are. Rejects with a CiError while the database is away. */
export interface RunCare {
  /**
   * Changes what these keys sealed, in all that are open, all or none. `change` answers undefined to leave one as it is. Answers how many
   * were changed.
   */
  resealAll(keyIds: readonly string[], change: (id: string, sealed: SealedValues) => SealedValues | undefined): Promise<number>;
  /** All that are not closed, the oldest first. */
  open(): Promise<readonly string[]>;
  /** Those that wait for one of these pipelines: the `run` of a step. */
  awaiting(keys: readonly SubjectKey[]): Promise<readonly string[]>;
}

export const runEnds: ReadonlySet<RunState> = new Set(['succeeded', 'failed', 'rejected', 'expired', 'canceled', 'unknown']);

export function isOver({ state }: Pick<Run, 'state'>): boolean {
  return runEnds.has(state);
}
