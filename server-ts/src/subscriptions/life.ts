// What becomes of subscriptions after they were made: their project is renamed, archived or deleted, or who made one may not read it any more.
//
// Looked at once a day each, sooner where news or the CI system tell of a change. A CI system that asks for a pause is given it, and
// what cannot be known now changes nothing.

import type { Reach } from '../ci/account.ts';
import type { Connection } from '../ci/connection.ts';
import type { Instant } from '../ci/pipeline.ts';
import type { LookAtPlace, PlaceChange } from '../ci/place.ts';
import { asProblem } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Subscription } from '../routing/rules.ts';
import { lookAfter, type Seen } from './judge.ts';
import { createListening, type HeardProject } from './listening.ts';
import { pausing, type Pauses } from './pauses.ts';
import type { Learned, StoredSubscription } from './subscription.ts';

export interface LifePorts {
  readonly subscriptions: {
    /** By its identity, or by that name. */
    about(project: HeardProject): Promise<readonly StoredSubscription[]>;
    /** Those that routing knows. */
    current(): readonly Subscription[];
    readonly life: {
      due(now: Instant, most: number): Promise<readonly StoredSubscription[]>;
      hurry(ids: readonly string[], at: Instant): Promise<void>;
      learned(subscription: StoredSubscription, learned: Learned): Promise<boolean>;
    };
  };
  /** Undefined when it is not configured any more. */
  connection(provider: string, name: string): Connection | undefined;
  /** Undefined where the CI system cannot be asked. */
  look(connection: Connection): LookAtPlace | undefined;
  as(userId: string, connection: Connection): Promise<Reach>;
  anybody(connection: Connection): Reach;
  /** Asks for a look soon, by one of the nodes. */
  wake(): Promise<void>;
  /** Channels are told what they have yet to be told. Never rejects. */
  announce(): Promise<void>;
  now(): Instant;
  random(): number;
  readonly log: Log;
}

export interface Life {
  /** Looks at those whose time has come. For a task that runs once over all nodes. Never rejects. */
  look(): Promise<void>;
  /** News of a project came. Cheap, and never throws: what is to be done is done later. */
  heard(project: HeardProject): void;
  /** The CI system tells what became of a project. Rejects when it could not be noted. */
  changed(sender: { readonly provider: string; readonly connection: string }, change: PlaceChange): Promise<void>;
}

/** Of one round, and of those at the same time. */
const MOST = 200;
const AT_ONCE = 4;

export function createLife(ports: LifePorts): Life {
  const pauses = pausing(ports.now);
  const listening = createListening(ports);
  return {
    heard: listening.heard,
    async look() {
      try {
        const due = await ports.subscriptions.life.due(ports.now(), MOST);
        // One question answers for all subscriptions of the same person to the same project.
        const groups = [...Map.groupBy(due, questionOf).values()];
        await inTurns(groups, AT_ONCE, (group) => lookAtGroup(ports, pauses, group));
        await ports.announce();
      } catch (error) {
        ports.log.warn('Subscriptions were not looked at; they will be later', { reason: asProblem(error).message });
      }
    },
    async changed({ provider, connection }, change) {
      if (change.kind === 'moved') return lookBelow(ports, { provider, connection }, change.path);
      const path = change.kind === 'renamed' ? change.path : '';
      const all = await ports.subscriptions.about({ provider, connection, id: change.id, path });
      const meant = all.filter(
        ({ place, ...each }) =>
          each.provider === provider && place?.kind === 'project' && place.connection === connection && place.id === change.id,
      );
      for (const each of meant) await note(ports, each, change);
      if (meant.length === 0) return;
      if (change.kind === 'changed') await ports.wake();
      else await ports.announce();
    },
  };
}

function questionOf({ provider, creatorId, place, project }: StoredSubscription): string {
  return JSON.stringify([provider, creatorId, place?.connection, place?.kind, place?.id, place === undefined ? project : '']);
}

/** What was there has another path now, which a look at its identity tells. */
async function lookBelow(
  { subscriptions: { current, life }, wake, now }: LifePorts,
  sender: { readonly provider: string; readonly connection: string },
  path: string,
): Promise<void> {
  const [former, below] = [path.toLowerCase(), `${path.toLowerCase()}/`];
  const concerned = current().filter(
    ({ provider, connection = sender.connection, project }) =>
      provider === sender.provider &&
      connection === sender.connection &&
      (project.toLowerCase() === former || project.toLowerCase().startsWith(below)),
  );
  if (concerned.length === 0) return;
  await life.hurry(
    concerned.map(({ id }) => id),
    now(),
  );
  await wake();
}

type ProjectChange = Exclude<PlaceChange, { readonly kind: 'moved' }>;

async function note({ subscriptions: { life }, now }: LifePorts, each: StoredSubscription, change: ProjectChange): Promise<void> {
  switch (change.kind) {
    case 'renamed':
      if (change.path.toLowerCase() === each.project.toLowerCase()) return;
      await life.learned(each, { project: change.path, news: [{ kind: 'renamed', from: each.project, to: change.path }] });
      return;
    case 'deleted':
      if (each.stopped?.why === 'deleted') return;
      await life.learned(each, { stopped: { why: 'deleted', at: now() }, news: [{ kind: 'stopped', why: 'deleted' }] });
      return;
    case 'changed':
      await life.hurry([each.id], now());
  }
}

async function lookAtGroup(ports: LifePorts, pauses: Pauses, group: readonly StoredSubscription[]): Promise<void> {
  const [first] = group;
  const connection = first && ports.connection(first.provider, first.place?.connection ?? first.connection ?? 'default');
  const look = connection && ports.look(connection);
  if (first === undefined || connection === undefined || look === undefined) return;
  const until = pauses.until(connection);
  const seen = until === undefined ? await lookAt(ports, pauses, first, connection, look) : ({ kind: 'unknown' } as const);
  for (const each of group) {
    const learned = lookAfter(each, seen, { now: ports.now(), random: ports.random, until: pauses.until(connection) });
    await ports.subscriptions.life.learned(each, learned);
  }
}

/** As who made it; where that is not possible, as anybody. */
async function lookAt(
  ports: LifePorts,
  pauses: Pauses,
  subscription: StoredSubscription,
  connection: Connection,
  look: LookAtPlace,
): Promise<Seen> {
  const { place, project, creatorId } = subscription;
  const wanted = place ?? { path: project.replace(/\/\*.*$/, '') };
  const watched = (reach: Reach) => pauses.watch(connection, reach);
  try {
    const own = await ports.as(creatorId, connection).catch((error: unknown) => {
      if (isAccountProblem(error)) return undefined;
      throw error;
    });
    const mine = own && watched(own);
    const found = mine && (await look(wanted, mine.reach).catch((error: unknown) => (mine.refused() ? undefined : Promise.reject(error))));
    const isRefused = mine === undefined || mine.refused();
    if (found !== undefined && found.right !== 'none') return { kind: 'seen', place: found, connection: connection.name };
    const open = found ?? (await look(wanted, watched(ports.anybody(connection)).reach).catch(() => undefined));
    if (open?.open === true) return { kind: 'seen', place: open, connection: connection.name };
    return { kind: 'hidden', why: isRefused ? 'account' : 'access' };
  } catch (error) {
    const { code, message } = asProblem(error);
    ports.log.info('A subscription could not be looked at now', {
      provider: connection.provider,
      connection: connection.name,
      code,
      reason: message,
    });
    return { kind: 'unknown' };
  }
}

function isAccountProblem(error: unknown): boolean {
  return ['CI_ACCOUNT_MISSING', 'CI_ACCOUNT_ENDED', 'CI_ACCOUNT_MOVED', 'CI_ACCOUNT_UNREADABLE'].includes(asProblem(error).code);
}

async function inTurns<T>(all: readonly T[], atOnce: number, work: (each: T) => Promise<void>): Promise<void> {
  const waiting = [...all];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, worker));
}
