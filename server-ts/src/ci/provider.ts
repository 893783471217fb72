// What a CI system must be able to do for the rest of the plugin to work with it.

import type { Connection } from './connection.ts';
import type { AlertGroupState } from './alerts.ts';
import type { Check } from './check.ts';
import type { Earlier } from './earlier.ts';
import type { Account, AccountWay, Reach } from './account.ts';
import type { ProviderCommand } from './command.ts';
import type { CiEvent } from './event.ts';
import type { LookAt, ReadLog } from './follow.ts';
import type { Hooks } from './hooks.ts';
import type { Http } from './http.ts';
import type { Issues } from './issues.ts';
import type { NoticeKind, Thing } from './notice.ts';
import type { Job, PipelineIdentity } from './pipeline.ts';
import type { LookAtPlace, PlaceChange, PlaceMade } from './place.ts';
import type { TodoList } from './todo.ts';
import type { Previews } from './preview.ts';
import type { SetupGuide } from './setup.ts';
import type { StepKinds } from './step.ts';

/** One HTTP request of a sender, as it came: proofs are made over `body` byte for byte. */
export interface Delivery {
  readonly headers: Headers;
  /** Query of the address the sender called. */
  readonly query: URLSearchParams;
  readonly body: Uint8Array;
}

export type Proof = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** `invalid`: not JSON, or not this sender's shape. `ignored`: a kind that is not used, with the reason. */
export type Reading =
  | { readonly kind: 'event'; readonly event: CiEvent }
  /** `change`: nothing that is shown, but subscriptions follow it. */
  | { readonly kind: 'ignored'; readonly reason: string; readonly change?: PlaceChange | PlaceMade }
  | { readonly kind: 'invalid'; readonly reason: string };

/** A report of the tests of one pipeline. */
export interface TestReport {
  readonly total: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly { readonly name: string; readonly job?: string; readonly message?: string }[];
}

export interface SilenceRequest {
  readonly group: AlertGroupState;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
  readonly by: string;
  readonly comment: string;
}

/** What a CI system can be asked. Each throws a CiError (`CI_<PROVIDER>_…`) with what to do. */
export interface Questions {
  /** The whole log as the CI system keeps it; undefined when there is none. */
  readonly jobLog?: (pipeline: PipelineIdentity, job: Job, connection: Connection, http: Http) => Promise<string | undefined>;
  /** Undefined when the pipeline has none. */
  readonly testReport?: (pipeline: PipelineIdentity, connection: Connection, http: Http) => Promise<TestReport | undefined>;
  /** Answers the silence's identity. */
  readonly silence?: (request: SilenceRequest, connection: Connection, http: Http) => Promise<string>;
  readonly expireSilence?: (id: string, connection: Connection, http: Http) => Promise<void>;
}

/** What a CI system knows about one person. Each throws a CiError when it cannot be asked now. */
export interface Personal {
  /** Kinds of direct messages that there can be. */
  readonly notices: readonly NoticeKind[];
  /** Whether whoever asks may read it, or anybody without credentials. `member`: the connection's own user asks about that user id. */
  mayOpen(thing: Thing, reach: Reach, member?: string): Promise<boolean>;
  /** What waits for whoever asks; `most` entries of each section. */
  todo(reach: Reach & { readonly account: Account }, most: number): Promise<TodoList>;
  /** Marks an entry that has an `id` as done. */
  todoDone(id: string, reach: Reach): Promise<void>;
}

export interface Provider extends Questions {
  /** Folder name, and the word in `/webhooks/<name>`. */
  readonly name: string;
  /** As people write it. */
  readonly title: string;
  /** Its news belong to no project, as alerts do. */
  readonly projects?: false;
  /** Checks the sender's proof against the connection's secrets in constant time. `now` in milliseconds, for signatures that age. */
  prove(delivery: Delivery, connection: Connection, now: number): Proof;
  /** The sender's own identity for this delivery, equal in each repetition; undefined when it gives none. */
  identify(delivery: Delivery): string | undefined;
  /** Never throws, whatever the body holds. */
  read(delivery: Delivery, connection: Connection): Reading;
  /** How people link their accounts; without it nobody can. */
  readonly accounts?: AccountWay;
  /** Its own slash command. */
  readonly command?: ProviderCommand;
  readonly lookAt?: LookAt;
  /** Who subscribes to a project is asked by it whether they may read it; without it nobody is asked. */
  readonly lookAtPlace?: LookAtPlace;
  readonly readLog?: ReadLog;
  readonly hooks?: Hooks;
  /** What it can be asked about one person; without it nobody is sent direct messages of it. */
  readonly personal?: Personal;
  readonly previews?: Previews;
  readonly issues?: Issues;
  /** For /ci doctor; without it only the way to it is looked at. */
  readonly check?: Check;
  /** What runbooks can have it do. */
  readonly steps?: StepKinds;
  /** For /ci setup; without it only the settings and its readme tell how. */
  readonly setup?: SetupGuide;
  /** The plugin that people used for it before, whose settings, subscriptions and webhooks they can bring along. */
  readonly earlier?: Earlier;
}
