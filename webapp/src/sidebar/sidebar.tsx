// The right-hand sidebar around its views; pipelines is the first of them.
import * as React from 'react';
import { PipelineList } from '../pipelines/pipeline-list.tsx';

export function Sidebar() {
  return (
    <div className="ci-root ci-sidebar">
      <PipelineList />
    </div>
  );
}
