// One pipeline's news → its post in each channel: made once, edited in place when that tells something new.
import type { PipelineView } from '@ci-command-center/contract';
import type { ChannelId, SubjectKey } from '../ci/ids.ts';
import type { Clock } from '../platform/clock.ts';
import type { Card, Cards } from '../storage/index.ts';
import type { Live, PostContent, Posts } from './ports.ts';

export interface DeliveryPorts {
  /** The ledger: which post shows which pipeline in which channel. */
  readonly ledger: Cards;
  readonly posts: Posts;
  readonly live: Live;
  readonly now: Clock;
  /** When the stored post is worth another edit (rendering). */
  readonly shouldEdit: (question: { before: string; after: string; edits: number }) => boolean;
}

export interface News {
  readonly pipeline: SubjectKey;
  readonly view: PipelineView;
  readonly content: PostContent;
  /** What the content says, as rendering's `substance` puts it. */
  readonly substance: string;
  readonly destinations: readonly { readonly channelId: ChannelId; readonly speak: boolean }[];
}

export type Deliver = (news: News) => Promise<void>;

/** Rejects when the server or the database did not take it; delivering the same news again then makes nothing twice. */
export function createDelivery(ports: DeliveryPorts): Deliver {
  return async (news) => {
    const channels = news.destinations.map(({ channelId }) => channelId);
    const rows = await ports.ledger.open(news.pipeline, channels);
    for (const row of rows) ports.live.publish(row.channel, news.view);
    for (const row of rows) await show(ports, news, row);
  };
}

/** A channel that no route names any more keeps its card up to date. */
async function show(ports: DeliveryPorts, news: News, row: Card): Promise<void> {
  if (row.gone) return;
  if (row.post !== undefined) return edit(ports, news, row);
  const speaks = news.destinations.some(({ channelId, speak }) => speak && channelId === row.channel);
  if (speaks || row.claimedAt !== undefined) await post(ports, news, row);
}

/** The claim comes first: should we die before the post is noted, the next one looks for it instead of posting again. */
async function post(ports: DeliveryPorts, news: News, row: Card): Promise<void> {
  const { ledger, posts, now } = ports;
  const { pipeline, content, substance } = news;
  if (row.claimedAt === undefined) await ledger.claim(pipeline, row.channel, now());
  const found = row.claimedAt === undefined ? undefined : await posts.find(row.channel, pipeline, row.claimedAt);
  if (found === undefined) {
    await ledger.posted(pipeline, row.channel, await posts.create(row.channel, content), substance);
    return;
  }
  // What it says is what was true before the crash.
  await ledger.posted(pipeline, row.channel, found, '');
  await edit(ports, news, { ...row, post: found, substance: '' });
}

async function edit({ ledger, posts, shouldEdit }: DeliveryPorts, news: News, row: Card): Promise<void> {
  if (row.post === undefined || !shouldEdit({ before: row.substance ?? '', after: news.substance, edits: row.edits })) return;
  const outcome = await posts.update(row.post, news.content);
  if (outcome === 'gone') await ledger.removed(news.pipeline, row.channel);
  else await ledger.edited(news.pipeline, row.channel, news.substance);
}
