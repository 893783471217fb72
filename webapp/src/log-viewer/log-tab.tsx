// The tab that shows the log that somebody opened.
import * as React from 'react';
import { useSelector } from 'react-redux';
import { Empty } from '../parts/panel-states.tsx';
import { useWords } from '../text/say.tsx';
import { LogPanel } from './log-panel.tsx';
import { openTarget } from './slice.ts';
import './log-panel.css';

export function LogTab() {
  const { say } = useWords();
  const target = useSelector(openTarget);
  return target === undefined ? (
    <Empty icon="log" title={say('log.none.title')} body={say('log.none.body')} />
  ) : (
    <LogPanel target={target} />
  );
}
