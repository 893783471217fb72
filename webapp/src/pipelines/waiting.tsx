// What a pipeline waits for: a place in the queue, or somebody's answer; and what keeps us from knowing more.
import * as React from 'react';
import type { InputView, PipelineView } from '@ci-command-center/contract';
import { Glyph } from '../parts/icon.tsx';
import { useWords } from '../text/say.tsx';

function Question({ input: { message, submitters } }: { readonly input: InputView }) {
  const { say } = useWords();
  return (
    <li className="ci-question">
      <Glyph name="question" size={16} />
      <span className="ci-question-text">
        {message || say('input.label')}
        {submitters.length > 0 && <span className="ci-joined-note"> {say('input.by', { names: submitters.join(', ') })}</span>}
      </span>
    </li>
  );
}

export function Waiting({ pipeline: { queueReason, inputs, note } }: { readonly pipeline: PipelineView }) {
  const { say } = useWords();
  return (
    <>
      {queueReason !== undefined && <p className="ci-reason">{queueReason}</p>}
      {inputs && inputs.length > 0 && (
        <ul className="ci-questions" aria-label={say('input.label')}>
          {inputs.map((input) => (
            <Question key={input.id} input={input} />
          ))}
        </ul>
      )}
      {note !== undefined && (
        <p className="ci-note">
          <Glyph name="alert" />
          {note}
        </p>
      )}
    </>
  );
}
