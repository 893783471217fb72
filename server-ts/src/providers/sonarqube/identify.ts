// SonarQube's own identity of a delivery, equal in each repetition.

import type { Delivery } from '../../ci/provider.ts';
import { parseJson } from '../../platform/foreign-json.ts';
import { gateSchema } from './schema.ts';
import type { GatePayload } from './schema.ts';

/** A global hook and a project's hook send the same analysis, with the same task: that is one delivery. */
export function identify({ body }: Delivery): string | undefined {
  const told = gateSchema.safeParse(parseJson(body)).data;
  return told && analysisId(told)?.slice(0, 400);
}

/** Somebody who changes an issue can turn the gate without an analysis: then there is no task, but the moment of the change. */
export function analysisId({ taskId, project, branch, changedAt, qualityGate }: GatePayload): string | undefined {
  if (taskId !== undefined) return taskId;
  return changedAt === undefined ? undefined : [project.key, branch?.name ?? '', changedAt, qualityGate?.status ?? ''].join(' ');
}
