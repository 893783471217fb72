// What an earlier plugin kept, held against what is here: what would come along, what is here already, and what stays behind. Pure.

import type { Connection } from '../ci/connection.ts';
import type { EarlierConnection, EarlierContents, EarlierSubscription } from '../ci/earlier.ts';
import type { StoredSubscription } from '../subscriptions/subscription.ts';

export interface Survey {
  readonly connections: readonly ConnectionMove[];
  readonly subscriptions: readonly SubscriptionMove[];
  readonly unread: readonly string[];
  /** The connection that its subscriptions belong to; undefined while there is none of that address here. */
  readonly home: Connection | undefined;
}

export interface ConnectionMove {
  readonly found: EarlierConnection;
  /** `application`: its address is here, the application by which people link their accounts is not. */
  readonly standing: 'here' | 'application' | 'new';
  /** What it is or would be called here. */
  readonly name: string;
}

export interface SubscriptionMove {
  readonly found: EarlierSubscription;
  /** `archived`, `gone`: its channel. */
  readonly standing: 'new' | 'here' | 'archived' | 'gone';
}

export interface Here {
  readonly provider: string;
  readonly connections: readonly Connection[];
  readonly subscriptions: readonly StoredSubscription[];
  readonly channels: ReadonlyMap<string, 'open' | 'archived' | 'gone'>;
}

export function survey({ connections, subscriptions, unread }: EarlierContents, here: Here): Survey {
  const moves = connections.reduce<readonly ConnectionMove[]>((done, found) => [...done, connectionMove(found, here, done)], []);
  const [main] = moves;
  const seen = new Set<string>();
  return {
    connections: moves,
    subscriptions: subscriptions.flatMap((found) => {
      const key = `${found.channelId} ${found.project.toLowerCase()}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ found, standing: standingOf(found, here) }];
    }),
    unread,
    home: main === undefined || main.standing === 'new' ? undefined : here.connections.find(({ name }) => name === main.name),
  };
}

function connectionMove(found: EarlierConnection, { connections }: Here, before: readonly ConnectionMove[]): ConnectionMove {
  const known = connections.find(({ url }) => url !== '' && isSame(url, found.url));
  if (known !== undefined) {
    const wantsApplication = known.oauth === undefined && found.oauth !== undefined;
    return { found, standing: wantsApplication ? 'application' : 'here', name: known.name };
  }
  const isFree = (name: string): boolean => ![...connections, ...before].some((each) => each.name.toLowerCase() === name.toLowerCase());
  const usual = connections.some(({ name, url }) => name === 'default' && url !== '') || before.length > 0 ? [] : ['default'];
  const host = URL.parse(found.url)?.hostname ?? '';
  const wishes = [found.name, host].map((name) => name.toLowerCase().replaceAll(/[^a-z0-9._-]+/g, '-'));
  const free = wishes.filter((name) => /^[a-z0-9][a-z0-9._-]{0,63}$/.test(name) && isFree(name));
  return { found, standing: 'new', name: [...usual, ...free][0] ?? `earlier-${before.length + 1}` };
}

function isSame(left: string, right: string): boolean {
  return plain(left) === plain(right);
}

function plain(url: string): string {
  return url.replace(/\/+$/, '').toLowerCase();
}

function standingOf(
  { channelId, project }: EarlierSubscription,
  { provider, subscriptions, channels }: Here,
): SubscriptionMove['standing'] {
  const isHere = subscriptions.some(
    (each) => each.provider === provider && each.channelId === channelId && namesOf(each).includes(project.toLowerCase()),
  );
  if (isHere) return 'here';
  const channel = channels.get(channelId) ?? 'gone';
  return channel === 'open' ? 'new' : channel;
}

/** What was renamed since is the same. */
function namesOf({ project, formerPaths = [] }: StoredSubscription): readonly string[] {
  return [project.toLowerCase(), ...formerPaths];
}
