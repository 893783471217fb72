// What waits for one person in a CI system: to-dos, reviews they were asked for, what is assigned to them.

import type { Instant } from './pipeline.ts';

export interface TodoEntry {
  /** Foreign, like all texts here. */
  readonly title: string;
  readonly url?: string;
  /** `city/api!12` */
  readonly place: string;
  /** Why it waits: `Ada mentioned you`. */
  readonly why?: string;
  readonly at?: Instant;
  /** With which it can be marked as done, where that can be. */
  readonly id?: string;
}

export interface TodoSection {
  /** A few words of ours: `Review requests`. */
  readonly title: string;
  /** Some, the newest first. */
  readonly entries: readonly TodoEntry[];
  /** Of all; undefined where the CI system does not tell how many more than `entries` there are. */
  readonly total?: number;
  /** There are more than `entries`. */
  readonly more: boolean;
  /** The page of all of them. */
  readonly page?: string;
}

export type TodoList = readonly TodoSection[];
