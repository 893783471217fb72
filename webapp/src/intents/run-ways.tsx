// What a person may do with a run: approve, reject or stop it, or run the same again.
import * as React from 'react';
import type { IntentView, RunView } from '@ci-command-center/contract';
import { useReturn } from '../parts/use-return.ts';
import { useWords } from '../text/say.tsx';
import { isOver } from './current.ts';
import { Decision } from './decision.tsx';
import type { Deciding } from './decision.tsx';
import { RunForm } from './run-form.tsx';

export interface WaysProps {
  readonly run: RunView;
  readonly channelId: string;
  /** The runbook as it is now, where the person may run it; undefined where they may not or it is gone. */
  readonly intent: IntentView | undefined;
  onChanged(): void;
}

const ways = ['approve', 'reject', 'cancel'] as const;

export function RunWays({ run, channelId, intent, onChanged }: WaysProps) {
  const { say } = useWords();
  const { intent: name, may = [] } = run;
  const [chosen, choose] = React.useState<Deciding | 'again'>();
  const [isOpen, setOpen] = React.useState(false);
  const opener = useReturn(isOpen);
  const open = (way: Deciding | 'again') => {
    choose(way);
    setOpen(true);
  };
  const leave = () => setOpen(false);
  const done = () => {
    leave();
    onChanged();
  };
  const offered = ways.filter((way) => may.includes(way));
  // It may have become impossible meanwhile.
  if (isOpen && chosen === 'again' && intent !== undefined)
    return <RunForm intent={intent} channelId={channelId} before={run} onStarted={done} onLeave={leave} />;
  if (isOpen && chosen !== undefined && chosen !== 'again' && offered.includes(chosen))
    return <Decision key={chosen} run={run} deciding={chosen} channelId={channelId} onDone={done} onLeave={leave} />;
  if (offered.length === 0 && (intent === undefined || !isOver(run))) return null;
  return (
    <div className="ci-item-actions">
      {offered.map((way) => (
        <button
          key={way}
          ref={way === chosen ? opener : undefined}
          type="button"
          className={`ci-button ci-button-small ${way === 'approve' ? 'ci-button-first' : ''}`}
          aria-label={say(`intents.${way}.of`, { name })}
          onClick={() => open(way)}
        >
          {say(`intents.${way}.open`)}
        </button>
      ))}
      {intent !== undefined && isOver(run) && (
        <button
          ref={chosen === 'again' ? opener : undefined}
          type="button"
          className="ci-button ci-button-small"
          aria-label={say('intents.again.of', { name })}
          onClick={() => open('again')}
        >
          {say('intents.again')}
        </button>
      )}
    </div>
  );
}
