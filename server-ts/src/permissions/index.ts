// Table of contents: what the assembly joins, and what other rooms ask by.

export type { Role, Rule } from './rule.ts';

/**
 * Asks whether somebody may do something. Where no rule names it, nothing is looked up. `act`: `jenkins.build`, `ci.mute`, `intent.ship`;
 * without a channel only rules that hold everywhere let somebody through.
 */
export interface Permissions {
  /** Throws CiError CI_PERMISSION_DENIED, whose words say who may. */
  permit(act: string, who: { readonly userId: string }, where: { readonly channelId?: string }): Promise<void>;
  /** The same refusal as plain text; undefined: they may. */
  mayDo(act: string, who: { readonly userId: string }, where: { readonly channelId?: string }): Promise<string | undefined>;
}
