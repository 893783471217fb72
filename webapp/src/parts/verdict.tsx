// A pipeline's state in one word, with how long it took or takes.
import * as React from 'react';
import type { PipelineView } from '@ci-command-center/contract';
import type { TextId } from '../text/english.ts';
import { useWords } from '../text/say.tsx';
import { StatusIcon } from './icon.tsx';
import { Duration } from './time.tsx';

/** Broken, fixed, or how long it has been failing. */
function TrendNote({ pipeline: { trend, failuresInARow } }: { readonly pipeline: PipelineView }) {
  const { say, count } = useWords();
  if (trend === undefined) return null;
  if (trend !== 'still-failing') return <span className={`ci-trend ci-trend-${trend}`}>{say(`trend.${trend}`)}</span>;
  return <span className="ci-trend">{count('trend.row', failuresInARow ?? 2)}</span>;
}

/** In the field's words; a run that has no number yet is in a queue. */
export function statusWord({ status, number }: Pick<PipelineView, 'status' | 'number'>): TextId {
  return number === '' && status === 'pending' ? 'status.queued' : `status.${status}`;
}

export function Verdict({ pipeline, pill = false }: { readonly pipeline: PipelineView; readonly pill?: boolean }) {
  const { say } = useWords();
  return (
    <span className={`ci-verdict ci-is-${pipeline.status} ${pill ? 'ci-pill' : ''}`}>
      {pill && <StatusIcon status={pipeline.status} size={14} />}
      <span className="ci-verdict-word">{say(statusWord(pipeline))}</span>
      <Duration of={pipeline} />
      <TrendNote pipeline={pipeline} />
    </span>
  );
}
