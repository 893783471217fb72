// Registers the web app with Mattermost: sidebar, its button, the live card and the messages that move them.
import * as React from 'react';
import { combineReducers } from 'redux';
import type { Store } from 'redux';
import { PIPELINE_CHANGED, PIPELINE_POST_TYPE, PLUGIN_ID } from '@ci-command-center/contract';
import type { Registry } from './host/registry.ts';
import { Glyph } from './parts/icon.tsx';
import { followChange } from './pipelines/load.ts';
import { PipelineCard } from './pipelines/pipeline-card.tsx';
import { pipelinesReducer, reconnected } from './pipelines/slice.ts';
import { Sidebar } from './sidebar/sidebar.tsx';
import { english } from './text/english.ts';

class CiCommandCenter {
  initialize(registry: Registry, store: Store): void {
    registry.registerReducer(combineReducers({ pipelines: pipelinesReducer }));
    const { toggleRHSPlugin } = registry.registerRightHandSidebarComponent(Sidebar, english['app.name']);
    const toggle = () => void store.dispatch(toggleRHSPlugin);
    registry.registerChannelHeaderButtonAction(<Glyph name="pipeline" size={20} />, toggle, english['app.name'], english['app.toggle']);
    registry.registerPostTypeComponent(PIPELINE_POST_TYPE, PipelineCard);
    registry.registerWebSocketEventHandler(`custom_${PLUGIN_ID}_${PIPELINE_CHANGED}`, ({ data }) => followChange(store.dispatch, data));
    registry.registerReconnectHandler(() => void store.dispatch(reconnected()));
  }
}

window.registerPlugin(PLUGIN_ID, new CiCommandCenter());
