// Who asks, where, of which CI system: what the commands and calls of a provider are given.

import type { Asked } from '../ci/command.ts';
import type { Connection } from '../ci/connection.ts';
import { CiError } from '../platform/errors.ts';
import type { AnswerPorts, Place } from './ports.ts';

/** Milliseconds. */
const DAY = 86_400_000;

/** Throws CiError CI_PERSON_UNKNOWN for somebody who is gone. */
export async function askedOf(ports: AnswerPorts, place: Place, connection: Connection): Promise<Asked> {
  const { userId, channelId } = place;
  const now = ports.now();
  // What cannot be known while the database is away is not worth a refusal.
  const [person, heardAt] = await Promise.all([ports.person(userId), ports.lastHeard(connection).catch(() => undefined)]);
  if (person === undefined) throw new CiError('CI_PERSON_UNKNOWN', 'Your account is not active.', 'Sign in again.');
  return {
    person: { userId, username: person.username, timezone: person.timezone },
    channelId,
    connection,
    connections: ports.connections(connection.provider),
    as: () => ports.as(userId, connection),
    now,
    heard: heardAt !== undefined && now - heardAt < DAY,
    ...ports.around(connection),
    isAdministrator: () => ports.isAdministrator(userId),
    post: async (id = place.rootId) => (id === '' ? undefined : ports.post?.(userId, id)),
    hears: async (project) => (await ports.hears?.(channelId, connection, project)) ?? true,
    subscriptions: ports.subscriptions(place, connection),
    projects: async () => (await ports.projects?.(channelId, connection)) ?? [],
  };
}
