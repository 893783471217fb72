// One job: its state, its name as a link, why it failed and how long it took.
import * as React from 'react';
import type { JobView } from '@ci-command-center/contract';
import { ForeignLink } from '../parts/foreign-link.tsx';
import { StatusIcon } from '../parts/icon.tsx';
import { Duration } from '../parts/time.tsx';
import { useWords } from '../text/say.tsx';

export function JobLine({ job }: { readonly job: JobView }) {
  const { say, count } = useWords();
  const notes = [
    job.failureReason,
    job.status === 'failed' && job.allowFailure ? say('job.allowed') : undefined,
    job.retries ? count('job.retries', job.retries) : undefined,
  ].filter((note) => note !== undefined);
  return (
    <li className="ci-job" title={say('job.label', { job: job.name, status: say(`status.${job.status}`) })}>
      <StatusIcon status={job.status === 'failed' && job.allowFailure ? 'warning' : job.status} size={14} />
      <span className="ci-hidden">{say(`status.${job.status}`)}: </span>
      <span className="ci-job-text">
        <ForeignLink href={job.url} className="ci-job-name">
          {job.name}
        </ForeignLink>
        {notes.length > 0 && <span className="ci-job-notes"> {notes.join(', ')}</span>}
      </span>
      <Duration of={job} />
    </li>
  );
}
