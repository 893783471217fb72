// Figures that CI jobs report about a pipeline (`cache_hit_rate`, `image_size`), and whether they keep within their limits.

import { canonicalJson, compareText } from './order.ts';
import type { Instant } from './pipeline.ts';

export interface Figure {
  /** As the job calls it. */
  readonly name: string;
  readonly value: number;
  /** `%`, `MB` … */
  readonly unit?: string;
  /** Below this the figure is out of its limits. */
  readonly min?: number;
  /** Above this, too. */
  readonly max?: number;
  /** When it was taken in. */
  readonly at: Instant;
}

/** More are not shown on a card. */
const MOST = 50;

/** The newest of each name, by name, the first {@link MOST}. Commutative, associative and idempotent. */
export function joinFigures(left: readonly Figure[] = [], right: readonly Figure[] = []): readonly Figure[] {
  const newest = new Map<string, Figure>();
  for (const figure of [...left, ...right]) {
    const known = newest.get(figure.name);
    if (known === undefined || isNewer(figure, known)) newest.set(figure.name, figure);
  }
  return [...newest.values()].sort((one, other) => compareText(one.name, other.name)).slice(0, MOST);
}

/** Of two that came at once one is chosen, the same one whatever their order. */
function isNewer(figure: Figure, known: Figure): boolean {
  return (figure.at - known.at || compareText(canonicalJson(figure), canonicalJson(known))) > 0;
}

/** A limit itself is still kept. */
export function isBreached({ value, min, max }: Pick<Figure, 'value' | 'min' | 'max'>): boolean {
  return (min !== undefined && value < min) || (max !== undefined && value > max);
}

export function hasLimits({ min, max }: Pick<Figure, 'min' | 'max'>): boolean {
  return min !== undefined || max !== undefined;
}
