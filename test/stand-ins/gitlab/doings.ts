// What people do in the stand-in besides running pipelines, as a story tells it.

/** `city/api` and the name of a person, who is made up with it. */
export interface Doing {
  readonly project: string;
  readonly by: string;
}

export interface MergeRequestDoing extends Doing {
  readonly iid: number;
  readonly title: string;
  readonly description?: string;
  readonly author?: string;
  readonly action: 'open' | 'close' | 'reopen' | 'update' | 'approved' | 'unapproved' | 'merge';
  readonly sourceBranch?: string;
  readonly targetBranch?: string;
  readonly labels?: readonly string[];
  readonly assignees?: readonly string[];
  readonly reviewers?: readonly string[];
  readonly draft?: boolean;
  /** The newest commit; one is made up when left out. */
  readonly sha?: string;
  /** The commit before a push to the source branch. */
  readonly oldrev?: string;
  /** As GitLab tells them: `{ title: { previous, current } }`. Labels and persons as names. */
  readonly changes?: Readonly<Record<string, { readonly previous: unknown; readonly current: unknown }>>;
}

export interface IssueDoing extends Doing {
  readonly iid: number;
  readonly title: string;
  readonly description?: string;
  readonly author?: string;
  readonly assignees?: readonly string[];
  readonly changes?: MergeRequestDoing['changes'];
  readonly action: 'open' | 'close' | 'reopen' | 'update';
  readonly labels?: readonly string[];
  readonly confidential?: boolean;
}

export interface PushDoing extends Doing {
  readonly branch: string;
  /** Newest last. None deletes the branch. */
  readonly messages: readonly string[];
  readonly before?: string;
  readonly created?: boolean;
}

export interface TagDoing extends Doing {
  readonly tag: string;
  readonly message?: string;
  readonly deleted?: boolean;
}

export interface NoteDoing extends Doing {
  readonly on: { readonly mergeRequest: number } | { readonly issue: number } | { readonly commit: string };
  readonly title: string;
  readonly text: string;
}

export interface ReleaseDoing {
  readonly project: string;
  readonly tag: string;
  readonly name?: string;
  readonly description?: string;
  readonly action?: 'create' | 'update' | 'delete';
}

export interface DeploymentDoing extends Doing {
  readonly id: number;
  readonly environment: string;
  readonly status: 'running' | 'success' | 'failed' | 'canceled' | 'blocked';
  readonly sha: string;
  readonly ref?: string;
  readonly title?: string;
}

export interface WikiDoing extends Doing {
  readonly title: string;
  readonly message?: string;
}

export interface EmojiDoing extends Doing {
  readonly mergeRequest: number;
  readonly title: string;
  readonly emoji: string;
}
