// The dashboard, the alert rules and the page about metrics must speak of the metrics there are.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import * as z from 'zod';
import { readYaml } from '../server-ts/src/config/yaml-text.ts';
import { createMeters, createState, Registry } from '../server-ts/src/metrics/index.ts';
import { cacheFolder } from './embedded/cache.ts';

const folder = join(import.meta.dirname, '..');
const rulesFile = join(folder, 'assets/prometheus/ci-command-center.rules.yml');
const PREFIX = 'ci_command_center_';

const registry = new Registry();
createMeters(registry);
const state = createState(registry, {
  counts: async () => ({ pending: 0, dead: 0 }),
  linkedAccounts: async () => 0,
  isStorageUp: () => true,
  now: Date.now,
  version: '',
  runtime: '',
});
afterAll(state.stop);

interface Metric {
  readonly kind: string;
  readonly labels: readonly string[];
}
const described = z.object({ name: z.string(), type: z.string(), labelNames: z.array(z.string()).default([]) });
const metrics = new Map<string, Metric>(
  registry.getMetricsAsArray().map((each) => {
    const { name, type, labelNames } = described.parse({ ...each, type: String(each.constructor.name).toLowerCase() });
    return [name, { kind: type, labels: labelNames }];
  }),
);

const read = (path: string): Promise<string> => readFile(join(folder, path), 'utf8');
const rules = z.object({
  groups: z.array(z.object({ name: z.string(), rules: z.array(z.looseObject({ alert: z.string(), expr: z.string() })) })),
});
const dashboard = z.object({ panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })) })) });

async function expressions(): Promise<readonly string[]> {
  const { groups } = rules.parse(readYaml(await readFile(rulesFile, 'utf8')).value);
  const { panels } = dashboard.parse(JSON.parse(await read('assets/grafana/ci-command-center.json')));
  const drawn = panels.flatMap(({ targets }) =>
    targets.map(({ expr }) => expr.replaceAll('$__rate_interval', '5m').replaceAll('$job', '.+')),
  );
  return [...groups.flatMap(({ rules: all }) => all.map(({ expr }) => expr)), ...drawn];
}

interface Selector {
  readonly name: string;
  readonly labels: readonly string[];
}

const FUNCTIONS = new Set(['sum', 'max', 'min', 'count', 'rate', 'increase', 'topk', 'histogram_quantile', 'by']);

/** What an expression reads; anything that is not of the few forms used here is refused. */
function selectorsIn(expr: string): { readonly selectors: readonly Selector[]; readonly grouped: readonly string[] } {
  const grouped = [...expr.matchAll(/\bby \(([\w, ]+)\)/g)].flatMap(([, names = '']) => names.split(', '));
  const bare = expr.replace(/\bby \([\w, ]+\)/g, '');
  const selectors: Selector[] = [];
  const rest = bare.replace(/\b([a-z_]\w*)(\{[^}]*\})?/gi, (_whole, name: string, matchers: string = '') => {
    if (FUNCTIONS.has(name)) return '';
    selectors.push({ name, labels: [...matchers.matchAll(/(\w+)(?:=~|!=|!~|=)"[^"]*"/g)].map(([, label = '']) => label) });
    return '';
  });
  expect(rest.replace(/\[\d+[mhe]\]|\d+(?:\.\d+)?(?:e\d+)?|[\s(),<>=/]/g, '')).toBe('');
  return { selectors, grouped };
}

test('every expression reads metrics and labels that there are', async () => {
  const page = await read('docs/metrics.md');
  for (const expr of await expressions()) {
    const { selectors, grouped } = selectorsIn(expr);
    expect(selectors.length).toBeGreaterThan(0);
    for (const { name, labels } of selectors) {
      if (!name.startsWith(PREFIX)) {
        // What others measure is named on the page, with where it comes from.
        expect(page).toContain(`\`${name}\``);
        continue;
      }
      const own = metrics.get(name.replace(/_(?:bucket|sum|count)$/, '')) ?? metrics.get(name);
      expect({ expr, known: own !== undefined, histogram: own?.kind === 'histogram' }).toEqual({
        expr,
        known: true,
        histogram: /_(?:bucket|sum|count)$/.test(name),
      });
      const may = new Set([...(own?.labels ?? []), 'le', 'job', 'instance']);
      expect([...labels, ...grouped].filter((label) => !may.has(label))).toEqual([]);
    }
  }
});

test('every alert rule is made to fire by a test of promtool', async () => {
  const tried = await read('test/prometheus/rules.test.yml');
  const { groups } = rules.parse(readYaml(await readFile(rulesFile, 'utf8')).value);
  const alerts = groups.flatMap(({ rules: all }) => all.map(({ alert }) => alert));
  expect(alerts.filter((alert) => !tried.includes(`alertname="${alert}"`))).toEqual([]);
});

test('the runbook says of every alert about the plugin what it means and what to do', async () => {
  const runbook = await read('docs/operations.md');
  const { groups } = rules.parse(readYaml(await readFile(rulesFile, 'utf8')).value);
  const alerts = groups.flatMap(({ rules: all }) => all.flatMap(({ alert }) => (alert.startsWith('CiCommandCenter') ? [alert] : [])));
  expect(alerts.length).toBeGreaterThan(10);
  expect(alerts.filter((alert) => !new RegExp(`^\\| \`${alert}\` +\\| \\S.+ \\| \\S.+ \\|$`, 'm').test(runbook))).toEqual([]);
});

const byName = (left: { name: string }, right: { name: string }): number => (left.name < right.name ? -1 : 1);

test('the page lists exactly the metrics there are, with their kinds and labels', async () => {
  const rows = [...(await read('docs/metrics.md')).matchAll(/^\| `(\w+)` +\| (counter|gauge|histogram) +\| ([^|]*) \|/gm)];
  const listed = rows.map(([, name = '', kind = '', labels = '']) => ({
    name: PREFIX + name,
    kind,
    labels: [...labels.matchAll(/`(\w+)`/g)].map(([, label = '']) => label).toSorted(),
  }));
  const there = Array.from(metrics, ([name, { kind, labels }]) => ({ name, kind, labels: [...labels].toSorted() }));
  expect(listed.toSorted(byName)).toEqual(there.toSorted(byName));
});

const found = [join(cacheFolder('promtool'), 'promtool'), ...(process.env['PATH'] ?? '').split(':').map((each) => join(each, 'promtool'))];
const promtool = found.find((path) => existsSync(path));
if (promtool === undefined)
  console.warn('promtool is not here: the alert rules were read by this test only, and NOT run by promtool. Put it on the PATH.');

function run(args: readonly string[], input = ''): string {
  const { status, stdout, stderr } = spawnSync(promtool ?? '', args, { encoding: 'utf8', input });
  return status === 0 ? stdout : `${stdout}${stderr}`;
}

(promtool === undefined ? test.skip : test)(
  'promtool takes the rules and every expression, and the rules fire as they should',
  async () => {
    expect(run(['check', 'rules', rulesFile])).toMatch(/SUCCESS: \d+ rules found/);
    expect(run(['test', 'rules', join(folder, 'test/prometheus/rules.test.yml')])).toContain('SUCCESS');
    await state.look();
    expect(run(['check', 'metrics'], await registry.metrics())).toBe('');
    const scratch = await mkdtemp(join(tmpdir(), 'ci-cc-promtool-'));
    try {
      const records = (await expressions()).map((expr, index) => ({ record: `made_up:${index}`, expr }));
      await writeFile(join(scratch, 'all.yml'), JSON.stringify({ groups: [{ name: 'all', rules: records }] }));
      expect(run(['check', 'rules', join(scratch, 'all.yml')])).toContain(`SUCCESS: ${records.length} rules found`);
    } finally {
      await rm(scratch, { recursive: true });
    }
  },
);
