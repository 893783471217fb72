// The form of one runbook: its parameters, what it will do, and a look at each call before anything is done.
import * as React from 'react';
import type { IntentView, RunView } from '@ci-command-center/contract';
import { Write } from '../parts/fields.tsx';
import { Problem } from '../parts/problem.tsx';
import { useWords } from '../text/say.tsx';
import { isFaults } from './guard.ts';
import { Outlook } from './outlook.tsx';
import { ParameterField } from './parameter-field.tsx';
import { Plan } from './plan.tsx';
import { useRunForm } from './use-run-form.ts';
import type { Values } from './values.ts';

interface Props {
  readonly intent: IntentView;
  readonly channelId: string;
  /** Its values are filled in. */
  readonly before?: RunView;
  onStarted(id: string): void;
  onLeave(): void;
}

export function RunForm({ intent, channelId, before, onStarted, onLeave }: Props) {
  const { say } = useWords();
  const { name, parameters, labels } = intent;
  const { values, subject, faults, plan, busy, error, write, writeSubject, ask } = useRunForm(intent, channelId, before, onStarted);
  const form = useFocus(faults);
  // Where all that is wrong stands at its field, nothing is left to be said.
  const isSaid = isFaults(error) && Object.keys(error.fields).every((each) => each in values);
  return (
    <form
      ref={form}
      className="ci-form"
      aria-label={say('intents.form', { name })}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void ask(false);
      }}
    >
      {parameters.map((parameter) => (
        <ParameterField
          key={parameter.name}
          parameter={parameter}
          value={values[parameter.name] ?? ''}
          fault={faults[parameter.name]}
          onWrite={(value) => write(parameter.name, value)}
        />
      ))}
      {labels.length > 0 && (
        <Write
          label={say('intents.subject')}
          hint={say('intents.subject.hint', { labels: labels.join(', ') })}
          value={subject}
          onWrite={writeSubject}
        />
      )}
      <Outlook intent={intent} />
      <Problem error={isSaid ? undefined : error} />
      <Ways busy={busy} asks={intent.approval !== undefined} onDryRun={() => void ask(true)} onLeave={onLeave} />
      {plan !== undefined && <Plan plan={plan} />}
    </form>
  );
}

/** On the first field or button when the form opens, later on the first field at fault. */
function useFocus(faults: Values): React.RefObject<HTMLFormElement> {
  const form = React.useRef<HTMLFormElement>(null);
  React.useEffect(() => form.current?.querySelector<HTMLElement>('input, select, button')?.focus(), []);
  React.useEffect(() => {
    if (Object.keys(faults).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [faults]);
  return form;
}

interface WaysProps {
  readonly busy: boolean;
  /** Others are asked first. */
  readonly asks: boolean;
  onDryRun(): void;
  onLeave(): void;
}

function Ways({ busy, asks, onDryRun, onLeave }: WaysProps) {
  const { say } = useWords();
  return (
    <div className="ci-item-actions">
      <button type="submit" className="ci-button ci-button-small ci-button-first" aria-disabled={busy}>
        {busy && <i className="ci-spinner" aria-hidden="true" />}
        {say(asks ? 'intents.ask' : 'intents.run')}
      </button>
      <button type="button" className="ci-button ci-button-small" aria-disabled={busy} onClick={onDryRun}>
        {say('intents.dryRun')}
      </button>
      <button type="button" className="ci-button ci-button-small ci-button-plain" onClick={onLeave}>
        {say('intents.leave')}
      </button>
    </div>
  );
}
