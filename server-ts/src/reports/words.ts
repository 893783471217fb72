// What the alerts channel is told of a figure that left its limits, or is within them again.

import { isBreached } from '../ci/figure.ts';
import { detailsOf } from '../ci/state.ts';
import { link, say, type Words } from '../ci/words.ts';
import type { Turned } from './attach.ts';

/** `✗ cache hit rate of team/app on main is 71 % (at least 80 %): #4711`. */
export function turnedWords({ figure, now, state }: Turned): Words {
  const { number, url, ref } = detailsOf(state);
  const { name, min, max } = figure;
  const shown = (value: number): string => `${value} ${figure.unit ?? ''}`.trim();
  const limits = [min === undefined ? '' : `at least ${shown(min)}`, max === undefined ? '' : `at most ${shown(max)}`];
  const place = ref === undefined || ref.name === '' ? say`` : say` on ${ref.name}`;
  const told = say`${name.replaceAll('_', ' ')} of ${state.pipeline.project.path}${place} is ${shown(figure.value)}`;
  const limit = limits.filter((each) => each !== '').join(', ');
  const run = link(`#${number}`, url === '' ? undefined : url);
  return now === 'breached' && isBreached(figure)
    ? say`✗ **Out of its limits:** ${told} (${limit}), says ${run}.`
    : say`✓ **Within its limits again:** ${told} (${limit}), says ${run}.`;
}
