// The known facts of GitHub Actions' deliveries.

import { expect } from '@jest/globals';
import type { Status } from '../../../server-ts/src/ci/pipeline.ts';
import { failedJobs, jobsOf, statusOf } from '../../../server-ts/src/ci/status.ts';
import type { Shown } from '../shown.ts';
import { isImplied, pipelineOf, projectPath, reads, type Checks } from './check.ts';

const statuses: Readonly<Record<string, string>> = { success: 'success', failure: 'failed' };

export const githubChecks: Checks = {
  repo: projectPath,
  action: isImplied,
  // A job is named on the card when it failed; the run as a whole has the name of its workflow.
  name: (fact, shown) => {
    expect(jobsOf(pipelineOf(shown)).map(({ name }) => name)).toContain(fact);
    if (failedJobs(pipelineOf(shown)).length > 0) reads(fact, shown);
  },
  status: (fact, shown) => {
    if (fact === 'in_progress') expect(outcomeOf(shown)).toBe('running');
  },
  conclusion: (fact, shown) => expect(outcomeOf(shown)).toBe(statuses[String(fact)]),
};

/** Of the job that it is about, else of the run. */
function outcomeOf(shown: Shown): Status {
  return jobsOf(pipelineOf(shown))[0]?.status ?? statusOf(pipelineOf(shown));
}
