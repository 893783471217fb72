// A run → what the sidebar, the live card and programs are told of it. No secret value is in it.

import type { PersonView, RunStepView, RunView, Status } from '@ci-command-center/contract';
import { plainOf } from '../rendering/words.ts';
import { urlOf } from '../rendering/view-text.ts';
import { activeSteps, deadline } from './advance.ts';
import type { Run, RunPerson, RunStep, StepState } from './run.ts';
import { MASK } from './values.ts';

/** `may`: what the person who looks may do with it. */
export function viewOfRun(run: Run, may?: RunView['may']): RunView {
  const { about, course } = run;
  const end = course.rejected ?? course.cancel;
  return {
    id: run.id,
    intent: about.intent.name,
    revision: run.revision,
    state: run.state,
    by: personOf(about.by),
    ...(about.by.key !== undefined && { key: about.by.key }),
    values: valuesOf(run),
    ...(about.subject !== undefined && { subject: { title: about.subject.title, ...urlOf(about.subject.url) } }),
    steps: allSteps(run).map(stepOf),
    ...(run.state === 'waiting' && {
      approval: { given: course.approvals.map(personOf), count: about.intent.approval?.count ?? 0, until: deadline(run) },
    }),
    ...(end !== undefined && { end: { by: personOf(end), ...(end.reason !== undefined && { reason: end.reason }) } }),
    ...(may !== undefined && { may }),
    createdAt: run.createdAt,
    ...(run.endedAt !== undefined && { endedAt: run.endedAt }),
  };
}

/** Those of the intent, and what undid them once that began. */
export function allSteps(run: Run): readonly RunStep[] {
  return run.course.rollback === undefined ? run.course.steps : [...run.course.steps, ...activeSteps(run)];
}

/** With the secret ones masked. */
export function valuesOf({ about }: Run): RunView['values'] {
  return about.intent.parameters.flatMap(({ name }) => {
    if (about.secret.includes(name)) return [{ name, value: MASK }];
    const value = about.values[name] ?? '';
    return value === '' ? [] : [{ name, value }];
  });
}

function personOf({ username }: RunPerson): PersonView {
  return { name: username, mention: username };
}

function stepOf({ name, state }: RunStep): RunStepView {
  const text = textOf(state);
  const url = state.kind === 'running' || state.kind === 'over' ? state.outputs['url'] : undefined;
  return {
    name,
    status: statusOf(state),
    ...(text !== '' && { text }),
    ...urlOf(url),
    ...(state.kind === 'over' && state.log !== undefined && { log: state.log }),
  };
}

function textOf(state: StepState): string {
  if (state.kind === 'over') return plainOf(state.text);
  if (state.kind !== 'running') return '';
  const { problem } = state;
  return problem === undefined ? plainOf(state.text) : `${plainOf(state.text)} ${problem.message} ${problem.remedy.replaceAll('`', '')}`;
}

const verdicts = { succeeded: 'success', failed: 'failed', canceled: 'canceled', skipped: 'skipped', unknown: 'warning' } as const;

export function statusOf(state: StepState): Status {
  if (state.kind === 'over') return verdicts[state.verdict];
  return state.kind === 'waiting' ? 'created' : 'running';
}
