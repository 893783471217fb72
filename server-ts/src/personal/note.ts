// After a card was shown: whom its news concern is found out and kept, to be told by a task of its own.

import type { Clock } from '../platform/clock.ts';
import { concernsOf, originOf, type Happened } from './concerns.ts';
import type { Concern, Noted, PersonalTable } from './news.ts';

export interface NotePorts {
  readonly table: Pick<PersonalTable, 'note'>;
  /** Whether there can be direct messages of it at all. */
  tells(provider: string): boolean;
  /** Who in Mattermost somebody of that connection is; undefined for nobody. */
  recognise(provider: string, connection: string, who: Concern['who']): Promise<string | undefined>;
  readonly now: Clock;
}

/** Rejects when it could not be kept; noting the same again then makes nothing twice. */
export type NotePeople = (happened: Happened) => Promise<void>;

export function createNotePeople(ports: NotePorts): NotePeople {
  return async (happened) => {
    const { provider, connection } = originOf(happened.state);
    if (!ports.tells(provider)) return;
    const concerns = concernsOf(happened);
    if (concerns.length === 0) return;
    const noted = await Promise.all(concerns.map((concern) => recognised(ports, provider, connection, concern)));
    await ports.table.note(onePerPerson(noted.flat()), ports.now());
  };
}

async function recognised(ports: NotePorts, provider: string, connection: string, concern: Concern): Promise<readonly Noted[]> {
  const userId = await ports.recognise(provider, connection, concern.who);
  if (userId === undefined) return [];
  // Two accounts there may be one person here.
  const actor = concern.by && (await ports.recognise(provider, connection, concern.by));
  if (actor === userId) return [];
  const { identity, topic, subject, roles, news } = concern;
  return [{ userId, provider, connection, identity, topic, subject, roles, news }];
}

/** Somebody may be told of by name here and by id there: then all of their roles count. */
function onePerPerson(all: readonly Noted[]): readonly Noted[] {
  const byPerson = new Map<string, Noted>();
  for (const each of all) {
    const key = `${each.userId} ${each.identity}`;
    const known = byPerson.get(key);
    byPerson.set(
      key,
      known === undefined ? each : { ...known, roles: [...known.roles, ...each.roles], news: { ...each.news, ...known.news } },
    );
  }
  return [...byPerson.values()];
}
