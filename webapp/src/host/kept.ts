// What a person chose in the sidebar of a channel (tab, filters …): kept for them and this channel, in the page and in the browser.
import * as React from 'react';
import { createSlice } from '@reduxjs/toolkit';
import type { PayloadAction } from '@reduxjs/toolkit';
import { useSelector, useStore } from 'react-redux';
import type { Store } from 'redux';
import { PLUGIN_ID } from '@ci-command-center/contract';
import { dig } from './guard.ts';
import type { Guard } from './guard.ts';
import { currentChannelId, currentUserId } from './state.ts';

type Kept = Readonly<Record<string, unknown>>;

const initialState: Kept = {};
const slice = createSlice({
  name: 'ci/kept',
  initialState,
  reducers: {
    kept: (state: Kept, { payload: { address, value } }: PayloadAction<{ address: string; value: unknown }>): Kept => ({
      ...state,
      [address]: value,
    }),
  },
});

export const keptReducer = slice.reducer;

/** The name under which the sidebar's chosen tab is kept. */
export const CHOSEN_TAB = 'tab';

/** Two people may use one browser. */
function addressOf(state: unknown, name: string): string {
  return [PLUGIN_ID, currentUserId(state), currentChannelId(state), name].join('/');
}

/** Browsers may refuse their storage, and anybody may have written into it. */
function read(address: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(address) ?? 'null');
  } catch {
    return null;
  }
}

/** Keeps `value` (anything that JSON holds) for the signed-in person and the channel on screen. */
export function keep({ dispatch, getState }: Pick<Store, 'dispatch' | 'getState'>, name: string, value: unknown): void {
  const address = addressOf(getState(), name);
  dispatch(slice.actions.kept({ address, value }));
  try {
    localStorage.setItem(address, JSON.stringify(value));
  } catch {
    // It is kept until the page is closed.
  }
}

/** As `useState`, but for the signed-in person and the channel on screen; what `guard` does not let through is `initial`. */
export function useKept<T>(name: string, guard: Guard<T>, initial: T): readonly [T, (value: T) => void] {
  const store = useStore();
  const address = useSelector((state: unknown) => addressOf(state, name));
  const before = React.useMemo(() => read(address), [address]);
  const now = useSelector((state: unknown) => dig(state, `plugins-${PLUGIN_ID}`, 'kept', address));
  const value = now ?? before;
  const set = React.useCallback((next: T) => keep(store, name, next), [store, name]);
  return [guard(value) ? value : initial, set];
}
