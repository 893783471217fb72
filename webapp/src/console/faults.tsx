// The faults of the configuration as a list; each leads to its line.
import * as React from 'react';
import type { FaultView } from '@ci-command-center/contract';
import { useWords } from '../text/say.tsx';

interface Props {
  readonly faults: readonly FaultView[];
  /** Of which the first are listed. */
  readonly total: number;
  onJump(line: number): void;
}

export function Faults({ faults, total, onJump }: Props) {
  const { say } = useWords();
  if (faults.length === 0) return null;
  return (
    <ol className="ci-console-faults" aria-label={say('console.faults')}>
      {faults.map((fault, index) => (
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index}>
          <button type="button" className="ci-console-fault" onClick={() => onJump(fault.line)}>
            <strong>{say('console.line', { line: fault.line })}</strong>
            <span>
              {fault.path !== '' && <code>{fault.path}</code>} {fault.message} <Remedy text={fault.remedy} />
            </span>
          </button>
        </li>
      ))}
      {total > faults.length && <li>{say('console.more', { count: total - faults.length })}</li>}
    </ol>
  );
}

/** Remedies mark what is to be written with `…`. */
export function Remedy({ text }: { readonly text: string }) {
  return (
    <>
      {text.split('`').map((part, index) => {
        // oxlint-disable-next-line react/no-array-index-key
        if (index % 2 === 1) return <code key={index}>{part}</code>;
        return part;
      })}
    </>
  );
}
