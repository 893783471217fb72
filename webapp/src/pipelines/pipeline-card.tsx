// One pipeline as a post in a channel: what the post last stored, until the page knows something newer.
import * as React from 'react';
import { useSelector } from 'react-redux';
import type { PipelineView } from '@ci-command-center/contract';
import { ActionBar } from '../actions/action-bar.tsx';
import { Deeds } from '../actions/deeds.tsx';
import type { PostTypeProps } from '../host/registry.ts';
import { StageStrip } from '../parts/stage-strip.tsx';
import { Verdict } from '../parts/verdict.tsx';
import { useWords } from '../text/say.tsx';
import { Byline } from './byline.tsx';
import { FailedTests } from './failed-tests.tsx';
import { Figures } from './figures.tsx';
import { FailedJobs } from './job-list.tsx';
import { JoinedFacts } from './joined-facts.tsx';
import { isActive, isNews } from './order.ts';
import { labelOf, ProjectAndNumber, RefAndCommit, titleOf } from './origin.tsx';
import { Parameters } from './parameters.tsx';
import { Progress } from './progress.tsx';
import { pipelineByKey } from './select.ts';
import { storedView } from './stored-view.ts';
import { useChannel } from './use-pipelines.ts';
import { Waiting } from './waiting.tsx';
import './pipelines.css';

function Card({ pipeline, channelId }: { readonly pipeline: PipelineView; readonly channelId: string }) {
  const words = useWords();
  const title = titleOf(pipeline);
  return (
    <article className={`ci-root ci-card ci-is-${pipeline.status}`} aria-label={labelOf(pipeline, words)}>
      <Progress pipeline={pipeline} />
      <header className="ci-line ci-line-apart">
        <ProjectAndNumber pipeline={pipeline} />
        <Verdict pipeline={pipeline} pill />
      </header>
      {title !== '' && <h4 className="ci-card-title">{title}</h4>}
      <div className="ci-line">
        <RefAndCommit pipeline={pipeline} />
        <Byline pipeline={pipeline} />
        {pipeline.coverage !== undefined && <span>{words.say('pipeline.coverage', { percent: pipeline.coverage })}</span>}
      </div>
      <Waiting pipeline={pipeline} />
      <StageStrip stages={pipeline.stages} named />
      <FailedJobs jobs={pipeline.jobs} />
      <FailedTests tests={pipeline.tests} />
      <Figures figures={pipeline.figures} />
      <Parameters parameters={pipeline.parameters} />
      <JoinedFacts joined={pipeline.joined} />
      <Deeds pipeline={pipeline} />
      <ActionBar pipeline={pipeline} channelId={channelId} />
    </article>
  );
}

function newer(stored: PipelineView | undefined, live: PipelineView | undefined): PipelineView | undefined {
  if (stored === undefined || live === undefined) return live ?? stored;
  return live.key !== stored.key || isNews(live, stored) ? live : stored;
}

/** Milliseconds: so long people still do something about a pipeline that is over, and its post has only so many versions. */
const DAY = 86_400_000;

function isRecent({ updatedAt }: PipelineView): boolean {
  return Date.now() - updatedAt < DAY;
}

/** Component for posts of type `custom_ci_pipeline`. A post that is still under way was stored some jobs ago, so its channel is asked. */
export function PipelineCard({ post }: PostTypeProps) {
  const { say } = useWords();
  const stored = React.useMemo(() => storedView(post.props), [post.props]);
  const live = useSelector((state: unknown) => (stored ? pipelineByKey(state, stored) : undefined));
  const pipeline = newer(stored, live);
  useChannel(post.channel_id, pipeline !== undefined && (isActive(pipeline.status) || isRecent(pipeline)));
  return pipeline ? <Card pipeline={pipeline} channelId={post.channel_id} /> : <p className="ci-root">{say('card.unreadable')}</p>;
}
