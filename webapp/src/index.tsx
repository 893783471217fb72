// Registers the web app with Mattermost: sidebar, its button, the live card and the messages that move them.
import './public-path.ts';
import * as React from 'react';
import { combineReducers } from 'redux';
import type { Store } from 'redux';
import { LOG_WANTED, PIPELINE_CHANGED, PIPELINE_POST_TYPE, PLUGIN_ID, TOPIC_CHANGED } from '@ci-command-center/contract';
import { DoorsProvider } from './host/doors.tsx';
import { keptReducer } from './host/kept.ts';
import { gapSeen, isTopicMessage, liveReducer, topicChanged } from './host/live.ts';
import { createDoors } from './host/open.ts';
import { createPrivateCommandHook } from './host/private-commands.ts';
import type { PostTypeProps, Registry } from './host/registry.ts';
import { registerIssues } from './issues/register.tsx';
import { issuesReducer } from './issues/slice.ts';
import { logReducer, wantedTarget } from './log-viewer/slice.ts';
import { Glyph } from './parts/icon.tsx';
import { followChange } from './pipelines/load.ts';
import { PipelineCard } from './pipelines/pipeline-card.tsx';
import { pipelinesReducer, reconnected } from './pipelines/slice.ts';
import { loadPlaces, placesReducer } from './places/slice.ts';
import { registerPreviews } from './previews/register.tsx';
import { Sidebar } from './sidebar/sidebar.tsx';
import { english } from './text/english.ts';

class CiCommandCenter {
  initialize(registry: Registry, store: Store): void {
    registry.registerReducer(
      combineReducers({
        pipelines: pipelinesReducer,
        log: logReducer,
        kept: keptReducer,
        live: liveReducer,
        places: placesReducer,
        issues: issuesReducer,
      }),
    );
    const doors = createDoors(store, () => showRHSPlugin);
    const Beside = () => (
      <DoorsProvider value={doors}>
        <Sidebar />
      </DoorsProvider>
    );
    const Card = (props: PostTypeProps) => (
      <DoorsProvider value={doors}>
        <PipelineCard {...props} />
      </DoorsProvider>
    );
    const { showRHSPlugin, toggleRHSPlugin } = registry.registerRightHandSidebarComponent(Beside, english['app.name']);
    const toggle = () => void store.dispatch(toggleRHSPlugin);
    registry.registerChannelHeaderButtonAction(<Glyph name="pipeline" size={20} />, toggle, english['app.name'], english['app.toggle']);
    registry.registerPostTypeComponent(PIPELINE_POST_TYPE, Card);
    registry.registerWebSocketEventHandler(`custom_${PLUGIN_ID}_${PIPELINE_CHANGED}`, ({ data }) => followChange(store.dispatch, data));
    registry.registerWebSocketEventHandler(`custom_${PLUGIN_ID}_${LOG_WANTED}`, ({ data }) => {
      const target = wantedTarget(data);
      if (target !== undefined) doors.openLog(target);
    });
    registry.registerWebSocketEventHandler(`custom_${PLUGIN_ID}_${TOPIC_CHANGED}`, ({ data }) => {
      if (isTopicMessage(data)) store.dispatch(topicChanged(data));
    });
    registry.registerSlashCommandWillBePostedHook(createPrivateCommandHook());
    registerPreviews(registry, store);
    registerIssues(registry, store);
    registry.registerReconnectHandler(() => {
      void loadPlaces(store.dispatch);
      store.dispatch(reconnected());
      store.dispatch(gapSeen());
    });
  }
}

window.registerPlugin(PLUGIN_ID, new CiCommandCenter());
