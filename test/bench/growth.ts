// Whether a delivery costs the same with much history, and with many routes.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { costs } from './processes.ts';
import { measureRate } from './deliveries.ts';
import type { Bench } from './bench.ts';
import type { Figure } from './statistics.ts';

const COUNT = 1_000;
const PAST = 1_000_000;
const ROUTES = 5_000;

/** Processor milliseconds of the plugin and PostgreSQL together for one delivery. */
async function costOf({ ways: [ours], watcher, take, times, say }: Bench, what: string): Promise<number> {
  await measureRate(ours, watcher, take(200), 200);
  const before = await times();
  await measureRate(ours, watcher, take(COUNT), COUNT);
  const after = await times();
  say(`… ${what}: ${costs(before, after, COUNT)}`);
  return ['this plugin', 'postgres'].reduce((sum, name) => sum + (((after[name] ?? 0) - (before[name] ?? 0)) * 1000) / COUNT, 0);
}

/** Copies of a subject that is there, with its verdict and card, under other keys, projects and moments. */
const FILL = `
with sample as (select key from ci_command_center.subjects where kind = 'pipeline' order by updated_at desc limit 1),
subject as (
  insert into ci_command_center.subjects
  select (jsonb_populate_record(s, jsonb_build_object('key', 'past/' || n, 'project', md5((n / 200)::text)::uuid,
    'place', md5((n / 200)::text || 'p')::uuid, 'sha', md5(n::text) || left(md5(n::text), 8),
    'updated_at', now() - n * interval '5 s', 'created_at', now() - n * interval '5 s', 'started_at', now() - n * interval '5 s'))).*
  from ci_command_center.subjects s join sample using (key), generate_series($1::integer, $2::integer) n returning key),
card as (
  insert into ci_command_center.cards (subject_key, channel_id, post_id)
  select key, 'past' || (hashtext(key) % 500)::text, key from subject)
insert into ci_command_center.deliveries (id, provider, connection, order_key, headers, query, body, state, received_at)
select overlay(gen_random_uuid()::text placing '0190' from 1)::uuid, 'gitlab', 'default', key, '{}', '', '{}', 'done', now() - interval '1 h' from subject`;

async function fill(connectionString: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    // The server's own commits wait for the disk; what is only filler need not.
    await client.query('set synchronous_commit = off');
    for (let from = 1; from < PAST; from += 50_000) await client.query(FILL, [from, from + 49_999]);
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

export async function measurePast(bench: Bench): Promise<Figure[]> {
  const few = await costOf(bench, 'with few past pipelines');
  await fill(bench.server.databaseUrl);
  const many = await costOf(bench, `with ${PAST} past pipelines`);
  return [{ name: `processor time for a delivery with ${PAST} past pipelines`, unit: 'ms', ours: many, beside: 'with few', other: few }];
}

const routes = (count: number): string =>
  `routes:\n${Array.from(
    { length: count },
    (_, n) =>
      `  - {match: {provider: gitlab, project: "team-${n}/**", branch: "release/*", event: [pipeline]}, to: {channel: town-square}}`,
  ).join('\n')}\nnotify: {pipelines: finish}\n`;

export async function measureRoutes(bench: Bench): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ci-bench-routes-'));
  // By a file, as so many routes are too long for an argument; it replaces all of the plugin's settings.
  const configure = async (configuration: string): Promise<void> => {
    const file = join(folder, 'patch.json');
    const settings = {
      ...Object.fromEntries(Object.entries(bench.settings).map(([key, value]) => [key.toLowerCase(), value])),
      configuration,
    };
    await writeFile(file, JSON.stringify({ PluginSettings: { Plugins: { 'ci-command-center': settings } } }));
    await bench.server.mmctl('config', 'patch', file);
  };
  await configure(routes(10));
  const few = await costOf(bench, 'with 10 routes');
  await configure(routes(ROUTES));
  const many = await costOf(bench, `with ${ROUTES} routes`);
  await configure('');
  await rm(folder, { recursive: true, force: true });
  return [{ name: `processor time for a delivery with ${ROUTES} routes`, unit: 'ms', ours: many, beside: 'with 10', other: few }];
}
