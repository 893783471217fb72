// What views of every kind are made of.

/** Every state that a pipeline or a job can be in, over all CI systems. `manual` means: waiting for a person. */
export type Status = 'created' | 'pending' | 'running' | 'success' | 'warning' | 'failed' | 'canceled' | 'skipped' | 'manual';

export interface PersonView {
  /** Shown name; never empty. */
  readonly name: string;
  /** User name in Mattermost, where the person is known there. */
  readonly mention?: string;
  readonly avatarUrl?: string;
}

/** Body of every answer that is not 2xx. */
export interface ApiError {
  /** Stable, upper case, e.g. `CI_API_CHANNEL_FORBIDDEN`. */
  readonly code: string;
  /** One sentence for the person, with what to do next. */
  readonly message: string;
}
