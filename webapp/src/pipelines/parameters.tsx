// The values that a pipeline was started with.
import * as React from 'react';
import type { ParameterView } from '@ci-command-center/contract';
import { useWords } from '../text/say.tsx';

const MAX_SHOWN = 8;

export function Parameters({ parameters }: { readonly parameters: readonly ParameterView[] | undefined }) {
  const { say, count } = useWords();
  if (parameters === undefined || parameters.length === 0) return null;
  const left = parameters.length - MAX_SHOWN;
  return (
    <dl className="ci-parameters">
      {parameters.slice(0, MAX_SHOWN).map(({ name, value }) => (
        <div key={name} className="ci-parameter" title={`${name} = ${value}`}>
          <dt>{name}</dt>
          <dd>{value || say('pipeline.empty')}</dd>
        </div>
      ))}
      {left > 0 && <div className="ci-joined-note">{count('joined.more', left)}</div>}
    </dl>
  );
}
