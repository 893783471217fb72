// The known facts of Jenkins' deliveries.

import { expect } from '@jest/globals';
import { failedJobs, isConcluded, stagesOf, statusOf } from '../../../server-ts/src/ci/status.ts';
import { leadsTo, pipelineDetails, pipelineOf, projectPath, reads, type Checks } from './check.ts';

const results: Readonly<Record<string, readonly [string, string]>> = {
  SUCCESS: ['success', 'passed'],
  FAILURE: ['failed', 'failed'],
  UNSTABLE: ['warning', 'passed with warnings'],
  ABORTED: ['canceled', 'canceled'],
};

export const jenkinsChecks: Checks = {
  job: (fact, shown) => {
    expect(pipelineOf(shown).pipeline.project.path.split('/').at(-1)).toBe(fact);
    reads(pipelineOf(shown).pipeline.project.path, shown);
  },
  path: projectPath,
  display_name: reads,
  number: (fact, shown) => {
    expect(pipelineOf(shown).pipeline.id).toBe(String(fact));
    reads(`#${String(fact)}`, shown);
  },
  phase: (fact, shown) => expect(isConcluded(statusOf(pipelineOf(shown)))).toBe(fact === 'COMPLETED' || fact === 'FINALIZED'),
  running: (fact, shown) => expect(statusOf(pipelineOf(shown)) === 'running').toBe(fact),
  status: (fact, shown) => {
    const [status, word] = results[String(fact)] ?? [];
    expect(statusOf(pipelineOf(shown))).toBe(status);
    reads(word, shown);
  },
  event: (fact, shown) => expect(statusOf(pipelineOf(shown))).toBe(fact),
  url: leadsTo,
  branch: (fact, shown) => reads(`Branch ${String(fact).replace(/^origin\//, '')}`, shown),
  commit: (fact, shown) => expect(pipelineDetails(shown).commit ?? null).toBe(fact),
  title: reads,
  merge_request: (fact, shown) => reads(`Merge request ${String(fact)}`, shown),
  stages: (fact, shown) => expect(stagesOf(pipelineOf(shown)).map(({ name }) => name)).toEqual(fact),
  failed_stages: (fact, shown) => {
    expect(failedJobs(pipelineOf(shown)).map(({ name }) => name)).toEqual(fact);
    for (const { name } of failedJobs(pipelineOf(shown))) reads(name, shown);
  },
  tests: (fact, shown) => {
    const { tests } = pipelineDetails(shown);
    expect(tests?.failed).toBe(fact);
    for (const name of [`${String(fact)} of ${tests?.total}`, ...(tests?.failures ?? [])]) reads(name, shown);
  },
};
