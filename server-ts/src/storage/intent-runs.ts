// Runs of intents: what was asked for, how far each is, who works on it, and the posts that show it.

import type { Pool } from 'pg';
import type { RunCare, RunTable, SealedValues } from '../intents/run.ts';
import type { Cards, Entry, Slot } from './cards.ts';
import {
  AWAITING,
  BEGIN,
  CLAIM_POST,
  CLOSE,
  ENTER,
  FIND,
  FIND_POST,
  HELD,
  IN_CHANNEL,
  LOCK,
  NOTE_POST,
  OPEN,
  POSTED,
  QUEUED,
  RELEASE,
  RESEAL,
  runOf,
  SEALED,
  SEALED_BY,
  STORE,
  TAKE,
  TURN_LOCK,
  type PostRow,
  type RunRow,
} from './intent-run-queries.ts';
import { inTransaction } from './transaction.ts';

interface SealedRow {
  readonly key_id: string;
  readonly sealed: Buffer;
}

/** The ledger of posts that show runs. */
export type RunPosts = Pick<Cards, 'claim' | 'posted' | 'note' | 'find'>;

/** `pool` throws a CiError while the database is away. */
export function createIntentRuns(pool: () => Pool): RunTable & RunCare {
  const one = async (text: string, values: readonly unknown[]): Promise<RunRow | undefined> =>
    (await pool().query<RunRow>(text, [...values])).rows[0];
  return {
    async begin(run) {
      const { id, about, course, channel, state, sealed, once, createdAt } = run;
      const values = [id, about.intent.name, channel, about.by.userId, once ?? null, state, json(about), json(course)];
      const bytes = sealed === undefined ? null : Buffer.from(sealed.sealed);
      const row = await one(BEGIN, [...values, sealed?.keyId ?? null, bytes, new Date(createdAt)]);
      if (row === undefined) throw new Error('The database answered no run');
      return { run: runOf(row), fresh: row.id === id };
    },
    async find(id) {
      const row = await one(FIND, [id]);
      return row && runOf(row);
    },
    async sealedOf(id): Promise<SealedValues | undefined> {
      const [row] = (await pool().query<SealedRow>(SEALED, [id])).rows;
      return row && { keyId: row.key_id, sealed: row.sealed };
    },
    resealAll: (keyIds, change) =>
      inTransaction(pool(), async (client) => {
        const { rows } = await client.query<SealedRow & Pick<RunRow, 'id'>>(SEALED_BY, [keyIds]);
        const again = rows.flatMap(({ id, key_id: keyId, sealed }) => {
          const to = change(id, { keyId, sealed });
          return to === undefined ? [] : [{ id, to }];
        });
        for (const { id, to } of again) await client.query(RESEAL, [id, to.keyId, Buffer.from(to.sealed)]);
        return again.length;
      }),
    awaiting: async (keys) => (await pool().query<Pick<RunRow, 'id'>>(AWAITING, [keys])).rows.map(({ id }) => id),
    open: async () => (await pool().query<Pick<RunRow, 'id'>>(OPEN)).rows.map(({ id }) => id),
    async take(id, by, lease) {
      const row = await one(TAKE, [id, by, lease]);
      if (row !== undefined) return { kind: 'taken', run: runOf(row) };
      const [held] = (await pool().query<{ readonly wait: number | null }>(HELD, [id])).rows;
      return held === undefined ? { kind: 'closed' } : { kind: 'later', wait: Math.ceil(held.wait ?? 0) };
    },
    release: async (id, by) => void (await pool().query(RELEASE, [id, by])),
    alter: (id, change) =>
      inTransaction(pool(), async (client) => {
        const [row] = (await client.query<RunRow>(LOCK, [id])).rows;
        const changed = row && change(runOf(row));
        if (row === undefined || changed === undefined) return row && runOf(row);
        const { state, course, startedAt, endedAt } = changed;
        const [stored] = (await client.query<RunRow>(STORE, [id, state, json(course), timeOf(startedAt), timeOf(endedAt)])).rows;
        return stored && runOf(stored);
      }),
    enter: (id, now) =>
      inTransaction(pool(), async (client) => {
        const [row] = (await client.query<RunRow>(FIND, [id])).rows;
        if (row === undefined) return undefined;
        const { name, concurrency } = row.about.intent;
        await client.query(TURN_LOCK, [name]);
        const [entered] = (await client.query<RunRow>(ENTER, [id, new Date(now), concurrency])).rows;
        return entered && runOf(entered);
      }),
    queued: async (intent) => (await pool().query<Pick<RunRow, 'id'>>(QUEUED, [intent])).rows.map(({ id }) => id),
    close: async (id) => void (await pool().query(CLOSE, [id])),
    async inChannel(channel, limit, before) {
      const place = before !== undefined && /^\d{1,18}$/.test(before) ? before : null;
      const { rows } = await pool().query<RunRow>(IN_CHANNEL, [channel, limit + 1, place]);
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      return { runs: shown.map(runOf), ...(rows.length > limit && last !== undefined && { older: last.number }) };
    },
  };
}

/** `subject` of a slot is the run's id, `reply` its place. */
export function createRunPosts(pool: () => Pool): RunPosts {
  const changes = async (text: string, slot: Slot, ...values: readonly unknown[]): Promise<boolean> =>
    ((await pool().query(text, [...placeOf(slot), ...values])).rowCount ?? 0) > 0;
  return {
    claim: (slot, by, claims, now) => changes(CLAIM_POST, slot, by, claims + 1, new Date(now)),
    posted: (slot, claims, post, substance) => changes(POSTED, slot, post, substance, claims),
    note: async (slot, { edited, gone, unclaimed }) =>
      void (await changes(NOTE_POST, slot, edited ?? null, gone ?? false, unclaimed ?? false)),
    async find(slot) {
      const [row] = (await pool().query<PostRow>(FIND_POST, [...placeOf(slot)])).rows;
      return row && entryOf(slot, row);
    },
  };
}

function placeOf({ subject, reply, channel }: Slot): readonly unknown[] {
  return [subject, reply, channel];
}

function entryOf(slot: Slot, row: PostRow): Entry {
  const since = row.claimed_at?.getTime();
  return {
    slot,
    claims: row.claims,
    edits: 0,
    gone: row.gone,
    settled: false,
    ...(row.post_id !== null && { post: row.post_id }),
    ...(since !== undefined && { claim: { by: row.claimed_by ?? '', since, age: row.age ?? 0 } }),
    ...(row.substance !== null && { substance: row.substance }),
  };
}

function timeOf(at: number | undefined): Date | null {
  return at === undefined ? null : new Date(at);
}

/** PostgreSQL holds every character but U+0000. */
function json(value: object): string {
  return JSON.stringify(value).replaceAll(String.raw`\u0000`, String.raw`\ufffd`);
}
