// The fields of a small form: a line to write, a list to choose from.
import * as React from 'react';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  /** It has the focus when the form opens. */
  readonly first?: boolean;
}

interface WriteProps extends FieldProps {
  readonly hint: string;
  onWrite(value: string): void;
}

export function Write({ label, hint, value, first = false, onWrite }: WriteProps) {
  const id = React.useId();
  const field = React.useRef<HTMLInputElement>(null);
  React.useEffect(() => {
    if (first) field.current?.focus();
  }, [first]);
  return (
    <div className="ci-field">
      <label htmlFor={id}>{label}</label>
      <input
        ref={field}
        id={id}
        type="text"
        autoComplete="off"
        spellCheck={false}
        maxLength={2000}
        aria-describedby={`${id}-hint`}
        value={value}
        onChange={({ target }) => onWrite(target.value)}
      />
      <span id={`${id}-hint`} className="ci-field-hint">
        {hint}
      </span>
    </div>
  );
}

interface ChooseProps extends FieldProps {
  readonly options: readonly { readonly value: string; readonly text: string }[];
  /** What choosing nothing means. */
  readonly usual?: string;
  onChoose(value: string): void;
}

export function Choose({ label, value, first = false, options, usual, onChoose }: ChooseProps) {
  const id = React.useId();
  const field = React.useRef<HTMLSelectElement>(null);
  React.useEffect(() => {
    if (first) field.current?.focus();
  }, [first]);
  return (
    <div className="ci-field">
      <label htmlFor={id}>{label}</label>
      <select ref={field} id={id} value={value} onChange={({ target }) => onChoose(target.value)}>
        {usual !== undefined && <option value="">{usual}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}
