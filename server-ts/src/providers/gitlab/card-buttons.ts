// What can be done about a pipeline now, for its card. Pure; whether the clicker may is GitLab's to say.

import type { Button } from '../../ci/command.ts';
import type { Job } from '../../ci/pipeline.ts';
import { failedJobs, isConcluded, jobsOf, statusOf, waitingJobs } from '../../ci/status.ts';
import type { PipelineState } from '../../ci/state.ts';

/** More jobs than that are offered as a list. */
const MOST_PLAYS = 2;

export function cardButtons(state: PipelineState): readonly Button[] {
  const { project, id: pipeline } = state.pipeline;
  const place = { project: project.id, pipeline };
  const title = `${project.path} #${pipeline}`;
  const status = statusOf(state);
  const failed = failedJobs(state);
  const first = failed[0];
  const retry: readonly Button[] =
    (status === 'failed' || status === 'canceled') && jobsOf(state).length > 0
      ? [{ label: status === 'failed' ? 'Retry failed' : 'Run again', call: { name: 'retry', args: place } }]
      : [];
  const cancel: readonly Button[] = isConcluded(status)
    ? []
    : [
        {
          label: 'Cancel',
          style: 'danger',
          call: { name: 'cancel', args: place },
          confirm: {
            title: 'Cancel this pipeline?',
            text: `${title} is stopped: its running jobs end, the others do not begin.`,
            yes: 'Cancel it',
          },
        },
      ];
  const log: Button = { label: 'Log', call: { name: 'log', args: { ...place, title, ...(first !== undefined && { job: first.id }) } } };
  return [...retry, ...playButtons(waitingJobs(state), { ...place, title }), ...cancel, log];
}

type Place = Readonly<Record<'project' | 'pipeline' | 'title', string>>;

/** By name; a list behind one button when there are many. */
function playButtons(waiting: readonly Job[], { title, ...place }: Place): readonly Button[] {
  if (waiting.length > MOST_PLAYS) return [{ label: 'Play a job …', call: { name: 'play-list', args: place } }];
  return waiting.map(({ id, name, environment }) => ({
    label: `Play ${name}`,
    style: 'primary',
    call: { name: 'play', args: { ...place, job: id } },
    confirm: {
      title: `Play ${name}?`,
      text:
        environment === undefined ? `The job ${name} of ${title} begins.` : `${name} of ${title} begins, which deploys to ${environment}.`,
      yes: 'Play',
    },
  }));
}
