// Which log the sidebar shows.
import { createSlice } from '@reduxjs/toolkit';
import type { PayloadAction } from '@reduxjs/toolkit';
import { PLUGIN_ID } from '@ci-command-center/contract';
import { dig, isString, shape } from '../host/guard.ts';

export interface LogTarget {
  readonly channelId: string;
  /** Of the pipeline. */
  readonly key: string;
  /** `team/app #14` */
  readonly title: string;
}

interface LogState {
  readonly target: LogTarget | undefined;
}

const initialState: LogState = { target: undefined };
const isTarget = shape<LogTarget>({ channelId: isString, key: isString, title: isString });

const slice = createSlice({
  name: 'ci/log',
  initialState,
  reducers: {
    logOpened: (_: LogState, { payload }: PayloadAction<LogTarget>): LogState => ({ target: payload }),
    logClosed: (): LogState => initialState,
  },
});

export const { logOpened, logClosed } = slice.actions;
export const logReducer = slice.reducer;

export function openTarget(state: unknown): LogTarget | undefined {
  const target = dig(state, `plugins-${PLUGIN_ID}`, 'log', 'target');
  return isTarget(target) ? target : undefined;
}

/** Reads the payload of a `log_wanted` message. */
export function wantedTarget(payload: unknown): LogTarget | undefined {
  const target = { channelId: dig(payload, 'channel_id'), key: dig(payload, 'key'), title: dig(payload, 'title') };
  return isTarget(target) ? target : undefined;
}
