// For how long a group of alerts is to be silent, and why.
import * as React from 'react';
import type { ApiError, SilenceWish } from '@ci-command-center/contract';
import { Problem } from '../parts/problem.tsx';
import { useWords } from '../text/say.tsx';

interface Props {
  /** Of the group. */
  readonly title: string;
  readonly busy: boolean;
  readonly error: ApiError | undefined;
  onSet(wish: Pick<SilenceWish, 'until' | 'comment'>): void;
  onLeave(): void;
}

/** Hours. */
const spans = [1, 4, 24] as const;

export function SilenceForm({ title, busy, error, onSet, onLeave }: Props) {
  const { say } = useWords();
  const id = React.useId();
  const [span, setSpan] = React.useState('1h');
  const [other, setOther] = React.useState('');
  const [why, setWhy] = React.useState('');
  const first = React.useRef<HTMLInputElement>(null);
  React.useEffect(() => first.current?.focus(), []);
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    const comment = why.trim();
    if (!busy) onSet({ until: other.trim() || span, ...(comment !== '' && { comment }) });
  };
  return (
    <form className="ci-form" aria-label={say('alerts.silence.of', { title })} onSubmit={submit}>
      <fieldset className="ci-field">
        <legend>{say('alerts.silence.for')}</legend>
        <div className="ci-choices">
          {spans.map((hours) => (
            <label key={hours} className="ci-choice">
              <input
                ref={hours === spans[0] ? first : undefined}
                type="radio"
                name={`${id}-span`}
                checked={other.trim() === '' && span === `${hours}h`}
                onChange={() => {
                  setSpan(`${hours}h`);
                  setOther('');
                }}
              />
              {hours === 1 ? say('alerts.silence.hour') : say('alerts.silence.hours', { count: hours })}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="ci-field">
        <label htmlFor={`${id}-other`}>{say('alerts.silence.until')}</label>
        <input
          id={`${id}-other`}
          type="text"
          maxLength={50}
          placeholder="3d"
          aria-describedby={`${id}-hint`}
          value={other}
          onChange={({ target }) => setOther(target.value)}
        />
        <span id={`${id}-hint`} className="ci-field-hint">
          {say('alerts.silence.hint')}
        </span>
      </div>
      <div className="ci-field">
        <label htmlFor={`${id}-why`}>{say('alerts.silence.why')}</label>
        <input id={`${id}-why`} type="text" maxLength={500} value={why} onChange={({ target }) => setWhy(target.value)} />
      </div>
      <Problem error={error} />
      <div className="ci-item-actions">
        <button type="submit" className="ci-button ci-button-small ci-button-first" aria-disabled={busy}>
          {busy && <i className="ci-spinner" aria-hidden="true" />}
          {say('alerts.silence.do')}
        </button>
        <button type="button" className="ci-button ci-button-small" onClick={onLeave}>
          {say('alerts.silence.leave')}
        </button>
      </div>
    </form>
  );
}
