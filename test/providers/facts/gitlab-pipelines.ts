// The known facts of GitLab's pipeline and job events.

import { expect } from '@jest/globals';
import { allowedFailures, failedJobs, isConcluded, jobsOf, statusOf, waitingJobs } from '../../../server-ts/src/ci/status.ts';
import { formatDuration } from '../../../server-ts/src/rendering/duration.ts';
import { lookOf } from '../../../server-ts/src/rendering/status-look.ts';
import { nameOf, pipelineDetails, pipelineOf, projectPath, reads, type Check, type Checks } from './check.ts';

const shared: Checks = {
  kind: (fact, { event }) => expect(event.kind).toBe(fact === 'build' ? 'job' : fact),
  project: projectPath,
  pipeline_id: (fact, shown) => {
    expect(pipelineOf(shown).pipeline.id).toBe(String(fact));
    expect(shown.card).toContain(`#${String(fact)}`);
  },
  ref: reads,
  user: (fact, shown) => expect(nameOf(pipelineDetails(shown).triggeredBy)).toBe(fact),
};

const pageAddress: Check = (fact, shown) => expect(pipelineDetails(shown).url).toBe(fact);

export const pipelineChecks: Checks = {
  ...shared,
  status: (fact, shown) => {
    expect(statusOf(pipelineOf(shown))).toBe(fact);
    expect(shown.card).toContain(lookOf(statusOf(pipelineOf(shown))).symbol);
  },
  detailed_status: (fact, { card }) => {
    if (fact === 'passed' || fact === 'failed' || fact === 'canceled') expect(card).toContain(fact);
  },
  tag: (fact, shown) => {
    expect(pipelineDetails(shown).ref?.kind === 'tag').toBe(fact);
    expect(shown.card.includes('\nTag ')).toBe(fact);
  },
  source: (fact, shown) => expect(pipelineDetails(shown).source).toBe(fact),
  duration_s: (fact, shown) => {
    expect(pipelineDetails(shown).duration).toBe(fact);
    if (isConcluded(statusOf(pipelineOf(shown)))) expect(shown.card).toContain(formatDuration(Number(fact)));
  },
  queued_s: (fact, shown) => expect(pipelineDetails(shown).queuedDuration).toBe(fact),
  url: pageAddress,
  url_fallback: pageAddress,
  jobs: (fact, shown) => expect(pipelineOf(shown).jobs).toHaveLength(Number(fact)),
  failed_jobs: (fact, shown) => {
    expect(failedJobs(pipelineOf(shown)).map(({ name }) => name)).toEqual(fact);
    for (const { name } of failedJobs(pipelineOf(shown))) reads(name, shown);
  },
  allowed_failures: (fact, shown) => {
    expect(allowedFailures(pipelineOf(shown)).map(({ name }) => name)).toEqual(fact);
    expect(shown.card).toContain('Failed, but may');
  },
  waiting_manual: (fact, shown) => expect(waitingJobs(pipelineOf(shown)).map(({ name }) => name)).toEqual(fact),
  merge_request: reads,
  parent_pipeline: (fact, shown) => expect(pipelineDetails(shown).parent).toMatch(new RegExp(`/${String(fact)}$`)),
};

export const jobChecks: Checks = {
  ...shared,
  job_id: (fact, shown) => expect(jobsOf(pipelineOf(shown))[0]?.id).toBe(String(fact)),
  job: (fact, shown) => {
    const [job] = jobsOf(pipelineOf(shown));
    expect(job?.name).toBe(fact);
    if (job?.status === 'failed') reads(fact, shown);
  },
  stage: (fact, shown) => {
    expect(jobsOf(pipelineOf(shown))[0]?.stage).toBe(fact);
    reads(fact, shown);
  },
  status: (fact, shown) => expect(jobsOf(pipelineOf(shown))[0]?.status).toBe(fact),
  allow_failure: (fact, shown) => expect(jobsOf(pipelineOf(shown))[0]?.allowFailure).toBe(fact),
  duration_s: (fact, shown) => expect(jobsOf(pipelineOf(shown))[0]?.duration).toBe(fact),
  retries: (fact, shown) => expect(jobsOf(pipelineOf(shown))[0]?.retries).toBe(fact),
  environment: (fact, shown) => expect(jobsOf(pipelineOf(shown))[0]?.environment).toBe(fact),
  failure_reason: (fact, shown) => reads(String(fact).replaceAll('_', ' '), shown),
};
