// Groups and projects of the stand-in, and what they hold besides pipelines.
import { createHash } from 'node:crypto';
import type { Person } from './people.ts';
import type { JobPlan, Scenario } from './scenario.ts';
import type { Job } from './state.ts';

export type Visibility = 'public' | 'internal' | 'private';

export interface Commit {
  readonly id: string;
  readonly message: string;
  readonly author: string;
  readonly at: Date;
  /** Id of the one before. */
  readonly parent?: string;
  /** Id of the one that was merged into the one before. */
  readonly merged?: string;
}

/** `spec:inputs` of `.gitlab-ci.yml`. */
export interface DeclaredInput {
  readonly name: string;
  readonly type?: 'string' | 'number' | 'boolean' | 'array';
  readonly description?: string;
  /** Required when left out. */
  readonly default?: unknown;
  readonly options?: readonly unknown[];
  readonly regex?: string;
}

/** `variables:` of `.gitlab-ci.yml`; those with a description are asked for. */
export interface DeclaredVariable {
  readonly key: string;
  readonly value?: string;
  readonly description?: string;
  readonly options?: readonly string[];
}

export interface Environment {
  readonly id: number;
  readonly name: string;
  readonly tier: string;
  readonly externalUrl?: string;
  state: 'available' | 'stopped';
  /** Undefined when it is not protected. */
  protection?: { readonly deployLevel: number; readonly requiredApprovals: number };
}

export type DeploymentStatus = 'created' | 'running' | 'success' | 'failed' | 'canceled' | 'blocked';

export interface Deployment {
  readonly id: number;
  readonly iid: number;
  readonly environment: Environment;
  readonly sha: string;
  readonly ref: string;
  readonly by: Person;
  readonly job?: Job;
  readonly createdAt: Date;
  updatedAt: Date;
  status: DeploymentStatus;
  readonly approvals: {
    readonly person: Person;
    readonly status: 'approved' | 'rejected';
    readonly comment: string | null;
    readonly at: Date;
  }[];
}

export interface Note {
  readonly id: number;
  readonly body: string;
  readonly author: Person;
  readonly at: Date;
}

export interface MergeRequest {
  readonly iid: number;
  title: string;
  description: string;
  state: 'opened' | 'closed' | 'merged';
  draft: boolean;
  readonly author: Person;
  readonly sourceBranch: string;
  readonly targetBranch: string;
  sha: string;
  labels: readonly string[];
  assignees: readonly Person[];
  reviewers: readonly Person[];
  readonly approvedBy: Person[];
  readonly notes: Note[];
  readonly createdAt: Date;
  updatedAt: Date;
  mergedBy?: Person;
  hasConflicts: boolean;
}

export interface Issue {
  readonly iid: number;
  title: string;
  description: string;
  state: 'opened' | 'closed';
  readonly confidential: boolean;
  readonly author: Person;
  labels: readonly string[];
  assignees: readonly Person[];
  milestone?: number;
  readonly notes: Note[];
  readonly createdAt: Date;
  updatedAt: Date;
}

export interface Release {
  readonly tag: string;
  name: string;
  description: string;
  readonly author: Person;
  readonly at: Date;
}

export interface Group {
  readonly id: number;
  path: string;
  name: string;
  visibility: Visibility;
  readonly milestones: readonly string[];
}

/** Asked for by a person: what the pipeline will do. */
export interface Wish {
  readonly ref: string;
  readonly by: Person;
  readonly variables: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, unknown>>;
}

export type MakePipeline = (wish: Wish) => Partial<Omit<Scenario, 'project' | 'ref'>>;

export interface ProjectOptions {
  /** `public` when left out. */
  readonly visibility?: Visibility;
  readonly description?: string;
  readonly defaultBranch?: string;
  /** Names; the default branch is always there. */
  readonly branches?: readonly string[];
  readonly tags?: readonly string[];
  /** Who is below this level may not run on it: `{ main: 40 }`. */
  readonly protectedBranches?: Readonly<Record<string, number>>;
  readonly inputs?: readonly DeclaredInput[];
  readonly variables?: readonly DeclaredVariable[];
  /** What a pipeline does that somebody asks for; one quick job when left out. */
  readonly pipeline?: readonly JobPlan[] | MakePipeline;
  readonly environments?: readonly {
    readonly name: string;
    readonly tier?: string;
    readonly externalUrl?: string;
    readonly deployLevel?: number;
    readonly requiredApprovals?: number;
  }[];
  readonly runners?: readonly {
    readonly description: string;
    readonly online?: boolean;
    readonly paused?: boolean;
    readonly tags?: readonly string[];
  }[];
  readonly labels?: readonly string[];
  readonly milestones?: readonly string[];
  /** Files of the default branch, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Nobody may create pipelines with variables below this level; developers may when left out. */
  readonly variablesLevel?: number;
  readonly archived?: boolean;
}

export interface Runner {
  readonly id: number;
  readonly description: string;
  readonly online: boolean;
  readonly paused: boolean;
  readonly tags: readonly string[];
}

export interface Project {
  readonly id: number;
  path: string;
  readonly formerPaths: Set<string>;
  /** How many pipelines there were. */
  pipelines: number;
  visibility: Visibility;
  archived: boolean;
  readonly description: string;
  readonly defaultBranch: string;
  /** Newest first. */
  readonly branches: Map<string, Commit[]>;
  readonly tags: Map<string, { readonly commit: Commit; readonly message: string }>;
  readonly protectedBranches: Map<string, number>;
  inputs: readonly DeclaredInput[];
  variables: readonly DeclaredVariable[];
  /** How often GitLab still answers that it reads the file before it tells its variables. */
  reading: number;
  pipelineFor: MakePipeline;
  readonly environments: Environment[];
  readonly deployments: Deployment[];
  readonly runners: readonly Runner[];
  readonly labels: readonly string[];
  readonly milestones: readonly string[];
  readonly files: Map<string, string>;
  readonly mergeRequests: Map<number, MergeRequest>;
  readonly issues: Map<number, Issue>;
  readonly releases: Map<string, Release>;
  readonly variablesLevel: number;
  /** Only those that a test made fire hooks for deployments of their jobs. */
  isDeclared: boolean;
}

export const shaOf = (text: string): string => createHash('sha1').update(text).digest('hex');

/** The newest commit of a branch or tag, or the one with that SHA; undefined when there is none. */
export function commitAt(project: Project, ref: string): Commit | undefined {
  const named = project.branches.get(ref)?.[0] ?? project.tags.get(ref)?.commit;
  if (named !== undefined) return named;
  if (!/^[\da-f]{7,40}$/u.test(ref)) return undefined;
  return [...project.branches.values()].flat().find(({ id }) => id.startsWith(ref));
}
