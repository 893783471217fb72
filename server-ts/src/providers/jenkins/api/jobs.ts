// A job as Jenkins has it now: whether it can be built, what it asks for, its last build and what waits.

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import { CiError } from '../../../platform/errors.ts';
import { address, present, text, textOrNumber } from '../../../platform/foreign-json.ts';
import { readableName } from '../job-address.ts';
import { jobPath } from './build-path.ts';
import { PARAMETER_TREE, readParameters, type Asks } from './parameters.ts';
import { read } from './request.ts';

export interface JenkinsJob {
  /** Full name as Jenkins has it. */
  readonly name: string;
  /** As people read it. */
  readonly path: string;
  readonly url: string;
  readonly buildable: boolean;
  readonly parameters: readonly Asks[];
  readonly description?: string;
  readonly last?: { readonly number: string; readonly building: boolean };
  readonly lastGood?: string;
  /** What waits of it, the newest. */
  readonly queued?: { readonly id: string; readonly why: string };
  readonly health?: string;
}

const numbered = z
  .object({ number: textOrNumber, building: z.boolean().optional().catch(undefined) })
  .nullish()
  .catch(undefined);
const jobSchema = z.object({
  fullName: text,
  url: address,
  buildable: z.boolean().optional().catch(undefined),
  disabled: z.boolean().optional().catch(undefined),
  description: text,
  property: z.unknown().optional(),
  lastBuild: numbered,
  lastSuccessfulBuild: numbered,
  queueItem: z.object({ id: textOrNumber, why: text }).nullish().catch(undefined),
  healthReport: z
    .array(z.object({ description: text }))
    .optional()
    .catch(undefined),
});
const TREE = `fullName,url,buildable,disabled,description,${PARAMETER_TREE},lastBuild[number,building],lastSuccessfulBuild[number],queueItem[id,why],healthReport[description]`;

/** `name`: as Jenkins has it. Throws CI_JENKINS_NO_JOB. */
export async function readJob(name: string, reach: Reach): Promise<JenkinsJob> {
  const told = await read(reach, jobPath(name), jobSchema, { tree: TREE });
  if (told === undefined)
    throw new CiError(
      'CI_JENKINS_NO_JOB',
      `The job ${readableName(name)} is not there any more, or you may not see it.`,
      'Look for it in Jenkins.',
    );
  const { fullName = name, lastBuild, lastSuccessfulBuild, queueItem, healthReport } = told;
  const url = told.url ?? `${reach.connection.url}/${jobPath(fullName)}/`;
  return {
    name: fullName,
    path: readableName(fullName),
    url,
    buildable: told.buildable !== false && told.disabled !== true,
    parameters: readParameters(told.property),
    ...present({
      description: told.description,
      last: lastBuild?.number === undefined ? undefined : { number: lastBuild.number, building: lastBuild.building === true },
      lastGood: lastSuccessfulBuild?.number,
      queued: queueItem?.id === undefined ? undefined : { id: queueItem.id, why: queueItem.why ?? '' },
      health: healthReport?.[0]?.description,
    }),
  };
}
