// A quality gate → what the sidebar is told of it: how it stands, why, and how it stood before.

import type { WatchedGateView } from '@ci-command-center/contract';
import type { GateCondition, GateState } from '../ci/gate.ts';
import { conditionWords } from './gate-words.ts';
import { toText, urlOf } from './view-text.ts';

const MAX_CONDITIONS = 20;
const ranks = { failed: 0, unknown: 1, passed: 2 } as const;
const verdictRanks = { failed: 0, error: 1, passed: 2, none: 2 } as const;

/** `provider`: as people write it. */
export function viewGate({ subject, analyses }: GateState, provider: string): WatchedGateView {
  const [newest] = analyses;
  const { project } = subject;
  return {
    key: subject.key,
    provider,
    project: { path: toText(project?.path ?? '') || provider, ...urlOf(project?.url) },
    ...(newest.ref !== undefined && { ref: { kind: newest.ref.kind, name: toText(newest.ref.name), ...urlOf(newest.ref.url) } }),
    name: toText(newest.gate ?? ''),
    status: newest.status,
    ...urlOf(newest.url),
    at: newest.at,
    since: sinceWhen(analyses),
    conditions: conditionsOf(newest.conditions),
    history: analyses.map(({ status, at, url }) => ({ status, at, ...urlOf(url) })),
  };
}

/** The oldest of the newest analyses that all say the same. */
function sinceWhen(analyses: GateState['analyses']): number {
  const [newest] = analyses;
  const other = analyses.findIndex(({ status }) => status !== newest.status);
  return analyses.slice(0, other === -1 ? undefined : other).reduce((first, { at }) => Math.min(first, at), newest.at);
}

function conditionsOf(conditions: readonly GateCondition[]): WatchedGateView['conditions'] {
  return conditions
    .toSorted((left, right) => ranks[left.status] - ranks[right.status])
    .slice(0, MAX_CONDITIONS)
    .map((condition) => ({ text: toText(conditionWords(condition)), status: condition.status }));
}

/** Failed ones first, then as they come. */
export function failedFirst(gates: readonly GateState[]): readonly GateState[] {
  return gates.toSorted((left, right) => verdictRanks[left.analyses[0].status] - verdictRanks[right.analyses[0].status]);
}
