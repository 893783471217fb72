// What only administrators of Mattermost may do.

import type { Asked } from '../../../ci/command.ts';
import { CiError } from '../../../platform/errors.ts';

/** Throws CI_NOT_ADMINISTRATOR. */
export async function requireAdministrator(asked: Asked): Promise<void> {
  if (await asked.isAdministrator()) return;
  throw new CiError('CI_NOT_ADMINISTRATOR', 'Only system administrators of Mattermost may do this.', 'Ask one of them.');
}
