// Tells channels once what became of their subscriptions' projects, and of the right of who made them.

import type { ChannelId } from '../ci/ids.ts';
import type { Log } from '../platform/log.ts';
import { codeSpan } from '../rendering/code-span.ts';
import { escape } from '../rendering/escape.ts';
import type { StoredSubscription, SubscriptionNews, UntoldNews } from './subscription.ts';

export interface LifeWordsPorts {
  readonly life: { takeNews(): Promise<readonly UntoldNews[]>; told(ids: readonly string[]): Promise<void> };
  names(userIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  titleOf(provider: string): string;
  /** How somebody subscribes to it again, as a command; how they link an account. */
  commands(subscription: StoredSubscription): { readonly again: string; readonly connect: string };
  post(channel: ChannelId, message: string): Promise<unknown>;
  readonly log: Log;
}

/** A crash in between tells it twice rather than never. Never rejects. */
export async function announceLife(ports: LifeWordsPorts): Promise<void> {
  try {
    for (const each of await ports.life.takeNews()) {
      // One channel that takes no post must not keep the others from theirs.
      await tell(ports, each).catch((error: unknown) => {
        ports.log.warn('A channel could not be told what became of a subscription; it will be later', { reason: String(error) });
      });
    }
  } catch (error) {
    ports.log.warn('Channels are told later what became of their subscriptions', { reason: String(error) });
  }
}

async function tell(ports: LifeWordsPorts, { id, news, subscription }: UntoldNews): Promise<void> {
  const who = escape((await ports.names([subscription.creatorId])).get(subscription.creatorId) ?? 'Somebody who is gone');
  await ports.post(subscription.channelId, sentence(news, subscription, who, ports));
  await ports.life.told([id]);
}

function sentence(news: SubscriptionNews, subscription: StoredSubscription, who: string, ports: LifeWordsPorts): string {
  const title = escape(ports.titleOf(subscription.provider));
  const { again, connect } = ports.commands(subscription);
  const which = `Subscription ${subscription.number} of this channel (${title} ${codeSpan(subscription.project)})`;
  const over = `Anybody who may read it takes it over with ${codeSpan(again)}; ${codeSpan(`/ci unsubscribe ${subscription.number}`)} ends it.`;
  switch (news.kind) {
    case 'renamed':
      return `${title} ${codeSpan(news.from)} is called ${codeSpan(news.to)} now. Subscription ${subscription.number} of this channel follows it.`;
    case 'archived':
      return `${which} is of a project that was archived: nothing will come of it until that is taken back. ${codeSpan(`/ci unsubscribe ${subscription.number}`)} ends it.`;
    case 'unarchived':
      return `${which} goes on: its project is not archived any more.`;
    case 'regained':
      return `${which} goes on: ${who} may read it.`;
    case 'doubted':
      return `${which} was made by ${who}, ${reason(news.why, title)}. It goes on until ${new Date(news.until).toISOString().slice(0, 16).replace('T', ' ')} UTC. ${news.why === 'account' ? `${who} can connect again with ${codeSpan(connect)}. ` : ''}${over}`;
    case 'stopped':
      return news.why === 'deleted'
        ? `${which} has ended: its project was deleted. ${codeSpan(`/ci unsubscribe ${subscription.number}`)} takes it off the list.`
        : `${which} has stopped, since nobody answers for it: it was made by ${who}, ${reason(news.why, title)}. ${over}`;
  }
}

function reason(why: 'account' | 'access', title: string): string {
  return why === 'account' ? `who is not connected to ${title} any more` : `to whom ${title} does not show it any more`;
}
