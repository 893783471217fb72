/** @jest-environment ./test/msw/browser-environment.ts */
import * as React from 'react';
import { afterEach, expect, test } from '@jest/globals';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { paths, PLUGIN_ID } from '@ci-command-center/contract';
import { openPage } from './host-page.tsx';
import { PipelineList } from './pipeline-list.tsx';
import { samplePipeline } from './sample.ts';

const address = `*/plugins/${PLUGIN_ID}${paths.pipelines}`;
/** The same for a thousand is measured in a browser (`npm run bench sidebar`): jsdom takes a minute for them. */
const COUNT = 200;
const PAGE = 50;
const all = Array.from({ length: COUNT }, (_, index) =>
  samplePipeline({ key: `k${index}`, number: String(index), status: 'success', updatedAt: 10_000 - index, createdAt: 10_000 - index }),
);

afterEach(() => {
  cleanup();
  localStorage.clear();
});

/** Answers page by page; the second page only at the second try. */
function pages() {
  let refused = false;
  return http.get(address, ({ request }) => {
    const from = Number(new URL(request.url).searchParams.get('before') ?? 0);
    if (from === PAGE && !refused) {
      refused = true;
      return HttpResponse.json({ code: 'CI_MADE_UP', message: 'Not now.' }, { status: 503 });
    }
    const next = from + PAGE;
    return HttpResponse.json({ pipelines: all.slice(from, next), ...(next < COUNT && { older: String(next) }) });
  });
}

// By their classes: to look through hundreds of rows for roles takes jsdom seconds.
const rows = () => document.querySelectorAll('.ci-row');
const older = () => document.querySelector('.ci-older button');
const untilShown = (count: number) => waitFor(() => expect(rows()).toHaveLength(count), { timeout: 20_000 });

function showOlder(): void {
  const button = older();
  if (button) fireEvent.click(button);
}

test('many pipelines are listed page by page, and one that changes draws one row anew', async () => {
  const { push } = openPage(<PipelineList />, [pages()]);
  await untilShown(PAGE);
  showOlder();
  expect((await screen.findByRole('alert')).textContent).toBe('Not now.');
  for (let shown = PAGE; shown < COUNT; shown += PAGE) {
    showOlder();
    await untilShown(shown + PAGE);
  }
  expect(older()).toBeNull();
  const drawn = new Set<string>();
  const watch = new MutationObserver((changes) => {
    for (const { target } of changes) {
      const element = target instanceof Element ? target : target.parentElement;
      const name = element?.closest('.ci-row')?.getAttribute('aria-label');
      if (name) drawn.add(name);
    }
  });
  watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  push(samplePipeline({ ...all[150], revision: 2, status: 'failed' }));
  await act(async () => undefined);
  watch.disconnect();
  expect([...drawn]).toEqual(['platform/api #150, Failed']);
}, 60_000);

test('filters are kept for the channel, and something else that lies there does no harm', async () => {
  localStorage.setItem(`${PLUGIN_ID}/alice/builds/pipelines`, '{"kind":"sideways"}');
  const first = openPage(<PipelineList />, [pages()]);
  await untilShown(PAGE);
  fireEvent.click(screen.getByLabelText('Failed'));
  expect(screen.getByText('No pipeline matches')).toBeTruthy();
  first.unmount();
  openPage(<PipelineList />, [pages()]);
  expect(await screen.findByText('No pipeline matches', {}, { timeout: 20_000 })).toBeTruthy();
}, 60_000);

const run = (number: number, status: string) => ({
  key: `r${number}`,
  number: String(number),
  status,
  at: 1000,
  duration: 60,
  failedJobs: ['unit'],
});

test('how a branch did is drawn and said', async () => {
  const runs = [run(3, 'failed'), run(2, 'success'), run(1, 'success'), run(0, 'success')];
  const history = http.get(`*/plugins/${PLUGIN_ID}${paths.pipelineHistory}`, () => HttpResponse.json({ runs }));
  const one = samplePipeline({
    status: 'failed',
    jobs: [{ id: '1', name: 'unit', stage: 'test', status: 'failed', allowFailure: false }],
    log: true,
  });
  openPage(<PipelineList />, [history, http.get(address, () => HttpResponse.json({ pipelines: [one] }))]);
  const row = await screen.findByRole('listitem', { name: /#100/ });
  fireEvent.click(within(row).getByRole('button', { name: /^1 job/ }));
  const chart = await within(row).findByRole('img', { name: 'Last runs on main: 4 runs · 75 % passed · usually 1 min' });
  expect(chart.querySelectorAll('.ci-chart-bar')).toHaveLength(4);
  expect(chart.querySelector('.ci-chart-bar:last-child title')?.textContent).toMatch(/^#3: Failed, 1 min, .*\nunit$/s);
});
