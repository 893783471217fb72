// What the System Console's page of the plugin asks: is this configuration right, and how is everything.

/** POST: nothing is saved by it. */
export interface ConfigurationQuestion {
  /** The whole YAML. */
  readonly text: string;
}

/** What is saved, as it was written, right or wrong. Mattermost's own answers mask it, since it may hold secrets. */
export interface ConfigurationText {
  readonly text: string;
}

export interface FaultView {
  /** Counted from 1. */
  readonly line: number;
  /** `routes[0].match.event`; empty for the whole. */
  readonly path: string;
  /** `CI_CONFIG_…` */
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

export interface ConfigurationVerdict {
  /** By line; at most 100. Empty: it is right. */
  readonly faults: readonly FaultView[];
  /** Of all faults. */
  readonly total: number;
}

/** POST: one setting as it would be saved. Nothing is saved by it. */
export interface SettingQuestion {
  /** `GitLabURL`, in any case. */
  readonly key: string;
  readonly text: string;
}

export interface SettingVerdict {
  /** Absent: nothing is wrong with it. */
  readonly problem?: { readonly code: string; readonly message: string; readonly remedy: string };
}

/** What is entered at every sender of webhooks. Mattermost masks it in its own answers. */
export interface WebhookSecret {
  readonly secret: string;
}

export interface ConnectionStatusView {
  readonly provider: string;
  /** As people write the CI system's name. */
  readonly title: string;
  /** `default`, or the name in the configuration. */
  readonly name: string;
  /** Absent where none is set. */
  readonly url?: string;
  /** Where it sends its deliveries to. */
  readonly webhook: string;
  /** For the application there, where people link accounts by OAuth. */
  readonly redirects: readonly string[];
  /** Milliseconds since 1970; absent when nothing ever came. */
  readonly lastDelivery?: number;
}

export interface StatusView {
  readonly version: string;
  readonly runtime: string;
  readonly connections: readonly ConnectionStatusView[];
  readonly queue: {
    readonly pending: number;
    /** Given up. */
    readonly dead: number;
    /** Milliseconds since 1970. */
    readonly oldestPending?: number;
    /** The oldest waits too long. */
    readonly slow: boolean;
  };
  /** How many accounts people linked. */
  readonly accounts: number;
  /** What is wrong in the settings as they are saved, and with the channels; at most 100. */
  readonly problems: readonly { readonly code: string; readonly message: string; readonly remedy: string }[];
}

/** One thing that a look at a connection, or at what is around it, found. */
export interface CheckFindingView {
  /** `CI_CHECK_CLOCK` */
  readonly code: string;
  readonly level: 'right' | 'note' | 'wrong';
  readonly message: string;
  /** Markdown; of everything that is not right. */
  readonly remedy?: string;
}

export interface ConnectionCheckupView {
  readonly provider: string;
  readonly name: string;
  readonly findings: readonly CheckFindingView[];
}

export interface CheckupView {
  readonly connections: readonly ConnectionCheckupView[];
  /** Of Mattermost, the plugin, the database and the channels. */
  readonly around: readonly CheckFindingView[];
}
