// A pipeline's stages in their order, each with its state; small in a row, with names on a card.
import * as React from 'react';
import type { StageView } from '@ci-command-center/contract';
import { useWords } from '../text/say.tsx';
import { StatusIcon } from './icon.tsx';

export function StageStrip({ stages, named = false }: { readonly stages: readonly StageView[]; readonly named?: boolean }) {
  const { say } = useWords();
  if (stages.length === 0) return null;
  return (
    <ol className={`ci-stages ${named ? 'ci-stages-named' : ''}`} aria-label={say('stage.list')}>
      {stages.map(({ name, status }) => {
        const label = say('stage.label', { stage: name, status: say(`status.${status}`) });
        return (
          <li key={name} className="ci-stage" title={label}>
            <StatusIcon status={status} />
            <span className="ci-hidden">{label}</span>
            {named && (
              <span className="ci-stage-name" aria-hidden="true">
                {name}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
