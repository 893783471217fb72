// Asks in place before something is done that is not easily undone.
import * as React from 'react';
import { useWords } from '../text/say.tsx';
import './list.css';

interface Props {
  readonly question: string;
  readonly yes: string;
  readonly busy: boolean;
  onYes(): void;
  onNo(): void;
}

export function Confirm({ question, yes, busy, onYes, onNo }: Props) {
  const { say } = useWords();
  const id = React.useId();
  const first = React.useRef<HTMLButtonElement>(null);
  React.useEffect(() => first.current?.focus(), []);
  const press = (event: React.KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onNo();
  };
  return (
    <fieldset className="ci-confirm" aria-labelledby={id}>
      <p id={id}>{question}</p>
      <div className="ci-item-actions">
        <button
          type="button"
          className="ci-button ci-button-small ci-button-danger"
          aria-disabled={busy}
          onKeyDown={press}
          onClick={busy ? undefined : onYes}
        >
          {busy && <i className="ci-spinner" aria-hidden="true" />}
          {yes}
        </button>
        <button ref={first} type="button" className="ci-button ci-button-small" onKeyDown={press} onClick={onNo}>
          {say('confirm.keep')}
        </button>
      </div>
    </fieldset>
  );
}
