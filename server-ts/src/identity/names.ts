// How people are called here whom a CI system tells of: their states come in as they are stored, and go out with user names in them.

import { peopleIn, withPeople } from '../ci/people.ts';
import type { Person } from '../ci/pipeline.ts';
import { identityOf, type SubjectState } from '../ci/subject.ts';
import type { Clock } from '../platform/clock.ts';
import { createRemembered } from '../platform/remembered.ts';

export interface NamesPorts {
  /** Id of whoever that is in Mattermost; undefined for nobody. */
  recognise(provider: string, connection: string, who: Pick<Person, 'id' | 'username'>): Promise<string | undefined>;
  /** Their user name; undefined when they are not active. */
  username(userId: string): Promise<string | undefined>;
  /** Calls `known` when people may be others than they were: somebody linked an account, or ended it. */
  whenOthers(known: () => void): void;
  readonly now: Clock;
}

/** Answers the same states, in the same order, with `here` of everybody who is known. Never rejects: without it cards say names as before. */
export type Named = <State extends SubjectState>(states: readonly State[]) => Promise<readonly State[]>;

/** Milliseconds: who takes another name here is called by it on the next cards. */
const FOR = 60_000;
const MOST = 5_000;

export function createNames(ports: NamesPorts): Named {
  const remembered = createRemembered<string | undefined>({ most: MOST, milliseconds: FOR, now: ports.now });
  ports.whenOthers(remembered.forget);
  const find = async (provider: string, connection: string, who: Person): Promise<string | undefined> => {
    const userId = await ports.recognise(provider, connection, who);
    return userId === undefined ? undefined : ports.username(userId);
  };
  return async (states) => {
    const names = new Map<string, string>();
    const look = async (state: SubjectState): Promise<void> => {
      const { provider, connection } = identityOf(state);
      for (const who of peopleIn([state])) {
        if (who.id === undefined && who.username === undefined) continue;
        const key = keyOf(state, who);
        const name = await remembered(key, () => find(provider, connection, who)).catch(() => undefined);
        if (name !== undefined) names.set(key, name);
      }
    };
    await Promise.all(states.map(look));
    if (names.size === 0) return states;
    return states.map((state) =>
      withPeople(state, (who) => {
        const here = names.get(keyOf(state, who));
        return here === undefined ? who : { ...who, here };
      }),
    );
  };
}

function keyOf(state: SubjectState, { id, username }: Person): string {
  const { provider, connection } = identityOf(state);
  return JSON.stringify([provider, connection, id, username?.toLowerCase()]);
}
