// The sentence the plugin performs with the stored deliveries of one pipeline: normalise → merge → route → render → deliver.
import type { Connection } from './ci/connection.ts';
import type { CiEvent, PipelineEvent } from './ci/event.ts';
import type { ChannelId } from './ci/ids.ts';
import { merge } from './ci/merge.ts';
import type { Provider } from './ci/provider.ts';
import type { PipelineState } from './ci/state.ts';
import type { Deliver } from './delivery/index.ts';
import type { Clock } from './platform/clock.ts';
import { substance } from './rendering/edits.ts';
import { renderPipeline } from './rendering/pipeline-card.ts';
import { cardToPost } from './rendering/pipeline-post.ts';
import { toView } from './rendering/view.ts';
import { decide, type Notify, type Room } from './routing/decide.ts';
import type { Pipelines, StoredDelivery } from './storage/index.ts';

export interface FlowPorts {
  readonly pipelines: Pick<Pipelines, 'merge'>;
  notify(): Notify;
  channelOf(room: Room): Promise<ChannelId>;
  readonly deliver: Deliver;
  readonly now: Clock;
}

/** The provider and the connection that a delivery came by. */
export interface Sender {
  readonly provider: Provider;
  readonly connection: Connection;
}

/** The event that a stored delivery tells, or why it tells none. Pure. */
export function normalise({ provider, connection }: Sender, { headers, query, body }: StoredDelivery): CiEvent | string {
  const reading = provider.read({ headers: new Headers(headers), query: new URLSearchParams(query), body }, connection);
  return reading.kind === 'event' ? reading.event : reading.reason;
}

/**
 * Tells the news of one pipeline, however many deliveries brought them, at once. Rejects when Mattermost or the database did not
 * take it: telling them again then repeats nothing.
 */
export function createFlow(ports: FlowPorts): (provider: Provider, events: readonly [PipelineEvent, ...PipelineEvent[]]) => Promise<void> {
  return async (provider, events) => {
    const { key } = events[0].pipeline;
    const learn = (known: PipelineState | undefined): PipelineState => {
      const [first, ...more] = events;
      return more.reduce<PipelineState>((state, event) => merge(state, event), merge(known, first));
    };
    const { state, revision, updatedAt } = await ports.pipelines.merge(key, learn, ports.now());
    const rooms = decide({ state, notify: ports.notify(), defaultRooms: ['builds'] });
    const destinations = await Promise.all(rooms.map(async ({ room, speak }) => ({ channelId: await ports.channelOf(room), speak })));
    const view = toView(state, revision, updatedAt, provider.title);
    const content = cardToPost(renderPipeline(state, { providerTitle: provider.title }), view);
    await ports.deliver({ pipeline: key, view, content, substance: substance(state), destinations });
  };
}
