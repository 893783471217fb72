// What can be done about a build now, for its card. Pure; whether the clicker may is Jenkins' to say.

import type { Button } from '../../ci/command.ts';
import { detailsOf, type PipelineState } from '../../ci/state.ts';
import { isConcluded, statusOf } from '../../ci/status.ts';
import { argsOfMarks } from './commands/meant-build.ts';

/** Questions beyond these are answered by `/jenkins input`. */
const MOST_INPUTS = 1;

export function cardButtons(state: PipelineState): readonly Button[] {
  const { project, id: number } = state.pipeline;
  const place = { job: project.id, number, ...argsOfMarks(detailsOf(state)) };
  const status = statusOf(state);
  const log: Button = { label: 'Log', call: { name: 'log', args: place } };
  if (isConcluded(status) && status !== 'manual') {
    const text = `${project.path} #${number} is built again with the same parameters; secret ones are asked for.`;
    const confirm = { title: 'Build it again?', text, yes: 'Rebuild', lightly: true } as const;
    return [{ label: 'Rebuild', call: { name: 'rebuild', args: place }, confirm }, log];
  }
  const waiting = (detailsOf(state).inputs ?? []).slice(0, MOST_INPUTS);
  const answers = waiting.map(({ id, proceed, asks }): Button => ({
    label: asks ? `${proceed} …` : proceed,
    style: 'primary',
    call: { name: 'input-answer', args: { ...place, input: id } },
    // What it asks for is a question already.
    ...(!asks && {
      confirm: { title: `${proceed}?`, text: `${project.path} #${number} waits for this, and goes on.`, yes: proceed, lightly: true },
    }),
  }));
  const abort: Button = {
    label: 'Abort',
    style: 'danger',
    call: { name: 'abort', args: place },
    confirm: { title: 'Abort this build?', text: `${project.path} #${number} will be stopped.`, yes: 'Abort' },
  };
  return [...answers, abort, log];
}

export function queuedButtons(queued: string): readonly Button[] {
  return [
    {
      label: 'Take it out of the queue',
      style: 'danger',
      call: { name: 'abort', args: { queued } },
      confirm: { title: 'Take it out of the queue?', text: 'It is not built.', yes: 'Take it out', lightly: true },
    },
  ];
}
