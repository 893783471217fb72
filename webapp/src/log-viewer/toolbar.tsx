// What can be done with a log: search, jumps, how it is shown, and taking it away.
import * as React from 'react';
import { Glyph } from '../parts/icon.tsx';
import type { GlyphName } from '../parts/icon.tsx';
import { useWords } from '../text/say.tsx';

export interface ToolProps {
  readonly icon: GlyphName;
  readonly label: string;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  onClick(): void;
}

export function Tool({ icon, label, pressed, disabled = false, onClick }: ToolProps) {
  return (
    <button
      type="button"
      className="ci-tool"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      aria-disabled={disabled}
      onClick={() => !disabled && onClick()}
    >
      <Glyph name={icon} size={16} />
    </button>
  );
}

interface SearchProps {
  readonly query: string;
  /** Which match is the current one, from 1; 0 without any. */
  readonly at: number;
  readonly count: number;
  onQuery(query: string): void;
  /** 1: the next match; -1: the one before. */
  onStep(by: 1 | -1): void;
}

export function SearchBox({ query, at, count, onQuery, onStep }: SearchProps) {
  const { say } = useWords();
  const press = (event: React.KeyboardEvent) => {
    if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1);
    if (event.key === 'Escape' && query !== '') {
      event.stopPropagation();
      onQuery('');
    }
  };
  return (
    <div className={`ci-log-search ci-search ${query === '' ? '' : 'ci-log-searching'}`}>
      <Glyph name="search" />
      <input
        type="search"
        value={query}
        aria-label={say('log.search')}
        placeholder={say('log.search')}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={press}
      />
      {query !== '' && <output className="ci-log-count">{count === 0 ? say('log.noMatch') : say('log.matches', { at, count })}</output>}
      {query !== '' && (
        <>
          <Tool icon="up" label={say('log.previous')} disabled={count === 0} onClick={() => onStep(-1)} />
          <Tool icon="open" label={say('log.next')} disabled={count === 0} onClick={() => onStep(1)} />
        </>
      )}
    </div>
  );
}
