// What an address of a CI system leads to, told in short; and the lines of a file that an address points at.

import type { Reach } from './account.ts';
import type { Connection } from './connection.ts';
import type { Instant, Status } from './pipeline.ts';

export type PreviewKind = 'merge-request' | 'issue' | 'pipeline' | 'job' | 'commit';

/** Something with a page of its own, as its address names it. */
export interface PageAddress {
  readonly kind: PreviewKind;
  /** Whole path. */
  readonly project: string;
  /** Its number, or the hash of a commit. */
  readonly id: string;
}

/** Lines of a file, as an address names them. */
export interface CodeAddress {
  /** Whole path. */
  readonly project: string;
  /** The ref and the path of the file, one name after the other: only the CI system knows where the ref ends, as both may hold slashes. */
  readonly names: readonly string[];
  /** From 1 on. */
  readonly first: number;
  /** Not before `first`. */
  readonly last: number;
}

export interface PreviewPerson {
  readonly name: string;
  readonly avatarUrl?: string;
}

export interface PreviewLabel {
  readonly name: string;
  /** `#rrggbb` */
  readonly color?: string;
}

export interface PreviewJob {
  readonly name: string;
  readonly status: Status;
  /** Why it failed, in the CI system's words. */
  readonly reason?: string;
}

/** All text is foreign. What is not known, or does not fit the kind, is absent. */
export interface Preview {
  readonly kind: PreviewKind;
  /** Path of the project. */
  readonly project: string;
  /** As people write it: `!12`, `#5`, `#4711`, the first letters of a hash. */
  readonly reference: string;
  readonly url: string;
  readonly title: string;
  /** Of merge requests and issues. */
  readonly state?: 'open' | 'draft' | 'merged' | 'closed';
  /** Of pipelines and jobs. */
  readonly status?: Status;
  readonly person?: PreviewPerson;
  /** Milliseconds since 1970: when it was made. */
  readonly at?: Instant;
  /** The branch or tag it is of; of a merge request the one it comes from. */
  readonly branch?: string;
  /** Of a merge request: the branch it goes to. */
  readonly target?: string;
  readonly labels?: readonly PreviewLabel[];
  readonly milestone?: string;
  readonly assignees?: readonly PreviewPerson[];
  /** The beginning of its description, as it was written. */
  readonly text?: string;
  /** The newest pipeline of it. */
  readonly pipeline?: { readonly reference: string; readonly status: Status };
  /** Of a pipeline: the jobs that failed first, then those that wait or run. */
  readonly jobs?: readonly PreviewJob[];
  /** How many jobs it has in all. */
  readonly jobCount?: number;
  /** Of a job. */
  readonly stage?: string;
  /** Of a job: why it failed. */
  readonly reason?: string;
  /** Seconds. */
  readonly duration?: number;
  /** It cannot be merged as it is. */
  readonly conflicts?: true;
}

/** How far the code of a project may be read by others: `internal` by whoever has an account in the CI system. */
export type Visibility = 'public' | 'internal' | 'private';

export interface FoundCode {
  /** Path of the file. */
  readonly path: string;
  readonly ref: string;
  /** The beginning of the file, at least as far as was asked for where the file goes so far. */
  readonly text: string;
}

export interface Previews {
  /** Undefined for addresses outside of this connection, and for those that no preview is made of. Pure. */
  find(url: string, connection: Connection): PageAddress | undefined;
  /** As that person, or nobody, sees it; undefined where there is none, or it is hidden from them. Throws CiError. */
  look(address: PageAddress, reach: Reach): Promise<Preview | undefined>;
  /**
   * What it carries; of a commit what its merge requests do. Undefined where there is none, or it is hidden from them. Throws CiError.
   */
  labels?(address: PageAddress, reach: Reach): Promise<readonly string[] | undefined>;
  /** Undefined for addresses outside of this connection, and for those that point at no lines. Pure. */
  findCode(url: string, connection: Connection): CodeAddress | undefined;
  /** Undefined where there is no such text, or it is hidden from them. `timeout`: milliseconds of each request. Throws CiError. */
  readCode(address: CodeAddress, reach: Reach, timeout: number): Promise<FoundCode | undefined>;
  /** Who may read the code of a project; undefined where the project is hidden from them. Throws CiError. */
  visibility(project: string, reach: Reach, timeout: number): Promise<Visibility | undefined>;
}
