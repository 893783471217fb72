// Who may do what, and where: the rules of the configuration, and what is known of somebody who asks.

/** Each holds for those above it, too: an administrator of the system is one of every team. */
export const roles = ['system_admin', 'team_admin', 'channel_admin', 'member'] as const;
export type Role = (typeof roles)[number];

export interface Rule {
  /** Names of acts, patterns of them (`jenkins.*`), or plain words (`deploy`). A name stands for all that is below it, too. */
  readonly verbs: readonly string[];
  /** Undefined: everybody. */
  readonly allow?: {
    readonly roles: readonly Role[];
    /** Names of Mattermost's groups. */
    readonly groups: readonly string[];
    /** User names. */
    readonly users: readonly string[];
  };
  /** `ops`, of the plugin's own team, or `team/ops`. Undefined: everywhere. */
  readonly channels?: readonly string[];
}

/** Somebody, as far as the rules ask. */
export interface Who {
  readonly username: string;
  /** All that they have here. */
  readonly roles: ReadonlySet<Role>;
  readonly groups: readonly string[];
}

/** Undefined where something is done in no channel, as by a program. */
export type Where = { readonly channel: string; readonly team: string } | undefined;
