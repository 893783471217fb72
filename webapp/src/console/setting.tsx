// One setting of the System Console: checked as it is typed, with the heading of the section that begins with it.
import * as React from 'react';
import { isString } from '../host/guard.ts';
import { Below, type SettingProps } from './below.tsx';
import { FieldRow } from './plain-field.tsx';
import { SectionHead } from './section-head.tsx';
import { SecretField } from './secret-field.tsx';
import { useSettingCheck } from './use-check.ts';
import '../pipelines/pipelines.css';
import '../parts/list.css';
import './console.css';

export function Setting(props: SettingProps) {
  const { section, kind } = props.setting;
  return (
    <>
      {section !== undefined && <SectionHead {...section} />}
      {kind === 'secret' ? <SecretField {...props} /> : <LineField {...props} />}
    </>
  );
}

function LineField({ setting: { key, kind }, id, label, helpText, value, disabled, setByEnv = false, onChange }: SettingProps) {
  const text = isString(value) ? value : '';
  const problem = useSettingCheck(key, text);
  const field = {
    id,
    className: 'form-control',
    value: text,
    disabled: disabled || setByEnv,
    spellCheck: false,
    autoComplete: 'off',
    'aria-invalid': problem !== undefined,
    'aria-describedby': `${id}-problem`,
    onChange: ({ target }: { readonly target: { readonly value: string } }) => onChange(id, target.value),
  };
  return (
    <FieldRow id={id} label={label} helpText={helpText} className="ci-root ci-setting">
      {kind === 'long' ? <textarea rows={5} {...field} /> : <input type="text" {...field} />}
      <Below id={id} problem={problem} setByEnv={setByEnv} />
    </FieldRow>
  );
}
