// Which sections of a log are folded: those that the CI system wants so, until somebody decides otherwise.
import * as React from 'react';
import type { LogLine } from './lines.ts';

export interface Folds {
  /** Of the index of a section's line. The same function until something changes. */
  isFolded(index: number): boolean;
  toggle(index: number): void;
  foldAll(): void;
  unfoldAll(): void;
  /** Of sections. */
  readonly count: number;
  readonly allFolded: boolean;
}

interface Chosen {
  /** For all that nobody chose for one by one. */
  readonly all?: boolean;
  readonly one: ReadonlyMap<number, boolean>;
}

const nothing: Chosen = { one: new Map() };

export function useFolds(lines: readonly LogLine[]): Folds {
  const [{ all, one }, choose] = React.useState(nothing);
  const sections = React.useMemo(
    () => lines.flatMap(({ kind, folded = false }, index) => (kind === 'section' ? [[index, folded] as const] : [])),
    [lines],
  );
  const isFolded = React.useMemo(() => {
    const preset = new Map(sections);
    return (index: number): boolean => one.get(index) ?? all ?? preset.get(index) ?? false;
  }, [sections, one, all]);
  return {
    isFolded,
    toggle: (index) => choose((chosen) => ({ ...chosen, one: new Map([...chosen.one, [index, !isFolded(index)]]) })),
    foldAll: () => choose({ all: true, one: nothing.one }),
    unfoldAll: () => choose({ all: false, one: nothing.one }),
    count: sections.length,
    allFolded: sections.length > 0 && sections.every(([index]) => isFolded(index)),
  };
}
