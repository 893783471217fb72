// Asks the rules, with what Mattermost knows of the person and the place; nothing is looked up where no rule is about the act.

import type { Act } from '../ci/act.ts';
import { CiError } from '../platform/errors.ts';
import { decide, rulesAbout } from './decide.ts';
import type { Rule, Where, Who } from './rule.ts';

export interface PermissionPorts {
  /** Those of the configuration now. */
  rules(): readonly Rule[];
  /** Name of the team whose channels rules mean; empty: the only one there is. */
  ownTeam(): string;
  /** By its name; what is not known here is only that. */
  act(name: string): Act;
  /** Who somebody is, and where. `groups` costs a call of its own. Throws CiError for nobody. */
  standing(userId: string, channelId: string | undefined, groups: boolean): Promise<{ readonly who: Who; readonly where: Where }>;
}

/**
 * Asks whether somebody may do something. Where no rule names it, nothing is looked up. `act`: `jenkins.build`, `ci.mute`, `intent.ship`;
 * without a channel only rules that hold everywhere let somebody through.
 */
export interface Permissions {
  /** Throws CiError CI_PERMISSION_DENIED, whose words say who may. */
  permit(act: string, who: Asker, where: Place): Promise<void>;
  /** The same refusal as plain text; undefined: they may. */
  mayDo(act: string, who: Asker, where: Place): Promise<string | undefined>;
}

interface Asker {
  readonly userId: string;
}
interface Place {
  readonly channelId?: string;
}

export const DENIED = 'CI_PERMISSION_DENIED';

export function createPermissions(ports: PermissionPorts): Permissions {
  const refusal = async (name: string, { userId }: Asker, { channelId }: Place): Promise<CiError | undefined> => {
    const act = ports.act(name);
    const about = rulesAbout(ports.rules(), act);
    if (about.length === 0) return undefined;
    const groups = about.some(({ allow }) => (allow?.groups.length ?? 0) > 0);
    const { who, where } = await ports.standing(userId, channelId, groups);
    const decision = decide(about, act, who, where, ports.ownTeam());
    return decision.kind === 'refused' ? denied(name, decision.whoMay) : undefined;
  };
  return {
    async permit(act, who, where) {
      const error = await refusal(act, who, where);
      if (error !== undefined) throw error;
    },
    async mayDo(act, who, where) {
      const error = await refusal(act, who, where);
      return error && `${error.message} ${error.remedy}`.replaceAll('`', '');
    },
  };
}

function denied(act: string, whoMay: string): CiError {
  return new CiError(
    DENIED,
    `You may not do ${act} here. This is for ${whoMay}.`,
    'Ask one of them; a system administrator changes `permissions` in the Configuration.',
  );
}
