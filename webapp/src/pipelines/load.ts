// Asks the server for a channel's pipelines and follows the live changes of all channels.
import type { Dispatch, Store } from 'redux';
import { paths } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { request } from '../api/request.ts';
import { dig, isString } from '../host/guard.ts';
import { isActive } from './order.ts';
import { channelPipelines } from './select.ts';
import { loadFailed, loaded, loadStarted, olderFailed, olderLoaded, olderStarted, pipelineChanged } from './slice.ts';
import { isPipelineList, isPipelineView } from './view-guard.ts';

type Loader = Pick<Store, 'dispatch' | 'getState'>;

/** Asks unless an answer is already awaited; many cards and the sidebar may want the same channel in one moment. */
export async function loadPipelines({ dispatch, getState }: Loader, channelId: string): Promise<void> {
  if (channelId === '' || channelPipelines(getState(), channelId).phase === 'loading') return;
  dispatch(loadStarted({ channelId }));
  const answer = await request(pluginAddress(paths.pipelines, { channel_id: channelId }), isPipelineList);
  if (answer.ok) dispatch(loaded({ channelId, ...answer.value }));
  else dispatch(loadFailed({ channelId, error: answer.error }));
}

/** Asks for the page below the last one, if there is one. */
export async function loadOlder({ dispatch, getState }: Loader, channelId: string): Promise<void> {
  const { older, loadingOlder = false } = channelPipelines(getState(), channelId);
  if (older === undefined || loadingOlder) return;
  dispatch(olderStarted({ channelId }));
  const answer = await request(pluginAddress(paths.pipelines, { channel_id: channelId, before: older }), isPipelineList);
  if (answer.ok) dispatch(olderLoaded({ channelId, ...answer.value }));
  else dispatch(olderFailed({ channelId, error: answer.error }));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/**
 * Takes the payload of a `pipeline_changed` message; one that is not whole is left out, the next load brings it. Answers the channel
 * when it tells of an end.
 */
export function followChange(dispatch: Dispatch, payload: unknown): string | undefined {
  const channelId = dig(payload, 'channel_id');
  const json = dig(payload, 'pipeline');
  const pipeline = isString(json) ? parsed(json) : undefined;
  if (!isString(channelId) || !isPipelineView(pipeline)) return undefined;
  dispatch(pipelineChanged({ channelId, pipeline }));
  return isActive(pipeline.status) ? undefined : channelId;
}
