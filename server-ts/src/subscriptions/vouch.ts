// Who subscribes a channel to a project answers for it: they must be able to read it themselves, as their own account sees it.
//
// A webhook brings the news of private projects whoever asks for them. Where people can link accounts, nobody brings to a channel what
// they may not read; where they cannot, there is nobody to ask, and a system administrator's webhook decides (docs/decisions/0008).

import type { Reach } from '../ci/account.ts';
import type { Connection } from '../ci/connection.ts';
import type { Instant } from '../ci/pipeline.ts';
import type { LookAtPlace, Place } from '../ci/place.ts';
import { asProblem, CiError } from '../platform/errors.ts';
import { nextCheck } from './pace.ts';
import type { KnownPlace, NewSubscription } from './subscription.ts';

export interface VouchPorts {
  /** Those of a provider, as they are configured. */
  connections(provider: string): readonly Connection[];
  /** Undefined where the CI system cannot be asked, or nobody can link an account there. */
  look(connection: Connection): LookAtPlace | undefined;
  /** Throws CI_ACCOUNT_… */
  as(userId: string, connection: Connection): Promise<Reach>;
  anybody(connection: Connection): Reach;
  isAdministrator(userId: string): Promise<boolean>;
  now(): Instant;
  /** From 0 up to 1. */
  random(): number;
}

/**
 * The wish with what is known of its project. Throws CiError CI_SUBSCRIPTION_UNKNOWN, CI_SUBSCRIPTION_FORBIDDEN or
 * CI_SUBSCRIPTION_CONFIDENTIAL, CI_SUBSCRIPTION_WIDE, and what asking throws.
 */
export async function vouch(wish: NewSubscription, ports: VouchPorts): Promise<NewSubscription> {
  const all = ports.connections(wish.provider);
  const connection = all.find(({ name }) => name === wish.connection) ?? all.find(({ preferred }) => preferred === true) ?? all[0];
  const look = connection && ports.look(connection);
  if (connection === undefined || look === undefined) return wish;
  const base = baseOf(wish.project);
  const isPlace = base === wish.project || wish.project === `${base}/**`;
  // Elsewhere another project may have the same path. A place says by itself where it is.
  const pinned = all.length > 1 || (base !== '' && !isPlace) ? { ...wish, connection: connection.name } : wish;
  if (base === '') return await forAdministrators(pinned, ports);
  const place = await seen(look, base, wish, connection, ports);
  demandRight(place, wish);
  const project = place.kind === 'group' && base === wish.project ? `${place.path}/**` : `${place.path}${wish.project.slice(base.length)}`;
  const now = ports.now();
  return {
    ...pinned,
    project,
    ...(isPlace && { place: knownPlace(place, connection.name) }),
    checkedAt: now,
    checkAt: nextCheck(now, ports.random),
  };
}

export function knownPlace({ kind, id, open, archived }: Place, connection: string): KnownPlace {
  return { kind, connection, id, open, archived };
}

/** What stands before the first wildcard, as whole names: `city/**` → `city`, `city/a*` → `city`, a wildcard at first → nothing. */
export function baseOf(project: string): string {
  const wild = project.search(/[*?\\]/);
  return wild < 0 ? project : project.slice(0, Math.max(0, project.lastIndexOf('/', wild)));
}

async function forAdministrators(wish: NewSubscription, { isAdministrator }: VouchPorts): Promise<NewSubscription> {
  if (await isAdministrator(wish.creatorId)) return wish;
  throw new CiError(
    'CI_SUBSCRIPTION_WIDE',
    'Only system administrators subscribe a channel to every project there is.',
    'Name a project or a group of which you are a member.',
  );
}

/** Who has no account sees what everybody does. */
async function seen(look: LookAtPlace, path: string, wish: NewSubscription, connection: Connection, ports: VouchPorts): Promise<Place> {
  const { reach, problem } = await reachOf(wish.creatorId, connection, ports);
  const place = await look({ path }, reach).catch((error: unknown) => {
    throw problem ?? error;
  });
  if (problem !== undefined && (place === undefined || place.right === 'none' || isConfidential(wish))) throw problem;
  if (place !== undefined && isAbout(place, path, wish)) return place;
  throw new CiError(
    'CI_SUBSCRIPTION_UNKNOWN',
    `There is no project or group ${path}, or you may not see it.`,
    'Type its whole path, or paste its address.',
  );
}

/** What is below a pattern's base are projects: a project has none. */
function isAbout({ kind }: Place, path: string, { project }: NewSubscription): boolean {
  return kind === 'group' || project === path;
}

async function reachOf(
  userId: string,
  connection: Connection,
  { as, anybody }: VouchPorts,
): Promise<{ readonly reach: Reach; readonly problem?: CiError }> {
  try {
    return { reach: await as(userId, connection) };
  } catch (error) {
    const problem = asProblem(error);
    if (!problem.code.startsWith('CI_ACCOUNT_')) throw error;
    return { reach: anybody(connection), problem };
  }
}

function demandRight({ right, kind, path }: Place, wish: NewSubscription): void {
  if (right === 'none')
    throw new CiError(
      'CI_SUBSCRIPTION_FORBIDDEN',
      `You may see ${path}, but not bring its news to a channel: that takes more than a guest’s role.`,
      kind === 'group'
        ? 'Ask to be a member of the group, or subscribe to its public projects one by one.'
        : 'Ask a maintainer of the project for a role that may read its code.',
    );
  if (isConfidential(wish) && right !== 'confidential')
    throw new CiError(
      'CI_SUBSCRIPTION_CONFIDENTIAL',
      `You may not read confidential issues of ${path}.`,
      'Leave them out, or ask a maintainer for a role that may.',
    );
}

function isConfidential({ events }: NewSubscription): boolean {
  return events.includes('confidential_issue');
}
