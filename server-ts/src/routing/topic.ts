// What is asked about: the facts of a subject, and what its kind adds to whether it is worth saying.

import { factsOf, type EventKind, type Facts } from '../ci/facts.ts';
import type { GateAnalysis, GateState } from '../ci/gate.ts';
import type { Instant, Status } from '../ci/pipeline.ts';
import type { ActVerb } from '../ci/review.ts';
import { detailsOf } from '../ci/state.ts';
import type { SubjectState } from '../ci/subject.ts';
import type { Past, Verdict } from '../ci/trend.ts';

export interface Topic {
  readonly facts: Facts;
  /** The words of `event` that it answers to, its own first: a merge request with comments answers to `comment`, too. */
  readonly events: readonly EventKind[];
  /** The verdicts before the present one, where the subject itself remembers them: of a quality gate. */
  readonly past?: Past;
  /** Nothing that is worth a card of its own: only reactions, labels and small changes were heard of. */
  readonly minor: boolean;
  /** Worth knowing, but nobody has to look up for it. */
  readonly quiet: boolean;
  /** Not for everybody's eyes: only where somebody asked for this kind of event by name. */
  readonly confidential: boolean;
  /** Its commit may be told a moment later, and then it is shown on another card. */
  readonly awaitsCommit: boolean;
  /** When the verdict was reached, as far as the sender tells. */
  readonly concludedAt?: Instant;
}

const minorVerbs: ReadonlySet<ActVerb> = new Set(['updated', 'labelled', 'reacted']);
const quietActions: ReadonlySet<string> = new Set(['canceled', 'deleted', 'moved', 'copied', 'scanned']);

export function topicOf(state: SubjectState): Topic {
  const topic = topicOfFacts(factsOf(state));
  switch (state.kind) {
    case 'pipeline': {
      const { finishedAt } = detailsOf(state);
      return { ...topic, ...(finishedAt !== undefined && { concludedAt: finishedAt }) };
    }
    case 'gate': {
      const [, ...before] = state.analyses;
      return { ...topic, past: before.map((analysis) => verdictOf(state, analysis)) };
    }
    case 'merge-request':
    case 'issue': {
      const verbs = new Set(state.acts.map(({ verb }) => verb));
      const events: EventKind[] = [topic.facts.event];
      if (verbs.has('commented')) events.push('comment');
      if (verbs.has('reacted')) events.push('reaction');
      const minor = verbs.size > 0 && [...verbs].every((verb) => minorVerbs.has(verb));
      return { ...topic, events, minor, quiet: state.snapshot.draft, confidential: state.snapshot.confidential };
    }
    case 'artifact':
      return { ...topic, awaitsCommit: state.artifact.sha === undefined };
    case 'deployment':
    case 'alerts':
    case 'news':
      return topic;
  }
}

/** As far as facts alone tell. */
export function topicOfFacts(facts: Facts): Topic {
  return { facts, events: [facts.event], minor: false, quiet: quietActions.has(facts.status), confidential: false, awaitsCommit: false };
}

/** A gate's word as that of a pipeline, so that both are broken and fixed in the same way. */
export function gateVerdict(status: string): Status {
  if (status === 'passed') return 'success';
  return status === 'none' ? 'skipped' : 'failed';
}

function verdictOf({ subject }: GateState, { id, status, at }: GateAnalysis): Verdict {
  return { key: subject.key, number: id, status: gateVerdict(status), at, failedJobs: [], failedTests: [] };
}
