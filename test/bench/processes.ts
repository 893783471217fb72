// Who uses the processor and the memory: read from /proc for the server, the plugins and PostgreSQL's many processes.
import { readdir, readFile } from 'node:fs/promises';

/** Seconds of processor time since each began, by who it is. */
export type Times = Readonly<Record<string, number>>;

const TICKS = 100;

interface Stat {
  readonly parent: number;
  readonly name: string;
  readonly seconds: number;
}

async function statOf(pid: number | string): Promise<Stat | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  const [, name = '', rest = ''] = /\((.*)\) (.*)/s.exec(text ?? '') ?? [];
  const fields = rest.split(' ');
  if (text === undefined) return undefined;
  return { name, parent: Number(fields[1]), seconds: (Number(fields[11]) + Number(fields[12])) / TICKS };
}

/** `named`: processes by name; PostgreSQL's, whose postmaster is `postgres`, are added up. */
export async function timesOf(named: Readonly<Record<string, number | undefined>>, postgres: number): Promise<Times> {
  const times: Record<string, number> = {
    postgres: (await statOf(postgres))?.seconds ?? 0,
    'this client': process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6,
  };
  for (const [name, pid] of Object.entries(named)) if (pid !== undefined) times[name] = (await statOf(pid))?.seconds ?? 0;
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const stat = await statOf(pid);
    if (stat?.parent === postgres) times['postgres'] = (times['postgres'] ?? 0) + stat.seconds;
  }
  return times;
}

/** Processor milliseconds for each of `count` things done between two readings, by who, most first. */
export function costs(before: Times, after: Times, count: number): string {
  return Object.entries(after)
    .map(([name, seconds]) => [name, ((seconds - (before[name] ?? 0)) * 1000) / count] as const)
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, each]) => `${name} ${each.toFixed(2)} ms`)
    .join(', ');
}

/** The process that listens on `port`'s database: the postmaster of the embedded PostgreSQL, by its data folder. */
export async function postmasterOf(folder: string): Promise<number> {
  const text = await readFile(`${folder}/pg/postmaster.pid`, 'utf8').catch(() => '0');
  return Number(text.split('\n')[0]);
}

/** Megabytes of resident memory. */
export async function residentOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(text)?.[1] ?? 0) / 1024;
}
