// The step `jenkins.build` of runbooks: starts a build, and stays with it to its end.

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import type { StepInput, StepKind, StepSeen } from '../../../ci/step.ts';
import { isConcluded } from '../../../ci/status.ts';
import { link, say, type Words } from '../../../ci/words.ts';
import { CiError } from '../../../platform/errors.ts';
import { sentOnce } from '../../../platform/sent-once.ts';
import { jobPath } from '../api/build-path.ts';
import { startBuild, stopBuild } from '../api/builds.ts';
import { readJob, type JenkinsJob } from '../api/jobs.ts';
import { logEnd } from '../api/logs.ts';
import { cancelQueueItem, readQueueItem } from '../api/queue.ts';
import { findJob } from '../commands/find-job.ts';
import { checkValues, namedValues, type Values } from '../commands/parameter-values.ts';
import { readableName } from '../job-address.ts';
import { lookAt } from '../look-at.ts';

/** Bytes of a failed build's log; what failed is told at its end. */
const LOG = 256 * 1024;

const handleSchema = z.object({ job: z.string(), queued: z.string().exactOptional(), number: z.string().exactOptional() });
type Handle = z.infer<typeof handleSchema>;

export const build: StepKind = {
  help: 'Builds a job, and waits for its result',
  fields: [
    { name: 'job', kind: 'text', required: true, help: 'Full name of the job, with its folders', example: 'deploy/api' },
    { name: 'parameters', kind: 'values', required: false, help: 'Parameters of the job by name', example: { VERSION: '{{ version }}' } },
    {
      name: 'wait',
      kind: 'yes-no',
      required: false,
      help: 'Wait for its result; otherwise it is only started. Yes when not said',
      example: true,
    },
  ],
  outputs: [
    { name: 'number', help: 'Number of the build' },
    { name: 'url', help: 'Its page' },
    { name: 'result', help: 'How it came out: success, warning (unstable), failed, canceled' },
  ],
  calls({ texts, values }, { url }) {
    const job = texts['job'] ?? '';
    const act = values['parameters'] === undefined ? 'build' : 'buildWithParameters';
    return [{ method: 'POST', url: `${url}/${jobPath(job)}/${act}`, what: say`Build ${job}` }];
  },
  async start(input, { reach }) {
    const job = await readJob(await findJob(input.texts['job'] ?? '', reach), reach);
    const values = valuesFor(job, input);
    const { queued } = await sentOnce(startBuild(job.name, job.parameters.length === 0 ? undefined : values, reach));
    const page = link(job.path, job.url);
    if (input.switches['wait'] === false) return { kind: 'succeeded', text: say`${page} was started.`, outputs: { url: job.url } };
    // Without its place in the queue nobody can tell which build it became.
    if (queued === undefined) throw new Error('Jenkins did not say where in its queue the build is.');
    return { kind: 'running', handle: handleOf({ job: job.name, queued }), text: say`${page} is in the queue.`, outputs: {} };
  },
  look: async (handle, { reach }) => look(read(handle), reach),
  async stop(handle, { reach }) {
    const { job, number, queued = '' } = read(handle);
    const item = number === undefined ? await readQueueItem(queued, reach) : undefined;
    const begun = number ?? item?.build;
    if (begun !== undefined) await stopBuild({ job, number: begun }, 'stop', reach);
    else if (item !== undefined) await cancelQueueItem(queued, reach);
  },
};

/** Throws CiErrors: the job is disabled, or cannot take a value. */
function valuesFor(job: JenkinsJob, { values }: StepInput): Values {
  if (!job.buildable)
    throw new CiError(
      'CI_JENKINS_DISABLED',
      `${job.path} is disabled: Jenkins starts no builds of it.`,
      'Enable it first: `/jenkins enable <job>`.',
    );
  const { values: checked, faults } = checkValues(namedValues(values['parameters'] ?? {}, job.parameters, job.path), job.parameters);
  const [wrong] = Object.entries(faults);
  if (wrong === undefined) return checked;
  throw new CiError('CI_JENKINS_VALUE', `${wrong[0]}: ${wrong[1]}`, 'Correct the intent, or the value it was run with.');
}

async function look({ job, queued, number }: Handle, reach: Reach): Promise<StepSeen> {
  const target = { project: job, ...(queued !== undefined && { queued }), ...(number !== undefined && { run: number }) };
  const seen = await lookAt(target, reach);
  if (seen.kind === 'waiting')
    return {
      kind: 'running',
      handle: handleOf({ job, ...(queued !== undefined && { queued }) }),
      text: say`${readableName(job)} is in the queue: ${seen.reason}`,
      outputs: {},
    };
  if (seen.kind === 'gone') return { kind: 'failed', text: say`${readableName(job)}: ${seen.reason}`, outputs: {} };
  const { snapshot, pipeline } = seen.event;
  const { status, url } = snapshot;
  const page = link(`${readableName(job)} #${pipeline.id}`, url);
  const outputs = { number: pipeline.id, url, result: status };
  const goesOn = { kind: 'running', handle: handleOf({ job, number: pipeline.id }), outputs, run: pipeline.key } as const;
  if (status === 'manual') return { ...goesOn, text: say`${page} waits for a person.` };
  if (!isConcluded(status)) return { ...goesOn, text: say`${page} runs.` };
  if (status === 'success') return { kind: 'succeeded', text: say`${page} passed.`, outputs };
  const { text } = await logEnd({ job, number: pipeline.id }, reach, LOG).catch(() => ({ text: '' }));
  return { kind: 'failed', text: verdict(page, status), outputs, ...(text !== '' && { log: text.split('\n') }) };
}

function verdict(page: Words, status: string): Words {
  if (status === 'warning') return say`${page} is unstable.`;
  return status === 'canceled' ? say`${page} was aborted.` : say`${page} failed.`;
}

function handleOf(handle: Handle): string {
  return JSON.stringify(handle);
}

function read(handle: string): Handle {
  return handleSchema.parse(JSON.parse(handle));
}
