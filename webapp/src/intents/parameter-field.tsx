// The field of one parameter, as its type asks for it.
import * as React from 'react';
import type { IntentParameterView } from '@ci-command-center/contract';
import { useWords } from '../text/say.tsx';
import type { Words } from '../text/say.tsx';

interface Props {
  readonly parameter: IntentParameterView;
  readonly value: string;
  /** What is wrong with it. */
  readonly fault: string | undefined;
  onWrite(value: string): void;
}

export function ParameterField({ parameter, value, fault, onWrite }: Props) {
  const words = useWords();
  const id = React.useId();
  const { name, type, required } = parameter;
  const hint = hintOf(parameter, words);
  const described = [hint !== '' && `${id}-hint`, fault !== undefined && `${id}-fault`].filter(Boolean).join(' ');
  const common = {
    id,
    'aria-required': required || undefined,
    'aria-invalid': fault !== undefined || undefined,
    'aria-describedby': described || undefined,
  };
  const below = (
    <>
      {hint !== '' && (
        <span id={`${id}-hint`} className="ci-field-hint">
          {hint}
        </span>
      )}
      {fault !== undefined && (
        <span id={`${id}-fault`} className="ci-field-fault">
          {fault}
        </span>
      )}
    </>
  );
  if (type === 'boolean')
    return (
      <div className="ci-field">
        <label className="ci-choice">
          <input {...common} type="checkbox" checked={value === 'true'} onChange={({ target }) => onWrite(String(target.checked))} />
          {name}
        </label>
        {below}
      </div>
    );
  return (
    <div className="ci-field">
      <label htmlFor={id}>
        {name}
        {!required && <span className="ci-field-optional"> {words.say('intents.optional')}</span>}
      </label>
      {type === 'choice' ? (
        <select {...common} value={value} onChange={({ target }) => onWrite(target.value)}>
          {(value === '' || !required) && <option value="">{words.say('intents.choose')}</option>}
          {parameter.choices?.map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...common}
          type={type === 'secret' ? 'password' : 'text'}
          inputMode={type === 'number' ? 'decimal' : undefined}
          // A browser is not to remember it, nor to fill in somebody's own password.
          autoComplete={type === 'secret' ? 'new-password' : 'off'}
          spellCheck={false}
          maxLength={4000}
          value={value}
          onChange={({ target }) => onWrite(target.value)}
        />
      )}
      {below}
    </div>
  );
}

function hintOf({ help, pattern, min, max, type }: IntentParameterView, { say }: Words): string {
  const limits = [
    min !== undefined && max !== undefined ? say('intents.between', { min, max }) : '',
    min !== undefined && max === undefined ? say('intents.atLeast', { min }) : '',
    min === undefined && max !== undefined ? say('intents.atMost', { max }) : '',
  ];
  const parts = [help ?? '', pattern === undefined ? '' : say('intents.pattern', { pattern }), ...limits];
  if (type === 'secret') parts.push(say('intents.secret'));
  return parts.filter((part) => part !== '').join(' · ');
}
