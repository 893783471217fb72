// Tells a screen reader when a run on screen stands otherwise; every step would be noise.
import * as React from 'react';
import type { RunState, RunView } from '@ci-command-center/contract';
import { useWords } from '../text/say.tsx';

export function RunAnnouncer({ runs }: { readonly runs: readonly RunView[] }) {
  const { say } = useWords();
  const before = React.useRef<ReadonlyMap<string, RunState>>();
  const [message, setMessage] = React.useState('');
  React.useEffect(() => {
    const known = before.current;
    before.current = new Map(runs.map(({ id, state }) => [id, state]));
    if (known === undefined) return;
    const changed = runs.filter(({ id, state }) => known.get(id) !== state);
    if (changed.length === 0) return;
    setMessage(changed.map(({ id, intent, state }) => say('run.label', { name: intent, state: say(`run.${state}`), id })).join('. '));
  }, [runs, say]);
  return (
    <div className="ci-hidden" role="log" aria-live="polite">
      {message}
    </div>
  );
}
