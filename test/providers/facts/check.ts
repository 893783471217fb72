// How a fact is checked, and what checks of different senders have in common.

import { expect } from '@jest/globals';
import type { Person } from '../../../server-ts/src/ci/pipeline.ts';
import { detailsOf, type PipelineState } from '../../../server-ts/src/ci/state.ts';
import { identityOf, type SubjectState } from '../../../server-ts/src/ci/subject.ts';
import type { Shown } from '../shown.ts';

export type Check = (fact: unknown, shown: Shown) => void;
export type Checks = Readonly<Record<string, Check>>;

export function nameOf(person: Person | undefined): string | undefined {
  return person?.username ?? person?.name;
}

/** It stands on the card. */
export const reads: Check = (fact, { card }) => expect(card).toContain(String(fact));

/** Known, not shown: the sender's own word for what the card says otherwise. */
export const isImplied: Check = () => undefined;

export const projectPath: Check = (fact, { state, card }) => {
  expect(identityOf(state).project?.path).toBe(fact);
  expect(card).toContain(String(fact));
};

/** A click on the card's title leads there. */
export const leadsTo: Check = (fact, { rendered }) => expect(rendered.content.props.attachments[0]?.title_link).toBe(fact);

/** The state, when it is of this kind. */
export function stateOf<Kind extends SubjectState['kind']>({ state }: Shown, kind: Kind): Extract<SubjectState, { kind: Kind }> {
  if (!isKind(state, kind)) throw new Error(`a ${state.kind}, not a ${kind}`);
  return state;
}

function isKind<Kind extends SubjectState['kind']>(state: SubjectState, kind: Kind): state is Extract<SubjectState, { kind: Kind }> {
  return state.kind === kind;
}

export function pipelineOf(shown: Shown): PipelineState {
  return stateOf(shown, 'pipeline');
}

export function pipelineDetails(shown: Shown): ReturnType<typeof detailsOf> {
  return detailsOf(pipelineOf(shown));
}
