// JFrog's own identity of a delivery, equal in each repetition.

import type { Delivery } from '../../ci/provider.ts';
import { readPayload } from './payload.ts';

/**
 * Only distributions have one. All else that is told twice is the same event of the same artifact, which the merge knows: a hash of the
 * body would take a second deployment for a repetition as well.
 */
export function identify({ body }: Delivery): string | undefined {
  const told = readPayload(body);
  const transaction = told?.data.transaction_id;
  return told === undefined || transaction === undefined ? undefined : `${told.word.slice(0, 100)} ${transaction.slice(0, 100)}`;
}
