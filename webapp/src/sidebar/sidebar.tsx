// The right-hand sidebar around its views: the channel's pipelines, or the log that somebody opened.
import * as React from 'react';
import { useSelector } from 'react-redux';
import { LogPanel } from '../log-viewer/log-panel.tsx';
import { openTarget } from '../log-viewer/slice.ts';
import { PipelineList } from '../pipelines/pipeline-list.tsx';
import '../log-viewer/log-panel.css';

export function Sidebar() {
  const target = useSelector(openTarget);
  return <div className="ci-root ci-sidebar">{target === undefined ? <PipelineList /> : <LogPanel target={target} />}</div>;
}
