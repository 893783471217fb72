// Silences that are asked for without a button of a post: in the sidebar. The checks are the same.

import { CiError } from '../platform/errors.ts';
import type { ActionPorts } from './ports.ts';
import { guardSilence, type SilenceDeed } from './silence-guard.ts';
import { expire, permit, silence, type Asker } from './silencing.ts';
import { readUntil } from './until.ts';

export interface SilenceDesk {
  /** `until`: `2h`, or a time by the person's clock. Answers a sentence. Throws CiError, also `CI_ACTION_UNTIL`. */
  silence(asker: Asker, until: string, comment: string): Promise<string>;
  expire(asker: Asker): Promise<string>;
}

export function createSilenceDesk(ports: ActionPorts): SilenceDesk {
  return {
    silence(asker, text, comment) {
      const deed: SilenceDeed = { from: 'sidebar', values: { action: 'silence', until: text, comment } };
      return guardSilence(ports, asker, deed, async () => {
        const actor = await permit(ports, asker);
        const until = readUntil(text, ports.now(), actor.person.timezone);
        if (!until.ok) throw new CiError('CI_ACTION_UNTIL', until.reason, 'Correct it and try again.');
        return silence(ports, actor, until.until, comment);
      });
    },
    expire: (asker) =>
      guardSilence(ports, asker, { from: 'sidebar', values: { action: 'expire' } }, async () => expire(ports, await permit(ports, asker))),
  };
}
