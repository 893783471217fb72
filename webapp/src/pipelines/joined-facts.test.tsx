/** @jest-environment ./test/msw/browser-environment.ts */
import * as React from 'react';
import { afterEach, expect, test } from '@jest/globals';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import type { PipelineView } from '@ci-command-center/contract';
import { channelId, openPage } from './host-page.tsx';
import { PipelineCard } from './pipeline-card.tsx';
import { PipelineRow } from './pipeline-row.tsx';
import { samplePipeline } from './sample.ts';

const nothing = http.get('*', () => HttpResponse.json({ pipelines: [] }));
const full: Partial<PipelineView> = {
  status: 'failed',
  duration: 283,
  usualDuration: 120,
  trend: 'broken',
  tests: { total: 120, failed: 3, fresh: 1, names: ['adds', 'divides'] },
  joined: {
    children: [{ key: 'c', provider: 'GitLab', name: 'e2e', number: '12', status: 'failed', failedJobs: ['browser'] }],
    gates: [{ name: 'Our way', status: 'failed', url: 'javascript:alert(1)', conditions: ['coverage 61 % (at least 80 %)'] }],
    artifacts: [{ name: 'api:1.2.3', action: 'promoted', url: 'https://registry.example/api' }],
    deployments: [{ environment: 'staging', status: 'success' }],
  },
  joinedAt: 5,
};

afterEach(cleanup);

function show(change: Partial<PipelineView>) {
  return openPage(<PipelineCard post={{ channel_id: channelId, props: { ci_pipeline: JSON.stringify(samplePipeline(change)) } }} />, [
    nothing,
  ]);
}

test('the card says the trend, the usual time, the failed tests and what belongs to the commit', () => {
  show(full);
  const article = screen.getByRole('article', { name: 'platform/api #100, Failed' });
  expect(within(article).getByText('broken')).toBeTruthy();
  expect(within(article).getByText(/4 min 43 s/).textContent).toBe('4 min 43 s (usually 2 min)');
  expect(within(article).getByText(/3 of 120 tests failed, 1 new/).textContent).toContain('and 1 more');
  expect(within(article).getByRole('list', { name: 'Child pipelines' }).textContent).toBe('Failed: e2e #12 browser');
  expect(within(article).getByRole('list', { name: 'Quality gate' }).textContent).toContain('coverage 61 %');
  expect(within(article).getByRole('list', { name: 'Artifacts' }).textContent).toContain('promoted');
  expect(within(article).getByRole('list', { name: 'Deployments' }).textContent).toBe('Passed: staging');
  expect(within(article).queryByRole('list', { name: 'Builds' })).toBeNull();
  expect(within(article).queryByRole('link', { name: 'Our way' })).toBeNull();
});

test('news of what is joined moves the card although its revision stays; a view without any does not', () => {
  const { push } = show(full);
  push(samplePipeline({ ...full, joinedAt: 6, joined: { deployments: [{ environment: 'production', status: 'running' }] } }));
  expect(screen.getByText('production')).toBeTruthy();
  push(samplePipeline({ ...full, joinedAt: 5, joined: { deployments: [{ environment: 'late', status: 'running' }] } }));
  push(samplePipeline({ status: 'failed' }));
  expect(screen.getByText('production')).toBeTruthy();
});

test('while it runs, the card says how long it usually takes', () => {
  show({ startedAt: Date.now(), usualDuration: 240 });
  expect(screen.getByRole('timer').textContent).toContain('of about 4 min');
});

test('a row tells it in one line and the rest when it is unfolded', () => {
  const jobs = [{ id: '1', name: 'unit', stage: 'test', status: 'failed', allowFailure: false }] as const;
  openPage(<PipelineRow channelId="builds" pipeline={samplePipeline({ ...full, jobs })} />, [nothing]);
  const summary = ['3 of 120 tests failed, 1 new', '1 more pipeline, 1 failed', 'Gate failed', 'staging: Passed', '1 artifact'];
  for (const text of summary) expect(screen.getByText(text)).toBeTruthy();
  expect(screen.queryByRole('list', { name: 'Quality gate' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: /1 job, 1 failed/ }));
  expect(screen.getByRole('list', { name: 'Quality gate' })).toBeTruthy();
});
