// Mattermost's page as far as our components see it, for tests: its store, our reducer, and answers by msw.
import * as React from 'react';
import type { ReactNode } from 'react';
import { jest } from '@jest/globals';
import { act, render } from '@testing-library/react';
import { getResponse } from 'msw';
import type { RequestHandler } from 'msw';
import { Provider } from 'react-redux';
import { combineReducers, createStore } from 'redux';
import { PLUGIN_ID } from '@ci-command-center/contract';
import type { PipelineView, RunView } from '@ci-command-center/contract';
import { keptReducer } from '../host/kept.ts';
import { liveReducer } from '../host/live.ts';
import { followRun, runsReducer } from '../intents/slice.ts';
import { issuesReducer } from '../issues/slice.ts';
import { placesReducer } from '../places/slice.ts';
import { followChange } from './load.ts';
import { pipelinesReducer } from './slice.ts';

export const channelId = 'builds';

/** Shows `page` in a channel named `builds`; requests are answered by `handlers`, in the order of their list. */
export function openPage(
  page: ReactNode,
  handlers: readonly RequestHandler[],
  websocket: object = { connected: true, lastDisconnectAt: 0 },
) {
  const entities = { users: { currentUserId: 'alice' }, channels: { currentChannelId: channelId } };
  const root = combineReducers({
    [`plugins-${PLUGIN_ID}`]: combineReducers({
      pipelines: pipelinesReducer,
      kept: keptReducer,
      live: liveReducer,
      places: placesReducer,
      issues: issuesReducer,
      runs: runsReducer,
    }),
    entities: () => entities,
    websocket: () => websocket,
  });
  const store = createStore(root);
  const fetched = jest.fn(async (address: string, init?: RequestInit) => {
    const response = await getResponse([...handlers], new Request(new URL(address, 'http://localhost'), init));
    if (!response) throw new TypeError('no such address');
    return response;
  });
  Object.assign(globalThis, { fetch: fetched });
  const push = (pipeline: PipelineView) =>
    act(() => void followChange(store.dispatch, { channel_id: channelId, pipeline: JSON.stringify(pipeline) }));
  const pushRun = (run: RunView) => act(() => followRun(store.dispatch, { channel_id: channelId, run: JSON.stringify(run) }));
  return { ...render(<Provider store={store}>{page}</Provider>), store, fetched, push, pushRun };
}
