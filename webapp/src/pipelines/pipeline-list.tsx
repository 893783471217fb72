// This channel's pipelines, live: what runs comes first, then the newest; older ones on demand. What is shown of them is kept per channel.
import * as React from 'react';
import { useSelector, useStore } from 'react-redux';
import type { PipelineView } from '@ci-command-center/contract';
import { useKept } from '../host/kept.ts';
import { currentChannelId } from '../host/state.ts';
import { ErrorState, Loading, StaleBanner } from '../parts/panel-states.tsx';
import { useWords } from '../text/say.tsx';
import { Announcer } from './announcer.tsx';
import { FilterBar } from './filter-bar.tsx';
import { isFilter, matches, noFilter } from './filter.ts';
import type { Filter } from './filter.ts';
import { History } from './history.tsx';
import { loadOlder } from './load.ts';
import { PipelineRow } from './pipeline-row.tsx';
import type { ChannelPipelines } from './slice.ts';
import { NoMatch, NoPipelines } from './states.tsx';
import { useMe } from './use-me.ts';
import { useChannel, usePipelines } from './use-pipelines.ts';
import './pipelines.css';

export function PipelineList() {
  const { say } = useWords();
  const channelId = useSelector(currentChannelId);
  const [channel, load] = useChannel(channelId);
  const pipelines = usePipelines(channel);
  const [filter, setFilter] = useKept('pipelines', isFilter, noFilter);
  const me = useMe(filter.mine);
  const shown = React.useMemo(() => pipelines.filter((pipeline) => matches(pipeline, filter, me)), [pipelines, filter, me]);

  if (pipelines.length === 0 && channel.error) return <ErrorState title={say('list.error.title')} error={channel.error} onRetry={load} />;
  if (pipelines.length === 0 && !channel.loaded) return <Loading label={say('list.loading')} />;
  return (
    <>
      <StaleBanner error={channel.error} onRetry={load} />
      {pipelines.length === 0 ? <NoPipelines /> : <FilterBar filter={filter} pipelines={pipelines} onChange={setFilter} />}
      <BranchHistory filter={filter} shown={shown} channelId={channelId} />
      <ul className="ci-rows" aria-label={say('list.label')} aria-busy={channel.phase === 'loading'}>
        {shown.map((pipeline) => (
          <PipelineRow key={pipeline.key} pipeline={pipeline} channelId={channelId} />
        ))}
      </ul>
      {pipelines.length > 0 && shown.length === 0 && <NoMatch onClear={() => setFilter(noFilter)} />}
      <Older channel={channel} channelId={channelId} />
      <Announcer pipelines={pipelines} />
    </>
  );
}

/** Of the chosen branch, where that is one branch of one project. */
function BranchHistory({ filter, shown, channelId }: { filter: Filter; shown: readonly PipelineView[]; channelId: string }) {
  const [newest] = shown;
  if (filter.branch === '' || newest === undefined || new Set(shown.map(({ project }) => project.path)).size > 1) return null;
  return <History pipeline={newest} channelId={channelId} />;
}

function Older({ channel, channelId }: { readonly channel: ChannelPipelines; readonly channelId: string }) {
  const { say } = useWords();
  const store = useStore();
  if (channel.older === undefined) return null;
  const busy = channel.loadingOlder === true;
  return (
    <div className="ci-older">
      {channel.olderError && (
        <p className="ci-problem" role="alert">
          {channel.olderError.message}
        </p>
      )}
      <button type="button" className="ci-button" aria-disabled={busy} onClick={() => void loadOlder(store, channelId)}>
        {busy && <i className="ci-spinner" aria-hidden="true" />}
        {say(busy ? 'list.older.loading' : 'list.older')}
      </button>
    </div>
  );
}
