// The step `gitlab.job` of runbooks: begins a job that waits for a person, or runs one again, and stays with it to its end.

import type { Reach } from '../../../ci/account.ts';
import type { StepInput, StepKind } from '../../../ci/step.ts';
import { say } from '../../../ci/words.ts';
import { CiError } from '../../../platform/errors.ts';
import { sentOnce } from '../../../platform/sent-once.ts';
import { isOver, playJob, retryJob } from '../api/jobs.ts';
import { listJobs, listPipelines, type GitLabJob } from '../api/pipelines.ts';
import type { GitLabProject } from '../api/projects.ts';
import { projectPath } from '../api/request.ts';
import { passJobs } from '../commands/gate.ts';
import { checkVariables } from '../commands/pairs.ts';
import { lookOf } from '../commands/times.ts';
import { begunJob, jobOutputs, lookAtJob, projectNamed, stopJob } from './parts.ts';

export const job: StepKind = {
  help: 'Begins a job that waits for a person, or runs it again when it is over, and waits for its result',
  fields: [
    { name: 'project', kind: 'text', required: true, help: 'Path of the project', example: 'platform/api' },
    { name: 'job', kind: 'text', required: true, help: 'Name of the job', example: 'backup' },
    {
      name: 'pipeline',
      kind: 'text',
      required: false,
      help: 'Number of the pipeline; the newest of the ref when not said',
      example: '{{ steps.build.id }}',
    },
    { name: 'ref', kind: 'text', required: false, help: 'Branch or tag; the default branch when not said', example: 'main' },
    {
      name: 'variables',
      kind: 'values',
      required: false,
      help: 'Variables by name, for a job that waits',
      example: { TARGET: '{{ target }}' },
    },
  ],
  outputs: jobOutputs,
  calls({ texts }, { url }) {
    const { project = '', job: name = '' } = texts;
    return [
      { method: 'GET', url: `${url}/api/v4/${projectPath(project)}/pipelines`, what: say`Find ${name} of ${project}` },
      { method: 'POST', url: `${url}/api/v4/${projectPath(project)}/jobs/…/play`, what: say`Begin ${name}` },
    ];
  },
  async start(input, { reach, gates }) {
    const project = await projectNamed(input.texts['project'] ?? '', reach);
    const found = await findJob(project, input, reach);
    const waits = found.status === 'manual' || found.status === 'scheduled';
    if (!waits && !isOver(found))
      throw new CiError(
        'CI_GITLAB_NOT_MANUAL',
        `The job ${found.name} is ${lookOf(found.status)} already.`,
        'Wait for its end, then run it again.',
      );
    const variables = input.values['variables'] ?? {};
    checkVariables(variables);
    await passJobs(gates === undefined ? {} : { gates }, project, [found], reach);
    const id = String(found.id);
    return begunJob(project, await sentOnce(waits ? playJob(project.id, id, variables, reach) : retryJob(project.id, id, reach)), reach);
  },
  look: (handle, { reach }) => lookAtJob(handle, reach),
  stop: (handle, { reach }) => stopJob(handle, reach),
};

async function findJob(project: GitLabProject, { texts }: StepInput, reach: Reach): Promise<GitLabJob> {
  const { job: name = '', pipeline } = texts;
  const id = pipeline ?? (await newestPipeline(project, texts['ref'] || project.defaultBranch, reach));
  const jobs = await listJobs(project.id, id, reach);
  const found = jobs.find((each) => each.name === name);
  if (found !== undefined) return found;
  const names = jobs.map((each) => each.name).slice(0, 20);
  throw new CiError(
    'CI_GITLAB_NO_JOB',
    `Pipeline #${id} of ${project.path} has no job ${name.slice(0, 100)}.${names.length === 0 ? '' : ` It has: ${names.join(', ')}.`}`,
    'Correct its name in the intent.',
  );
}

async function newestPipeline({ id, path }: GitLabProject, ref: string | undefined, reach: Reach): Promise<string> {
  const [newest] = ref === undefined ? [] : await listPipelines(id, reach, 1, { ref });
  if (newest !== undefined) return String(newest.id);
  throw new CiError('CI_GITLAB_NO_PIPELINE', `${path} has no pipeline${ref === undefined ? '' : ` of ${ref}`}.`, 'Run one first.');
}
