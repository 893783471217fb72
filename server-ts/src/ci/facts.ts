// What rules can ask of a subject, whatever kind it is: where it comes from, what happened, whose it is.

import { isConcluded, statusOf } from './status.ts';
import { detailsOf } from './state.ts';
import type { PipelineState } from './state.ts';
import type { Person, Ref } from './pipeline.ts';
import type { ReviewState } from './review.ts';
import { identityOf, type SubjectState } from './subject.ts';

/** The words of `event` in routes and of `--event`. */
export const eventKinds = [
  'pipeline',
  'deployment',
  'merge_request',
  'issue',
  'comment',
  'push',
  'tag',
  'release',
  'wiki',
  'reaction',
  'quality_gate',
  'artifact',
  'alert',
] as const;

export type EventKind = (typeof eventKinds)[number];

export interface Facts {
  readonly event: EventKind;
  readonly provider: string;
  readonly connection: string;
  /** Full path; undefined where the sender knows no projects. */
  readonly project?: string;
  /** As the CI system identifies it: where a path is only a shown name, what rules can rely on. */
  readonly projectId?: string;
  readonly branch?: string;
  readonly tag?: string;
  /** A pipeline's or deployment's {@link Status}; `passed|failed|error|none`; `firing|resolved`; `open|merged|closed|locked`; an action. */
  readonly status: string;
  /** User names and names of whoever did it, as the CI system knows them. */
  readonly authors: readonly string[];
  /** Labels; for alerts also `name=value` of what they have in common. */
  readonly labels: readonly string[];
}

export function factsOf(state: SubjectState): Facts {
  const { provider, connection, project } = identityOf(state);
  const origin = { provider, connection, ...(project !== undefined && { project: project.path, projectId: project.id }) };
  switch (state.kind) {
    case 'pipeline':
      return { ...origin, event: 'pipeline', status: statusOf(state), ...placeOfPipeline(state), labels: [] };
    case 'deployment': {
      const { status, ref, by, commit } = state.deployment;
      return { ...origin, event: 'deployment', status, ...placeOf(ref), authors: namesOf(by, commit?.author), labels: [] };
    }
    case 'gate': {
      const [{ status, ref }] = state.analyses;
      return { ...origin, event: 'quality_gate', status, ...placeOf(ref), authors: [], labels: [] };
    }
    case 'artifact': {
      const last = state.events.at(-1);
      return {
        ...origin,
        event: 'artifact',
        status: last?.action ?? 'published',
        authors: last?.by === undefined ? [] : [last.by],
        labels: [],
      };
    }
    case 'alerts': {
      const { commonLabels, labels } = state.group;
      const pairs = Object.entries({ ...commonLabels, ...labels }).map(([name, value]) => `${name}=${value}`);
      return { ...origin, event: 'alert', status: firing(state.alerts), authors: [], labels: pairs };
    }
    case 'merge-request':
    case 'issue':
      return { ...origin, ...factsOfReview(state) };
    case 'news': {
      const { news } = state;
      const place = news.event === 'push' || news.event === 'tag' ? placeOf(news.ref) : {};
      const status = news.event === 'comment' ? 'created' : news.action;
      return { ...origin, event: news.event, status, ...place, authors: namesOf(news.by), labels: [] };
    }
  }
}

/** Nothing more is expected to happen by itself: a new outbreak after this is a new card. Pipelines and news never begin anew. */
export function isSettled(state: SubjectState): boolean {
  switch (state.kind) {
    case 'pipeline':
      return isConcluded(statusOf(state));
    case 'deployment':
      return isConcluded(state.deployment.status);
    case 'gate':
      return state.analyses[0].status === 'passed' || state.analyses[0].status === 'none';
    case 'alerts':
      return firing(state.alerts) === 'resolved';
    case 'merge-request':
    case 'issue':
      return state.snapshot.state === 'merged' || state.snapshot.state === 'closed';
    case 'artifact':
    case 'news':
      return true;
  }
}

/** The commit that it is about, by which it meets other subjects. */
export function shaOf(state: SubjectState): string | undefined {
  switch (state.kind) {
    case 'pipeline':
      return detailsOf(state).commit?.sha;
    case 'gate':
      return state.analyses[0].sha;
    case 'artifact':
      return state.artifact.sha;
    case 'deployment':
      return state.deployment.commit?.sha;
    case 'alerts':
    case 'merge-request':
    case 'issue':
    case 'news':
      return undefined;
  }
}

function firing(alerts: readonly { readonly status: 'firing' | 'resolved' }[]): 'firing' | 'resolved' {
  return alerts.some(({ status }) => status === 'firing') ? 'firing' : 'resolved';
}

function placeOfPipeline(state: PipelineState): Pick<Facts, 'branch' | 'tag' | 'authors'> {
  const { ref, commit, triggeredBy } = detailsOf(state);
  return { ...placeOf(ref), authors: namesOf(triggeredBy, commit?.author) };
}

function factsOfReview({ kind, snapshot, acts }: ReviewState): Omit<Facts, 'provider' | 'connection' | 'project' | 'projectId'> {
  const people = namesOf(snapshot.author, acts.at(-1)?.by);
  const branch = snapshot.targetBranch;
  return {
    event: kind === 'issue' ? 'issue' : 'merge_request',
    status: snapshot.state,
    ...(branch !== undefined && { branch }),
    authors: people,
    labels: snapshot.labels,
  };
}

function placeOf(ref: Ref | undefined): Pick<Facts, 'branch' | 'tag'> {
  if (ref === undefined) return {};
  return ref.kind === 'tag' ? { tag: ref.name } : { branch: ref.name };
}

function namesOf(...people: readonly (Person | undefined)[]): readonly string[] {
  return [
    ...new Set(people.flatMap((person) => [person?.username, person?.name]).filter((name) => name !== undefined && name !== '')),
  ].filter((name) => name !== undefined);
}
