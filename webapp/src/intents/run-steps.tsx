// The steps of a run, each with how it stands; of one that failed, its last lines.
import * as React from 'react';
import type { RunStepView, RunView } from '@ci-command-center/contract';
import { ForeignLink } from '../parts/foreign-link.tsx';
import { StatusIcon } from '../parts/icon.tsx';
import { Fold } from '../parts/section.tsx';
import { useWords } from '../text/say.tsx';
import { isOver } from './current.ts';

/** Those of a run that went well are not looked at by many. */
export function RunSteps({ run }: { readonly run: RunView }) {
  const { say, count } = useWords();
  const { steps, intent: name, state } = run;
  if (steps.length === 0) return null;
  const list = (
    <ol className="ci-lines" aria-label={say('intents.steps.of', { name })}>
      {steps.map((step, at) => (
        // Two steps may have one name.
        // oxlint-disable-next-line react/no-array-index-key
        <Step key={at} step={step} />
      ))}
    </ol>
  );
  return !isOver(run) || state === 'failed' || state === 'unknown' ? (
    list
  ) : (
    <Fold summary={count('intents.steps', steps.length)}>{list}</Fold>
  );
}

function Step({ step: { name, status, text, url, log } }: { readonly step: RunStepView }) {
  const { say } = useWords();
  return (
    <li className="ci-line-item">
      <StatusIcon status={status} size={14} />
      <div className="ci-run-step">
        <span className="ci-hidden">{say(`status.${status}`)}: </span>
        <ForeignLink href={url}>{name}</ForeignLink>
        {text !== undefined && <span className="ci-item-note"> {text}</span>}
        {log !== undefined && log.length > 0 && (
          // Whoever has no mouse scrolls it by the arrow keys.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role
          <pre className="ci-run-log" tabIndex={0} role="group" aria-label={say('intents.log.of', { name })}>
            {log.join('\n')}
          </pre>
        )}
      </div>
    </li>
  );
}
