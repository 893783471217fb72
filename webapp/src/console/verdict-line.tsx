// One line below the editor: right, wrong or unchecked, and what that means for saving.
import * as React from 'react';
import type { Status } from '@ci-command-center/contract';
import { StatusIcon } from '../parts/icon.tsx';
import { useWords } from '../text/say.tsx';
import type { Check } from './use-check.ts';

export function Verdict({ check: { busy, verdict, error, again } }: { readonly check: Check }) {
  const { say, count } = useWords();
  if (busy) return <Line status="running" text={say('console.checking')} />;
  if (verdict === undefined)
    return (
      <Line status="warning" text={say('console.unchecked', { reason: error?.message ?? '' })}>
        <button type="button" className="ci-button ci-button-small" onClick={again}>
          {say('panel.retry')}
        </button>
      </Line>
    );
  if (verdict.total === 0) return <Line status="success" text={say('console.right')} />;
  return <Line status="failed" text={count('console.wrong', verdict.total)} />;
}

function Line({ status, text, children }: { readonly status: Status; readonly text: string; readonly children?: React.ReactNode }) {
  return (
    <div className="ci-console-verdict">
      <StatusIcon status={status} />
      <output>{text}</output>
      {children}
    </div>
  );
}
