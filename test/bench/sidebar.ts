// How fast the sidebar is in a real browser: a change by websocket until it is painted, which rows are drawn again, and what stays in memory.
import type { Page } from 'playwright-core';
import { buildWebapp } from '../../build/bundle/webapp.ts';
import { launch } from '../browser/open.ts';
import '../browser/page/bench-window.ts';
import { bundlePage } from '../browser/page/serve.ts';
import { percentile, type Figure } from './statistics.ts';

// As over TLS, without which browsers keep some functions back.
const ORIGIN = 'https://sidebar-bench.test';
const ROWS = 1000;
/** As many as a first page has. */
const FEW = 50;
/** As the server answers them. */
const PAGE = 50;
const CHANGES = 10_000;
const SAMPLES = 30;
/** Milliseconds within which a change must be on screen. */
const LIMIT = 100;

type Scripts = ReadonlyMap<string, string>;
type Browser = Awaited<ReturnType<typeof launch>>['browser'];

async function readScripts(): Promise<Scripts> {
  const { files } = await buildWebapp();
  const chunks = files.map(
    ({ name, content }) => [`/static/plugins/ci-command-center/${name}`, new TextDecoder().decode(content)] as const,
  );
  return new Map([...chunks, ['/page.js', await bundlePage('bench-page.tsx')] as const]);
}

/** The page, and all that it asks for, come from here: no server is needed, and none is measured. */
async function openPage(browser: Browser, scripts: Scripts, rows: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 400, height: 800 } });
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const script = scripts.get(pathname);
    if (script !== undefined) return route.fulfill({ contentType: 'text/javascript', body: script });
    if (pathname !== '/') return route.fulfill({ status: 404, json: {} });
    return route.fulfill({ contentType: 'text/html', body: '<!doctype html><div id="root"></div><script src="/page.js"></script>' });
  });
  await page.route(
    ({ pathname }) => pathname.endsWith('/api/v1/pipelines'),
    async (route) => {
      const first = Number(new URL(route.request().url()).searchParams.get('before') ?? 0);
      const next = Math.min(rows, first + PAGE);
      const pipelines = await page.evaluate(
        ({ from, to }) => Array.from({ length: to - from }, (_, index) => window.sidebarBench.pipeline(from + index, 1)),
        { from: first, to: next },
      );
      await route.fulfill({ json: { pipelines, ...(next < rows && { older: String(next) }) } });
    },
  );
  await page.goto(ORIGIN);
  for (let shown = Math.min(PAGE, rows); ; shown = Math.min(rows, shown + PAGE)) {
    await page.waitForFunction((count) => document.querySelectorAll('.ci-row').length === count, shown, { timeout: 120_000 });
    if (shown === rows) return page;
    await page.getByRole('button', { name: 'Show older' }).click();
  }
}

/** Bytes that are still held after everything else was thrown away. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

async function changesOf(page: Page, rows: number): Promise<{ readonly delays: readonly number[]; readonly touched: number }> {
  const seen = await page.evaluate(
    async ({ samples, count }) => {
      const all = [];
      for (let index = 0; index < samples; index += 1) all.push(await window.sidebarBench.measureChange((index * 37) % count, index + 10));
      return all;
    },
    { samples: SAMPLES, count: rows },
  );
  return { delays: seen.map(({ ms }) => ms), touched: Math.max(...seen.map((each) => each.rows)) };
}

async function nothingOf(page: Page): Promise<readonly number[]> {
  return page.evaluate(async (samples) => {
    const all = [];
    for (let index = 0; index < samples; index += 1) all.push(await window.sidebarBench.measureNothing());
    return all;
  }, SAMPLES);
}

export async function measureSidebar(): Promise<Figure[]> {
  const scripts = await readScripts();
  const { browser, close } = await launch();
  try {
    const page = await openPage(browser, scripts, ROWS);
    const nothing = percentile(await nothingOf(page), 0.95);
    const { delays, touched } = await changesOf(page, ROWS);
    const [middle, many] = [percentile(delays, 0.5), percentile(delays, 0.95)];
    await page.close();
    const small = await openPage(browser, scripts, FEW);
    const few = percentile((await changesOf(small, FEW)).delays, 0.95);
    // What is made once, such as compiled functions, is not growth.
    const run = (from: number) =>
      small.evaluate(({ count, rows, first }) => window.sidebarBench.many(count, rows, first), { count: CHANGES, rows: FEW, first: from });
    await run(1000);
    const before = await heapOf(small);
    await run(100_000);
    const after = await heapOf(small);
    const unit = 'ms';
    return [
      { name: `sidebar, a change on screen with ${ROWS} rows (50 %)`, unit, ours: middle, beside: 'limit', other: LIMIT },
      { name: `sidebar, a change on screen with ${ROWS} rows (95 %)`, unit, ours: many, beside: 'limit', other: LIMIT },
      { name: `sidebar, a change on screen with ${ROWS} rows (95 %)`, unit, ours: many, beside: 'two frames without one', other: nothing },
      { name: `sidebar, a change on screen with ${ROWS} rows (95 %)`, unit, ours: many, beside: `with ${FEW} rows`, other: few },
      { name: `sidebar, rows drawn again by one change of ${ROWS}`, unit: 'rows', ours: touched, beside: 'the one', other: 1 },
      { name: `sidebar, heap after ${CHANGES} changes more`, unit: 'MB', ours: after / 1e6, beside: 'before', other: before / 1e6 },
    ];
  } finally {
    await close();
  }
}
