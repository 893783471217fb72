// Which of a channel's pipelines somebody wants to see.
import type { PipelineView } from '@ci-command-center/contract';
import { isBoolean, isOneOf, isString, shape } from '../host/guard.ts';
import { isActive } from './order.ts';

export const kinds = ['all', 'running', 'failed', 'waiting'] as const;

export interface Filter {
  readonly text: string;
  readonly kind: (typeof kinds)[number];
  /** Path of the project; empty for all. */
  readonly project: string;
  /** Name of the branch or tag; empty for all. */
  readonly branch: string;
  /** Only what the person started or wrote. */
  readonly mine: boolean;
}

export const noFilter: Filter = { text: '', kind: 'all', project: '', branch: '', mine: false };

export const isFilter = shape<Filter>({ text: isString, kind: isOneOf(kinds), project: isString, branch: isString, mine: isBoolean });

function isOfKind({ status }: PipelineView, kind: Filter['kind']): boolean {
  if (kind === 'running') return isActive(status);
  if (kind === 'waiting') return status === 'manual';
  return kind === 'all' || status === 'failed';
}

/** `me`: names of the person in Mattermost and in CI systems, in lower case. */
export function isMine({ startedFromChat, triggeredBy, commit }: PipelineView, me: ReadonlySet<string>): boolean {
  const names = [startedFromChat, triggeredBy?.username, triggeredBy?.name, commit?.author?.username, commit?.author?.name];
  return names.some((name) => name !== undefined && me.has(name.toLowerCase()));
}

/** Every word of the text must occur somewhere, in any letter case. */
export function matches(pipeline: PipelineView, { text, kind, project: wanted, branch, mine }: Filter, me: ReadonlySet<string>): boolean {
  const { project, ref } = pipeline;
  if (wanted !== '' && project.path !== wanted) return false;
  if (branch !== '' && ref.name !== branch) return false;
  return isOfKind(pipeline, kind) && (!mine || isMine(pipeline, me)) && holds(pipeline, text);
}

function holds({ project, number, ref, commit, triggeredBy, mergeRequest }: PipelineView, text: string): boolean {
  if (text.trim() === '') return true;
  const people = [commit?.author?.name, triggeredBy?.name];
  const fields = [project.path, `#${number}`, ref.name, commit?.title, commit?.sha, mergeRequest?.title, ...people];
  const haystack = fields.join(' ').toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}

/** What there is to choose from: all projects, and the branches of the chosen one. A choice that is kept stays one. */
export function choicesOf(
  pipelines: readonly PipelineView[],
  { project, branch }: Filter,
): { readonly projects: readonly string[]; readonly branches: readonly string[] } {
  const inProject = pipelines.filter(({ project: { path } }) => project === '' || path === project);
  return {
    projects: sorted([project, ...pipelines.map((each) => each.project.path)]),
    branches: sorted([branch, ...inProject.map(({ ref }) => ref.name)]),
  };
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].filter((name) => name !== '').sort((a, b) => a.localeCompare(b));
}
