// What is looked at while a soak runs: the plugin's memory, what waits in the queue, and every table's rows and bytes.
import { readFile } from 'node:fs/promises';
import { Pool } from 'pg';

export interface Memory {
  /** Megabytes of the process's own: its heap, stacks, buffers. */
  readonly own: number;
  /** Megabytes resident, Node's own file included. */
  readonly resident: number;
}

/** https://www.kernel.org/doc/html/latest/filesystems/proc.html: RssAnon and VmRSS. */
export async function memoryOf(pid: number): Promise<Memory> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8');
  const read = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(text)?.[1] ?? 0) / 1024;
  return { own: read('RssAnon'), resident: read('VmRSS') };
}

export interface Table {
  readonly rows: number;
  /** Rows that are gone and whose room is not used again yet. */
  readonly dead: number;
  /** Bytes with indexes and what is kept aside (TOAST). */
  readonly bytes: number;
}

export interface Database {
  /** Ours, by name. */
  tables(): Promise<Readonly<Record<string, Table>>>;
  /** Deliveries that are stored and not shown yet. */
  depth(): Promise<number>;
  close(): Promise<void>;
}

// The counters of the statistics views are kept by what was inserted and deleted: no table is read for them.
const TABLES = `
select relname as name, n_live_tup as rows, n_dead_tup as dead, pg_total_relation_size(relid) as bytes
from pg_stat_user_tables where schemaname like 'ci\\_command\\_center%'`;
const DEPTH = `select count(*) as count from ci_command_center.deliveries where state = 'pending'`;

interface Row {
  readonly name: string;
  readonly rows: string;
  readonly dead: string;
  readonly bytes: string;
}

/** Connects anew where it was cut off: a query rejects then. */
export function openDatabase(url: string): Database {
  const pool = new Pool({ connectionString: url, max: 1 });
  pool.on('error', () => undefined);
  return {
    async tables() {
      const { rows } = await pool.query<Row>(TABLES);
      return Object.fromEntries(
        rows.map((row) => [row.name, { rows: Number(row.rows), dead: Number(row.dead), bytes: Number(row.bytes) }]),
      );
    },
    depth: async () => Number((await pool.query<{ count: string }>(DEPTH)).rows[0]?.count ?? 0),
    close: () => pool.end(),
  };
}
