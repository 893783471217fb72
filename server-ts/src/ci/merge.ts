// Joins what is heard of a subject so that no order and no repetition of deliveries can turn it back.
// The states form a semilattice: `join` is commutative, associative and idempotent, so the result depends only on the set of events.

import { alertStateOf, joinAlerts } from './alerts.ts';
import { artifactStateOf, joinArtifacts } from './artifact.ts';
import { joinDeeds, type Deed } from './deed.ts';
import { joinDeployments } from './deployment.ts';
import type { CiEvent, PipelineEvent } from './event.ts';
import { joinFigures, type Figure } from './figure.ts';
import { gateStateOf, joinGates } from './gate.ts';
import { joinNews } from './news.ts';
import { joinPipelines, pipelineStateOf } from './pipeline-join.ts';
import { joinReviews } from './review.ts';
import type { PipelineState } from './state.ts';
import { identityOf, type SubjectState } from './subject.ts';

/** The state after one more event of the same subject. Throws when the event is of another subject. */
export function merge(state: PipelineState | undefined, event: PipelineEvent): PipelineState;
export function merge(state: SubjectState | undefined, event: CiEvent): SubjectState;
export function merge(state: SubjectState | undefined, event: CiEvent): SubjectState {
  const heard = stateOf(event);
  return state === undefined ? heard : join(state, heard);
}

/** All that two states of one subject know together. */
export function join(left: PipelineState, right: PipelineState): PipelineState;
export function join(left: SubjectState, right: SubjectState): SubjectState;
export function join(left: SubjectState, right: SubjectState): SubjectState {
  if (identityOf(left).key !== identityOf(right).key) throw differ(left, right);
  const told = joinTold(withoutAdded(left), withoutAdded(right));
  return withAdded(told, joinFigures(figuresOf(left), figuresOf(right)), joinDeeds(deedsOf(left), deedsOf(right)));
}

/** The same with what somebody did; as it was where nobody can do anything about such a thing. */
export function withDeed(state: SubjectState, deed: Deed): SubjectState {
  return withDeeds(state, joinDeeds(deedsOf(state), [deed]));
}

/** The same with what its jobs reported; as it was where it is no pipeline. */
export function withFigures(state: SubjectState, figures: readonly Figure[]): SubjectState {
  return withAdded(state, joinFigures(figuresOf(state), figures), deedsOf(state));
}

function figuresOf(state: SubjectState): readonly Figure[] {
  return state.kind === 'pipeline' ? (state.figures ?? []) : [];
}

export function deedsOf(state: SubjectState): readonly Deed[] {
  return 'deeds' in state ? (state.deeds ?? []) : [];
}

/** What the CI system itself told. */
function withoutAdded(state: SubjectState): SubjectState {
  if (state.kind === 'pipeline') {
    const { deeds: _deeds, figures: _figures, ...told } = state;
    return told;
  }
  if (!('deeds' in state)) return state;
  const { deeds: _deeds, ...told } = state;
  return told;
}

function withAdded(state: SubjectState, figures: readonly Figure[], deeds: readonly Deed[]): SubjectState {
  const told = state.kind === 'pipeline' && figures.length > 0 ? { ...state, figures } : state;
  return withDeeds(told, deeds);
}

function withDeeds(state: SubjectState, deeds: readonly Deed[]): SubjectState {
  if (deeds.length === 0) return state;
  return state.kind === 'pipeline' || state.kind === 'merge-request' || state.kind === 'issue' || state.kind === 'deployment'
    ? { ...state, deeds }
    : state;
}

function joinTold(left: SubjectState, right: SubjectState): SubjectState {
  if (left.kind === 'pipeline' && right.kind === 'pipeline') return joinPipelines(left, right);
  if (left.kind === 'gate' && right.kind === 'gate') return joinGates(left, right);
  if (left.kind === 'artifact' && right.kind === 'artifact') return joinArtifacts(left, right);
  if (left.kind === 'deployment' && right.kind === 'deployment') return joinDeployments(left, right);
  if (left.kind === 'alerts' && right.kind === 'alerts') return joinAlerts(left, right);
  if (left.kind === 'news' && right.kind === 'news') return joinNews(left, right);
  if (left.kind === 'merge-request' && right.kind === 'merge-request') return joinReviews(left, right);
  if (left.kind === 'issue' && right.kind === 'issue') return joinReviews(left, right);
  throw differ(left, right);
}

function differ(left: SubjectState, right: SubjectState): Error {
  return new Error(`cannot join ${left.kind} ${identityOf(left).key} with ${right.kind} ${identityOf(right).key}`);
}

function stateOf(event: CiEvent): SubjectState {
  switch (event.kind) {
    case 'pipeline':
    case 'job':
      return pipelineStateOf(event);
    case 'gate':
      return gateStateOf(event);
    case 'artifact':
      return artifactStateOf(event);
    case 'alerts':
    case 'silence':
      return alertStateOf(event);
    case 'merge-request':
    case 'issue':
      // Brings what one delivery told into the order that all states have.
      return joinReviews(event, event);
    case 'deployment':
    case 'news':
      return event;
  }
}
