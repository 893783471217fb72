// The right-hand sidebar: its tabs, and the panel of the chosen one. Which one that is, is kept for each channel.
import * as React from 'react';
import { useSelector } from 'react-redux';
import { isString } from '../host/guard.ts';
import { CHOSEN_TAB, useKept } from '../host/kept.ts';
import { currentChannelId } from '../host/state.ts';
import { Boundary } from '../parts/boundary.tsx';
import { Loading } from '../parts/panel-states.tsx';
import { useWords } from '../text/say.tsx';
import { TabBar } from './tab-bar.tsx';
import { firstTab, tabs } from './tabs.ts';
import '../pipelines/pipelines.css';
import './sidebar.css';

export function Sidebar() {
  const { say } = useWords();
  const base = React.useId().replaceAll(':', 'ci');
  const channelId = useSelector(currentChannelId);
  const [id, choose] = useKept(CHOSEN_TAB, isString, firstTab.id);
  const chosen = tabs.find((tab) => tab.id === id) ?? firstTab;
  const { Panel } = chosen;
  return (
    <div className="ci-root ci-sidebar">
      <TabBar tabs={tabs} chosen={chosen} base={base} onChoose={choose} />
      <div id={`${base}-panel`} className="ci-panel" role="tabpanel" aria-labelledby={`${base}-tab-${chosen.id}`}>
        {/* Another tab or channel is another try. */}
        <Boundary key={`${chosen.id} ${channelId}`} otherwise={<Missing />}>
          <React.Suspense fallback={<Loading label={say('panel.loading')} />}>
            <Panel channelId={channelId} />
          </React.Suspense>
        </Boundary>
      </div>
    </div>
  );
}

/** A panel does not come when the server has a newer version by now, or the connection is lost. */
function Missing() {
  const { say } = useWords();
  return (
    <p className="ci-state" role="alert">
      {say('panel.chunk')}
    </p>
  );
}
