// The persons that a subject's state tells of: found, and replaced, wherever they stand in it.

import type { Act, ReviewState } from './review.ts';
import type { DeploymentState } from './deployment.ts';
import type { News, NewsState } from './news.ts';
import type { Commit, Person } from './pipeline.ts';
import type { PipelineState } from './state.ts';
import type { SubjectState } from './subject.ts';

type Change = (person: Person) => Person;

/** The same state with `change` of each person in it. Where nobody changes the state itself is answered. */
export function withPeople<State extends SubjectState>(state: State, change: Change): State;
export function withPeople(state: SubjectState, change: Change): SubjectState {
  switch (state.kind) {
    case 'pipeline':
      return inPipeline(state, change);
    case 'deployment':
      return inDeployment(state, change);
    case 'merge-request':
    case 'issue':
      return inReview(state, change);
    case 'news':
      return inNews(state, change);
    case 'gate':
    case 'artifact':
    case 'alerts':
      return state;
  }
}

/** Each once for each time that it is told. */
export function peopleIn(states: readonly SubjectState[]): readonly Person[] {
  const found: Person[] = [];
  for (const state of states)
    withPeople(state, (person) => {
      found.push(person);
      return person;
    });
  return found;
}

interface Behind {
  readonly triggeredBy?: Person;
  readonly commit?: Commit;
}

function behind<Told extends Behind>(told: Told, change: Change): Told {
  const { triggeredBy, commit } = told;
  return {
    ...told,
    ...(triggeredBy !== undefined && { triggeredBy: change(triggeredBy) }),
    ...(commit !== undefined && { commit: inCommit(commit, change) }),
  };
}

function inCommit(commit: Commit, change: Change): Commit {
  return commit.author === undefined ? commit : { ...commit, author: change(commit.author) };
}

function inPipeline(state: PipelineState, change: Change): PipelineState {
  const { overview, kept } = state;
  const told =
    overview.kind === 'snapshot'
      ? { ...overview, snapshot: behind(overview.snapshot, change) }
      : { ...overview, outline: behind(overview.outline, change) };
  return { ...state, overview: told, ...(kept !== undefined && { kept: behind(kept, change) }) };
}

function inDeployment(state: DeploymentState, change: Change): DeploymentState {
  const { deployment } = state;
  const { by, commit } = deployment;
  const people = { ...(by !== undefined && { by: change(by) }), ...(commit !== undefined && { commit: inCommit(commit, change) }) };
  return { ...state, deployment: { ...deployment, ...people } };
}

function inReview(state: ReviewState, change: Change): ReviewState {
  const { snapshot, acts } = state;
  const { author, assignees, reviewers } = snapshot;
  const who = { assignees: assignees.map(change), reviewers: reviewers.map(change) };
  return {
    ...state,
    snapshot: { ...snapshot, ...(author !== undefined && { author: change(author) }), ...who },
    acts: acts.map((act): Act => (act.by === undefined ? act : { ...act, by: change(act.by) })),
  };
}

function inNews(state: NewsState, change: Change): NewsState {
  const { news } = state;
  const by = news.by === undefined ? {} : { by: change(news.by) };
  return { ...state, news: { ...news, ...by, ...commitsIn(news, change) } };
}

function commitsIn(news: News, change: Change): object {
  if (news.event === 'push') return { commits: news.commits.map((commit) => inCommit(commit, change)) };
  return news.event === 'tag' && news.commit !== undefined ? { commit: inCommit(news.commit, change) } : {};
}
