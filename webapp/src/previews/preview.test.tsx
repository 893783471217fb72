/** @jest-environment ./test/msw/browser-environment.ts */
import * as React from 'react';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { act, cleanup, configure, screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { paths, PLUGIN_ID } from '@ci-command-center/contract';
import type { PlaceView } from '@ci-command-center/contract';
import { openPage } from '../pipelines/host-page.tsx';
import { placeOf } from '../places/place-of.ts';
import { loadPlaces } from '../places/slice.ts';
import { createPreviewAnswers } from './answers.ts';
import { LinkTooltip } from './tooltip.tsx';

const base = `*/plugins/${PLUGIN_ID}`;
const place: PlaceView = {
  provider: 'forge',
  title: 'Forge',
  connection: 'lab',
  url: 'https://forge.example/lab',
  previews: true,
  issues: true,
  connect: '/oauth/forge/connect?connection=lab',
};
const link = 'https://forge.example/lab/team/app/-/pipelines/7';

// Other tests may take all of the machine.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);

beforeEach(() => void jest.useFakeTimers({ advanceTimers: true }));
afterEach(() => {
  cleanup();
  jest.useRealTimers();
});

async function pointAt(href: string, answer: object, status = 200) {
  const asked: (string | null)[] = [];
  const handlers = [
    http.get(`${base}${paths.places}`, () => HttpResponse.json({ places: [place] })),
    http.get(`${base}${paths.previews}`, ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('url'));
      return HttpResponse.json(answer, { status });
    }),
  ];
  const answers = createPreviewAnswers(Date.now);
  const page = openPage(<LinkTooltip href={href} show answers={answers} />, handlers);
  await act(() => loadPlaces(page.store.dispatch));
  return { ...page, asked, answers };
}

test('a pipeline shows its state in words, what failed and why; foreign text stays text', async () => {
  const preview = {
    kind: 'pipeline',
    project: 'team/app',
    reference: '#7',
    url: link,
    title: '<b>Nightly</b>',
    status: 'failed',
    branch: 'main',
    duration: 65,
    jobCount: 3,
    jobs: [
      { name: 'unit', status: 'failed', reason: 'script failure' },
      { name: 'lint', status: 'success' },
    ],
  };
  const { asked, answers } = await pointAt(link, { kind: 'preview', preview });
  expect(await screen.findByText('<b>Nightly</b>')).toBeTruthy();
  expect(screen.getByRole('article', { name: 'Pipeline #7: <b>Nightly</b>' }).textContent).toContain(
    'FailedFailedunitscript failure3 jobs'.slice(6),
  );
  expect(screen.getByText('1 min 5 s')).toBeTruthy();
  expect(screen.queryByText('lint')).toBeNull();
  expect(asked).toEqual([link]);
  expect(answers.known(link)).toBeDefined();
});

test('links of others ask nobody anything', async () => {
  for (const href of ['https://other.example/lab/x', 'https://forge.example/labor', 'javascript:alert(1)', 'mailto:a@forge.example']) {
    expect(placeOf(href, [place])).toBeUndefined();
    const { asked, container } = await pointAt(href, { kind: 'nothing' });
    await act(() => jest.advanceTimersByTimeAsync(1000));
    expect([asked, container.innerHTML]).toEqual([[], '']);
    cleanup();
  }
});

test('who has no account there is led to connecting; what is not there shows nothing; what fails is said', async () => {
  await pointAt(link, { kind: 'connect' });
  const connect = await screen.findByRole('link', { name: 'Connect' });
  expect(connect.getAttribute('href')).toBe(`/plugins/${PLUGIN_ID}/oauth/forge/connect?connection=lab`);
  cleanup();
  const { container, answers } = await pointAt(link, { kind: 'nothing' });
  await act(() => jest.advanceTimersByTimeAsync(1000));
  expect(answers.known(link)).toEqual({ kind: 'nothing' });
  expect(container.innerHTML).toBe('');
  cleanup();
  await pointAt(link, { code: 'CI_HTTP_TIMEOUT', message: 'Forge does not answer.' }, 502);
  expect(await screen.findByText('Forge does not answer.')).toBeTruthy();
});
