// `Configuration` in the System Console: the checked editor, loaded when the page is opened; a plain field where that cannot be had.
import * as React from 'react';
import { isString } from '../host/guard.ts';
import type { ConsoleSettingProps } from '../host/registry.ts';
import { Boundary } from '../parts/boundary.tsx';
import { MASK } from './saved-text.ts';

const Console = React.lazy(async () => ({ default: (await import(/* webpackChunkName: "console" */ './console.tsx')).Console }));

export function ConfigurationSetting(props: ConsoleSettingProps) {
  const plain = <PlainField {...props} />;
  return (
    <Boundary otherwise={plain}>
      <React.Suspense fallback={plain}>
        <Console {...props} />
      </React.Suspense>
    </Boundary>
  );
}

/** As Mattermost draws a long text. What is masked cannot be changed here: the mask would be typed into. */
function PlainField({ id, label, helpText, value, disabled, setByEnv = false, onChange }: ConsoleSettingProps) {
  return (
    <div className="form-group">
      <label className="control-label col-sm-4" htmlFor={id}>
        {label}
      </label>
      <div className="col-sm-8">
        <textarea
          id={id}
          className="form-control"
          rows={5}
          value={isString(value) ? value : ''}
          disabled={disabled || setByEnv || value === MASK}
          onChange={(event) => onChange(id, event.target.value)}
        />
        <div className="help-text">{helpText}</div>
      </div>
    </div>
  );
}
