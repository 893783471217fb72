// What only administrators of Mattermost may do.

import type { Asked } from '../ci/command.ts';
import { CiError } from '../platform/errors.ts';

/** Throws CiError CI_ADMINISTRATOR. */
export async function demandAdministrator(asked: Pick<Asked, 'isAdministrator'>): Promise<void> {
  if (await asked.isAdministrator()) return;
  throw new CiError('CI_ADMINISTRATOR', 'Only system administrators may set CI Command Center up.', 'Ask one of them to type `/ci setup`.');
}
