// Following runs that were started or are watched from chat, joined: as whom a CI system is asked, where it is shown.
import * as z from 'zod';
import type { Reach } from '../ci/account.ts';
import type { Connection } from '../ci/connection.ts';
import type { Look } from '../ci/follow.ts';
import type { ChannelId } from '../ci/ids.ts';
import { createFollowing, createLearn, queuedKey, type Follow, type FollowPorts, type Following } from '../follow/index.ts';
import { createLive } from '../host/live.ts';
import { createPosts } from '../host/posts.ts';
import { meterPosts } from '../metrics/index.ts';
import { asProblem, CiError } from '../platform/errors.ts';
import { systemClock } from '../platform/clock.ts';
import { currentHttp } from '../platform/http-pool.ts';
import { inTime } from '../platform/in-time.ts';
import { shouldEdit } from '../rendering/edits.ts';
import { renderQueued } from '../rendering/queued-card.ts';
import type { Schedule, Task } from '../storage/index.ts';
import type { Identity } from './accounts.ts';
import { connectionOf, providerOf, titleOf, type Parts } from './parts.ts';
import type { Places } from './rooms.ts';

export interface RunFollowing extends Following {
  readonly tasks: Readonly<Record<string, Task>>;
}

/** Names of the tasks: one run is looked at; those whose look was lost are found. */
const FOLLOW = 'follow';
const SWEEP = 'follows';
/** Once over all nodes. */
export const followSchedule: Schedule = { name: SWEEP, task: SWEEP, at: '*/5 * * * *' };
const payload = z.object({ id: z.uuid() });
/** Milliseconds for one request, and for all that one look asks. */
const REQUEST_WITHIN = 8_000;
const LOOK_WITHIN = 15_000;

export function createRunFollowing(parts: Parts, places: Places, identity: Identity): RunFollowing {
  const { api, log, botId, configuration, storage, http } = parts;
  const reach = async (follow: Follow, connection: Connection): Promise<Reach> => {
    const ask = currentHttp(http.now, connection);
    const way = { connection, http: (address, request) => ask(address, { timeout: REQUEST_WITHIN, ...request }) } satisfies Reach;
    const { token, username } = connection;
    try {
      return await identity.reach(follow.about.person.userId, connection, way.http);
    } catch (error) {
      if (token === undefined || !asProblem(error).code.startsWith('CI_ACCOUNT_')) throw error;
      return { ...way, credentials: { token, ...(username !== undefined && { username }) } };
    }
  };
  const following = createFollowing({
    table: storage.follows,
    later: (id, at) => storage.tasks.add(FOLLOW, { id }, { key: keyOf(id), at }),
    posts: meterPosts(createPosts(api, botId, places.open), parts.metering.meters),
    ledger: storage.cards,
    publish: createLive(api, log).publish,
    async ask(follow, target) {
      const [provider, connection] = [providerOf(follow.provider), connectionOf(configuration.now(), follow.provider, follow.connection)];
      if (provider?.lookAt === undefined || connection === undefined) throw unknownConnection(follow);
      const at = systemClock();
      return stamped(await inTime(LOOK_WITHIN, provider.lookAt(target, await reach(follow, connection)), () => tooSlow(follow)), at);
    },
    ...createLearn({ subjects: storage.subjects, refresh: storage.deliveries.refresh, now: systemClock }),
    refresh: storage.deliveries.refresh,
    draw: drawQueued,
    shouldEdit,
    remedy: ({ provider }) => `Type \`/${providerOf(provider)?.command?.grammar.trigger ?? 'ci'} watch\` with its name to look again.`,
    troubled(channel: ChannelId, problem: CiError) {
      log.warn('A channel takes no posts', { channel, code: problem.code, reason: problem.message });
      void places.troubled(channel, problem);
    },
    now: systemClock,
    log: log.child({ room: 'follow' }),
  });
  const tasks: RunFollowing['tasks'] = {
    [FOLLOW]: (given) => following.look(payload.parse(given).id),
    // Each has its next look in the queue, which may be lost: given up after many failures, or not in a backup.
    async [SWEEP]() {
      for (const id of await storage.follows.open()) await storage.tasks.ensure(FOLLOW, { id }, keyOf(id));
    },
  };
  return { ...following, tasks };
}

function keyOf(id: string): string {
  return `${FOLLOW} ${id}`;
}

const drawQueued: FollowPorts['draw'] = (follow, standing, now) => {
  const { provider, connection, about, createdAt, queued } = follow;
  return renderQueued({
    key: queuedKey(follow),
    // It grows with time.
    revision: Math.max(1, now - createdAt),
    provider,
    connection,
    providerTitle: titleOf(provider),
    project: about.project,
    ...(queued !== undefined && { buttons: providerOf(provider)?.command?.queuedButtons?.(queued) ?? [] }),
    ...(about.parameters !== undefined && { parameters: about.parameters }),
    ...(about.why === 'started' && { startedBy: about.person.username }),
    standing,
    since: createdAt,
    now,
  });
};

/** Of two looks the later one counts. */
function stamped(look: Look, at: number): Look {
  if (look.kind !== 'seen') return look;
  const { event } = look;
  return { ...look, event: { ...event, snapshot: { askedAt: at, ...event.snapshot } } };
}

function tooSlow({ provider }: Follow): never {
  throw new CiError(
    'CI_FOLLOW_TIMEOUT',
    `${titleOf(provider)} takes too long to answer.`,
    'It will be asked again; check that it is well.',
  );
}

function unknownConnection({ provider, connection }: Follow): CiError {
  return new CiError(
    'CI_FOLLOW_UNCONFIGURED',
    `The connection ${connection} of ${titleOf(provider)} is not configured any more.`,
    'An administrator can set it up again in the settings of CI Command Center.',
  );
}
