// The tab that shows this channel's pipelines.
import * as React from 'react';
import { PipelineList } from './pipeline-list.tsx';

export function PipelinesTab() {
  return <PipelineList />;
}
