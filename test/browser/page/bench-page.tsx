// The sidebar alone, for measuring: the real bundle on the page's store, with messages made up here. `window.sidebarBench` is what the
// bench calls.
import * as React from 'react';
import * as ReactDOM from 'react-dom';
import * as ReactRedux from 'react-redux';
import * as Redux from 'redux';
import type { Change, SidebarBench } from './bench-window.ts';
import { registered, registryOf, type Plugin } from './registry.ts';
import { changeEntities, store } from './store.ts';
import { applyTheme } from './theme.ts';

const CHANNEL = 'benchbenchbenchbenchbench1';
const CHANGED = 'custom_ci-command-center_pipeline_changed';

const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

/** Answers after the next frame was painted. */
async function painted(): Promise<void> {
  await frame();
  await frame();
}

/** A change as the websocket brings it. */
function change(index: number, revision: number): void {
  const pipeline = JSON.stringify(window.sidebarBench.pipeline(index, revision));
  registered.socketHandlers.get(CHANGED)?.({ event: CHANGED, data: { channel_id: CHANNEL, pipeline } });
}

async function measureChange(index: number, revision: number): Promise<Change> {
  const touched = new Set<Element>();
  const observer = new MutationObserver((records) => {
    for (const { target } of records) {
      const row = (target instanceof Element ? target : target.parentElement)?.closest('.ci-row');
      if (row) touched.add(row);
    }
  });
  observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  const begun = performance.now();
  change(index, revision);
  await painted();
  const ms = performance.now() - begun;
  observer.disconnect();
  return { ms, rows: touched.size };
}

async function measureNothing(): Promise<number> {
  const begun = performance.now();
  await painted();
  return performance.now() - begun;
}

const bench: SidebarBench = {
  measureChange,
  measureNothing,
  async many(count: number, rows: number, revision: number): Promise<void> {
    for (let sent = 0; sent < count; sent += 1) {
      change(sent % rows, revision + sent);
      if (sent % 100 === 99) await frame();
    }
    await painted();
  },
  pipeline: (index: number, revision: number): object => ({
    key: `lab/default/1/${index}`,
    revision,
    provider: 'Lab',
    project: { path: 'platform/api', url: 'https://lab.example/platform/api' },
    number: String(index),
    url: `https://lab.example/platform/api/${index}`,
    status: 'running',
    ref: { kind: 'branch', name: 'main' },
    commit: { sha: 'a1b2c3d4e5f6', title: `Change ${revision} of the login` },
    stages: [
      { name: 'build', status: 'success' },
      { name: 'test', status: revision % 2 === 0 ? 'running' : 'failed' },
    ],
    jobs: [],
    createdAt: 1_000_000 - index,
    updatedAt: 1_000_000 + revision,
  }),
};

window.sidebarBench = bench;

const registerPlugin = (id: string, plugin: Plugin) => plugin.initialize(registryOf(id), store);
Object.assign(window, { React, ReactDOM, Redux, ReactRedux, basename: '', registerPlugin });
applyTheme('denim');
changeEntities(({ channels }) => ({ channels: { ...channels, currentChannelId: CHANNEL } }));

const script = document.createElement('script');
script.src = '/static/plugins/ci-command-center/main.js';
script.addEventListener('load', () => {
  const Sidebar = registered.sidebars[0]?.component;
  // As Mattermost mounts it.
  if (Sidebar !== undefined)
    ReactDOM.render(
      <ReactRedux.Provider store={store}>
        <Sidebar />
      </ReactRedux.Provider>,
      document.querySelector('#root'),
    );
});
document.head.append(script);
