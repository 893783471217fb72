// Which log the sidebar shows in each channel.
import { createSlice } from '@reduxjs/toolkit';
import type { PayloadAction } from '@reduxjs/toolkit';
import { PLUGIN_ID } from '@ci-command-center/contract';
import { dig, isOneOf, isString, optional, shape } from '../host/guard.ts';
import { currentChannelId } from '../host/state.ts';

export interface LogTarget {
  /** The channel by whose leave it is read. */
  readonly channelId: string;
  /** Of the pipeline. */
  readonly key: string;
  /** `team/app #14` */
  readonly title: string;
  /** Of the job by its id or name; that which tells most, when not said. */
  readonly job?: string;
  /** Where to begin: at the line that failed it, else at the end. */
  readonly at?: 'error';
}

interface Opened {
  /** The channel on screen. */
  readonly channelId: string;
  readonly target: LogTarget;
}

type LogState = Readonly<Record<string, LogTarget | undefined>>;

const initialState: LogState = {};
const isTarget = shape<LogTarget>({
  channelId: isString,
  key: isString,
  title: isString,
  job: optional(isString),
  at: optional(isOneOf<'error'>(['error'])),
});

const slice = createSlice({
  name: 'ci/log',
  initialState,
  reducers: {
    logOpened: (state: LogState, { payload: { channelId, target } }: PayloadAction<Opened>): LogState => ({
      ...state,
      [channelId]: target,
    }),
    logClosed: (state: LogState, { payload }: PayloadAction<string>): LogState => ({ ...state, [payload]: undefined }),
  },
});

export const { logOpened, logClosed } = slice.actions;
export const logReducer = slice.reducer;

/** The log that was opened while this channel was on screen. */
export function openTarget(state: unknown): LogTarget | undefined {
  const target = dig(state, `plugins-${PLUGIN_ID}`, 'log', currentChannelId(state));
  return isTarget(target) ? target : undefined;
}

/** Reads the payload of a `log_wanted` message. */
export function wantedTarget(payload: unknown): LogTarget | undefined {
  const target = { channelId: dig(payload, 'channel_id'), key: dig(payload, 'key'), title: dig(payload, 'title') };
  return isTarget(target) ? target : undefined;
}
