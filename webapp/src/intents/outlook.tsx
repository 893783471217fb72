// What a runbook will do, in order, and who is asked before.
import * as React from 'react';
import type { IntentView } from '@ci-command-center/contract';
import { useWords } from '../text/say.tsx';

export function Outlook({ intent: { steps, approval } }: { readonly intent: Pick<IntentView, 'steps' | 'approval'> }) {
  const { say, count } = useWords();
  const id = React.useId();
  return (
    <div>
      <h5 id={id} className="ci-steps-title">
        {say('intents.does')}
      </h5>
      <ol className="ci-outlook" aria-labelledby={id}>
        {steps.map((step, at) => (
          // Two steps may be alike.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at}>{step}</li>
        ))}
      </ol>
      {approval !== undefined && (
        <p className="ci-item-note">
          {count('intents.asks', approval.count)}: {approval.from}
        </p>
      )}
    </div>
  );
}
