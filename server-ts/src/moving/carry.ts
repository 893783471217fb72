// Brings along what is wanted of an earlier plugin: its connections, and its subscriptions with whose right they rest on.

import { toChannelId } from '../ci/ids.ts';
import type { EarlierSubscription } from '../ci/earlier.ts';
import { asProblem, CiError } from '../platform/errors.ts';
import type { NewSubscription } from '../subscriptions/subscription.ts';
import type { Found } from './look.ts';
import type { MovingPorts } from './ports.ts';

export interface Carried {
  readonly made: number;
  /** Of those: whose maker has yet to link an account. */
  readonly unseen: number;
  readonly refused: readonly { readonly found: EarlierSubscription; readonly problem: CiError }[];
}

/** Each throws what the desk throws; those before it are here then. Answers the names. */
export async function carryConnections({ mover, connections }: Found, { desk }: MovingPorts): Promise<readonly string[]> {
  const wanted = connections.filter(({ standing }) => standing !== 'here');
  for (const { name, found } of wanted)
    await desk.put(mover.provider, { name, url: found.url, ...(found.oauth !== undefined && { oauth: found.oauth }) });
  return wanted.map(({ name }) => name);
}

/** `userId`: who answers for those whose maker is gone. One after the other: each asks the CI system. */
export async function carrySubscriptions(found: Found, userId: string, ports: MovingPorts): Promise<Carried> {
  const refused: { found: EarlierSubscription; problem: CiError }[] = [];
  let [made, unseen] = [0, 0];
  for (const { found: each, standing } of found.subscriptions) {
    if (standing !== 'new') continue;
    try {
      const isSeen = await carry(each, found, userId, ports);
      made += 1;
      if (!isSeen) unseen += 1;
    } catch (error) {
      const problem = asProblem(error);
      if (problem.code === 'CI_UNEXPECTED') throw error;
      refused.push({ found: each, problem });
    }
  }
  if (unseen > 0) await ports.subscriptions.look();
  return { made, unseen, refused };
}

/**
 * False where its maker has linked no account here yet. What the earlier plugin told that channel goes on for some days then, and the
 * channel learns whose account is wanted: the same as of an account that has ended.
 */
async function carry(each: EarlierSubscription, { mover, home }: Found, userId: string, ports: MovingPorts): Promise<boolean> {
  const isThere = each.creatorId !== '' && (await ports.isPerson(each.creatorId));
  const wish: NewSubscription = {
    channelId: toChannelId(each.channelId),
    creatorId: isThere ? each.creatorId : userId,
    provider: mover.provider,
    project: each.project,
    branches: [],
    events: each.events,
    createdAt: ports.now(),
    ...(each.labels.length > 0 && { labels: each.labels }),
    ...(home !== undefined && home.name !== 'default' && { connection: home.name }),
  };
  try {
    await ports.subscriptions.subscribe(wish);
    return true;
  } catch (error) {
    if (!isThere || !(error instanceof CiError) || !error.code.startsWith('CI_ACCOUNT_')) throw error;
    await ports.subscriptions.trust({ ...wish, ...(home !== undefined && { connection: home.name }), checkAt: ports.now() });
    return false;
  }
}
