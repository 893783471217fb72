// Who started a pipeline and when it was born.
import * as React from 'react';
import type { PipelineView } from '@ci-command-center/contract';
import { Person } from '../parts/person.tsx';
import { Age } from '../parts/time.tsx';
import { useWords } from '../text/say.tsx';

export function Byline({ pipeline }: { readonly pipeline: PipelineView }) {
  const { say } = useWords();
  const { triggeredBy, startedFromChat } = pipeline;
  const person = startedFromChat === undefined ? (triggeredBy ?? pipeline.commit?.author) : { name: startedFromChat };
  const role = startedFromChat !== undefined ? 'pipeline.startedFromChat' : triggeredBy ? 'pipeline.startedBy' : 'pipeline.author';
  return (
    <>
      {person && <Person person={person} title={say(role, { name: person.name })} />}
      <Age at={pipeline.createdAt ?? pipeline.updatedAt} />
    </>
  );
}
