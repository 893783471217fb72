// Keeps the connection to PostgreSQL, through its absences too, and gives out the queries.

import type { Pool } from 'pg';
import { CiError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import { createCards, type Cards } from './cards.ts';
import { parseDataSource } from './connection-string.ts';
import { createDeliveries, type Deliveries } from './deliveries.ts';
import { explain } from './explain.ts';
import { createPipelines, type Pipelines } from './pipelines.ts';
import type { Work } from './queue.ts';
import { openSession, type Session } from './session.ts';

export type StorageState = { readonly kind: 'up' } | { readonly kind: 'starting' } | { readonly kind: 'down'; readonly problem: CiError };

export interface Storage {
  readonly deliveries: Deliveries;
  readonly pipelines: Pipelines;
  readonly cards: Cards;
  /** Connects in the background, again and again, and works on what is queued. Never throws. */
  start(work: Work): void;
  state(): StorageState;
  /** Ends the work in hand (at most some seconds) and closes. */
  close(): Promise<void>;
}

export interface StorageOptions {
  /** Mattermost's SqlSettings.DataSource. */
  readonly dataSource: string;
  readonly log: Log;
  /** Told of every change, at most once for the same problem. Must not throw. */
  readonly onState?: (state: StorageState) => void;
}

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;

/** All queries reject with a CiError while the database is away. */
export function createStorage({ dataSource, log, onState }: StorageOptions): Storage {
  let state: StorageState = { kind: 'starting' };
  let session: Session | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const become = (next: StorageState): void => {
    const same = next.kind === 'down' && state.kind === 'down' && next.problem.code === state.problem.code;
    state = next;
    if (!same) onState?.(next);
  };
  const pool = (): Pool => {
    if (session !== undefined) return session.pool;
    throw state.kind === 'down'
      ? state.problem
      : new CiError('CI_STORAGE_STARTING', 'The database is not ready yet.', 'Try again in a moment.');
  };
  const attempt = async (work: Work, wait: number): Promise<void> => {
    try {
      const opened = await openSession(parseDataSource(dataSource), log, work);
      if (closed) return await opened.close();
      session = opened;
      become({ kind: 'up' });
      void opened.lost.then((error) => lose(work, error));
    } catch (error) {
      retry(work, error, wait);
    }
  };
  const retry = (work: Work, error: unknown, wait: number): void => {
    if (closed) return;
    become({ kind: 'down', problem: explainHere(error, dataSource) });
    timer = setTimeout(() => void attempt(work, Math.min(LONGEST_WAIT, wait * 2)), wait);
  };
  const lose = (work: Work, error: unknown): void => {
    const lost = session;
    session = undefined;
    void lost?.close();
    retry(work, error, FIRST_WAIT);
  };

  return {
    deliveries: createDeliveries(pool),
    pipelines: createPipelines(pool),
    cards: createCards(pool),
    start: (work) => void attempt(work, FIRST_WAIT),
    state: () => state,
    async close() {
      closed = true;
      clearTimeout(timer);
      await session?.close();
    },
  };
}

function explainHere(error: unknown, dataSource: string): CiError {
  try {
    const { database, user } = parseDataSource(dataSource);
    return explain(error, database, user);
  } catch {
    return explain(error);
  }
}
