// A text with line numbers, in which faults are shown at their lines. The box around it scrolls, so that numbers and marks stay beside the text.
import * as React from 'react';
import type { FaultView } from '@ci-command-center/contract';
import { useWords } from '../text/say.tsx';
import { breakLine, indent, outdent } from './indent.ts';
import type { Edit } from './indent.ts';

interface Props {
  readonly id: string;
  readonly value: string;
  readonly readOnly: boolean;
  readonly faults: readonly FaultView[];
  readonly field: React.RefObject<HTMLTextAreaElement>;
  /** Id of what says more. */
  readonly describedBy: string;
  onChange(value: string): void;
}

/** CSS pixels, as in console.css. */
const LINE = 20;
const LEAST_LINES = 8;

export function Editor({ id, value, readOnly, faults, field, describedBy, onChange }: Props) {
  const { say } = useWords();
  const lines = value.split('\n');
  const keys = useKeys(readOnly, onChange);
  const height = Math.max(LEAST_LINES, lines.length + 1) * LINE;
  return (
    <>
      <div className={`ci-editor${readOnly ? ' ci-editor-fixed' : ''}`}>
        <Numbers count={lines.length} faults={faults} />
        <div className="ci-editor-page" style={{ minWidth: `${longest(lines) + 2}ch`, height }}>
          <Marks lines={lines} faults={faults} />
          <textarea
            ref={field}
            id={id}
            className="ci-editor-text"
            value={value}
            readOnly={readOnly}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            wrap="off"
            aria-describedby={`${id}-keys ${describedBy}`}
            aria-invalid={faults.length > 0}
            onKeyDown={keys}
            onChange={(event) => onChange(event.target.value)}
          />
        </div>
      </div>
      <p id={`${id}-keys`} className="ci-console-note">
        {say('console.keys')}
      </p>
    </>
  );
}

function longest(lines: readonly string[]): number {
  return lines.reduce((most, line) => Math.max(most, line.length), 0);
}

function Numbers({ count, faults }: { readonly count: number; readonly faults: readonly FaultView[] }) {
  const wrong = new Set(faults.map(({ line }) => line));
  return (
    <div className="ci-editor-numbers" aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className={wrong.has(index + 1) ? 'ci-editor-wrong' : undefined}>
          {index + 1}
        </div>
      ))}
    </div>
  );
}

/** The list below says the same to screen readers. */
function Marks({ lines, faults }: { readonly lines: readonly string[]; readonly faults: readonly FaultView[] }) {
  const first = new Map(faults.toReversed().map((fault) => [fault.line, fault]));
  return (
    <div className="ci-editor-marks" aria-hidden="true">
      {[...first].map(([line, { message }]) => (
        <div key={line} style={{ top: (line - 1) * LINE }}>
          <span style={{ marginLeft: `${(lines[line - 1]?.length ?? 0) + 3}ch` }}>{message}</span>
        </div>
      ))}
    </div>
  );
}

/** Selects a line and brings it into sight. */
export function jumpTo(field: HTMLTextAreaElement, line: number): void {
  const before = field.value.split('\n').slice(0, line - 1);
  const start = before.reduce((sum, { length }) => sum + length + 1, 0);
  const next = field.value.indexOf('\n', start);
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, next < 0 ? field.value.length : next);
  const box = field.closest('.ci-editor');
  box?.scrollTo?.({ top: Math.max(0, (line - 4) * LINE), left: 0 });
  box?.scrollIntoView?.({ block: 'nearest' });
}

/** Tab indents, but not after Esc: then it leaves the field as everywhere, so that nobody is held in it. */
function useKeys(readOnly: boolean, onChange: Props['onChange']): React.KeyboardEventHandler<HTMLTextAreaElement> {
  const leaving = React.useRef(false);
  return (event) => {
    const { key, shiftKey, ctrlKey, metaKey, altKey, nativeEvent, currentTarget } = event;
    const mayLeave = leaving.current;
    leaving.current = key === 'Escape' || (mayLeave && key === 'Shift');
    if (readOnly || ctrlKey || metaKey || altKey || nativeEvent.isComposing) return;
    if (key !== 'Enter' && (key !== 'Tab' || mayLeave)) return;
    event.preventDefault();
    const how = key === 'Enter' ? breakLine : shiftKey ? outdent : indent;
    apply(currentTarget, how(currentTarget.value, currentTarget.selectionStart, currentTarget.selectionEnd), onChange);
  };
}

/** As if typed, so that it can be undone; browsers have no other way for it. */
function apply(field: HTMLTextAreaElement, { from, to, by, start, end }: Edit, onChange: Props['onChange']): void {
  if (field.value.slice(from, to) === by) return;
  field.setSelectionRange(from, to);
  const typed = typeof document.execCommand === 'function' && document.execCommand(by === '' ? 'delete' : 'insertText', false, by);
  if (!typed) {
    field.setRangeText(by, from, to);
    onChange(field.value);
  }
  field.setSelectionRange(start, end);
}
