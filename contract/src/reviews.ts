// Merge requests, issues and to-dos, as the sidebar shows them. All text is foreign; times in milliseconds since 1970, UTC.
import type { ConnectView } from './accounts.ts';
import type { ApiError, PersonView, Status } from './base.ts';

/** An open merge request that the channel knows. */
export interface ReviewView {
  /** Opaque. */
  readonly key: string;
  /** Shown name of the CI system. */
  readonly provider: string;
  readonly project: { readonly path: string; readonly url?: string };
  /** As people write it: `!12`. */
  readonly number: string;
  readonly title: string;
  readonly url?: string;
  readonly draft: boolean;
  readonly sourceBranch?: string;
  readonly targetBranch?: string;
  readonly author?: PersonView;
  readonly assignees: readonly PersonView[];
  readonly reviewers: readonly PersonView[];
  /** Who approved it and has not taken it back, as far as it was heard of. */
  readonly approvedBy: readonly PersonView[];
  readonly labels: readonly string[];
  readonly openedAt?: number;
  readonly updatedAt?: number;
  /** The newest one of its newest commit. */
  readonly pipeline?: { readonly status: Status; readonly number: string; readonly url?: string };
}

/** Answer of GET `paths.reviews`. */
export interface ReviewList {
  /** The last one that changed first; at most 100. */
  readonly reviews: readonly ReviewView[];
}

export interface TaskView {
  readonly title: string;
  readonly url?: string;
  /** Where it is, as the CI system writes it: `city/api!12`. */
  readonly place: string;
  /** Why it waits: `Ada mentioned you`. */
  readonly why?: string;
  readonly at?: number;
}

export interface TaskGroupView {
  /** A few words: `Review requests`. */
  readonly title: string;
  /** The newest first. */
  readonly tasks: readonly TaskView[];
  /** How many there are, where that is known. */
  readonly total?: number;
  /** There are more than `tasks`. */
  readonly more: boolean;
  /** The page of all of them. */
  readonly url?: string;
}

/** What one CI system has for the person. */
export interface MyTasksView {
  readonly provider: string;
  readonly connection: string;
  /** As people write it; with the connection's name where there are several. */
  readonly title: string;
  /** Absent where the person is not connected, or it could not be read. */
  readonly groups?: readonly TaskGroupView[];
  /** When it was read there. */
  readonly readAt?: number;
  /** The person is not connected: how to. */
  readonly connect?: ConnectView;
  /** Why it could not be read; what was read before may be there, too. */
  readonly error?: ApiError;
}

/** Answer of GET `paths.myTasks`. */
export interface MyTasks {
  readonly systems: readonly MyTasksView[];
}
