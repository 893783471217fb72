// The pipelines this page knows, and which channel shows which: changed by loading and by live messages, in any order.
import { createSlice } from '@reduxjs/toolkit';
import type { PayloadAction } from '@reduxjs/toolkit';
import type { ApiError, PipelineView } from '@ci-command-center/contract';
import { isNews } from './order.ts';

export interface ChannelPipelines {
  readonly keys: readonly string[];
  /** Keys that changed live since the last load was asked for; its answer may not know them yet. */
  readonly fresh: readonly string[];
  /** `idle`: nothing asked yet, or what we have may be old and is to be asked again by whoever shows it. */
  readonly phase: 'idle' | 'loading' | 'ready' | 'failed';
  /** An answer came at least once. */
  readonly loaded: boolean;
  readonly error?: ApiError;
}

export interface PipelinesState {
  readonly byKey: Readonly<Record<string, PipelineView>>;
  /** In the order of use, the latest last. */
  readonly channels: Readonly<Record<string, ChannelPipelines>>;
}

const MAX_CHANNELS = 20;
const MAX_PIPELINES_PER_CHANNEL = 50;

export const noChannel: ChannelPipelines = { keys: [], fresh: [], phase: 'idle', loaded: false };
export const initialState: PipelinesState = { byKey: {}, channels: {} };

function withNewer(byKey: PipelinesState['byKey'], views: readonly PipelineView[]): PipelinesState['byKey'] {
  const newer = views.filter((view) => isNews(view, byKey[view.key]));
  return newer.length === 0 ? byKey : { ...byKey, ...Object.fromEntries(newer.map((view) => [view.key, withChat(view, byKey[view.key])])) };
}

/** What chat knows of a run is told with its live changes; an answer to a load knows the CI system's side only. */
function withChat(view: PipelineView, { startedFromChat: startedBy, replaces }: Partial<PipelineView> = {}): PipelineView {
  return { ...(startedBy !== undefined && { startedFromChat: startedBy }), ...(replaces !== undefined && { replaces }), ...view };
}

function latestFirst(byKey: PipelinesState['byKey'], keys: Iterable<string>): string[] {
  const updated = (key: string) => byKey[key]?.updatedAt ?? 0;
  return [...new Set(keys)].sort((a, b) => updated(b) - updated(a)).slice(0, MAX_PIPELINES_PER_CHANNEL);
}

/** A queued run's view is over once the view of the run itself says so. */
function withoutReplaced(keys: readonly string[], views: readonly PipelineView[]): readonly string[] {
  const replaced = new Set(views.flatMap(({ replaces }) => replaces ?? []));
  return replaced.size === 0 ? keys : keys.filter((key) => !replaced.has(key));
}

/** Puts the channel last, forgets the channels not used for longest, and the pipelines that no channel shows any more. */
function withChannel(state: PipelinesState, channelId: string, channel: ChannelPipelines): PipelinesState {
  const others = Object.entries(state.channels).filter(([id]) => id !== channelId);
  const kept = [...others.slice(-(MAX_CHANNELS - 1)), [channelId, channel] as const];
  const shown = new Set(kept.flatMap(([, { keys }]) => keys));
  const byKey = Object.fromEntries(Object.entries(state.byKey).filter(([key]) => shown.has(key)));
  return { byKey, channels: Object.fromEntries(kept) };
}

function stale({ keys, fresh, loaded: hadAnswer }: ChannelPipelines): ChannelPipelines {
  return { keys, fresh, loaded: hadAnswer, phase: 'idle' };
}

const slice = createSlice({
  name: 'ci/pipelines',
  initialState,
  reducers: {
    loadStarted: (state: PipelinesState, { payload: { channelId } }: PayloadAction<{ channelId: string }>) => {
      const { keys, loaded } = state.channels[channelId] ?? noChannel;
      return withChannel(state, channelId, { keys, loaded, fresh: [], phase: 'loading' });
    },
    loaded: (state: PipelinesState, { payload }: PayloadAction<{ channelId: string; pipelines: readonly PipelineView[] }>) => {
      const byKey = withNewer(state.byKey, payload.pipelines);
      const { fresh } = state.channels[payload.channelId] ?? noChannel;
      const known = [...payload.pipelines.map(({ key }) => key), ...fresh];
      const keys = latestFirst(byKey, withoutReplaced(known, payload.pipelines));
      return withChannel({ ...state, byKey }, payload.channelId, { keys, fresh: [], phase: 'ready', loaded: true });
    },
    loadFailed: (state: PipelinesState, { payload }: PayloadAction<{ channelId: string; error: ApiError }>) => {
      const channel = state.channels[payload.channelId] ?? noChannel;
      return withChannel(state, payload.channelId, { ...channel, phase: 'failed', error: payload.error });
    },
    pipelineChanged: (state: PipelinesState, { payload }: PayloadAction<{ channelId: string; pipeline: PipelineView }>) => {
      const { key } = payload.pipeline;
      const byKey = withNewer(state.byKey, [payload.pipeline]);
      const channel = state.channels[payload.channelId] ?? noChannel;
      const keys = latestFirst(byKey, [key, ...withoutReplaced(channel.keys, [payload.pipeline])]);
      const fresh = latestFirst(byKey, [key, ...withoutReplaced(channel.fresh, [payload.pipeline])]);
      return withChannel({ ...state, byKey }, payload.channelId, { ...channel, keys, fresh });
    },
    /** Messages may have been missed: whatever is on screen asks again. */
    reconnected: (state: PipelinesState) => ({
      ...state,
      channels: Object.fromEntries(Object.entries(state.channels).map(([id, channel]) => [id, stale(channel)])),
    }),
  },
});

export const { loadStarted, loaded, loadFailed, pipelineChanged, reconnected } = slice.actions;
export const pipelinesReducer = slice.reducer;
