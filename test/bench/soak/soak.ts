// `npm run bench -- soak`: all senders for an hour at a steady rate, and whether memory, tables and latency stay as they are.
import { Pool } from 'pg';
import { createRetention } from '../../../server-ts/src/storage/retention.ts';
import { caller, watch, type Watcher } from '../client.ts';
import { incomingWay, marks, plainCard, type Way } from '../ways.ts';
import { markIn } from './lives.ts';
import { memoryOf, openDatabase, type Database } from './senses.ts';
import { conclude } from './settle.ts';
import { openSite, type Site } from './site.ts';
import { isFlat, slopesOf, slopeTable, WINDOWS, windowTable, type Window } from './windows.ts';

export interface SoakOptions {
  readonly minutes: number;
  /** Deliveries a second. */
  readonly rate: number;
  readonly say: (line: string) => void;
}

type Filling = { -readonly [Key in keyof Window]: Window[Key] extends readonly (infer Item)[] ? Item[] : Window[Key] };

const fresh = (): Filling => ({ memory: [], depth: [], delays: [], yardstick: [], taken: 0, refused: 0, tables: {} });
const every = (milliseconds: number, act: () => Promise<unknown>): (() => void) => {
  const timer = setInterval(() => void act().catch(() => undefined), milliseconds);
  return () => clearInterval(timer);
};
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

interface Watched {
  now: Filling;
  readonly due: Map<string, number>;
  watcher?: Watcher;
}

/** The post that a delivery makes is timed from the delivery's first try. */
async function timePost(watched: Watched, body: string, sent: number): Promise<void> {
  const mark = markIn(body);
  if (mark === undefined || watched.due.has(mark)) return;
  watched.due.set(mark, sent);
  const at = await watched.watcher?.seen(mark);
  // Shown before it was over, as a pipeline that somebody watches: that is no delay.
  if (at !== undefined && at >= sent) watched.now.delays.push(at - sent);
}

/** What a day would do in months: it forgets what is older than a sixth of the run, with the plugin's own statements. */
function forgetEarly(databaseUrl: string, minutes: number): () => Promise<void> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  const days = minutes / 6 / (24 * 60);
  const retain = createRetention(
    () => pool,
    () => ({ deliveries: days, dead: 30, audit: 365, subjects: days }),
  );
  const stop = every((minutes * 60_000) / 60, () => retain(Date.now()));
  return async () => {
    stop();
    await pool.end();
  };
}

/** Somebody looks and types beside it, and one message a second comes in by Mattermost's own way, for comparison. */
function bystanders({ server, channels }: Site, watched: Watched, way: Way): () => void {
  const admin = server.users['admin'];
  const channel = channels.get('builds') ?? '';
  let n = 0;
  const stops = [
    every(5_000, async () => admin?.api.post('/api/v4/commands/execute', { channel_id: channel, command: '/ci status' })),
    every(5_000, async () => admin?.api.get(`/plugins/ci-command-center/api/v1/pipelines?channel=${channel}`)),
    every(1_000, async () => {
      n += 1;
      const [number, sent] = [n, performance.now()];
      await way.send(number);
      watched.now.yardstick.push(((await watched.watcher?.seen(way.mark(number))) ?? sent) - sent);
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

function lookAround(watched: Watched, database: Database, pid: number, milliseconds: number): () => void {
  const stops = [
    every(milliseconds, async () => watched.now.memory.push(await memoryOf(pid))),
    every(1_000, async () => watched.now.depth.push(await database.depth())),
  ];
  return () => stops.forEach((stop) => stop());
}

/** Resolves with the report and whether all was flat, and nothing was lost or doubled. */
export async function soak({ minutes, rate, say }: SoakOptions): Promise<{ report: string; holds: boolean }> {
  const watched: Watched = { now: fresh(), due: new Map() };
  const site = await openSite({
    rate,
    nodes: 1,
    say,
    passing: (body, sent) => void timePost(watched, body, sent),
    passed: ({ refused }) => {
      watched.now.taken += 1;
      watched.now.refused += refused;
    },
  });
  const { server } = site;
  const database = openDatabase(server.databaseUrl);
  const sender = caller(server.url);
  try {
    const token = server.users['admin']?.token ?? '';
    watched.watcher = await watch(server.url, token, marks);
    const pid = (await server.pluginPid()) ?? 0;
    const way = await incomingWay(server, sender, site.channels.get('yardstick') ?? '', plainCard);
    const windows: Window[] = [];
    const long = (minutes * 60_000) / WINDOWS;
    const end = site.begin();
    const stops = [bystanders(site, watched, way), lookAround(watched, database, pid, Math.min(10_000, long / 10))];
    const remember = forgetEarly(server.databaseUrl, minutes);
    const before = await memoryOf(pid);
    for (let n = 0; n < WINDOWS; n += 1) {
      await pause(long);
      const window = { ...watched.now, tables: await database.tables() };
      watched.now = fresh();
      windows.push(window);
      say(
        windowTable([window], minutes / WINDOWS)
          .split('\n')
          .at(-1) ?? '',
      );
    }
    const expected = await end();
    const { lines, holds } = await conclude(site, expected);
    stops.forEach((stop) => stop());
    await remember();
    const slopes = slopesOf(windows);
    const [after, same] = [await memoryOf(pid), (await server.pluginPid()) === pid];
    const taken = windows.reduce((sum, each) => sum + each.taken, 0);
    const report = [
      `${taken} deliveries in ${minutes} minutes; rows are forgotten after ${(minutes / 6).toFixed(1)} minutes.`,
      `Memory, own / resident: ${before.own.toFixed(1)} / ${before.resident.toFixed(1)} MB before, ${after.own.toFixed(1)} / ${after.resident.toFixed(1)} MB after.`,
      same ? 'The plugin was never started anew.' : '**The plugin was started anew.**',
      ...lines,
      '',
      windowTable(windows, minutes / WINDOWS),
      '',
      slopeTable(slopes),
    ].join('\n');
    return { report, holds: holds && same && slopes.every(isFlat) };
  } finally {
    watched.watcher?.close();
    await Promise.all([database.close(), sender.close()]);
    await site.close();
  }
}
