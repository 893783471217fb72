// What is known of each pipeline; a change is taken only when it was made of the newest.

import type { Pool } from 'pg';
import type { ChannelId, SubjectKey } from '../ci/ids.ts';
import { detailsOf, type PipelineState } from '../ci/state.ts';
import { statusOf } from '../ci/status.ts';

export interface StoredPipeline {
  readonly state: PipelineState;
  /** Grows with every change of the state, from 1. */
  readonly revision: number;
  /** Milliseconds since 1970, UTC. */
  readonly updatedAt: number;
}

export interface PipelineFilter {
  /** Whole path or its last part, in any case. */
  readonly project?: string;
  /** Name of the branch or tag. */
  readonly branch?: string;
  /** At most so many. */
  readonly limit: number;
}

export interface Pipelines {
  /** Stores `change` of what is known; `change` gives an equal state back when it has no news, and may be called more than once. */
  merge(key: SubjectKey, change: (known: PipelineState | undefined) => PipelineState, now: number): Promise<StoredPipeline>;
  find(key: SubjectKey): Promise<StoredPipeline | undefined>;
  /** Those that a channel shows, newest change first. */
  inChannel(channel: ChannelId, filter: PipelineFilter): Promise<readonly StoredPipeline[]>;
}

interface Row {
  readonly state: PipelineState;
  readonly revision: string;
  readonly updated_at: Date;
}

const COLUMNS = 'state, revision, updated_at';
const FIND = `select ${COLUMNS} from ci_command_center.pipelines where key = $1`;
// Taken only when the row is as it was read ($9: its revision, 0 for none), so that no two changes are made of the same state.
const SAVE = `
insert into ci_command_center.pipelines as p (key, provider, connection, project_path, ref_name, status, revision, state, updated_at)
values ($1, $2, $3, $4, $5, $6, 1, $7, $8)
on conflict (key) do update set provider = excluded.provider, connection = excluded.connection, project_path = excluded.project_path,
  ref_name = excluded.ref_name, status = excluded.status, revision = p.revision + 1, state = excluded.state, updated_at = excluded.updated_at
where p.revision = $9::bigint
returning ${COLUMNS}`;
const IN_CHANNEL = `
select p.state, p.revision, p.updated_at from ci_command_center.cards c
join ci_command_center.pipelines p on p.key = c.pipeline_key
where c.channel_id = $1
  and ($2::text is null or lower(p.project_path) = lower($2) or lower(p.project_path) like '%/' || $3)
  and ($4::text is null or p.ref_name = $4)
order by p.updated_at desc limit $5`;

/** `pool` throws a CiError while the database is away. */
export function createPipelines(pool: () => Pool): Pipelines {
  const many = async (text: string, values: readonly unknown[]): Promise<StoredPipeline[]> =>
    (await pool().query<Row>(text, [...values])).rows.map(pipelineOf);
  return {
    merge: (key, change, now) => mergeRow(pool(), key, change, now),
    async find(key) {
      const [found] = await many(`select ${COLUMNS} from ci_command_center.pipelines where key = $1`, [key]);
      return found;
    },
    inChannel(channel, { project, branch, limit }) {
      const tail = project?.toLowerCase().replace(/[\\%_]/g, '\\$&');
      return many(IN_CHANNEL, [channel, project ?? null, tail ?? null, branch ?? null, limit]);
    },
  };
}

/** Reads, changes and writes back, again when somebody else wrote in between. */
async function mergeRow(
  pool: Pool,
  key: SubjectKey,
  change: (known: PipelineState | undefined) => PipelineState,
  now: number,
): Promise<StoredPipeline> {
  for (;;) {
    const { rows: found } = await pool.query<Row>({ name: 'ci_find', text: FIND, values: [key] });
    const [row] = found;
    const state = change(row?.state);
    // Compared as stored: jsonb forgets the order of keys and what is undefined.
    if (row !== undefined && sameJson(row.state, state)) return pipelineOf(row);
    const { rows } = await pool.query<Row>({ name: 'ci_save', text: SAVE, values: [...save(key, state, now), row?.revision ?? 0] });
    if (rows[0] !== undefined) return { ...pipelineOf(rows[0]), state };
  }
}

function save(key: SubjectKey, state: PipelineState, now: number): readonly unknown[] & unknown[] {
  const { provider, connection, project } = state.pipeline;
  // PostgreSQL holds every character but U+0000.
  const json = JSON.stringify(state).replaceAll(String.raw`\u0000`, String.raw`\ufffd`);
  return [key, provider, connection, clean(project.path), clean(detailsOf(state).ref.name), statusOf(state), json, new Date(now)];
}

function clean(text: string): string {
  return text.replaceAll('\0', '\u{fffd}');
}

function sameJson(left: unknown, right: unknown): boolean {
  return sorted(left) === sorted(right);
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function pipelineOf({ state, revision, updated_at: updatedAt }: Row): StoredPipeline {
  return { state, revision: Number(revision), updatedAt: updatedAt.getTime() };
}
