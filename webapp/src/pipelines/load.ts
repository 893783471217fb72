// Asks the server for a channel's pipelines and follows the live changes of all channels.
import type { Dispatch, Store } from 'redux';
import { paths } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { request } from '../api/request.ts';
import { dig, isString } from '../host/guard.ts';
import { channelPipelines } from './select.ts';
import { loadFailed, loaded, loadStarted, pipelineChanged } from './slice.ts';
import { isPipelineList, isPipelineView } from './view-guard.ts';

type Loader = Pick<Store, 'dispatch' | 'getState'>;

/** Asks unless an answer is already awaited; many cards and the sidebar may want the same channel in one moment. */
export async function loadPipelines({ dispatch, getState }: Loader, channelId: string): Promise<void> {
  if (channelId === '' || channelPipelines(getState(), channelId).phase === 'loading') return;
  dispatch(loadStarted({ channelId }));
  const answer = await request(pluginAddress(paths.pipelines, { channel_id: channelId }), isPipelineList);
  if (answer.ok) dispatch(loaded({ channelId, pipelines: answer.value.pipelines }));
  else dispatch(loadFailed({ channelId, error: answer.error }));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Takes the payload of a `pipeline_changed` message; one that is not whole is left out, the next load brings it. */
export function followChange(dispatch: Dispatch, payload: unknown): void {
  const channelId = dig(payload, 'channel_id');
  const json = dig(payload, 'pipeline');
  const pipeline = isString(json) ? parsed(json) : undefined;
  if (isString(channelId) && isPipelineView(pipeline)) dispatch(pipelineChanged({ channelId, pipeline }));
}
