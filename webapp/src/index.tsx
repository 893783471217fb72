// Registers the web app with Mattermost: sidebar, its button, the live card and the messages that move them.
import './public-path.ts';
import * as React from 'react';
import type { ComponentType } from 'react';
import { combineReducers } from 'redux';
import type { Store } from 'redux';
import { LOG_WANTED, PIPELINE_CHANGED, PIPELINE_POST_TYPE, PLUGIN_ID, RUN_CHANGED, TOPIC_CHANGED } from '@ci-command-center/contract';
import { PopoverLine } from './accounts/popover-line.tsx';
import { ConfigurationSetting } from './console/configuration-setting.tsx';
import { drawSetting } from './console/own-setting.tsx';
import { ownSettings } from './console/settings.ts';
import { DoorsProvider } from './host/doors.tsx';
import { keptReducer } from './host/kept.ts';
import { gapSeen, isTopicMessage, liveReducer, topicChanged } from './host/live.ts';
import { createDoors } from './host/open.ts';
import { createPrivateCommandHook } from './host/private-commands.ts';
import type { Registry } from './host/registry.ts';
import { HostWords } from './host/words.tsx';
import { followRun, runsReducer } from './intents/slice.ts';
import { registerIssues } from './issues/register.tsx';
import { issuesReducer } from './issues/slice.ts';
import { wantedTarget } from './log-viewer/target.ts';
import { followChange } from './pipelines/load.ts';
import { PipelineCard } from './pipelines/pipeline-card.tsx';
import { pipelinesReducer, reconnected } from './pipelines/slice.ts';
import { loadPlaces, placesReducer } from './places/slice.ts';
import { registerPreviews } from './previews/register.tsx';
import { ChannelIcon } from './sidebar/channel-icon.tsx';
import { Sidebar } from './sidebar/sidebar.tsx';
import { english } from './text/english.ts';

class CiCommandCenter {
  initialize(registry: Registry, store: Store): void {
    registry.registerReducer(
      combineReducers({
        pipelines: pipelinesReducer,
        kept: keptReducer,
        live: liveReducer,
        places: placesReducer,
        issues: issuesReducer,
        runs: runsReducer,
      }),
    );
    const doors = createDoors(store, () => showRHSPlugin);
    const around = <Props extends object>(Component: ComponentType<Props>) => {
      const Around = (props: Props) => (
        <HostWords>
          <DoorsProvider value={doors}>
            <Component {...props} />
          </DoorsProvider>
        </HostWords>
      );
      return Around;
    };
    const { showRHSPlugin, toggleRHSPlugin } = registry.registerRightHandSidebarComponent(around(Sidebar), english['app.name']);
    const toggle = () => void store.dispatch(toggleRHSPlugin);
    const Icon = around(ChannelIcon);
    registry.registerChannelHeaderButtonAction(<Icon />, toggle, english['app.name'], english['app.toggle']);
    registry.registerPostTypeComponent(PIPELINE_POST_TYPE, around(PipelineCard));
    registry.registerPopoverUserAttributesComponent(around(PopoverLine));
    registry.registerAdminConsoleCustomSetting('Configuration', around(ConfigurationSetting), { showTitle: false });
    for (const setting of ownSettings) {
      registry.registerAdminConsoleCustomSetting(setting.key, around(drawSetting(setting)), { showTitle: false });
    }
    registry.registerWebSocketEventHandler(`custom_${PLUGIN_ID}_${PIPELINE_CHANGED}`, ({ data }) => {
      const ended = followChange(store.dispatch, data);
      if (ended !== undefined) store.dispatch(topicChanged({ topic: 'pipelines', channel_id: ended }));
    });
    registry.registerWebSocketEventHandler(`custom_${PLUGIN_ID}_${LOG_WANTED}`, ({ data }) => {
      const target = wantedTarget(data);
      if (target !== undefined) doors.openLog(target);
    });
    registry.registerWebSocketEventHandler(`custom_${PLUGIN_ID}_${TOPIC_CHANGED}`, ({ data }) => {
      if (isTopicMessage(data)) store.dispatch(topicChanged(data));
    });
    registry.registerWebSocketEventHandler(`custom_${PLUGIN_ID}_${RUN_CHANGED}`, ({ data }) => followRun(store.dispatch, data));
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
