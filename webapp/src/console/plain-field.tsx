// A field of the System Console as Mattermost draws its own.
import * as React from 'react';
import { isString } from '../host/guard.ts';
import type { ConsoleSettingProps } from '../host/registry.ts';
import { MASK } from './saved-text.ts';

interface RowProps extends Pick<ConsoleSettingProps, 'id' | 'label' | 'helpText'> {
  /** Of our own styles, which a field that only stands in for another does without. */
  readonly className?: string;
  readonly children: React.ReactNode;
}

/** The label, at its right what is given, and below that the help. */
export function FieldRow({ id, label, helpText, className = '', children }: RowProps) {
  return (
    <div className={`form-group ${className}`.trim()}>
      <label className="control-label col-sm-4" htmlFor={id}>
        {label}
      </label>
      <div className="col-sm-8">
        {children}
        <div className="help-text">{helpText}</div>
      </div>
    </div>
  );
}

interface PlainProps extends ConsoleSettingProps {
  /** Several lines are written there. */
  readonly long?: boolean;
}

/** What is masked cannot be changed here: the mask would be typed into. */
export function PlainField({ id, label, helpText, value, disabled, setByEnv = false, long = false, onChange }: PlainProps) {
  const field = {
    id,
    className: 'form-control',
    value: isString(value) ? value : '',
    disabled: disabled || setByEnv || value === MASK,
    onChange: ({ target }: { readonly target: { readonly value: string } }) => onChange(id, target.value),
  };
  return (
    <FieldRow id={id} label={label} helpText={helpText}>
      {long ? <textarea rows={5} {...field} /> : <input type="text" {...field} />}
    </FieldRow>
  );
}
