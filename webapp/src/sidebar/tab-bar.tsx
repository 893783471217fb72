// The row of tabs above the sidebar's panels. Where there is no room for all names, only the chosen tab keeps its own.
import * as React from 'react';
import { Glyph } from '../parts/icon.tsx';
import { useWords } from '../text/say.tsx';
import type { Tab } from './panel.ts';

interface Props {
  readonly tabs: readonly Tab[];
  readonly chosen: Tab;
  /** Begins the ids of tabs and panels. */
  readonly base: string;
  onChoose(id: string): void;
}

/** Which tab a key leads to; undefined for other keys. */
function goalOf(key: string, at: number, count: number): number | undefined {
  if (key === 'ArrowRight') return (at + 1) % count;
  if (key === 'ArrowLeft') return (at - 1 + count) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}

export function TabBar({ tabs, chosen, base, onChoose }: Props) {
  const { say } = useWords();
  const bar = React.useRef<HTMLDivElement>(null);
  const press = (event: React.KeyboardEvent) => {
    const goal = goalOf(event.key, tabs.indexOf(chosen), tabs.length);
    const next = goal === undefined ? undefined : tabs[goal];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next.id);
    bar.current?.ownerDocument.getElementById(`${base}-tab-${next.id}`)?.focus();
  };
  return (
    <div ref={bar} className="ci-tabs" role="tablist" aria-label={say('tab.list')}>
      {tabs.map(({ id, label, icon }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`${base}-tab-${id}`}
          className="ci-tab"
          aria-selected={id === chosen.id}
          aria-controls={`${base}-panel`}
          tabIndex={id === chosen.id ? 0 : -1}
          title={say(label)}
          onClick={() => onChoose(id)}
          onKeyDown={press}
        >
          <Glyph name={icon} size={16} />
          <span className="ci-tab-name">{say(label)}</span>
        </button>
      ))}
    </div>
  );
}
