// Alerts that fire and quality gates, as the sidebar shows them. All text is foreign and of one line; times in milliseconds since 1970, UTC.

export interface LabelView {
  readonly name: string;
  readonly value: string;
}

export interface AlertView {
  /** Never empty. */
  readonly name: string;
  readonly firing: boolean;
  readonly since: number;
  readonly endedAt?: number;
  /** What it is about, in the words of its rule. */
  readonly summary?: string;
  /** Those that not the whole group has, at most 6. */
  readonly labels: readonly LabelView[];
  /** Where the rule can be seen. */
  readonly url?: string;
}

export interface AlertGroupView {
  /** Of the group; opaque. */
  readonly key: string;
  /** Shown name of the CI system. */
  readonly provider: string;
  /** Names of its alerts. */
  readonly title: string;
  /** As the rule says it, the worst of those that fire. */
  readonly severity?: string;
  /** How bad that is; `grave` where nothing is said. */
  readonly weight: 'grave' | 'medium' | 'light';
  /** How many alerts fire, and how many there are, the ones that are not in `alerts` too. */
  readonly firing: number;
  readonly total: number;
  /** When the first one began. */
  readonly since: number;
  /** When the last one ended; only of a group that is over. */
  readonly endedAt?: number;
  readonly summary?: string;
  /** What the group has in common, at most 8. */
  readonly labels: readonly LabelView[];
  readonly runbookUrl?: string;
  readonly dashboardUrl?: string;
  /** Where the alerts can be seen. */
  readonly url?: string;
  /** Firing ones first, at most 20. */
  readonly alerts: readonly AlertView[];
  /** Set from chat, and in force. */
  readonly silence?: { readonly by: string; readonly until: number };
  /** It can be silenced from here. */
  readonly silenceable: boolean;
}

export interface GateConditionView {
  /** `coverage on new code 61.2 % (at least 80 %)` */
  readonly text: string;
  readonly status: 'passed' | 'failed' | 'unknown';
}

/** The verdict on one analysis. */
export type GateStatus = 'passed' | 'failed' | 'error' | 'none';

export interface GateVerdictView {
  readonly status: GateStatus;
  readonly at: number;
  readonly url?: string;
}

/** A quality gate on one branch of one project. */
export interface WatchedGateView {
  /** Of the gate; opaque. */
  readonly key: string;
  /** Shown name of the CI system. */
  readonly provider: string;
  readonly project: { readonly path: string; readonly url?: string };
  readonly ref?: { readonly kind: 'branch' | 'tag' | 'merge-request'; readonly name: string; readonly url?: string };
  /** Of the gate; empty where it has none. */
  readonly name: string;
  readonly status: GateStatus;
  readonly url?: string;
  readonly at: number;
  /** Since when it is so, as far as it is remembered. */
  readonly since: number;
  /** Failed ones first, at most 20. */
  readonly conditions: readonly GateConditionView[];
  /** Newest first, the present one too, at most 10. */
  readonly history: readonly GateVerdictView[];
}

/** Answer of GET `paths.alerts`. */
export interface AlertBoard {
  /** That fire, the worst and newest first; at most 100. */
  readonly firing: readonly AlertGroupView[];
  /** That ended within the last day, the newest first; at most 50. */
  readonly resolved: readonly AlertGroupView[];
  /** Failed ones first; at most 100. */
  readonly gates: readonly WatchedGateView[];
}

/** Body of POST `paths.silence`. */
export interface SilenceWish {
  readonly channel_id: string;
  readonly key: string;
  /** A duration (`90m`, `2h`, `3d`, `1w`), or a time such as `2026-11-24 09:00` by the person's clock. */
  readonly until: string;
  readonly comment?: string;
}

/** Body of POST `paths.expireSilence`. */
export interface ExpireWish {
  readonly channel_id: string;
  readonly key: string;
}

/** Answer of both: what came of it, in a sentence. */
export interface SilenceAnswer {
  readonly message: string;
}
