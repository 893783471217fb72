// What the websocket told of runs, the newest of each: it is shown at once, and the server is asked for the rest.
import { createSlice } from '@reduxjs/toolkit';
import type { PayloadAction } from '@reduxjs/toolkit';
import type { Dispatch } from 'redux';
import { PLUGIN_ID } from '@ci-command-center/contract';
import type { RunView } from '@ci-command-center/contract';
import { topicChanged } from '../host/live.ts';
import { dig, isRecord } from '../host/guard.ts';
import { isRun, isRunMessage } from './guard.ts';

interface LiveRun {
  readonly channelId: string;
  readonly run: RunView;
}

/** By id, the one that changed last at the end. */
type LiveRuns = Readonly<Record<string, LiveRun>>;

/** Older ones are known to whoever asks the server. */
const MOST = 100;

const initialState: LiveRuns = {};
const slice = createSlice({
  name: 'ci/runs',
  initialState,
  reducers: {
    runChanged: (state: LiveRuns, { payload }: PayloadAction<LiveRun>): LiveRuns => {
      const { id, revision } = payload.run;
      if ((state[id]?.run.revision ?? -1) >= revision) return state;
      const others = Object.entries(state).filter(([known]) => known !== id);
      return Object.fromEntries([...others.slice(1 - MOST), [id, payload] as const]);
    },
  },
});

export const runsReducer = slice.reducer;

const none: LiveRuns = {};

export function liveRuns(state: unknown): Readonly<Record<string, unknown>> {
  const runs = dig(state, `plugins-${PLUGIN_ID}`, 'runs');
  return isRecord(runs) ? runs : none;
}

export function runsOf(live: Readonly<Record<string, unknown>>, channelId: string): readonly RunView[] {
  return Object.values(live).flatMap((each) => {
    const run = dig(each, 'run');
    return dig(each, 'channelId') === channelId && isRun(run) ? [run] : [];
  });
}

/** Takes the payload of a message about a run; one that is not whole is left out, the next question to the server brings it. */
export function followRun(dispatch: Dispatch, payload: unknown): void {
  if (!isRunMessage(payload)) return;
  const run = parsed(payload.run);
  if (!isRun(run)) return;
  dispatch(slice.actions.runChanged({ channelId: payload.channel_id, run }));
  // What this person may do with it now is not in a message to many.
  dispatch(topicChanged({ topic: 'intents', channel_id: payload.channel_id }));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
