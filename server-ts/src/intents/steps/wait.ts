// The step `wait`: lets time pass.

import type { StepInput, StepSeen } from '../../ci/step.ts';
import type { Instant } from '../../ci/pipeline.ts';
import { say } from '../../ci/words.ts';
import { CiError } from '../../platform/errors.ts';
import { millisecondsOf } from '../length.ts';

export function beginWait({ texts }: StepInput, now: Instant): StepSeen {
  const length = millisecondsOf(texts['for'] ?? '');
  if (length === undefined)
    throw new CiError('CI_RUN_WAIT', `“${texts['for'] ?? ''}” is no length of time.`, 'Write 30s, 5m, 2h or 1d in the intent.');
  const until = now + length;
  const clock = new Date(until).toISOString().slice(11, 19);
  return { kind: 'running', handle: String(until), text: say`Until ${clock} UTC.`, outputs: {} };
}

/** Undefined while it lasts. */
export function lookAtWait(handle: string, now: Instant): StepSeen | undefined {
  return now < Number(handle) ? undefined : { kind: 'succeeded', text: say``, outputs: {} };
}
