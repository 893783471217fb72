// What belongs to a pipeline's commit, in one line of a row: how many of what, and which need somebody to look.
import * as React from 'react';
import type { JoinedView, PipelineView, Status } from '@ci-command-center/contract';
import { StatusIcon } from '../parts/icon.tsx';
import { useWords } from '../text/say.tsx';
import type { Words } from '../text/say.tsx';
import { testsText } from './failed-tests.tsx';
import { gateIcon } from './joined-facts.tsx';
import { isActive } from './order.ts';

interface Piece {
  readonly status?: Status;
  readonly text: string;
}

export function RowSummary({ pipeline }: { readonly pipeline: PipelineView }) {
  const pieces = piecesOf(pipeline, useWords());
  if (pieces.length === 0) return null;
  return (
    <ul className="ci-line ci-summary">
      {pieces.map(({ status, text }) => (
        <li key={text} className="ci-joined-item">
          {status && <StatusIcon status={status} size={12} />}
          {text}
        </li>
      ))}
    </ul>
  );
}

function piecesOf({ tests, joined = {} }: PipelineView, words: Words): readonly Piece[] {
  const failed = testsText(tests, words);
  const { gates = [], artifacts = [], deployments = [] } = joined;
  return [
    ...(failed === '' ? [] : [{ text: failed }]),
    ...pipelinesPiece(joined, words),
    ...gates
      .slice(0, 1)
      .map(({ status }) => ({ status: gateIcon[status], text: words.say('summary.gate', { status: words.say(`gate.${status}`) }) })),
    ...deployments.slice(-2).map(({ environment, status }) => ({
      status,
      text: words.say('summary.deployment', { environment, status: words.say(`status.${status}`) }),
    })),
    ...(artifacts.length === 0 ? [] : [{ text: words.count('summary.artifacts', artifacts.length) }]),
  ];
}

/** Child pipelines and builds together; their worst state. */
function pipelinesPiece({ children = [], builds = [] }: JoinedView, { say, count }: Words): readonly Piece[] {
  const all = [...children, ...builds].map(({ status }) => status);
  if (all.length === 0) return [];
  const failed = all.filter((status) => status === 'failed').length;
  const number = count('summary.pipelines', all.length);
  if (failed > 0) return [{ status: 'failed', text: `${number}, ${say('summary.failed', { count: failed })}` }];
  return [{ status: all.find(isActive) ?? 'success', text: number }];
}
