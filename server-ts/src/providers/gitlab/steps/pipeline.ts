// The step `gitlab.pipeline` of runbooks: starts a pipeline, and stays with it to its end.

import type { Reach } from '../../../ci/account.ts';
import type { StepKind, StepSeen } from '../../../ci/step.ts';
import { link, say } from '../../../ci/words.ts';
import { CiError } from '../../../platform/errors.ts';
import { sentOnce } from '../../../platform/sent-once.ts';
import { readDeclared } from '../api/declared.ts';
import { cancelPipeline, listJobs, readPipeline, startPipeline, type GitLabPipeline } from '../api/pipelines.ts';
import { projectPath } from '../api/request.ts';
import { missing, valuesOf } from '../commands/declared-values.ts';
import { lookOf } from '../commands/times.ts';
import { likeliest } from '../read-log.ts';
import { readStatus } from '../statuses.ts';
import { handleOf, logOf, projectNamed, readHandle, runOf } from './parts.ts';

export const pipeline: StepKind = {
  help: 'Runs a pipeline, and waits for its result',
  fields: [
    { name: 'project', kind: 'text', required: true, help: 'Path of the project', example: 'platform/api' },
    { name: 'ref', kind: 'text', required: false, help: 'Branch or tag; the default branch when not said', example: 'main' },
    { name: 'variables', kind: 'values', required: false, help: 'Inputs and variables by name', example: { VERSION: '{{ version }}' } },
    {
      name: 'wait',
      kind: 'yes-no',
      required: false,
      help: 'Wait for its result; otherwise it is only started. Yes when not said',
      example: true,
    },
  ],
  outputs: [
    { name: 'id', help: 'Number of the pipeline' },
    { name: 'url', help: 'Its page' },
    { name: 'sha', help: 'The commit that it runs for' },
    { name: 'status', help: 'How it stands, in GitLab’s words' },
  ],
  calls({ texts }, { url }) {
    const { project = '', ref } = texts;
    const of = ref === undefined ? say`Run a pipeline of ${project}` : say`Run a pipeline of ${project} on ${ref}`;
    return [{ method: 'POST', url: `${url}/api/v4/${projectPath(project)}/pipeline`, what: of }];
  },
  async start({ texts, values, switches }, { reach }) {
    const project = await projectNamed(texts['project'] ?? '', reach);
    const ref = texts['ref'] || project.defaultBranch;
    if (ref === undefined) throw new CiError('CI_GITLAB_EMPTY', `${project.path} has no branch yet.`, 'Push something first.');
    const declared = await readDeclared(project.path, ref, reach);
    const given = valuesOf(values['variables'] ?? {}, declared);
    const [left] = missing(given, declared);
    if (left !== undefined)
      throw new CiError('CI_GITLAB_VALUE', `The input ${left.name} is missing.`, 'Add it to `variables` in the intent.');
    const begun = await sentOnce(startPipeline(project.id, { ref, ...given }, reach));
    const [text, outputs] = [say`${link(`#${begun.id}`, begun.web_url)} of ${project.path} was started.`, outputsOf(begun)];
    if (switches['wait'] === false) return { kind: 'succeeded', text, outputs };
    return { kind: 'running', handle: handleOf(project, begun.id), text, outputs, ...runOf(reach, project.id, begun.id) };
  },
  look: (handle, { reach }) => look(handle, reach),
  async stop(handle, { reach }) {
    const { project, id } = readHandle(handle);
    await cancelPipeline(project, id, reach);
  },
};

async function look(handle: string, reach: Reach): Promise<StepSeen> {
  const { project, path, id } = readHandle(handle);
  const told = await readPipeline(project, id, reach);
  if (told === undefined) return { kind: 'failed', text: say`Pipeline #${id} of ${path} is not there any more.`, outputs: {} };
  const [title, outputs, status] = [say`${link(`#${id}`, told.web_url)} of ${path}`, outputsOf(told), readStatus(told.status)];
  switch (status) {
    case 'success':
      return { kind: 'succeeded', text: say`${title} passed.`, outputs };
    case 'failed':
    case 'canceled':
    case 'skipped': {
      const text = say`${title}: ${lookOf(told.status)}.`;
      const job = status === 'failed' ? likeliest(await listJobs(project, id, reach).catch(() => [])) : undefined;
      return { kind: 'failed', text, outputs, ...(job !== undefined && (await logOf(project, String(job.id), reach))) };
    }
    default:
      return { kind: 'running', handle, text: say`${title}: ${lookOf(told.status)}`, outputs, ...runOf(reach, project, id) };
  }
}

function outputsOf({ id, web_url: url, sha, status }: GitLabPipeline): Readonly<Record<string, string>> {
  return { id: String(id), status, ...(url !== undefined && { url }), ...(sha !== undefined && { sha }) };
}
