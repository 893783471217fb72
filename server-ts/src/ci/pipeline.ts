// The state of one pipeline, in the field's words, independent of the CI system it runs on.

import type { SubjectKey } from './ids.ts';

/** `manual` waits for a person; `warning` succeeded although a job that may fail has failed. */
export type Status = 'created' | 'pending' | 'running' | 'success' | 'warning' | 'failed' | 'canceled' | 'skipped' | 'manual';

/** Milliseconds since 1970, UTC. */
export type Instant = number;

export interface Project {
  readonly id: string;
  /** Full path with namespaces: `platform/api`. */
  readonly path: string;
  readonly url: string;
}

export interface Person {
  /** The CI system's own id of this person, as text. Not every sender tells it, nor do states from before it was kept. */
  readonly id?: string;
  /** Empty where only the id is known. */
  readonly name: string;
  readonly username?: string;
  /** Their user name in Mattermost, where they are known: only while it is drawn, never stored. */
  readonly here?: string;
  readonly avatarUrl?: string;
}

export interface Commit {
  readonly sha: string;
  /** First line of the message. */
  readonly title: string;
  readonly url?: string;
  readonly author?: Person;
  /** User names that its message mentions, where a push told all of it. */
  readonly mentions?: readonly string[];
}

export interface MergeRequest {
  readonly number: string;
  readonly title: string;
  readonly url: string;
}

export interface Ref {
  readonly kind: 'branch' | 'tag' | 'merge-request';
  readonly name: string;
  readonly url?: string;
}

export interface Job {
  readonly id: string;
  readonly name: string;
  readonly stage: string;
  readonly status: Exclude<Status, 'warning'>;
  readonly allowFailure: boolean;
  /** Orders the tries of one job name: the greater one is the newer try. */
  readonly attempt: number;
  readonly url?: string;
  /** Only on failed jobs. */
  readonly failureReason?: string;
  readonly retries?: number;
  readonly startedAt?: Instant;
  readonly finishedAt?: Instant;
  /** Seconds; 0 is real. */
  readonly duration?: number;
  readonly environment?: string;
}

/** What identifies a pipeline and never changes in its life. */
export interface PipelineIdentity {
  readonly key: SubjectKey;
  /** Folder name of the provider. */
  readonly provider: string;
  readonly connection: string;
  readonly project: Project;
  readonly id: string;
  /**
   * `build`: run by a system of its own for a commit that may have a pipeline elsewhere. It is shown on that pipeline's card,
   * and has a card of its own only when there is none.
   */
  readonly role?: 'build';
}

/** What one delivery says of the whole pipeline at one moment. */
export interface PipelineSnapshot {
  /** As the CI system numbers it for people, without `#`. */
  readonly number: string;
  readonly name?: string;
  readonly url: string;
  readonly status: Status;
  /** Where nobody tells a branch there is none: such a run is of its project only. */
  readonly ref?: Ref;
  readonly mergeRequest?: MergeRequest;
  readonly commit?: Commit;
  readonly triggeredBy?: Person;
  readonly source?: string;
  /** Stage names in the order they run. */
  readonly stages: readonly string[];
  /** Where each commit has several pipelines side by side: which of them it is. A verdict is compared with earlier ones of the same. */
  readonly workflow?: string;
  readonly parent?: SubjectKey;
  readonly createdAt?: Instant;
  readonly finishedAt?: Instant;
  readonly duration?: number;
  readonly queuedDuration?: number;
  /** How often all of it was started, where the CI system runs the same pipeline again; the greater one is newer. */
  readonly attempt?: number;
  readonly coverage?: number;
  readonly tests?: TestCounts;
  /** Its place in the queue that it came from, as in `FollowTarget.queued`. */
  readonly queued?: string;
  /** When we asked for it: of two looks at a build the later one counts. Absent in what the CI system sent by itself. */
  readonly askedAt?: Instant;
  /** Seconds that the CI system expects it to take in all. */
  readonly expectedDuration?: number;
  /** Questions that it waits with; a person's answer lets it go on or ends it. */
  readonly inputs?: readonly WaitingInput[];
  /** With which values it was started, some; secret ones masked. */
  readonly parameters?: readonly { readonly name: string; readonly value: string }[];
}

/** A step that waits until a person answers. */
export interface WaitingInput {
  readonly id: string;
  readonly message: string;
  /** What its button says: `Proceed`. */
  readonly proceed: string;
  /** Who may answer, as the CI system names them; anybody who may build when it is empty. */
  readonly submitters: readonly string[];
  /** It asks for values, too. */
  readonly asks: boolean;
}

export interface TestCounts {
  readonly total: number;
  readonly failed: number;
  readonly skipped: number;
  /** Names of failed tests, some. */
  readonly failures: readonly string[];
}
