// The sentence the plugin performs with each stored delivery: normalise → route → render → deliver.
import type { Connection } from './ci/connection.ts';
import type { CiEvent } from './ci/event.ts';
import { merge } from './ci/merge.ts';
import type { Provider } from './ci/provider.ts';
import type { Deliver } from './delivery/index.ts';
import type { ChannelId } from './ci/ids.ts';
import type { Clock } from './platform/clock.ts';
import { cardToPost } from './rendering/pipeline-post.ts';
import { renderPipeline } from './rendering/pipeline-card.ts';
import { substance } from './rendering/edits.ts';
import { toView } from './rendering/view.ts';
import { decide, type Notify, type Room } from './routing/decide.ts';
import type { Pipelines, StoredDelivery } from './storage/index.ts';

export interface FlowPorts {
  readonly pipelines: Pick<Pipelines, 'merge'>;
  /** The provider and the connection a delivery came by; undefined when it is not configured any more. */
  sender(delivery: StoredDelivery): { readonly provider: Provider; readonly connection: Connection } | undefined;
  notify(): Notify;
  channelOf(room: Room): Promise<ChannelId>;
  readonly deliver: Deliver;
  readonly now: Clock;
}

export type Outcome = { readonly kind: 'done' } | { readonly kind: 'ignored'; readonly reason: string };

/** Performs it for one delivery. Rejects when Mattermost or the database did not take it: doing it again then repeats nothing. */
export function createFlow(ports: FlowPorts): (delivery: StoredDelivery) => Promise<Outcome> {
  return async (delivery) => {
    const sender = ports.sender(delivery);
    if (sender === undefined) return { kind: 'ignored', reason: 'Its connection is not configured any more.' };
    const headers = new Headers(delivery.headers);
    const reading = sender.provider.read({ headers, query: new URLSearchParams(delivery.query), body: delivery.body }, sender.connection);
    if (reading.kind !== 'event') return { kind: 'ignored', reason: reading.reason };
    await tell(ports, sender.provider, reading.event);
    return { kind: 'done' };
  };
}

async function tell(ports: FlowPorts, provider: Provider, event: CiEvent): Promise<void> {
  const { key } = event.pipeline;
  const { state, revision, updatedAt } = await ports.pipelines.merge(key, (known) => merge(known, event), ports.now());
  const rooms = decide({ state, previousStatus: undefined, notify: ports.notify(), defaultRooms: ['builds'] });
  const destinations = await Promise.all(rooms.map(async ({ room, speak }) => ({ channelId: await ports.channelOf(room), speak })));
  const view = toView(state, revision, updatedAt, provider.title);
  const content = cardToPost(renderPipeline(state, { providerTitle: provider.title }), view);
  await ports.deliver({ pipeline: key, view, content, substance: substance(state), destinations });
}
