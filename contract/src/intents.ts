// Runbooks: what can be run here, and how runs of them stand.
import type { ApiError, PersonView, Status } from './base.ts';

export interface IntentParameterView {
  readonly name: string;
  readonly type: 'string' | 'number' | 'boolean' | 'choice' | 'secret';
  readonly required: boolean;
  readonly help?: string;
  readonly choices?: readonly string[];
  /** A regular expression that the whole value must match. */
  readonly pattern?: string;
  /** Of numbers. */
  readonly min?: number;
  readonly max?: number;
  /** As it is typed; `true` or `false` of a boolean. Never of a secret. */
  readonly default?: string;
}

export interface IntentView {
  readonly name: string;
  readonly description?: string;
  readonly kind: 'scale' | 'rollout' | 'backup' | 'custom';
  readonly parameters: readonly IntentParameterView[];
  /** What the merge request or commit must carry that it is run for; not empty: a run names one. */
  readonly labels: readonly string[];
  /** What is done, in order, in a few words each. */
  readonly steps: readonly string[];
  /** How many must agree, and who can, in words. */
  readonly approval?: { readonly count: number; readonly from: string };
  /** Why this person may not run it here, with who may; absent: they may. */
  readonly refusal?: string;
}

export type RunState = 'waiting' | 'queued' | 'running' | 'succeeded' | 'failed' | 'rejected' | 'expired' | 'canceled' | 'unknown';

export interface RunStepView {
  readonly name: string;
  readonly status: Status;
  /** How it stands, in a sentence, as plain text. */
  readonly text?: string;
  readonly url?: string;
  /** Its last lines; only of a failed one, masked by the server. */
  readonly log?: readonly string[];
}

export interface RunView {
  readonly id: string;
  readonly intent: string;
  /** Rises with every change; the higher one is the truth. */
  readonly revision: number;
  readonly state: RunState;
  readonly by: PersonView;
  /** Name of the key, where a program began it. */
  readonly key?: string;
  /** Secret ones are masked. */
  readonly values: readonly { readonly name: string; readonly value: string }[];
  /** What it was run for, where that was said. */
  readonly subject?: { readonly title: string; readonly url?: string };
  readonly steps: readonly RunStepView[];
  /** While `waiting`: how many agreed, of how many, and until when. */
  readonly approval?: {
    readonly given: readonly PersonView[];
    readonly count: number;
    /** Milliseconds since 1970, UTC. */
    readonly until: number;
  };
  /** Who stopped or refused it, and why. */
  readonly end?: { readonly by: PersonView; readonly reason?: string };
  /** What this person may do with it now. Left out of messages that go to many. */
  readonly may?: readonly ('approve' | 'reject' | 'cancel')[];
  /** Milliseconds since 1970, UTC. */
  readonly createdAt: number;
  readonly endedAt?: number;
}

export interface IntentList {
  /** Those that are offered in this channel, also those that this person may not run. When they change, the topic `intents` tells so. */
  readonly intents: readonly IntentView[];
  /** What is wrong with those that could not be read, for system administrators. */
  readonly faults?: readonly string[];
}

/** Newest first: those that were begun in the channel, and those whose approval is asked there. */
export interface RunList {
  readonly runs: readonly RunView[];
  /** For the next page; absent on the last one. */
  readonly older?: string;
}

/** POST to `/<name>/run`. `channel_id` by people only; programs prove themselves by a key. */
export interface RunRequest {
  readonly parameters?: Readonly<Record<string, string | number | boolean>>;
  readonly dryRun?: boolean;
  /** Address of the merge request or commit that it is run for. */
  readonly subject?: string;
  readonly channel_id?: string;
}

/** 202. */
export interface RunAccepted {
  readonly id: string;
}

/** 200, of a dry run: each call that it would make. All of it is plain text with secrets masked. */
export interface RunPlan {
  readonly steps: readonly {
    readonly name: string;
    /** `method` and `url` only where something is asked over HTTP: not of a post or a wait. */
    readonly calls: readonly { readonly method?: string; readonly url?: string; readonly what: string }[];
  }[];
}

/** 422: what is wrong, by parameter. */
export interface RunRefused extends ApiError {
  readonly fields: Readonly<Record<string, string>>;
}

/** POST to `/<id>/approve`, `/reject` and `/cancel` below runs. */
export interface RunDecision {
  readonly channel_id: string;
  readonly reason?: string;
}

/** Websocket: a run of a channel stands otherwise. */
export interface RunChangedMessage {
  readonly channel_id: string;
  /** {@link RunView} as JSON. */
  readonly run: string;
}
