// The doors into the sidebar: each chooses what it shows, and brings it on screen.
import type { Action, Store } from 'redux';
import { logOpened } from '../log-viewer/slice.ts';
import type { Doors } from './doors.tsx';
import { CHOSEN_TAB, keep } from './kept.ts';
import { currentChannelId } from './state.ts';

/** `show` is Mattermost's own action that opens our sidebar. */
export function createDoors(store: Pick<Store, 'dispatch' | 'getState'>, show: () => Action): Doors {
  const openTab = (id: string): void => {
    keep(store, CHOSEN_TAB, id);
    store.dispatch(show());
  };
  return {
    openTab,
    openLog(target) {
      store.dispatch(logOpened({ channelId: currentChannelId(store.getState()), target }));
      openTab('log');
    },
  };
}
