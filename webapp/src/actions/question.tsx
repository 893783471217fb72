// Asks before something is done to a pipeline, and says what will happen.
import * as React from 'react';
import type { ActionView, ApiError } from '@ci-command-center/contract';
import { useWords } from '../text/say.tsx';

interface Props {
  readonly confirm: NonNullable<ActionView['confirm']>;
  ask(): Promise<ApiError | undefined>;
  onDone(): void;
}

export function Question({ confirm: { title, text, yes }, ask, onDone }: Props) {
  const { say } = useWords();
  const id = React.useId();
  const box = React.useRef<HTMLFieldSetElement>(null);
  const opener = React.useRef<Element | null>(null);
  const [busy, setBusy] = React.useState(false);
  const [problem, setProblem] = React.useState('');
  React.useEffect(() => {
    opener.current = document.activeElement;
    box.current?.querySelector('button')?.focus();
  }, []);
  const leave = () => {
    if (opener.current instanceof HTMLElement) opener.current.focus();
    onDone();
  };
  const confirmed = async () => {
    if (busy) return;
    setBusy(true);
    const error = await ask();
    setBusy(false);
    if (error === undefined) leave();
    else setProblem(error.message);
  };
  const press = (event: React.KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    leave();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <fieldset ref={box} className="ci-asked" aria-describedby={id} onKeyDown={press}>
      <legend className="ci-hidden">{title}</legend>
      <strong aria-hidden="true">{title}</strong>
      <p id={id}>{text}</p>
      {problem !== '' && (
        <p className="ci-problem" role="alert">
          {problem}
        </p>
      )}
      <div className="ci-actions">
        <button type="button" className="ci-action ci-action-primary" aria-disabled={busy} onClick={() => void confirmed()}>
          {busy && <i className="ci-spinner" aria-hidden="true" />}
          {yes}
        </button>
        <button type="button" className="ci-action" onClick={leave}>
          {say('action.no')}
        </button>
      </div>
    </fieldset>
  );
}
