// What is known of each pipeline, changed only under its row's lock.

import type { Pool, PoolClient } from 'pg';
import type { ChannelId, PipelineKey } from '../ci/ids.ts';
import { detailsOf, type PipelineState } from '../ci/state.ts';
import { statusOf } from '../ci/status.ts';
import { transaction } from './transaction.ts';

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
  /** Stores `change` of what is known, under the row's lock; `change` gives the same object back, or an equal one, when it has no news. */
  merge(key: PipelineKey, change: (known: PipelineState | undefined) => PipelineState, now: number): Promise<StoredPipeline>;
  find(key: PipelineKey): Promise<StoredPipeline | undefined>;
  /** Those that a channel shows, newest change first. */
  inChannel(channel: ChannelId, filter: PipelineFilter): Promise<readonly StoredPipeline[]>;
}

interface Row {
  readonly state: PipelineState;
  readonly revision: string;
  readonly updated_at: Date;
}

const COLUMNS = 'state, revision, updated_at';
// An empty row is laid down first, so that the first two deliveries of a pipeline wait for each other too.
const LAY = `
insert into ci_command_center.pipelines (key, provider, connection, project_path, ref_name, status, revision, state, updated_at)
values ($1, '', '', '', '', '', 0, 'null', to_timestamp(0)) on conflict (key) do nothing`;
const LOCK = `select ${COLUMNS} from ci_command_center.pipelines where key = $1 for update`;
const SAVE = `
update ci_command_center.pipelines set provider = $2, connection = $3, project_path = $4, ref_name = $5, status = $6,
  revision = revision + 1, state = $7, updated_at = $8 where key = $1 returning ${COLUMNS}`;
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
    merge: (key, change, now) => transaction(pool(), (client) => mergeRow(client, key, change, now)),
    async find(key) {
      const [found] = await many(`select ${COLUMNS} from ci_command_center.pipelines where key = $1 and revision > 0`, [key]);
      return found;
    },
    inChannel(channel, { project, branch, limit }) {
      const tail = project?.toLowerCase().replace(/[\\%_]/g, '\\$&');
      return many(IN_CHANNEL, [channel, project ?? null, tail ?? null, branch ?? null, limit]);
    },
  };
}

async function mergeRow(
  client: PoolClient,
  key: PipelineKey,
  change: (known: PipelineState | undefined) => PipelineState,
  now: number,
): Promise<StoredPipeline> {
  const lock = (): Promise<Row | undefined> =>
    client.query<Row>({ name: 'ci_lock', text: LOCK, values: [key] }).then(({ rows }) => rows[0]);
  let row = await lock();
  if (row === undefined) {
    await client.query(LAY, [key]);
    row = await lock();
  }
  if (row === undefined) throw new Error('A pipeline vanished while it was locked');
  const known = row.revision === '0' ? undefined : row.state;
  const state = change(known);
  // Compared as stored: jsonb forgets the order of keys and what is undefined.
  if (known !== undefined && sameJson(known, state)) return pipelineOf(row);
  const { rows } = await client.query<Row>({ name: 'ci_save', text: SAVE, values: save(key, state, now) });
  const [saved] = rows;
  if (saved === undefined) throw new Error('A pipeline vanished while it was locked');
  return { ...pipelineOf(saved), state };
}

function save(key: PipelineKey, state: PipelineState, now: number): readonly unknown[] & unknown[] {
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
