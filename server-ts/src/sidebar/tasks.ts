// What waits for one person, read in each CI system as their own account, and remembered for a moment so that no CI system is asked at every
// click.

import type { AccountView, MyTasks, MyTasksView, TaskGroupView } from '@ci-command-center/contract';
import type { TodoList } from '../ci/todo.ts';
import type { Clock } from '../platform/clock.ts';
import { asProblem } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import { toText, urlOf } from '../rendering/view-text.ts';
import { viewOfError } from './session.ts';

export interface TaskPorts {
  /** The person's accounts. */
  accountsOf(userId: string): Promise<readonly AccountView[]>;
  /** Reads what waits for the person there; undefined where that CI system cannot be asked. Rejects with a CiError. */
  reader(place: Pick<AccountView, 'provider' | 'connection'>): ((userId: string, most: number) => Promise<TodoList>) | undefined;
  readonly now: Clock;
  readonly log: Log;
}

/** `fresh`: not what was read a moment ago. */
export type TasksOf = (userId: string, fresh: boolean) => Promise<MyTasks>;

/** Milliseconds for which an answer does; who asks for a fresh one, or was refused, waits at least {@link PAUSE}. */
const FRESH = 60_000;
const PAUSE = 10_000;
/** A limit of the CI system is given time to pass. */
const LIMITED = 60_000;
/** People and CI systems that are remembered. */
const MOST_KEPT = 2_000;
/** Entries of each section. */
const MOST = 20;

interface Read {
  readonly at: number;
  readonly groups?: readonly TaskGroupView[];
  /** When what is in `groups` was read. */
  readonly readAt?: number;
  readonly error?: NonNullable<MyTasksView['error']>;
}

export function createTasks(ports: TaskPorts): TasksOf {
  const kept = new Map<string, Promise<Read>>();
  const reads = new Map<string, Read>();
  const look = (key: string, ask: () => Promise<TodoList>, fresh: boolean): Promise<Read> => {
    const known = reads.get(key);
    const running = kept.get(key);
    if (known === undefined && running !== undefined) return running;
    if (known !== undefined && ports.now() - known.at < patience(known, fresh)) return Promise.resolve(known);
    const begun = read(ports, ask, known).then((done) => {
      kept.delete(key);
      remember(reads, key, done);
      return done;
    });
    reads.delete(key);
    kept.set(key, begun);
    return begun;
  };
  return async (userId, fresh) => {
    const accounts = await ports.accountsOf(userId);
    const systems = accounts.flatMap((account) => {
      const reader = ports.reader(account);
      return reader === undefined || account.state === 'gone' ? [] : [{ account, reader }];
    });
    return { systems: await Promise.all(systems.map(({ account, reader }) => viewOf(account, userId, reader, look, fresh))) };
  };
}

type Look = (key: string, ask: () => Promise<TodoList>, fresh: boolean) => Promise<Read>;
type Reader = (userId: string, most: number) => Promise<TodoList>;

async function viewOf(account: AccountView, userId: string, reader: Reader, look: Look, fresh: boolean): Promise<MyTasksView> {
  const { provider, connection, title, state, connect, account: who } = account;
  const place = { provider, connection, title };
  if (state !== 'linked') return { ...place, ...(connect !== undefined && { connect }) };
  // Another account is another person.
  const key = JSON.stringify([userId, provider, connection, who?.login, who?.since]);
  const { groups, readAt, error } = await look(key, () => reader(userId, MOST), fresh);
  return {
    ...place,
    ...(groups !== undefined && { groups }),
    ...(readAt !== undefined && { readAt }),
    ...(error !== undefined && { error }),
  };
}

function patience({ error }: Read, fresh: boolean): number {
  if (error?.code.endsWith('_LIMITED') === true) return LIMITED;
  return fresh || error !== undefined ? PAUSE : FRESH;
}

/** What was known stays while the CI system cannot be asked. */
async function read({ now, log }: TaskPorts, ask: () => Promise<TodoList>, before: Read | undefined): Promise<Read> {
  try {
    const sections = await ask();
    return { at: now(), readAt: now(), groups: sections.map(groupOf) };
  } catch (error) {
    const problem = asProblem(error);
    log.info('What waits for a person could not be read', { code: problem.code, reason: problem.message });
    const { groups, readAt } = before ?? {};
    return {
      at: now(),
      error: viewOfError(problem),
      ...(groups !== undefined && { groups }),
      ...(readAt !== undefined && { readAt }),
    };
  }
}

function remember(reads: Map<string, Read>, key: string, done: Read): void {
  reads.delete(key);
  reads.set(key, done);
  const [oldest] = reads.keys();
  if (reads.size > MOST_KEPT && oldest !== undefined) reads.delete(oldest);
}

function groupOf({ title, entries, total, more, page }: TodoList[number]): TaskGroupView {
  return {
    title,
    tasks: entries.map(({ title: name, url, place, why, at }) => ({
      title: toText(name) || toText(place),
      ...urlOf(url),
      place: toText(place),
      ...(why !== undefined && { why: toText(why) }),
      ...(at !== undefined && { at }),
    })),
    ...(total !== undefined && { total }),
    more,
    ...urlOf(page),
  };
}
