// A quality gate: the judgement on one branch of one project, analysis after analysis.

import { canonicalJson, compareText } from './order.ts';
import type { Instant, Ref } from './pipeline.ts';
import type { SubjectIdentity } from './identity.ts';

/** One condition that the gate asks for. */
export interface GateCondition {
  /** The CI system's own word: `new_coverage`. */
  readonly metric: string;
  readonly status: 'passed' | 'failed' | 'unknown';
  /** What `value` must not be compared with `threshold`. */
  readonly fails?: 'above' | 'below';
  readonly value?: string;
  readonly threshold?: string;
}

/** One analysis and its verdict. `error`: the analysis itself failed. */
export interface GateAnalysis {
  readonly id: string;
  readonly at: Instant;
  readonly status: 'passed' | 'failed' | 'error' | 'none';
  /** Name of the gate: `Sonar way`. */
  readonly gate?: string;
  readonly url: string;
  readonly ref?: Ref;
  /** The commit that was analysed. */
  readonly sha?: string;
  readonly conditions: readonly GateCondition[];
}

/** A gate was computed. */
export interface GateSeen {
  readonly kind: 'gate';
  /** One subject a branch of a project. */
  readonly subject: SubjectIdentity;
  readonly analysis: GateAnalysis;
}

export interface GateState {
  readonly kind: 'gate';
  readonly subject: SubjectIdentity;
  /** Newest first, at most {@link MAX_ANALYSES}; never empty. */
  readonly analyses: readonly [GateAnalysis, ...GateAnalysis[]];
}

const MAX_ANALYSES = 10;

export function gateStateOf({ subject, analysis }: GateSeen): GateState {
  return { kind: 'gate', subject, analyses: [analysis] };
}

export function joinGates(left: GateState, right: GateState): GateState {
  const byId = new Map<string, GateAnalysis>();
  for (const analysis of [...left.analyses, ...right.analyses].sort(compareAnalyses))
    if (!byId.has(analysis.id)) byId.set(analysis.id, analysis);
  const [newest = left.analyses[0], ...older] = [...byId.values()].slice(0, MAX_ANALYSES);
  return { kind: 'gate', subject: newerSubject(left, right), analyses: [newest, ...older] };
}

/** Newest first; what is equally new is put in an order that does not depend on which came first. */
function compareAnalyses(left: GateAnalysis, right: GateAnalysis): number {
  return right.at - left.at || compareText(canonicalJson(right), canonicalJson(left));
}

function newerSubject(left: GateState, right: GateState): SubjectIdentity {
  const order = left.analyses[0].at - right.analyses[0].at || compareText(canonicalJson(left.subject), canonicalJson(right.subject));
  return order >= 0 ? left.subject : right.subject;
}
