// What was seen of a project with its subscriber's account → what is noted of the subscription, and what its channel is told. Pure.

import type { Instant } from '../ci/pipeline.ts';
import type { Place } from '../ci/place.ts';
import { graceEnd, nextCheck, nextInDoubt } from './pace.ts';
import type { Doubt, Learned, StoredSubscription, SubscriptionNews } from './subscription.ts';
import { baseOf, knownPlace } from './vouch.ts';

export type Seen =
  | { readonly kind: 'seen'; readonly place: Place; readonly connection: string }
  /** Not shown to who made it, nor to anybody. */
  | { readonly kind: 'hidden'; readonly why: Doubt['why'] }
  /** The CI system could not be asked, or did not answer. */
  | { readonly kind: 'unknown' };

export interface Moment {
  readonly now: Instant;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** When the CI system may be asked again. */
  readonly until?: Instant | undefined;
}

export function lookAfter(subscription: StoredSubscription, seen: Seen, moment: Moment): Learned {
  const { now, random, until = 0 } = moment;
  switch (seen.kind) {
    case 'seen':
      return ofPlace(subscription, seen.place, seen.connection, moment);
    case 'hidden':
      return ofDoubt(subscription, seen.why, moment);
    case 'unknown':
      return { checkAt: Math.max(until, nextInDoubt(now, random)), news: [] };
  }
}

function ofPlace(subscription: StoredSubscription, place: Place, connection: string, { now, random }: Moment): Learned {
  const { doubt, stopped, place: known } = subscription;
  const project = renamed(subscription, place);
  const isBack = stopped !== undefined || doubt !== undefined;
  const wasArchived = known?.archived ?? false;
  const news: readonly SubscriptionNews[] = [
    ...(project === undefined ? [] : [{ kind: 'renamed', from: subscription.project, to: project } as const]),
    ...(place.archived === wasArchived ? [] : [{ kind: place.archived ? 'archived' : 'unarchived' } as const]),
    ...(isBack ? [{ kind: 'regained' } as const] : []),
  ];
  return {
    ...(project !== undefined && { project }),
    ...(isWhole(subscription) && { place: knownPlace(place, connection) }),
    checkedAt: now,
    checkAt: nextCheck(now, random),
    ...(isBack && { doubt: null, stopped: null }),
    news,
  };
}

/** A pattern of some of a group's projects follows no single place. */
function isWhole({ project }: StoredSubscription): boolean {
  const base = baseOf(project);
  return base === project || project === `${base}/**`;
}

function renamed({ project, place: known }: StoredSubscription, { kind, path }: Place): string | undefined {
  if (known === undefined) return undefined;
  const to = kind === 'group' ? `${path}/**` : path;
  return to.toLowerCase() === project.toLowerCase() ? undefined : to;
}

function ofDoubt({ doubt, stopped }: StoredSubscription, why: Doubt['why'], { now, random }: Moment): Learned {
  if (stopped !== undefined) return { checkAt: nextCheck(now, random), news: [] };
  const standing: Doubt = doubt?.why === why ? doubt : { why, since: doubt?.since ?? now };
  const until = graceEnd(standing);
  if (doubt !== undefined && until <= now)
    return { checkAt: nextCheck(now, random), doubt: null, stopped: { why, at: now }, news: [{ kind: 'stopped', why }] };
  const checkAt = Math.min(nextInDoubt(now, random), until);
  return { checkAt, doubt: standing, news: doubt === undefined ? [{ kind: 'doubted', why, until }] : [] };
}
