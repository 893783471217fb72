// The step `gitlab.deploy` of runbooks: does what `/gitlab deploy` would, with the same gates, and stays with the job to its end.

import type { StepKind } from '../../../ci/step.ts';
import { say } from '../../../ci/words.ts';
import { CiError } from '../../../platform/errors.ts';
import { sentOnce } from '../../../platform/sent-once.ts';
import { playJob, readJob, retryJob } from '../api/jobs.ts';
import { projectPath } from '../api/request.ts';
import { findDeployable } from '../commands/deployable.ts';
import { environmentNamed } from '../commands/find-environment.ts';
import { noJob } from '../commands/find-run.ts';
import { passBranch, passJobs } from '../commands/gate.ts';
import { begunJob, jobOutputs, lookAtJob, projectNamed, stopJob } from './parts.ts';

export const deploy: StepKind = {
  help: 'Deploys to an environment: begins what waits to be deployed there, or deploys it again, and waits for its result',
  fields: [
    { name: 'project', kind: 'text', required: true, help: 'Path of the project', example: 'platform/api' },
    { name: 'environment', kind: 'text', required: true, help: 'Name of the environment', example: 'production' },
    { name: 'ref', kind: 'text', required: false, help: 'Branch or tag; whatever waits when not said', example: 'main' },
  ],
  outputs: jobOutputs,
  calls({ texts }, { url }) {
    const { project = '', environment = '' } = texts;
    return [
      {
        method: 'GET',
        url: `${url}/api/v4/${projectPath(project)}/deployments`,
        what: say`Find what waits for ${environment} of ${project}`,
      },
      { method: 'POST', url: `${url}/api/v4/${projectPath(project)}/jobs/…/play`, what: say`Deploy it to ${environment}` },
    ];
  },
  async start({ texts }, { reach, gates }) {
    const project = await projectNamed(texts['project'] ?? '', reach);
    const environment = await environmentNamed(project, texts['environment'] ?? '', reach);
    const next = await findDeployable({ project, environment, ...(texts['ref'] && { ref: texts['ref'] }) }, reach);
    const gated = gates === undefined ? {} : { gates };
    if (next.kind === 'blocked')
      throw new CiError(
        'CI_GITLAB_BLOCKED',
        `The deployment to ${environment} of ${project.path} waits for people to approve it in GitLab.`,
        'Approve it with `/gitlab deploy`, then run this again.',
      );
    passBranch(gated, project, environment, next.ref);
    await passJobs(gated, project, [next.job], reach);
    const id = String(next.job.id);
    const found = await readJob(project.id, id, reach);
    if (found === undefined) throw noJob(project, id);
    const waits = found.status === 'manual' || found.status === 'scheduled';
    return begunJob(project, await sentOnce(waits ? playJob(project.id, id, {}, reach) : retryJob(project.id, id, reach)), reach);
  },
  look: (handle, { reach }) => lookAtJob(handle, reach),
  stop: (handle, { reach }) => stopJob(handle, reach),
};
