// Runs that were started or are watched from chat: where each is shown, who looks at it, and how it goes.

import type { Pool } from 'pg';
import type { PostId, SubjectKey } from '../ci/ids.ts';
import type { Adopted, FollowCare, FollowTable } from '../follow/follow.ts';
import {
  ADOPT,
  BEGIN,
  CLAIM,
  FIND,
  HURRY,
  KNOWN_RUN,
  LOOKED,
  NOTE,
  OPEN,
  OPEN_OF,
  POSTED,
  RESOLVE,
  REVIVE,
  SAME_RUN,
  TAKE,
  TOLD,
  YIELDED,
} from './follow-queries.ts';
import { followOf, type FollowRow } from './follow-row.ts';
import { clean, projectDigest } from './subject-row.ts';

interface AdoptRow {
  readonly put: boolean;
  readonly claimed_at: Date | null;
  readonly claims: number | null;
  readonly ours: PostId | null;
  readonly theirs: PostId | null;
}

/** `pool` throws a CiError while the database is away. */
export function createFollows(pool: () => Pool): FollowTable & FollowCare {
  const rows = async <Row extends object>(text: string, values: readonly unknown[]): Promise<readonly Row[]> =>
    (await pool().query<Row>(text, [...values])).rows;
  const changes = async (text: string, values: readonly unknown[]): Promise<boolean> =>
    ((await pool().query(text, [...values])).rowCount ?? 0) > 0;
  const run = async (text: string, values: readonly unknown[]): Promise<void> => void (await pool().query(text, [...values]));
  return {
    open: async () => (await rows<Pick<FollowRow, 'id'>>(OPEN, [])).map(({ id }) => id),
    async begin({ id, provider, connection, channel, about, queued, key, run: number, course, createdAt }) {
      const project = projectDigest(provider, connection, about.project);
      const values = [
        id,
        provider,
        connection,
        project,
        queued ?? null,
        key ?? null,
        channel,
        json(about),
        json(course),
        new Date(createdAt),
        number ?? null,
      ];
      const [stored] = await rows<FollowRow>(BEGIN, values);
      const [same] = stored === undefined ? await rows<FollowRow>(SAME_RUN, [key, channel]) : [stored];
      if (same === undefined) throw new Error('The database answered no follow');
      return { follow: followOf(same), fresh: same.id === id };
    },
    async find(id) {
      const [row] = await rows<FollowRow>(FIND, [id]);
      return row && followOf(row);
    },
    openOf: async (key) => (await rows<FollowRow>(OPEN_OF, [key])).map(followOf),
    async take(id, lease) {
      const [row] = await rows<FollowRow & { readonly open: number }>(TAKE, [id, lease]);
      return row && { follow: followOf(row), open: row.open };
    },
    async looked(id, course, wait) {
      const [row] = await rows<{ readonly wait: number }>(LOOKED, [id, json(course), wait]);
      return row?.wait ?? wait;
    },
    async knownRun({ provider, connection, about, queued }) {
      if (queued === undefined) return undefined;
      const project = projectDigest(provider, connection, about.project);
      const [found] = await rows<{ readonly key: SubjectKey; readonly run: string }>(KNOWN_RUN, [project, queued]);
      return found;
    },
    resolve: (id, key, number) => run(RESOLVE, [id, key, clean(number)]),
    told: async (key, wait) => (await rows<{ readonly id: string }>(TOLD, [key, wait])).map(({ id }) => id),
    hurry: async ({ provider, connection, channel, userId }, wait) =>
      (await rows<{ readonly id: string }>(HURRY, [provider, connection, channel, wait, userId])).map(({ id }) => id),
    claim: (id, by, claims, now) => changes(CLAIM, [id, by, claims, new Date(now)]),
    posted: (id, claims, post, substance) => changes(POSTED, [id, claims, post, substance]),
    note: (id, { edited, gone, unclaimed }) => run(NOTE, [id, edited ?? null, gone ?? false, unclaimed ?? false]),
    async adopt(id, claims) {
      const [row] = await rows<AdoptRow>(ADOPT, [id, claims ?? null]);
      return row === undefined ? { kind: 'again' } : adoptedOf(row);
    },
    yielded: (id) => run(YIELDED, [id]),
    revive: (key, channel) => run(REVIVE, [key, channel]),
  };
}

function adoptedOf({ put, claimed_at: claimedAt, claims, ours, theirs }: AdoptRow): Adopted {
  if (put || (theirs !== null && theirs === ours)) return { kind: 'adopted' };
  if (theirs !== null) return { kind: 'other', post: theirs };
  return claimedAt === null ? { kind: 'again' } : { kind: 'claimed', since: claimedAt.getTime(), claims: claims ?? 0 };
}

/** PostgreSQL holds every character but U+0000. */
function json(value: object): string {
  return JSON.stringify(value).replaceAll(String.raw`\u0000`, String.raw`\ufffd`);
}
