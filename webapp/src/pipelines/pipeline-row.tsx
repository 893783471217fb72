// One pipeline in the sidebar; its jobs unfold below it.
import * as React from 'react';
import type { PipelineView } from '@ci-command-center/contract';
import { ActionBar } from '../actions/action-bar.tsx';
import { Glyph, StatusIcon } from '../parts/icon.tsx';
import { StageStrip } from '../parts/stage-strip.tsx';
import { Verdict } from '../parts/verdict.tsx';
import { useWords } from '../text/say.tsx';
import { Byline } from './byline.tsx';
import { FailedTests } from './failed-tests.tsx';
import { Figures } from './figures.tsx';
import { History } from './history.tsx';
import { JobList } from './job-list.tsx';
import { JoinedFacts } from './joined-facts.tsx';
import { failedJobs, isActive } from './order.ts';
import { RowSummary } from './row-summary.tsx';
import { labelOf, ProjectAndNumber, RefAndCommit, titleOf } from './origin.tsx';
import { Parameters } from './parameters.tsx';
import { Progress } from './progress.tsx';
import { Waiting } from './waiting.tsx';

interface JobsButtonProps {
  readonly pipeline: PipelineView;
  readonly panelId: string;
  readonly open: boolean;
  onToggle(): void;
}

function JobsButton({ pipeline, panelId, open, onToggle }: JobsButtonProps) {
  const { say, count } = useWords();
  const failed = failedJobs(pipeline.jobs).length;
  const text = count('job.count', pipeline.jobs.length) + (failed > 0 ? `, ${count('job.failedCount', failed)}` : '');
  const label = say('job.show', { project: pipeline.project.path, number: `#${pipeline.number}` });
  return (
    <button
      type="button"
      className="ci-jobs-button"
      aria-expanded={open}
      aria-controls={panelId}
      aria-label={`${text}. ${label}`}
      onClick={onToggle}
    >
      {text}
      <Glyph name="open" />
    </button>
  );
}

/** Somebody may want to do something about it. */
function wantsHand({ status, inputs }: PipelineView): boolean {
  return isActive(status) || status === 'failed' || status === 'manual' || inputs !== undefined;
}

function Row({ pipeline, channelId }: { readonly pipeline: PipelineView; readonly channelId: string }) {
  const words = useWords();
  const [open, setOpen] = React.useState(false);
  const panelId = React.useId();
  const title = titleOf(pipeline) || pipeline.project.path;
  return (
    <li className="ci-row" aria-label={labelOf(pipeline, words)}>
      <StatusIcon status={pipeline.status} size={20} />
      <div className="ci-row-body">
        <h3 className="ci-row-title" title={title}>
          {title}
        </h3>
        <div className="ci-line">
          <ProjectAndNumber pipeline={pipeline} />
          <RefAndCommit pipeline={pipeline} />
        </div>
        <div className="ci-line ci-line-apart">
          <Verdict pipeline={pipeline} />
          <StageStrip stages={pipeline.stages} />
        </div>
        <Waiting pipeline={pipeline} />
        <Progress pipeline={pipeline} />
        {!open && <RowSummary pipeline={pipeline} />}
        <div className="ci-line ci-line-apart">
          <span className="ci-byline">
            <Byline pipeline={pipeline} />
          </span>
          {pipeline.jobs.length > 0 && <JobsButton pipeline={pipeline} panelId={panelId} open={open} onToggle={() => setOpen(!open)} />}
        </div>
        <div id={panelId} hidden={!open}>
          {open && <FailedTests tests={pipeline.tests} />}
          {open && <Figures figures={pipeline.figures} />}
          {open && <JoinedFacts joined={pipeline.joined} />}
          {open && <Parameters parameters={pipeline.parameters} />}
          {open && <JobList pipeline={pipeline} channelId={channelId} />}
          {open && <History pipeline={pipeline} channelId={channelId} />}
        </div>
        {(open || wantsHand(pipeline)) && <ActionBar pipeline={pipeline} channelId={channelId} />}
      </div>
    </li>
  );
}

/** Drawn again only when its own pipeline changed. */
export const PipelineRow = React.memo(Row);
