// What takes the place of the field for `Configuration` in the System Console: the editor, and below it how everything is.
import * as React from 'react';
import { isString } from '../host/guard.ts';
import type { ConsoleSettingProps } from '../host/registry.ts';
import { useWords } from '../text/say.tsx';
import { Editor, jumpTo } from './editor.tsx';
import { Faults } from './faults.tsx';
import { StatusPanel } from './status-panel.tsx';
import { useCheck } from './use-check.ts';
import { Verdict } from './verdict-line.tsx';
import '../pipelines/pipelines.css';
import '../parts/list.css';
import './console.css';

export function Console({ id, label, helpText, value, disabled, setByEnv = false, onChange }: ConsoleSettingProps) {
  const { say } = useWords();
  const text = isString(value) ? value : '';
  const check = useCheck(text);
  const faults = check.verdict?.faults ?? [];
  const field = React.useRef<HTMLTextAreaElement>(null);
  return (
    <div className="form-group ci-root ci-console">
      <label className="control-label ci-console-label" htmlFor={id}>
        {label ?? say('console.configuration')}
      </label>
      <Editor
        id={id}
        value={text}
        readOnly={disabled || setByEnv}
        faults={faults}
        field={field}
        describedBy={`${id}-verdict`}
        onChange={(next) => onChange(id, next)}
      />
      <div id={`${id}-verdict`}>
        <Verdict check={check} />
        {setByEnv && <p className="ci-console-note">{say('console.byEnvironment')}</p>}
      </div>
      <Faults faults={faults} total={check.verdict?.total ?? 0} onJump={(line) => field.current && jumpTo(field.current, line)} />
      <div className="help-text ci-console-note">{helpText}</div>
      <StatusPanel />
    </div>
  );
}
