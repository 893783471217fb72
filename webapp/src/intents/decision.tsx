// Approving, rejecting or stopping a run: asked in place, with what will happen, and with room for a reason.
import * as React from 'react';
import { paths } from '@ci-command-center/contract';
import type { RunDecision, RunView } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { request } from '../api/request.ts';
import { useDeed } from '../api/use-deed.ts';
import { isAnything } from '../host/guard.ts';
import { Write } from '../parts/fields.tsx';
import { Problem } from '../parts/problem.tsx';
import { useWords } from '../text/say.tsx';
import type { Words } from '../text/say.tsx';

export type Deciding = 'approve' | 'reject' | 'cancel';

interface Props {
  readonly run: RunView;
  readonly deciding: Deciding;
  readonly channelId: string;
  onDone(): void;
  onLeave(): void;
}

export function Decision({ run: view, deciding, channelId, onDone, onLeave }: Props) {
  const words = useWords();
  const { say } = words;
  const id = React.useId();
  const [reason, setReason] = React.useState('');
  const { busy, error, run } = useDeed((decision: RunDecision) =>
    request(pluginAddress(`${paths.runs}/${encodeURIComponent(view.id)}/${deciding}`), isAnything, { method: 'POST', body: decision }),
  );
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    const why = reason.trim();
    // Its answer tells nothing that the websocket does not tell everybody; undefined means that it was refused.
    if ((await run({ channel_id: channelId, ...(why !== '' && { reason: why }) })) !== undefined) onDone();
  };
  const press = (event: React.KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onLeave();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form className="ci-form" aria-labelledby={id} onSubmit={(event) => void submit(event)} onKeyDown={press}>
      <p id={id}>{questionOf(view, deciding, words)}</p>
      <Write label={say('intents.reason')} hint={say('intents.reason.hint')} value={reason} first onWrite={setReason} />
      <Problem error={error} />
      <div className="ci-item-actions">
        <button
          type="submit"
          className={`ci-button ci-button-small ${deciding === 'approve' ? 'ci-button-first' : 'ci-button-danger'}`}
          aria-disabled={busy}
        >
          {busy && <i className="ci-spinner" aria-hidden="true" />}
          {say(`intents.${deciding}`)}
        </button>
        <button type="button" className="ci-button ci-button-small" onClick={onLeave}>
          {say(deciding === 'cancel' ? 'confirm.keep' : 'intents.leave')}
        </button>
      </div>
    </form>
  );
}

function questionOf({ intent: name, approval }: RunView, deciding: Deciding, { say, count }: Words): string {
  if (deciding !== 'approve') return say(`intents.${deciding}.question`, { name });
  const left = (approval?.count ?? 1) - (approval?.given.length ?? 0) - 1;
  return left > 0
    ? `${say('intents.approve.question', { name })} ${count('intents.approve.left', left)}`
    : say('intents.approve.last', { name });
}
