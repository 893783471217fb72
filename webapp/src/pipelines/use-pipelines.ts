// What a component needs to show pipelines: it is asked for when first wanted and again after a lost connection.
import * as React from 'react';
import { useSelector, useStore } from 'react-redux';
import type { PipelineView } from '@ci-command-center/contract';
import { loadPipelines } from './load.ts';
import { runningFirst } from './order.ts';
import { channelPipelines, pipelinesState } from './select.ts';
import type { ChannelPipelines } from './slice.ts';

/** Keeps a channel's pipelines loaded while `wanted`. Returns the channel and a function that asks again. */
export function useChannel(channelId: string, wanted = true): [ChannelPipelines, () => void] {
  const store = useStore();
  const channel = useSelector((state: unknown) => channelPipelines(state, channelId));
  const load = React.useCallback(() => void loadPipelines(store, channelId), [store, channelId]);
  const { phase } = channel;
  React.useEffect(() => {
    if (wanted && phase === 'idle') load();
  }, [wanted, phase, load]);
  return [channel, load];
}

/** The channel's pipelines in the order of the list. */
export function usePipelines({ keys }: ChannelPipelines): readonly PipelineView[] {
  const byKey = useSelector((state: unknown) => pipelinesState(state).byKey);
  return React.useMemo(() => runningFirst(keys.flatMap((key) => byKey[key] ?? [])), [keys, byKey]);
}
