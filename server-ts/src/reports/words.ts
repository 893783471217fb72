// What the alerts channel is told of a figure that left its limits, or is within them again.

import { detailsOf } from '../ci/state.ts';
import { link, say, type Words } from '../ci/words.ts';
import type { Turned } from './attach.ts';

/** `✗ cache hit rate of team/app on main is out of its limits: 71 % (at least 80 %), says #4711.` */
export function turnedWords({ figure, now, state }: Turned): Words {
  const { number, url, ref } = detailsOf(state);
  const { name, min, max } = figure;
  const shown = (value: number): string => `${value} ${figure.unit ?? ''}`.trim();
  const limits = [min === undefined ? '' : `at least ${shown(min)}`, max === undefined ? '' : `at most ${shown(max)}`];
  const place = ref === undefined || ref.name === '' ? say`` : say` on ${ref.name}`;
  const limit = limits.filter((each) => each !== '').join(', ');
  const run = link(`#${number}`, url === '' ? undefined : url);
  const [sign, how] = now === 'breached' ? ['✗', 'out of its limits'] : ['✓', 'within its limits again'];
  return say`${sign} ${name.replaceAll('_', ' ')} of ${state.pipeline.project.path}${place} is ${how}: ${shown(figure.value)} (${limit}), says ${run}.`;
}
