// Narrows the list: by words, by project and branch, by what runs, failed or waits, and to what is one's own.
import * as React from 'react';
import type { PipelineView } from '@ci-command-center/contract';
import { Glyph } from '../parts/icon.tsx';
import { useWords } from '../text/say.tsx';
import { choicesOf, kinds } from './filter.ts';
import type { Filter } from './filter.ts';

interface Props {
  readonly filter: Filter;
  readonly pipelines: readonly PipelineView[];
  onChange(filter: Filter): void;
}

export function FilterBar({ filter, pipelines, onChange }: Props) {
  const { say } = useWords();
  const { projects, branches } = choicesOf(pipelines, filter);
  const change = (to: Partial<Filter>) => onChange({ ...filter, ...to });
  return (
    <div className="ci-filter">
      <div className="ci-search">
        <Glyph name="search" size={16} />
        <input
          type="search"
          aria-label={say('filter.search')}
          placeholder={say('filter.search')}
          value={filter.text}
          onChange={({ target }) => change({ text: target.value })}
        />
      </div>
      <div className="ci-filter-line">
        <Kinds kind={filter.kind} onKind={(kind) => change({ kind })} />
        <label className="ci-check">
          <input type="checkbox" checked={filter.mine} onChange={({ target }) => change({ mine: target.checked })} />
          <span>{say('filter.mine')}</span>
        </label>
      </div>
      {(projects.length > 1 || branches.length > 1) && (
        <div className="ci-filter-line">
          <Choice
            label="filter.project"
            all="filter.projects"
            value={filter.project}
            choices={projects}
            onChoose={(project) => change({ project, branch: '' })}
          />
          <Choice
            label="filter.branch"
            all="filter.branches"
            value={filter.branch}
            choices={branches}
            onChoose={(branch) => change({ branch })}
          />
        </div>
      )}
    </div>
  );
}

function Kinds({ kind: chosen, onKind }: { readonly kind: Filter['kind']; onKind(kind: Filter['kind']): void }) {
  const { say } = useWords();
  const group = React.useId();
  return (
    <fieldset className="ci-segments">
      <legend className="ci-hidden">{say('filter.status')}</legend>
      {kinds.map((kind) => (
        <label key={kind} className="ci-segment">
          <input type="radio" name={group} checked={chosen === kind} onChange={() => onKind(kind)} />
          <span>{say(`filter.${kind}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface ChoiceProps {
  readonly label: 'filter.project' | 'filter.branch';
  readonly all: 'filter.projects' | 'filter.branches';
  readonly value: string;
  readonly choices: readonly string[];
  onChoose(value: string): void;
}

function Choice({ label, all, value, choices, onChoose }: ChoiceProps) {
  const { say } = useWords();
  return (
    <select
      className={`ci-select ${value === '' ? '' : 'ci-select-set'}`}
      aria-label={say(label)}
      value={value}
      disabled={choices.length === 0}
      onChange={({ target }) => onChoose(target.value)}
    >
      <option value="">{say(all)}</option>
      {choices.map((each) => (
        <option key={each} value={each}>
          {each}
        </option>
      ))}
    </select>
  );
}
