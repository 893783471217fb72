// One pipeline as a post in a channel: what the post last stored, until the page knows something newer.
import * as React from 'react';
import { useSelector } from 'react-redux';
import type { PipelineView } from '@ci-command-center/contract';
import type { PostTypeProps } from '../host/registry.ts';
import { StageStrip } from '../parts/stage-strip.tsx';
import { Verdict } from '../parts/verdict.tsx';
import { useWords } from '../text/say.tsx';
import { Byline } from './byline.tsx';
import { FailedTests } from './failed-tests.tsx';
import { FailedJobs } from './job-list.tsx';
import { JoinedFacts } from './joined-facts.tsx';
import { isActive, isNews } from './order.ts';
import { ProjectAndNumber, RefAndCommit, titleOf } from './origin.tsx';
import { pipelineByKey } from './select.ts';
import { storedView } from './stored-view.ts';
import { useChannel } from './use-pipelines.ts';
import './pipelines.css';

function Card({ pipeline }: { readonly pipeline: PipelineView }) {
  const { say } = useWords();
  const label = say('pipeline.label', {
    project: pipeline.project.path,
    number: `#${pipeline.number}`,
    status: say(`status.${pipeline.status}`),
  });
  return (
    <article className={`ci-root ci-card ci-is-${pipeline.status}`} aria-label={label}>
      <header className="ci-line ci-line-apart">
        <ProjectAndNumber pipeline={pipeline} />
        <Verdict pipeline={pipeline} pill />
      </header>
      <h4 className="ci-card-title">{titleOf(pipeline)}</h4>
      <div className="ci-line">
        <RefAndCommit pipeline={pipeline} />
        <Byline pipeline={pipeline} />
        {pipeline.coverage !== undefined && <span>{say('pipeline.coverage', { percent: pipeline.coverage })}</span>}
      </div>
      <StageStrip stages={pipeline.stages} named />
      <FailedJobs jobs={pipeline.jobs} />
      <FailedTests tests={pipeline.tests} />
      <JoinedFacts joined={pipeline.joined} />
    </article>
  );
}

function newer(stored: PipelineView | undefined, live: PipelineView | undefined): PipelineView | undefined {
  if (stored === undefined || live === undefined) return live ?? stored;
  return isNews(live, stored) ? live : stored;
}

/** Component for posts of type `custom_ci_pipeline`. A post that is still under way was stored some jobs ago, so its channel is asked. */
export function PipelineCard({ post }: PostTypeProps) {
  const { say } = useWords();
  const stored = React.useMemo(() => storedView(post.props), [post.props]);
  const live = useSelector((state: unknown) => (stored ? pipelineByKey(state, stored.key) : undefined));
  const pipeline = newer(stored, live);
  useChannel(post.channel_id, pipeline !== undefined && isActive(pipeline.status));
  return pipeline ? <Card pipeline={pipeline} /> : <p className="ci-root">{say('card.unreadable')}</p>;
}
