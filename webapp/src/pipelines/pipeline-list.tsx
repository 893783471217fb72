// This channel's pipelines, live: what runs comes first, then the newest.
import * as React from 'react';
import { useSelector } from 'react-redux';
import { currentChannelId } from '../host/state.ts';
import { useWords } from '../text/say.tsx';
import { Announcer } from './announcer.tsx';
import { Banner } from './banner.tsx';
import { FilterBar, matches, noFilter } from './filter.tsx';
import { PipelineRow } from './pipeline-row.tsx';
import { Empty, Failure, Loading, NoMatch } from './states.tsx';
import { useChannel, usePipelines } from './use-pipelines.ts';
import './pipelines.css';

export function PipelineList() {
  const { say } = useWords();
  const channelId = useSelector(currentChannelId);
  const [channel, load] = useChannel(channelId);
  const pipelines = usePipelines(channel);
  const [filter, setFilter] = React.useState(noFilter);
  const shown = pipelines.filter((pipeline) => matches(pipeline, filter));

  if (pipelines.length === 0 && channel.error) return <Failure error={channel.error} onRetry={load} />;
  if (pipelines.length === 0 && !channel.loaded) return <Loading />;
  return (
    <>
      <Banner error={channel.error} onRetry={load} />
      {pipelines.length === 0 ? <Empty /> : <FilterBar filter={filter} onChange={setFilter} />}
      <ul className="ci-rows" aria-label={say('list.label')} aria-busy={channel.phase === 'loading'}>
        {shown.map((pipeline) => (
          <PipelineRow key={pipeline.key} pipeline={pipeline} channelId={channelId} />
        ))}
      </ul>
      {pipelines.length > 0 && shown.length === 0 && <NoMatch onClear={() => setFilter(noFilter)} />}
      <Announcer pipelines={pipelines} />
    </>
  );
}
