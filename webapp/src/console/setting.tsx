// One setting of the System Console: checked as it is typed, with the heading of the section that begins with it.
import * as React from 'react';
import { paths } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { isString } from '../host/guard.ts';
import { useWords } from '../text/say.tsx';
import { Below, type SettingProps } from './below.tsx';
import { FieldRow } from './plain-field.tsx';
import { SecretField } from './secret-field.tsx';
import type { OwnSetting } from './settings.ts';
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

function SectionHead({ title, page }: NonNullable<OwnSetting['section']>) {
  const { say } = useWords();
  return (
    <div className="ci-root ci-settings-head">
      <h3>{say(title)}</h3>
      <a href={pluginAddress(`${paths.manual}${page}`)} target="_blank" rel="noreferrer">
        {say('settings.manual')}
      </a>
    </div>
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
