// Any number of entries of a list, ticked; a long list can be searched.
import * as React from 'react';
import { useWords } from '../text/say.tsx';

interface Entry {
  readonly id: string;
  readonly label: string;
}

interface Props {
  readonly label: string;
  readonly entries: readonly Entry[];
  readonly chosen: ReadonlySet<string>;
  onChange(chosen: ReadonlySet<string>): void;
}

/** From so many on there is a search. */
const LONG = 8;
const MOST_SHOWN = 100;

export function Ticks({ label, entries, chosen, onChange }: Props) {
  const { say } = useWords();
  const [search, setSearch] = React.useState('');
  const wanted = search.trim().toLocaleLowerCase();
  const fitting = entries.filter(({ id, label: name }) => chosen.has(id) || name.toLocaleLowerCase().includes(wanted));
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  if (entries.length === 0) return null;
  return (
    <fieldset className="ci-field">
      <legend>
        {label}
        {chosen.size > 0 && <span className="ci-quiet"> ({chosen.size})</span>}
      </legend>
      {entries.length > LONG && (
        <input
          type="search"
          aria-label={say('issue.filter', { label })}
          placeholder={say('issue.filter', { label })}
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
      )}
      <div className="ci-ticks">
        {fitting.slice(0, MOST_SHOWN).map(({ id, label: name }) => (
          <label key={id} className="ci-tick">
            <input type="checkbox" checked={chosen.has(id)} onChange={() => toggle(id)} />
            <span>{name}</span>
          </label>
        ))}
        {fitting.length === 0 && <p className="ci-quiet">{say('issue.nothing')}</p>}
      </div>
    </fieldset>
  );
}
