// Narrows the list: by words in project, branch or people, and by what runs or failed.
import * as React from 'react';
import type { PipelineView } from '@ci-command-center/contract';
import { Glyph } from '../parts/icon.tsx';
import { useWords } from '../text/say.tsx';
import { isActive } from './order.ts';

const kinds = ['all', 'running', 'failed'] as const;

export interface Filter {
  readonly text: string;
  readonly kind: (typeof kinds)[number];
}

export const noFilter: Filter = { text: '', kind: 'all' };

function isOfKind({ status }: PipelineView, kind: Filter['kind']): boolean {
  if (kind === 'all') return true;
  return kind === 'running' ? isActive(status) : status === 'failed';
}

/** Every word of the text must occur somewhere, in any letter case. */
export function matches(pipeline: PipelineView, { text, kind }: Filter): boolean {
  const { project, number, ref, commit, triggeredBy, mergeRequest } = pipeline;
  const fields = [
    project.path,
    `#${number}`,
    ref.name,
    commit?.title,
    commit?.sha,
    commit?.author?.name,
    triggeredBy?.name,
    mergeRequest?.title,
  ];
  const haystack = fields.join(' ').toLowerCase();
  return (
    isOfKind(pipeline, kind) &&
    text
      .toLowerCase()
      .split(/\s+/)
      .every((word) => haystack.includes(word))
  );
}

export function FilterBar({ filter, onChange }: { readonly filter: Filter; onChange(filter: Filter): void }) {
  const { say } = useWords();
  const group = React.useId();
  return (
    <div className="ci-filter">
      <div className="ci-search">
        <Glyph name="search" size={16} />
        <input
          type="search"
          aria-label={say('filter.search')}
          placeholder={say('filter.search')}
          value={filter.text}
          onChange={({ target }) => onChange({ ...filter, text: target.value })}
        />
      </div>
      <fieldset className="ci-segments">
        <legend className="ci-hidden">{say('filter.status')}</legend>
        {kinds.map((kind) => (
          <label key={kind} className="ci-segment">
            <input type="radio" name={group} checked={filter.kind === kind} onChange={() => onChange({ ...filter, kind })} />
            <span>{say(`filter.${kind}`)}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
