// What is asked about: the facts of a subject, and what its kind adds to whether it is worth saying.

import { factsOf, type Facts } from '../ci/facts.ts';
import type { GateAnalysis, GateState } from '../ci/gate.ts';
import { interestsOfAct, type Interest } from '../ci/interest.ts';
import type { Instant, Status } from '../ci/pipeline.ts';
import type { ActVerb, ReviewState } from '../ci/review.ts';
import { detailsOf } from '../ci/state.ts';
import type { SubjectState } from '../ci/subject.ts';
import type { Past, Verdict } from '../ci/trend.ts';

export interface Topic {
  readonly facts: Facts;
  /** The words of `event` that it answers to, its own first: a merge request with comments answers to `comment`, too. */
  readonly events: readonly Interest[];
  /** Of a merge request or an issue: when each of these was last heard of. A subscription is told of what came after it only. */
  readonly newest?: ReadonlyMap<Interest, Instant>;
  /** Somebody gave it a label or took one off. */
  readonly labelled: boolean;
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
      const events: readonly Interest[] = state.jobs.length > 0 ? ['pipeline', 'job'] : ['pipeline'];
      return { ...topic, events, ...(finishedAt !== undefined && { concludedAt: finishedAt }) };
    }
    case 'gate': {
      const [, ...before] = state.analyses;
      return { ...topic, past: before.map((analysis) => verdictOf(state, analysis)) };
    }
    case 'merge-request':
    case 'issue':
      return { ...topic, ...ofReview(state, topic.facts.event) };
    case 'artifact':
      return { ...topic, awaitsCommit: state.artifact.sha === undefined };
    case 'deployment':
    case 'alerts':
    case 'news':
      return topic;
  }
}

function ofReview(state: ReviewState, event: Interest): Omit<Topic, 'facts' | 'awaitsCommit'> {
  const { draft, confidential } = state.snapshot;
  const newest = newestOf(state);
  const verbs = new Set(state.acts.map(({ verb }) => verb));
  const minor = verbs.size > 0 && [...verbs].every((verb) => minorVerbs.has(verb));
  const events = [...new Set([event, ...(confidential ? ['confidential_issue' as const] : []), ...newest.keys()])];
  return { events, newest, minor, labelled: verbs.has('labelled'), quiet: draft, confidential };
}

/** What tells no time is as new as can be. Who opens a merge request with reviewers asks them. */
function newestOf({ kind, snapshot, acts }: ReviewState): ReadonlyMap<Interest, Instant> {
  const newest = new Map<Interest, Instant>();
  const note = (interest: Interest, at: Instant): void => void newest.set(interest, Math.max(newest.get(interest) ?? 0, at));
  for (const { verb, at = Infinity } of acts) {
    for (const interest of interestsOfAct(verb, kind, snapshot.confidential)) note(interest, at);
    if (verb !== 'opened' || kind === 'issue') continue;
    if (snapshot.reviewers.length > 0) note('review', at);
    if (snapshot.assignees.length > 0) note('assignment', at);
  }
  return newest;
}

/** As far as facts alone tell. */
export function topicOfFacts(facts: Facts): Topic {
  const quiet = quietActions.has(facts.status);
  return { facts, events: [facts.event], minor: false, labelled: false, quiet, confidential: false, awaitsCommit: false };
}

/** A gate's word as that of a pipeline, so that both are broken and fixed in the same way. */
export function gateVerdict(status: string): Status {
  if (status === 'passed') return 'success';
  return status === 'none' ? 'skipped' : 'failed';
}

function verdictOf({ subject }: GateState, { id, status, at }: GateAnalysis): Verdict {
  return { key: subject.key, number: id, status: gateVerdict(status), at, failedJobs: [], failedTests: [] };
}
