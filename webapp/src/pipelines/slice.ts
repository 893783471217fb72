// The pipelines this page knows, and which channel shows which: changed by loading and by live messages, in any order.
import { createSlice } from '@reduxjs/toolkit';
import type { PayloadAction } from '@reduxjs/toolkit';
import type { ApiError, PipelineList, PipelineView } from '@ci-command-center/contract';
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
  /** How many are kept: a page, and another one for each page of older ones. */
  readonly limit: number;
  /** Where older ones begin; absent when there are none. */
  readonly older?: string;
  readonly loadingOlder?: boolean;
  /** As in {@link PipelineList}; kept while an answer is awaited. */
  readonly refused?: readonly string[];
  /** Why older ones could not be had. */
  readonly olderError?: ApiError;
}

export interface PipelinesState {
  readonly byKey: Readonly<Record<string, PipelineView>>;
  /** In the order of use, the latest last. */
  readonly channels: Readonly<Record<string, ChannelPipelines>>;
}

const MAX_CHANNELS = 20;
const PAGE = 50;
/** Nobody reads further down; more would fill the page's memory. */
const MAX_PIPELINES_PER_CHANNEL = 1000;

export const noChannel: ChannelPipelines = { keys: [], fresh: [], phase: 'idle', loaded: false, limit: PAGE };
export const initialState: PipelinesState = { byKey: {}, channels: {} };

type ByKey = PipelinesState['byKey'];
type Of<T> = PayloadAction<{ readonly channelId: string } & T>;

function withNewer(byKey: ByKey, views: readonly PipelineView[]): ByKey {
  const newer = views.filter((view) => isNews(view, byKey[view.key]));
  return newer.length === 0 ? byKey : { ...byKey, ...Object.fromEntries(newer.map((view) => [view.key, withChat(view, byKey[view.key])])) };
}

/** What chat knows of a run is told with its live changes; an answer to a load knows the CI system's side only. */
function withChat(view: PipelineView, { startedFromChat: startedBy, replaces }: Partial<PipelineView> = {}): PipelineView {
  return { ...(startedBy !== undefined && { startedFromChat: startedBy }), ...(replaces !== undefined && { replaces }), ...view };
}

function latestFirst(byKey: ByKey, keys: Iterable<string>, limit: number): string[] {
  const updated = (key: string) => byKey[key]?.updatedAt ?? 0;
  return [...new Set(keys)].sort((a, b) => updated(b) - updated(a)).slice(0, limit);
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
  const held = Object.entries(state.byKey);
  const byKey = held.length === shown.size ? state.byKey : Object.fromEntries(held.filter(([key]) => shown.has(key)));
  return { byKey, channels: Object.fromEntries(kept) };
}

function stale(known: ChannelPipelines): ChannelPipelines {
  const { error: _, ...channel } = known;
  return { ...channel, phase: 'idle' };
}

/** Of the first page: the pages of older ones that were loaded before stay below it. */
function withFirstPage(byKey: ByKey, channel: ChannelPipelines, { pipelines, older, refused }: PipelineList): ChannelPipelines {
  const end = pipelines.at(-1)?.updatedAt ?? 0;
  const below = older === undefined ? [] : channel.keys.filter((key) => (byKey[key]?.updatedAt ?? 0) < end);
  const known = [...pipelines.map(({ key }) => key), ...channel.fresh, ...below];
  const { older: _, error: __, refused: ___, ...rest } = channel;
  const next = below.length > 0 && channel.limit > PAGE ? channel.older : older;
  return {
    ...rest,
    keys: latestFirst(byKey, withoutReplaced(known, pipelines), channel.limit),
    fresh: [],
    phase: 'ready',
    loaded: true,
    ...(next !== undefined && { older: next }),
    ...(refused !== undefined && { refused }),
  };
}

function withOlder(byKey: ByKey, channel: ChannelPipelines, { pipelines, older }: PipelineList): ChannelPipelines {
  const limit = Math.min(MAX_PIPELINES_PER_CHANNEL, channel.limit + pipelines.length);
  const keys = latestFirst(byKey, [...channel.keys, ...pipelines.map(({ key }) => key)], limit);
  const { older: _, olderError: __, loadingOlder: ___, ...rest } = channel;
  return { ...rest, keys, limit, ...(older !== undefined && limit < MAX_PIPELINES_PER_CHANNEL && { older }) };
}

const channelIn = (state: PipelinesState, channelId: string): ChannelPipelines => state.channels[channelId] ?? noChannel;

const slice = createSlice({
  name: 'ci/pipelines',
  initialState,
  reducers: {
    loadStarted: (state: PipelinesState, { payload: { channelId } }: Of<object>) => {
      const { error: _, ...channel } = channelIn(state, channelId);
      return withChannel(state, channelId, { ...channel, fresh: [], phase: 'loading' });
    },
    loaded: (state: PipelinesState, { payload: { channelId, ...list } }: Of<PipelineList>) => {
      const byKey = withNewer(state.byKey, list.pipelines);
      return withChannel({ ...state, byKey }, channelId, withFirstPage(byKey, channelIn(state, channelId), list));
    },
    loadFailed: (state: PipelinesState, { payload: { channelId, error } }: Of<{ readonly error: ApiError }>) =>
      withChannel(state, channelId, { ...channelIn(state, channelId), phase: 'failed', error }),
    olderStarted: (state: PipelinesState, { payload: { channelId } }: Of<object>) => {
      const { olderError: _, ...channel } = channelIn(state, channelId);
      return withChannel(state, channelId, { ...channel, loadingOlder: true });
    },
    olderLoaded: (state: PipelinesState, { payload: { channelId, ...list } }: Of<PipelineList>) => {
      const byKey = withNewer(state.byKey, list.pipelines);
      return withChannel({ ...state, byKey }, channelId, withOlder(byKey, channelIn(state, channelId), list));
    },
    olderFailed: (state: PipelinesState, { payload: { channelId, error } }: Of<{ readonly error: ApiError }>) =>
      withChannel(state, channelId, { ...channelIn(state, channelId), loadingOlder: false, olderError: error }),
    pipelineChanged: (state: PipelinesState, { payload: { channelId, pipeline } }: Of<{ readonly pipeline: PipelineView }>) => {
      const { key } = pipeline;
      const byKey = withNewer(state.byKey, [pipeline]);
      const channel = channelIn(state, channelId);
      const keys = latestFirst(byKey, [key, ...withoutReplaced(channel.keys, [pipeline])], channel.limit);
      const fresh = latestFirst(byKey, [key, ...withoutReplaced(channel.fresh, [pipeline])], PAGE);
      return withChannel({ ...state, byKey }, channelId, { ...channel, keys, fresh });
    },
    /** Messages may have been missed: whatever is on screen asks again. */
    reconnected: (state: PipelinesState) => ({
      ...state,
      channels: Object.fromEntries(Object.entries(state.channels).map(([id, channel]) => [id, stale(channel)])),
    }),
  },
});

export const { loadStarted, loaded, loadFailed, olderStarted, olderLoaded, olderFailed, pipelineChanged, reconnected } = slice.actions;
export const pipelinesReducer = slice.reducer;
