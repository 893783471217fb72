// What is known of each subject; a change is taken only when it was made of the newest.

import type { Pool } from 'pg';
import type { ChannelId, SubjectKey } from '../ci/ids.ts';
import { canonicalJson } from '../ci/order.ts';
import type { PipelineState } from '../ci/state.ts';
import type { SubjectState } from '../ci/subject.ts';
import { createBatch } from './batch.ts';
import { SOON } from './soon.ts';
import { joinedCommits, rowOf, type SubjectRow } from './subject-row.ts';

export interface StoredSubject<State extends SubjectState = SubjectState> {
  readonly state: State;
  /** Grows with every change of the state, from 1. */
  readonly revision: number;
  /** Milliseconds since 1970, UTC. */
  readonly updatedAt: number;
}

export type StoredPipeline = StoredSubject<PipelineState>;

export interface PipelineFilter {
  /** Whole path or its last part, in any case. */
  readonly project?: string;
  /** Name of the branch or tag. */
  readonly branch?: string;
  /** Only those whose change comes after this one's in the order of the list. */
  readonly before?: { readonly at: number; readonly key: string };
  /** At most so many. */
  readonly limit: number;
}

export interface Subjects {
  /** Stores `change` of what is known; `change` gives an equal state back when it has no news, and may be called more than once. */
  merge(key: SubjectKey, change: (known: SubjectState | undefined) => SubjectState, now: number): Promise<StoredSubject>;
  find(key: SubjectKey): Promise<StoredSubject | undefined>;
  /** The pipelines that a channel shows, newest change first; not those that stand on another one's card there. */
  inChannel(channel: ChannelId, filter: PipelineFilter): Promise<readonly StoredPipeline[]>;
}

interface Row<State> {
  readonly state: State;
  readonly revision: string;
  readonly updated_at: Date;
}

interface Save {
  readonly row: SubjectRow;
  readonly commits: readonly string[];
  readonly revision: number;
  readonly now: number;
}

const FIND = 'select key, state, revision, updated_at from ci_command_center.subjects where key = any($1)';
// Taken only when the row is as it was read (`revision`, 0 for none), so that no two changes are made of the same state.
// In the order of keys, so that two nodes do not wait for each other.
const SAVE = `
with given as (
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::uuid[], $8::text[], $9::text[], $10::text[],
    $11::text[], $12::text[], $13::timestamptz[], $14::text[], $15::bigint[], $16::timestamptz[])
  as g (key, kind, provider, connection, project, project_path, place, ref_name, status, role, sha, parent_key, started, json, revision, now)),
saved as (
  insert into ci_command_center.subjects as s (key, kind, provider, connection, project, project_path, place, ref_name, status, role, sha,
    parent_key, revision, state, created_at, started_at, updated_at)
  select key, kind, provider, connection, project, project_path, place, ref_name, status, role, sha,
    parent_key, revision + 1, json::jsonb, now, coalesce(started, now), now from given order by key
  on conflict (key) do update set provider = excluded.provider, connection = excluded.connection, project = excluded.project,
    project_path = excluded.project_path, place = excluded.place, ref_name = excluded.ref_name, status = excluded.status, role = excluded.role,
    sha = excluded.sha, parent_key = excluded.parent_key, revision = excluded.revision, state = excluded.state, updated_at = excluded.updated_at,
    started_at = case when excluded.started_at = excluded.created_at then s.started_at else excluded.started_at end
  where s.revision = excluded.revision - 1
  returning key),
joined as (
  insert into ci_command_center.joins (subject_key, sha)
  select j.key, j.sha from unnest($17::text[], $18::text[]) as j (key, sha) join saved using (key) order by j.key, j.sha
  on conflict do nothing)
select key from saved where ${SOON}`;
// A pipeline that has no post of its own is hidden where its host has a card.
const IN_CHANNEL = `
select s.state, s.revision, s.updated_at from ci_command_center.cards c
join ci_command_center.subjects s on s.key = c.subject_key
where c.channel_id = $1 and c.reply = '' and s.kind = 'pipeline'
  and ($2::text is null or lower(s.project_path) = lower($2) or lower(s.project_path) like '%/' || $3)
  and ($4::text is null or s.ref_name = $4)
  and not (c.post_id is null and exists (
    select from ci_command_center.cards h where h.channel_id = c.channel_id and h.reply = '' and h.subject_key in (
      select s.parent_key union all select j.host_key from ci_command_center.joins j where j.subject_key = s.key)))
  and ($6::timestamptz is null or (s.updated_at, s.key) < ($6::timestamptz, $7))
order by s.updated_at desc, s.key desc limit $5`;
const MAX_BYTES = 4 * 1024 * 1024;

/** `pool` throws a CiError while the database is away. */
export function createSubjects(pool: () => Pool): Subjects {
  const find = createBatch<SubjectKey, StoredSubject | undefined>((keys) => findAll(pool(), keys), { max: 100, inFlight: 1 });
  const save = createBatch<Save, boolean>((saves) => saveAll(pool(), saves), {
    max: 100,
    inFlight: 1,
    bytesOf: ({ row }) => row.json.length,
    maxBytes: MAX_BYTES,
  });
  return {
    find,
    async merge(key, change, now) {
      for (;;) {
        const known = await find(key);
        const state = change(known?.state);
        // Compared as stored: jsonb forgets the order of keys and what is undefined.
        if (known !== undefined && canonicalJson(known.state) === canonicalJson(state)) return known;
        const revision = known?.revision ?? 0;
        // Somebody else may have written in between: then again.
        if (await save({ row: rowOf(key, state), commits: joinedCommits(state), revision, now })) {
          return { state, revision: revision + 1, updatedAt: now };
        }
      }
    },
    async inChannel(channel, { project, branch, before, limit }) {
      const tail = project?.toLowerCase().replace(/[\\%_]/g, '\\$&');
      const { rows } = await pool().query<Row<PipelineState>>(IN_CHANNEL, [
        channel,
        project ?? null,
        tail ?? null,
        branch ?? null,
        limit,
        before === undefined ? null : new Date(before.at),
        before?.key ?? '',
      ]);
      return rows.map(storedOf);
    },
  };
}

async function findAll(pool: Pool, keys: readonly SubjectKey[]): Promise<readonly (StoredSubject | undefined)[]> {
  const { rows } = await pool.query<Row<SubjectState> & { key: SubjectKey }>({ name: 'ci_find', text: FIND, values: [[...new Set(keys)]] });
  const found = new Map(rows.map((row) => [row.key, storedOf(row)]));
  return keys.map((key) => found.get(key));
}

/** Of two changes of one subject the first is tried, the other one must look again. */
async function saveAll(pool: Pool, saves: readonly Save[]): Promise<readonly boolean[]> {
  const tried = [...new Map(saves.toReversed().map((save) => [save.row.key, save])).values()];
  const column = <T>(of: (save: Save) => T): T[] => tried.map(of);
  const links = tried.flatMap(({ row, commits }) => commits.map((sha) => ({ key: row.key, sha })));
  const values = [
    column(({ row }) => row.key),
    column(({ row }) => row.kind),
    column(({ row }) => row.provider),
    column(({ row }) => row.connection),
    column(({ row }) => row.project),
    column(({ row }) => row.project_path),
    column(({ row }) => row.place),
    column(({ row }) => row.ref_name),
    column(({ row }) => row.status),
    column(({ row }) => row.role),
    column(({ row }) => row.sha),
    column(({ row }) => row.parent_key),
    column(({ row }) => (row.started === null ? null : new Date(row.started))),
    column(({ row }) => row.json),
    column(({ revision }) => revision),
    column(({ now }) => new Date(now)),
    links.map(({ key }) => key),
    links.map(({ sha }) => sha),
  ];
  const { rows } = await pool.query<{ key: SubjectKey }>({ name: 'ci_save', text: SAVE, values });
  const saved = new Set(rows.map(({ key }) => key));
  return saves.map((save) => tried.includes(save) && saved.has(save.row.key));
}

function storedOf<State extends SubjectState>({ state, revision, updated_at: updatedAt }: Row<State>): StoredSubject<State> {
  return { state, revision: Number(revision), updatedAt: updatedAt.getTime() };
}
