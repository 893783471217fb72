// What the support packet holds of the plugin: the status and the check-up, as they are when it is made. No secret is in it.

import type { CheckUp } from '../checkup/index.ts';
import { asProblem } from '../platform/errors.ts';
import { statusOf, type StatusPorts } from './status.ts';

export interface SupportPorts extends StatusPorts {
  readonly checkUp: CheckUp;
  /** Masks secrets. */
  redact(text: string): string;
}

/** One JSON file. Never rejects: what cannot be had says why. */
export async function supportData(ports: SupportPorts): Promise<{ readonly name: string; readonly body: string }> {
  const [status, checkup] = await Promise.all([statusOf(ports).catch(problemIn), ports.checkUp().catch(problemIn)]);
  return { name: 'ci-command-center.json', body: ports.redact(JSON.stringify({ at: new Date(ports.now()), status, checkup }, null, 2)) };
}

function problemIn(error: unknown): { readonly code: string; readonly message: string } {
  const { code, message } = asProblem(error);
  return { code, message };
}
