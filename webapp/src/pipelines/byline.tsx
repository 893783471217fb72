// Who started a pipeline and when it was born.
import * as React from 'react';
import type { PipelineView } from '@ci-command-center/contract';
import { Person } from '../parts/person.tsx';
import { Age } from '../parts/time.tsx';
import { useWords } from '../text/say.tsx';

export function Byline({ pipeline }: { readonly pipeline: PipelineView }) {
  const { say } = useWords();
  const { triggeredBy } = pipeline;
  const person = triggeredBy ?? pipeline.commit?.author;
  return (
    <>
      {person && <Person person={person} title={say(triggeredBy ? 'pipeline.startedBy' : 'pipeline.author', { name: person.name })} />}
      <Age at={pipeline.createdAt ?? pipeline.updatedAt} />
    </>
  );
}
