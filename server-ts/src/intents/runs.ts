// Runs of intents, for all who start, show and decide them: commands, buttons, the sidebar, programs.

import type { RunList, RunPlan, RunView } from '@ci-command-center/contract';
import type { ChannelId } from '../ci/ids.ts';

/** From where somebody acts, for the audit. */
export type RunFrom = 'command' | 'button' | 'dialog' | 'sidebar' | 'api';

/** Somebody who acts on CI systems: a person, also for a program with a key of theirs. */
export interface RunBy {
  readonly userId: string;
  /** Name of the key. */
  readonly key?: string;
}

export interface RunWish {
  /** Name of the intent. */
  readonly intent: string;
  /** By name of the parameter, as they were typed; checked by what the intent says of them. */
  readonly values: Readonly<Record<string, string>>;
  readonly by: RunBy;
  /** Where its card is shown; left out by programs: the intent's own channel, else the one of builds. */
  readonly channelId?: ChannelId;
  /** Address of the merge request or commit that it is run for. */
  readonly subject?: string;
  readonly from: RunFrom;
  readonly dryRun: boolean;
  /** Of two wishes with the same one, by the same key or person, only the first is run; both are answered its id. */
  readonly once?: string;
}

export type RunOutcome =
  /** It waits for others, for its turn, or runs. */
  | { readonly kind: 'accepted'; readonly id: string }
  /** Of a dry run. Nothing was done. */
  | { readonly kind: 'planned'; readonly plan: RunPlan }
  /**
   * `message` and `remedy` are plain text for who asked. `fields`: what is wrong, by parameter; then the code is CI_RUN_VALUES.
   * CI_INTENT_UNKNOWN: there is none of this name. CI_PERMISSION_DENIED, CI_RUN_LABELS: who asked may not, or what it is for is not ready.
   */
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly message: string;
      readonly remedy: string;
      readonly fields?: Readonly<Record<string, string>>;
    };

/** Who looks. A person sees the runs of the channels that they are in, a program those of its key. */
export type RunViewer = { readonly userId: string } | { readonly key: string };

export type RunDecisionKind = 'approve' | 'reject' | 'cancel';

export interface Runs {
  /** Throws a CiError while the database is away. */
  start(wish: RunWish): Promise<RunOutcome>;
  /** Undefined where there is none that the viewer may see. `may` is filled in for people. */
  view(id: string, viewer: RunViewer): Promise<RunView | undefined>;
  /** Those of a channel, newest first, at most 25. Whether the viewer is in the channel is checked by who asks; `may` is theirs. */
  list(channelId: ChannelId, before?: string, userId?: string): Promise<RunList>;
  /** Throws a CiError: CI_RUN_UNKNOWN (also where they may not see it), CI_RUN_OVER, CI_PERMISSION_DENIED, CI_RUN_SELF, CI_RUN_TWICE. */
  decide(decision: RunDecided): Promise<RunView>;
}

export interface RunDecided {
  readonly id: string;
  readonly userId: string;
  readonly decision: RunDecisionKind;
  readonly reason?: string;
  readonly from: RunFrom;
}
