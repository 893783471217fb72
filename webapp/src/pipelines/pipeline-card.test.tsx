/** @jest-environment ./test/msw/browser-environment.ts */
import * as React from 'react';
import { afterEach, expect, test } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { channelId, openPage } from './host-page.tsx';
import { PipelineCard } from './pipeline-card.tsx';
import { samplePipeline } from './sample.ts';

const nothing = http.get('*', () => HttpResponse.json({ pipelines: [] }));

afterEach(cleanup);

function card(props: Record<string, unknown>) {
  return openPage(<PipelineCard post={{ channel_id: channelId, props }} />, [nothing]);
}

test('shows what the post stored, then what is live', async () => {
  const { push } = card({ ci_pipeline: JSON.stringify(samplePipeline({ revision: 2 })) });
  const article = screen.getByRole('article', { name: 'platform/api #100, Running' });
  expect(within(article).getByText('test: Running')).toBeTruthy();
  push(samplePipeline({ revision: 1, status: 'failed' }));
  expect(screen.getByRole('article', { name: 'platform/api #100, Running' })).toBeTruthy();
  push(samplePipeline({ revision: 3, status: 'success', duration: 65 }));
  expect(within(screen.getByRole('article', { name: 'platform/api #100, Passed' })).getByText('1 min 5 s')).toBeTruthy();
});

function post(key: string) {
  return { channel_id: channelId, props: { ci_pipeline: JSON.stringify(samplePipeline({ key })) } };
}

test('shows a card of an older version, whose empty lists became null on their way through Go into the post', () => {
  const joined = {
    builds: [{ key: 'k', provider: 'Jenkins', name: 'images', number: '7', status: 'success', failedJobs: null }],
    gates: [{ name: 'Sonar way', status: 'passed', conditions: null }],
  };
  card({ ci_pipeline: { ...samplePipeline({ status: 'success' }), stages: null, jobs: null, joined } });
  expect(screen.getByText('images #7')).toBeTruthy();
  expect(screen.getByText('Sonar way')).toBeTruthy();
});

test('many cards of one channel ask once, a concluded one not at all', () => {
  const { fetched } = openPage([<PipelineCard key="a" post={post('a')} />, <PipelineCard key="b" post={post('b')} />], [nothing]);
  expect(fetched).toHaveBeenCalledTimes(1);
  cleanup();
  expect(card({ ci_pipeline: samplePipeline({ status: 'success' }) }).fetched).not.toHaveBeenCalled();
});

test.each([{ key: 1 }, '{"key": 1}', 'no JSON'])('says so when the stored pipeline cannot be read: %j', (held) => {
  card({ ci_pipeline: held });
  expect(screen.getByText(/cannot be shown/)).toBeTruthy();
});
