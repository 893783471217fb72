// What takes the place of the field for `Configuration` in the System Console: the editor, and below it how everything is.
import * as React from 'react';
import type { ConsoleSettingProps } from '../host/registry.ts';
import { ResourceView } from '../parts/resource-view.tsx';
import { useWords } from '../text/say.tsx';
import { Editor, jumpTo } from './editor.tsx';
import { Faults } from './faults.tsx';
import { SectionHead } from './section-head.tsx';
import { useSavedText } from './saved-text.ts';
import { StatusPanel } from './status-panel.tsx';
import { useCheck } from './use-check.ts';
import { Verdict } from './verdict-line.tsx';
import '../pipelines/pipelines.css';
import '../parts/list.css';
import './console.css';

export function Console(props: ConsoleSettingProps) {
  const { id, label, helpText, value, onChange } = props;
  const { say } = useWords();
  const { text, settling, resource, type } = useSavedText(value, (next) => onChange(id, next));
  return (
    <>
      <SectionHead title="settings.configuration" page="configure" />
      <div className="form-group ci-root ci-console">
        <label className="control-label ci-console-label" htmlFor={id}>
          {label ?? say('console.configuration')}
        </label>
        {text === undefined ? (
          <ResourceView resource={resource} loading={say('console.loading')} failed={say('console.unread')}>
            {() => undefined}
          </ResourceView>
        ) : (
          <Checked {...props} text={text} settling={settling} onType={type} />
        )}
        <div className="help-text ci-console-note">{helpText}</div>
        <StatusPanel />
      </div>
    </>
  );
}

interface CheckedProps extends Pick<ConsoleSettingProps, 'id' | 'disabled' | 'setByEnv'> {
  readonly text: string;
  readonly settling: boolean;
  onType(text: string): void;
}

function Checked({ id, disabled, setByEnv = false, text, settling, onType }: CheckedProps) {
  const { say } = useWords();
  const check = useCheck(text);
  const faults = check.verdict?.faults ?? [];
  const field = React.useRef<HTMLTextAreaElement>(null);
  return (
    <>
      <Editor
        id={id}
        value={text}
        readOnly={disabled || setByEnv || settling}
        faults={faults}
        field={field}
        describedBy={`${id}-verdict`}
        onChange={onType}
      />
      <div id={`${id}-verdict`}>
        <Verdict check={check} />
        {setByEnv && <p className="ci-console-note">{say('console.byEnvironment')}</p>}
      </div>
      <Faults faults={faults} total={check.verdict?.total ?? 0} onJump={(line) => field.current && jumpTo(field.current, line)} />
    </>
  );
}
