// Finds our part of Mattermost's store.
import { PLUGIN_ID } from '@ci-command-center/contract';
import type { PipelineView } from '@ci-command-center/contract';
import { dig, isRecord } from '../host/guard.ts';
import { initialState, noChannel } from './slice.ts';
import type { ChannelPipelines, PipelinesState } from './slice.ts';

/** Only our reducer writes under our key, so finding its two maps is check enough. */
function isPipelinesState(value: unknown): value is PipelinesState {
  return isRecord(value) && isRecord(value['byKey']) && isRecord(value['channels']);
}

export function pipelinesState(state: unknown): PipelinesState {
  const ours = dig(state, `plugins-${PLUGIN_ID}`, 'pipelines');
  return isPipelinesState(ours) ? ours : initialState;
}

export function channelPipelines(state: unknown, channelId: string): ChannelPipelines {
  return pipelinesState(state).channels[channelId] ?? noChannel;
}

/** By its own key, or by the one that it had in the queue. */
export function pipelineByKey(state: unknown, { key, number }: Pick<PipelineView, 'key' | 'number'>): PipelineView | undefined {
  const { byKey } = pipelinesState(state);
  return (number === '' ? Object.values(byKey).find(({ replaces }) => replaces?.includes(key)) : undefined) ?? byKey[key];
}
