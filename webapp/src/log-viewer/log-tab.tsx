// The tab that shows the log that somebody opened; before, the runs of this channel that have one.
import * as React from 'react';
import { useSelector } from 'react-redux';
import type { PipelineView } from '@ci-command-center/contract';
import { nameOf } from '../actions/action-bar.tsx';
import { optional } from '../host/guard.ts';
import { useKept } from '../host/kept.ts';
import { currentChannelId } from '../host/state.ts';
import { StatusIcon } from '../parts/icon.tsx';
import { Empty } from '../parts/panel-states.tsx';
import { Age } from '../parts/time.tsx';
import { titleOf } from '../pipelines/origin.tsx';
import { useChannel, usePipelines } from '../pipelines/use-pipelines.ts';
import { useWords } from '../text/say.tsx';
import { LogPanel } from './log-panel.tsx';
import { isTarget, OPEN_LOG } from './target.ts';
import type { LogTarget } from './target.ts';
import './log-panel.css';

const MOST = 8;
const isOpen = optional(isTarget);

export function LogTab() {
  const [target, open] = useKept(OPEN_LOG, isOpen, undefined);
  return target === undefined ? <Choose onOpen={open} /> : <LogPanel target={target} onOpen={open} />;
}

function Choose({ onOpen }: { onOpen(target: LogTarget): void }) {
  const { say } = useWords();
  const channelId = useSelector(currentChannelId);
  const [channel] = useChannel(channelId);
  const withLog = usePipelines(channel)
    .filter(({ log }) => log === true)
    .slice(0, MOST);
  return (
    <Empty icon="log" title={say('log.none.title')} body={say('log.none.body')}>
      {withLog.length > 0 && (
        <ul className="ci-log-runs" aria-label={say('log.pick')}>
          {withLog.map((pipeline) => (
            <Run key={pipeline.key} pipeline={pipeline} onOpen={() => onOpen(targetOf(pipeline, channelId))} />
          ))}
        </ul>
      )}
    </Empty>
  );
}

function targetOf(pipeline: PipelineView, channelId: string): LogTarget {
  return { channelId, key: pipeline.key, title: nameOf(pipeline), ...(pipeline.status === 'failed' && { at: 'error' as const }) };
}

function Run({ pipeline, onOpen }: { readonly pipeline: PipelineView; onOpen(): void }) {
  const { say } = useWords();
  return (
    <li>
      <button type="button" className="ci-log-run" onClick={onOpen}>
        <StatusIcon status={pipeline.status} />
        <span className="ci-log-run-text">
          <strong>
            {nameOf(pipeline)} <span className="ci-hidden">{say(`status.${pipeline.status}`)}</span>
          </strong>
          <span>{titleOf(pipeline)}</span>
        </span>
        <Age at={pipeline.createdAt ?? pipeline.updatedAt} />
      </button>
    </li>
  );
}
