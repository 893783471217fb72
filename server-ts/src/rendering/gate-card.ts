// A quality gate on its own card: which conditions failed, value against limit, and when it is good again.

import type { GateAnalysis, GateState } from '../ci/gate.ts';
import type { Card } from './card.ts';
import { safeUrl } from './escape.ts';
import { linked, MAX_TITLE, opening, originOf, refWords, shown } from './foreign.ts';
import { conditionWords, failedConditions, isFixed, lookOfGate } from './gate-words.ts';
import { listSome } from './shorten.ts';

const MAX_CONDITIONS = 10;
const MAX_IN_HEADLINE = 2;

export function gateCard(state: GateState, providerTitle: string): Card {
  const [analysis] = state.analyses;
  const { project } = state.subject;
  const titleUrl = safeUrl(analysis.url);
  return {
    look: lookOfGate(analysis.status),
    headline: `${lookOfGate(analysis.status).symbol} ${opening(project)}${gateSentence(state)}`,
    title: `Quality gate ${analysis.gate ?? ''}`,
    ...(titleUrl !== undefined && { titleUrl }),
    lines: [whereLine(analysis), ...conditionLines(analysis)].filter((line) => line !== ''),
    footer: originOf(providerTitle, project),
  };
}

/** `quality gate failed on main: coverage on new code 0 % (at least 80 %) and 2 more`. */
export function gateSentence(state: GateState): string {
  const [analysis] = state.analyses;
  const place = analysis.ref === undefined ? '' : ` ${analysis.ref.kind === 'merge-request' ? 'for' : 'on'} ${refWords(analysis.ref)}`;
  if (analysis.status === 'passed') return `quality gate passed${place}${isFixed(state) ? ' (fixed)' : ''}`;
  const failed = failedConditions(analysis).map((condition) => shown(conditionWords(condition)));
  const why = failed.length === 0 ? '' : `: ${listSome(failed, MAX_IN_HEADLINE)}`;
  return `quality gate ${lookOfGate(analysis.status).word}${place}${why}`;
}

/** One line a failed condition, value against limit. */
export function conditionLines(analysis: GateAnalysis): readonly string[] {
  const failed = failedConditions(analysis);
  const lines = failed.slice(0, MAX_CONDITIONS).map((condition) => `✗ ${shown(conditionWords(condition), MAX_TITLE)}`);
  const left = failed.length - lines.length;
  return left > 0 ? [...lines, `and ${left} more`] : lines;
}

function whereLine({ ref, sha }: GateAnalysis): string {
  const place = ref === undefined ? '' : `${refTitle[ref.kind]} ${linked(ref.name, ref.url)}`;
  return [place, sha === undefined ? '' : `commit ${shown(sha.slice(0, 8))}`].filter((part) => part !== '').join(' · ');
}

const refTitle = { branch: 'Branch', tag: 'Tag', 'merge-request': 'Merge request' } as const;
