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
  /** Those of these acts that somebody may not do there. Who they are is looked up once for all. */
  refusedOf(acts: readonly string[], who: Asker, where: Place): Promise<readonly string[]>;
}

interface Asker {
  readonly userId: string;
}
interface Place {
  readonly channelId?: string;
}

interface Refusal {
  readonly name: string;
  readonly whoMay: string;
}

export const DENIED = 'CI_PERMISSION_DENIED';

export function createPermissions(ports: PermissionPorts): Permissions {
  const refusals = async (names: readonly string[], { userId }: Asker, { channelId }: Place): Promise<readonly Refusal[]> => {
    const rules = ports.rules();
    const asked = names.map((name) => ({ name, act: ports.act(name) })).map((each) => ({ ...each, about: rulesAbout(rules, each.act) }));
    const ruled = asked.filter(({ about }) => about.length > 0);
    if (ruled.length === 0) return [];
    const groups = ruled.some(({ about }) => about.some(({ allow }) => (allow?.groups.length ?? 0) > 0));
    const { who, where } = await ports.standing(userId, channelId, groups);
    return ruled.flatMap(({ name, act, about }) => {
      const decision = decide(about, act, who, where, ports.ownTeam());
      return decision.kind === 'refused' ? [{ name, whoMay: decision.whoMay }] : [];
    });
  };
  return {
    async permit(act, who, where) {
      const [refusal] = await refusals([act], who, where);
      if (refusal !== undefined) throw denied(act, refusal.whoMay);
    },
    refusedOf: async (acts, who, where) => (await refusals(acts, who, where)).map(({ name }) => name),
  };
}

function denied(act: string, whoMay: string): CiError {
  return new CiError(
    DENIED,
    `You may not do ${act} here. This is for ${whoMay}.`,
    'Ask one of them; a system administrator changes `permissions` in the Configuration.',
  );
}
