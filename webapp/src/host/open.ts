// The doors into the sidebar: each chooses what it shows, and brings it on screen.
import type { Action, Store } from 'redux';
import { OPEN_LOG } from '../log-viewer/target.ts';
import type { Doors } from './doors.tsx';
import { CHOSEN_TAB, keep } from './kept.ts';

/** `show` is Mattermost's own action that opens our sidebar. */
export function createDoors(store: Pick<Store, 'dispatch' | 'getState'>, show: () => Action): Doors {
  const openTab = (id: string): void => {
    keep(store, CHOSEN_TAB, id);
    store.dispatch(show());
  };
  return {
    openTab,
    openLog(target) {
      keep(store, OPEN_LOG, target);
      openTab('log');
    },
  };
}
