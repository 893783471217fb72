// Keeps the connection to PostgreSQL, through its absences too, and gives out the queries.

import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { systemClock } from '../platform/clock.ts';
import { CiError } from '../platform/errors.ts';
import type { AccountTable } from '../identity/linked.ts';
import type { AuditTable } from '../audit/index.ts';
import type { OAuthStateTable } from '../identity/oauth-state.ts';
import type { PersonalTable } from '../personal/news.ts';
import type { PreferencesTable } from '../personal/preferences.ts';
import type { Log } from '../platform/log.ts';
import type { KeyTable, OnceTable } from '../keys/ports.ts';
import type { ReportTable } from '../reports/report.ts';
import { createAuditTable } from './audit.ts';
import { createAccountTable } from './accounts.ts';
import { createApiAnswers } from './api-answers.ts';
import { createApiKeys } from './api-keys.ts';
import { createBoards, type Boards } from './boards.ts';
import { createCards, type Cards } from './cards.ts';
import { createChannelHistory, type ChannelHistory } from './channel-history.ts';
import { createChanges, type Changes } from './changes.ts';
import { createConnectionUses, type ConnectionUses } from './connection-uses.ts';
import { parseDataSource } from './connection-string.ts';
import { explain } from './explain.ts';
import type { FollowCare, FollowTable } from '../follow/follow.ts';
import { createFollows } from './follows.ts';
import { createFindings, type Findings } from './findings.ts';
import { createHeard } from './heard.ts';
import { createIntentRuns, createRunPosts, type RunPosts } from './intent-runs.ts';
import type { RunCare, RunTable } from '../intents/run.ts';
import { createLearning, type Learning } from './learning.ts';
import { createHistory, type History } from './history.ts';
import { createOAuthStates } from './oauth-states.ts';
import { createMutes, type Mutes } from './mutes.ts';
import { createPersonal } from './personal.ts';
import { createPluginValues, type PluginValues } from './plugin-values.ts';
import { createPreferences } from './preferences.ts';
import { createQueue, type Deliveries } from './queue.ts';
import { createReports } from './reports.ts';
import { createRetention, type Keep } from './retention.ts';
import { createScenes, type Scenes } from './scene.ts';
import { openSession, type Session, type SessionOptions } from './session.ts';
import { createSignIns, type SignIns } from './sign-in.ts';
import { createSubjects, type Subjects } from './subjects.ts';
import { createSubscriptions, type Subscriptions } from './subscriptions.ts';
import { createTasks, type Schedule, type Task, type Tasks } from './tasks.ts';
import type { Work } from './turn.ts';

export type StorageState = { readonly kind: 'up' } | { readonly kind: 'starting' } | { readonly kind: 'down'; readonly problem: CiError };

export interface Storage {
  readonly deliveries: Deliveries;
  readonly subjects: Subjects & Scenes & Learning;
  readonly cards: Cards;
  /** What the sidebar lists of a channel beside its pipelines. */
  readonly boards: Boards;
  readonly history: History;
  readonly channelHistory: ChannelHistory;
  readonly findings: Findings;
  readonly subscriptions: Subscriptions;
  readonly mutes: Mutes;
  readonly accounts: AccountTable;
  readonly oauthStates: OAuthStateTable;
  readonly signIns: SignIns;
  readonly uses: ConnectionUses;
  readonly follows: FollowTable & FollowCare;
  readonly personal: PersonalTable;
  readonly preferences: PreferencesTable;
  /** Of which projects news came lately, for people of a channel. */
  readonly heard: ReturnType<typeof createHeard>;
  /** What other plugins kept in Mattermost's own table. */
  readonly pluginValues: PluginValues;
  /** Runs of intents, and their posts. */
  readonly intentRuns: RunTable & RunCare & { readonly posts: RunPosts };
  /** Keys of programs, and what they were answered. */
  readonly apiKeys: KeyTable;
  readonly apiAnswers: OnceTable;
  readonly reports: ReportTable;
  readonly audit: AuditTable;
  readonly tasks: Tasks;
  readonly changes: Changes;
  /** Connects in the background, again and again, and works on what is queued. Never throws. */
  start(options: StartOptions): void;
  state(): StorageState;
  /** Ends the work in hand (at most some seconds) and closes. */
  close(): Promise<void>;
}

export interface StartOptions {
  readonly work: Work;
  /** By name, what `tasks.add` and the schedules queue. */
  readonly tasks?: Readonly<Record<string, Task>>;
  readonly schedules?: readonly Schedule[];
}

export interface StorageOptions {
  /** Mattermost's SqlSettings.DataSource. */
  readonly dataSource: string;
  readonly log: Log;
  /** Told of every change, at most once for the same problem. Must not throw. */
  readonly onState?: (state: StorageState) => void;
  /** How long what is old is kept, when not as usual. */
  readonly keep?: () => Keep;
}

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 5_000;
/** How long work in hand may take when the plugin is stopped; Mattermost gives 10 s. */
const STOP_WITHIN = 5_000;
const RETENTION: Schedule = { name: 'retention', task: 'retention', at: '17 3 * * *' };

/** All queries reject with a CiError while the database is away. */
export function createStorage({ dataSource, log, onState, keep }: StorageOptions): Storage {
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
  const queue = createQueue(pool, log);
  const subjects = createSubjects(pool);
  const changes = createChanges(pool);
  const attempt = async (options: SessionOptions, wait: number): Promise<void> => {
    try {
      const opened = await openSession(parseDataSource(dataSource), options);
      if (closed) return await opened.close();
      session = opened;
      become({ kind: 'up' });
      queue.resume(opened.locks);
      changes.missed();
      void opened.lost.then((error) => lose(options, error));
    } catch (error) {
      retry(options, error, wait);
    }
  };
  const retry = (options: SessionOptions, error: unknown, wait: number): void => {
    if (closed) return;
    become({ kind: 'down', problem: explainHere(error, dataSource) });
    timer = setTimeout(() => void attempt(options, Math.min(LONGEST_WAIT, wait * 2)), wait);
  };
  const lose = (options: SessionOptions, error: unknown): void => {
    const lost = session;
    session = undefined;
    queue.pause();
    void lost?.close();
    retry(options, error, FIRST_WAIT);
  };

  return {
    deliveries: queue.deliveries,
    subjects: { ...subjects, ...createLearning(subjects), ...createScenes(pool) },
    cards: createCards(pool),
    boards: createBoards(pool),
    history: createHistory(pool),
    channelHistory: createChannelHistory(pool),
    findings: createFindings(pool),
    subscriptions: createSubscriptions(pool, changes),
    mutes: createMutes(pool, changes),
    accounts: createAccountTable(pool),
    oauthStates: createOAuthStates(pool),
    signIns: createSignIns(pool),
    uses: createConnectionUses(pool),
    follows: createFollows(pool),
    personal: createPersonal(pool),
    preferences: createPreferences(pool),
    heard: createHeard(pool),
    pluginValues: createPluginValues(pool, systemClock),
    intentRuns: { ...createIntentRuns(pool), posts: createRunPosts(pool) },
    apiKeys: createApiKeys(pool),
    apiAnswers: createApiAnswers(pool),
    reports: createReports(pool),
    audit: createAuditTable(pool),
    tasks: createTasks(pool),
    changes,
    start({ work, tasks, schedules = [] }) {
      queue.work(work);
      const retain = createRetention(pool, keep);
      const all = { ...tasks, [RETENTION.task]: () => retain(systemClock()) };
      void attempt({ log, changes, died: queue.recover, tasks: all, schedules: [...schedules, RETENTION] }, FIRST_WAIT);
    },
    state: () => state,
    async close() {
      closed = true;
      clearTimeout(timer);
      queue.pause();
      await Promise.race([queue.idle(), pause(STOP_WITHIN, undefined, { ref: false })]);
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
