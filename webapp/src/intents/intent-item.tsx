// One runbook: what it is for, who is asked, and its form; for those who may not run it, who may.
import * as React from 'react';
import type { IntentView } from '@ci-command-center/contract';
import { Glyph } from '../parts/icon.tsx';
import { Fold } from '../parts/section.tsx';
import { useReturn } from '../parts/use-return.ts';
import { useWords } from '../text/say.tsx';
import { Outlook } from './outlook.tsx';
import { RunForm } from './run-form.tsx';

interface Props {
  readonly intent: IntentView;
  readonly channelId: string;
  onStarted(): void;
}

export function IntentItem({ intent, channelId, onStarted }: Props) {
  const { say, count } = useWords();
  const { name, description, kind, labels, steps, approval, refusal } = intent;
  const [isOpen, open] = React.useState(false);
  const [started, setStarted] = React.useState<string>();
  const opener = useReturn(isOpen);
  return (
    <li className="ci-item" aria-label={name}>
      <Glyph name="play" size={16} />
      <div className="ci-item-body">
        <div className="ci-item-head">
          <h4 className="ci-item-title">{name}</h4>
          {kind !== 'custom' && <span className="ci-tag">{say(`intents.kind.${kind}`)}</span>}
        </div>
        {description !== undefined && <p>{description}</p>}
        {(approval !== undefined || labels.length > 0) && (
          <div className="ci-item-facts">
            {approval !== undefined && <span>{count('intents.approvals', approval.count)}</span>}
            {labels.length > 0 && <span>{say('intents.labels', { labels: labels.join(', ') })}</span>}
          </div>
        )}
        {refusal !== undefined && <p className="ci-item-note">{refusal}</p>}
        {refusal !== undefined && (
          <Fold summary={count('intents.steps', steps.length)}>
            <Outlook intent={intent} />
          </Fold>
        )}
        {isOpen && (
          <RunForm
            intent={intent}
            channelId={channelId}
            onLeave={() => open(false)}
            onStarted={(id) => {
              open(false);
              setStarted(id);
              onStarted();
            }}
          />
        )}
        {refusal === undefined && !isOpen && (
          <div className="ci-item-actions">
            <button
              ref={opener}
              type="button"
              className="ci-button ci-button-small"
              aria-label={say('intents.run.of', { name })}
              onClick={() => open(true)}
            >
              {say('intents.run.open')}
            </button>
            <output className="ci-item-note">
              {started !== undefined && say(approval === undefined ? 'intents.started' : 'intents.asked', { id: started })}
            </output>
          </div>
        )}
      </div>
    </li>
  );
}
