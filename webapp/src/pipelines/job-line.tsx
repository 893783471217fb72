// One job: its state, its name as a link, why it failed, how long it took, and its log.
import * as React from 'react';
import type { JobView, PipelineView } from '@ci-command-center/contract';
import { nameOf } from '../actions/action-bar.tsx';
import { useDoors } from '../host/doors.tsx';
import { ForeignLink } from '../parts/foreign-link.tsx';
import { Glyph, StatusIcon } from '../parts/icon.tsx';
import { Duration } from '../parts/time.tsx';
import { useWords } from '../text/say.tsx';

/** Where a job's log can be read from. */
export interface LogPlace extends Pick<PipelineView, 'key' | 'project' | 'number'> {
  readonly channelId: string;
}

interface Props {
  readonly job: JobView;
  /** Absent where there is none. */
  readonly logOf?: LogPlace | undefined;
}

export function JobLine({ job, logOf }: Props) {
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
      {logOf && hasBegun(job) && <JobLogButton job={job} of={logOf} />}
    </li>
  );
}

function hasBegun({ status }: JobView): boolean {
  return status === 'running' || status === 'failed' || status === 'success' || status === 'canceled';
}

function JobLogButton({ job: { id, name, status }, of }: { readonly job: JobView; readonly of: LogPlace }) {
  const { say } = useWords();
  const { openLog } = useDoors();
  const label = say('action.log.job', { job: name });
  const target = { channelId: of.channelId, key: of.key, title: nameOf(of), job: id };
  return (
    <button
      type="button"
      className="ci-job-log"
      aria-label={label}
      title={label}
      onClick={() => openLog({ ...target, ...(status === 'failed' && { at: 'error' as const }) })}
    >
      <Glyph name="log" size={14} />
    </button>
  );
}
