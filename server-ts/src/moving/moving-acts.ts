// What the buttons of the import do, by the names that permissions and the audit have for it.

import type { CallAct } from '../ci/act.ts';

export const LOOK_CALL = 'earlier-look';

const importing: CallAct = { name: 'setup.import', changes: 'administer' };

/** By the call's name. Lists only show something, and offer what changes it. */
export const movingActs: Readonly<Record<string, CallAct>> = {
  [LOOK_CALL]: { name: 'setup.import-list' },
  'earlier-hooks': { name: 'setup.import-list' },
  'earlier-settings': importing,
  'earlier-subscriptions': importing,
  'earlier-hook': { name: 'setup.webhook', changes: 'administer' },
  'earlier-hooks-all': { name: 'setup.webhook', changes: 'administer' },
};
