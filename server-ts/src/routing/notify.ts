// When a pipeline speaks, by the policy of whoever wants to hear of it.

import type { Status } from '../ci/pipeline.ts';
import { isConcluded } from '../ci/status.ts';
import { failuresInARow, trendOf, type Past } from '../ci/trend.ts';
import type { Notify } from './rules.ts';

/** A skipped pipeline is never posted. `past`: verdicts of the same branch, newest first. */
export function pipelineSpeaks(notify: Notify, status: Status, past: Past): boolean {
  if (status === 'skipped') return false;
  switch (notify) {
    case 'live':
      return true;
    case 'finish':
      return isConcluded(status);
    case 'failures':
      return status === 'failed';
    case 'changes':
      return ['broken', 'fixed'].includes(trendOf(status, past));
    default:
      return failuresInARow(status, past) === notify.after || endsARow(notify.after, status, past);
  }
}

/** A fix is worth saying where the failures before it were said. */
function endsARow(length: number, status: Status, past: Past): boolean {
  return trendOf(status, past) === 'fixed' && failuresInARow('failed', past) - 1 >= length;
}
