// Figures that jobs reported, in words: `cache hit rate 87.5 %`, with the limit where it is not kept.

import type { FigureView } from '@ci-command-center/contract';
import { isBreached, joinFigures, type Figure } from '../ci/figure.ts';
import type { PipelineState } from '../ci/state.ts';
import { shown } from './foreign.ts';
import type { Joined } from './joined.ts';
import { toText } from './view-text.ts';

const MAX_IN_POST = 12;
const MAX_WORD = 60;

/** Those of a pipeline, and of the builds and child pipelines that are shown on its card; what is out of its limits first. */
export function figuresOn(state: PipelineState, { children, builds }: Pick<Joined, 'children' | 'builds'>): readonly Figure[] {
  const all = [...children, ...builds, state].reduce<readonly Figure[]>((known, { figures }) => joinFigures(known, figures), []);
  return [...all.filter(isBreached), ...all.filter((figure) => !isBreached(figure))];
}

/** `**Figures:** ✗ cache hit rate 71 % (at least 80 %) · image size 120 MB`; empty without any. */
export function figuresLine(figures: readonly Figure[]): string {
  if (figures.length === 0) return '';
  const left = figures.length - MAX_IN_POST;
  const told = figures
    .slice(0, MAX_IN_POST)
    .map((figure) => `${isBreached(figure) ? '✗ ' : ''}${shown(figureWords(figure), 2 * MAX_WORD)}`);
  return `**Figures:** ${told.join(' · ')}${left > 0 ? ` and ${left} more` : ''}`;
}

/** Plain text. The limit is said only where it is not kept. */
export function figureWords(figure: Figure): string {
  const { name, value, min, max } = figure;
  const told = `${name.replaceAll('_', ' ')} ${amount(figure, value)}`;
  if (min !== undefined && value < min) return `${told} (at least ${amount(figure, min)})`;
  return max !== undefined && value > max ? `${told} (at most ${amount(figure, max)})` : told;
}

/** At most four digits behind the point, the same everywhere. */
function amount({ unit = '' }: Figure, value: number): string {
  return `${Math.round(value * 10_000) / 10_000} ${unit}`.trim();
}

export function viewFigures(figures: readonly Figure[]): readonly FigureView[] {
  return figures.map((figure) => {
    const { name, value, unit, min, max } = figure;
    return {
      name: toText(name),
      value,
      ...(unit !== undefined && { unit: toText(unit) }),
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
      breached: isBreached(figure),
    };
  });
}
