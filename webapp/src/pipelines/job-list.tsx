// A pipeline's jobs: the failed ones first with their reasons, then all others by stage.
import * as React from 'react';
import type { JobView, PipelineView, StageView } from '@ci-command-center/contract';
import { StatusIcon } from '../parts/icon.tsx';
import { useWords } from '../text/say.tsx';
import { JobLine } from './job-line.tsx';
import type { LogPlace } from './job-line.tsx';
import { failedJobs } from './order.ts';

const MAX_FAILED = 5;

interface FailedProps {
  readonly jobs: readonly JobView[];
  readonly all?: boolean;
  readonly logOf?: LogPlace | undefined;
}

/** The failed jobs by name, at most five; the rest as a number. */
export function FailedJobs({ jobs, all = false, logOf }: FailedProps) {
  const { say, count } = useWords();
  const failed = failedJobs(jobs);
  const shown = all ? failed : failed.slice(0, MAX_FAILED);
  if (failed.length === 0) return null;
  return (
    <ul className="ci-jobs ci-jobs-failed" aria-label={say('job.failed')}>
      {shown.map((job) => (
        <JobLine key={job.id} job={job} logOf={logOf} />
      ))}
      {shown.length < failed.length && <li className="ci-job ci-job-more">{count('job.more', failed.length - shown.length)}</li>}
    </ul>
  );
}

/** The pipeline's stages, then those that only jobs name: the two lists may come from different deliveries. */
function allStages({ stages, jobs }: PipelineView): readonly { readonly name: string; readonly status?: StageView['status'] }[] {
  const known = new Set(stages.map(({ name }) => name));
  const others = new Set(jobs.map(({ stage }) => stage).filter((stage) => !known.has(stage)));
  return [...stages, ...[...others].map((name) => ({ name }))];
}

export function JobList({ pipeline, channelId }: { readonly pipeline: PipelineView; readonly channelId: string }) {
  const { jobs, key, project, number, log } = pipeline;
  const logOf = log ? { key, project, number, channelId } : undefined;
  const rest = jobs.filter(({ status }) => status !== 'failed');
  return (
    <div className="ci-job-list">
      <FailedJobs jobs={jobs} all logOf={logOf} />
      {allStages(pipeline).map(({ name, status }) => {
        const own = rest.filter(({ stage }) => stage === name);
        return own.length === 0 ? null : (
          <section key={name} aria-label={name}>
            <h4 className="ci-stage-title">
              {status && <StatusIcon status={status} size={12} />}
              {name}
            </h4>
            <ul className="ci-jobs">
              {own.map((job) => (
                <JobLine key={job.id} job={job} logOf={logOf} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
