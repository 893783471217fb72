// Hears from the news that come in how projects are called and whether it is time to look at somebody's right to read them.

import type { Instant } from '../ci/pipeline.ts';
import type { Log } from '../platform/log.ts';
import { projectKeyOf } from '../routing/match.ts';
import type { Subscription } from '../routing/rules.ts';
import { FRESH } from './pace.ts';
import type { Learned, StoredSubscription } from './subscription.ts';

/** A project of which news came. */
export interface HeardProject {
  readonly provider: string;
  readonly connection: string;
  readonly id: string;
  readonly path: string;
}

export interface ListeningPorts {
  readonly subscriptions: {
    about(project: HeardProject): Promise<readonly StoredSubscription[]>;
    current(): readonly Subscription[];
    readonly life: {
      hurry(ids: readonly string[], at: Instant): Promise<void>;
      learned(subscription: StoredSubscription, learned: Learned): Promise<boolean>;
    };
  };
  wake(): Promise<void>;
  announce(): Promise<void>;
  now(): Instant;
  readonly log: Log;
}

/** Milliseconds between two looks at the same project. */
const AGAIN = 60_000;
const MOST = 10_000;

export function createListening(ports: ListeningPorts): { heard(project: HeardProject): void } {
  const indexOf = remember();
  const lately = new Map<string, Instant>();
  return {
    heard(project) {
      const { byKey, byPath } = indexOf(ports.subscriptions.current());
      const key = `${project.provider} ${projectKeyOf(project.connection, project.id)}`;
      const isKnown = byKey.has(key) || byPath.has(`${project.provider} ${project.path.toLowerCase()}`);
      if (!isKnown || (lately.get(`${key} ${project.path}`) ?? -Infinity) + AGAIN > ports.now()) return;
      if (lately.size > MOST) lately.clear();
      lately.set(`${key} ${project.path}`, ports.now());
      learn(ports, project).catch((error: unknown) =>
        ports.log.debug('What was heard of a project is noted later', { reason: String(error) }),
      );
    },
  };
}

interface Index {
  readonly byKey: ReadonlySet<string>;
  readonly byPath: ReadonlySet<string>;
}

/** Made anew only when a subscription changed. */
function remember(): (all: readonly Subscription[]) => Index {
  let known: readonly Subscription[] | undefined;
  let index: Index = { byKey: new Set(), byPath: new Set() };
  return (all) => {
    if (known === all) return index;
    known = all;
    index = {
      byKey: new Set(all.flatMap(({ provider, projectKey }) => (projectKey === undefined ? [] : [`${provider} ${projectKey}`]))),
      byPath: new Set(all.map(({ provider, project }) => `${provider} ${project.toLowerCase()}`)),
    };
    return index;
  };
}

async function learn(ports: ListeningPorts, heard: HeardProject): Promise<void> {
  const { subscriptions, now } = ports;
  const all = await subscriptions.about(heard);
  const late: string[] = [];
  let told = false;
  for (const each of all) {
    const learned = learnedBy(each, heard);
    if (learned !== undefined) told = (await subscriptions.life.learned(each, learned)) || told;
    if (isMeant(each, heard) && isOld(each, now())) late.push(each.id);
  }
  if (late.length > 0) {
    await subscriptions.life.hurry(late, now());
    await ports.wake();
  }
  if (told) await ports.announce();
}

function isMeant({ place, project }: StoredSubscription, { connection, id, path }: HeardProject): boolean {
  if (place?.kind === 'project') return place.connection === connection && place.id === id;
  return project.toLowerCase() === path.toLowerCase();
}

/** Its identity, where it was subscribed to by a name alone; its new name, unless it is one that it had before. */
function learnedBy(subscription: StoredSubscription, { connection, id, path }: HeardProject): Learned | undefined {
  const { place, project, formerPaths = [] } = subscription;
  const same = project.toLowerCase() === path.toLowerCase();
  if (place === undefined)
    return same && (subscription.connection ?? connection) === connection && id !== path
      ? { place: { kind: 'project', connection, id, open: false, archived: false }, news: [] }
      : undefined;
  const isOther = place.kind !== 'project' || place.connection !== connection || place.id !== id;
  if (isOther || same || formerPaths.includes(path.toLowerCase())) return undefined;
  return { project: path, news: [{ kind: 'renamed', from: project, to: path }] };
}

/** What anybody may read needs no look for its news. */
function isOld({ place, checkedAt }: StoredSubscription, now: Instant): boolean {
  return checkedAt !== undefined && place?.open !== true && now - checkedAt > FRESH;
}
