// When to speak, and where the details of a card stand.

import * as z from 'zod';
import { told } from './told.ts';

const MOST_FAILURES = 20;

/** As many verdicts are remembered of a branch. */
const after = z.strictObject({
  after: z
    .int()
    .min(1, 'is less than 1')
    .max(MOST_FAILURES, `is more than ${MOST_FAILURES}`)
    .meta(told('The nth failure in a row speaks, and the fix.', 3)),
});

export const notify = z
  .union([z.enum(['live', 'finish', 'failures', 'changes']), after])
  .meta(
    told(
      'When a pipeline speaks: live from its start, finish when it concludes, failures when it fails, changes when it breaks or is fixed, {after: n} at the nth failure in a row and at the fix.',
      'changes',
      { after: 3 },
    ),
  );

export const notifyByKind = z
  .strictObject({ pipelines: notify.default('finish') })
  .meta(told('When to speak where no route or subscription says otherwise.', { pipelines: 'finish' }));

export const thread = z
  .enum(['details', 'broadcast', 'flat'])
  .meta(
    told(
      'Where details stand: in the thread of the card (details), what matters also in the channel (broadcast), or all in the channel (flat).',
      'details',
    ),
  );
