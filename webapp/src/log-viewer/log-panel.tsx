// The sidebar's place for a log: the way back, whose log it is, and the view itself, which is loaded when first needed.
import * as React from 'react';
import { useSelector } from 'react-redux';
import type { JobView } from '@ci-command-center/contract';
import { isString } from '../host/guard.ts';
import { CHOSEN_TAB, useKept } from '../host/kept.ts';
import { Boundary } from '../parts/boundary.tsx';
import { pipelineByKey } from '../pipelines/select.ts';
import { useWords } from '../text/say.tsx';
import { LogLoading } from './log-states.tsx';
import type { LogTarget } from './target.ts';
import { Tool } from './toolbar.tsx';

/** It does not come when the server has a newer version by now, or the connection is lost. */
const LogView = React.lazy(async () => ({ default: (await import(/* webpackChunkName: "log" */ './log-view.tsx')).LogView }));

interface Props {
  readonly target: LogTarget;
  onOpen(target: LogTarget): void;
}

export function LogPanel({ target, onOpen }: Props) {
  const { say } = useWords();
  const [, choose] = useKept(CHOSEN_TAB, isString, '');
  const { channelId, key, job = '', title } = target;
  const pipeline = useSelector((state: unknown) => pipelineByKey(state, { key, number: '0' }));
  const missing = (
    <p className="ci-state" role="alert">
      {say('log.chunk')}
    </p>
  );
  const another = (wanted: string) => {
    const { job: _, at: __, ...rest } = target;
    const failed = pipeline?.jobs.some(({ id, status }) => id === wanted && status === 'failed') === true;
    onOpen({ ...rest, ...(wanted !== '' && { job: wanted }), ...(failed && { at: 'error' as const }) });
  };
  return (
    <section className="ci-log" aria-label={say('log.title', { title })}>
      <header className="ci-log-head">
        <Tool icon="back" label={say('log.back')} onClick={() => choose('pipelines')} />
        <h3 className="ci-log-title" title={title}>
          {title}
        </h3>
        {pipeline && pipeline.jobs.length > 0 && <JobChoice jobs={pipeline.jobs} job={job} onChoose={another} />}
      </header>
      <Boundary otherwise={missing}>
        <React.Suspense fallback={<LogLoading />}>
          <LogView key={`${channelId} ${key} ${job}`} target={target} />
        </React.Suspense>
      </Boundary>
    </section>
  );
}

interface ChoiceProps {
  readonly jobs: readonly JobView[];
  readonly job: string;
  onChoose(job: string): void;
}

function JobChoice({ jobs, job, onChoose }: ChoiceProps) {
  const { say } = useWords();
  const known = jobs.some(({ id }) => id === job);
  return (
    <select className="ci-select ci-log-job" aria-label={say('log.job')} value={job} onChange={({ target }) => onChoose(target.value)}>
      <option value="">{say('log.job.best')}</option>
      {!known && job !== '' && <option value={job}>{job}</option>}
      {jobs.map(({ id, name, status }) => (
        <option key={id} value={id}>
          {say('job.label', { job: name, status: say(`status.${status}`) })}
        </option>
      ))}
    </select>
  );
}
