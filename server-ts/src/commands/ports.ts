// What the commands need from the other rooms.

import type { PipelineView } from '@ci-command-center/contract';
import type { AuditTable } from '../audit/index.ts';
import type { CheckUp } from '../checkup/index.ts';
import type { ChannelId, DeliveryId } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import type { FlakyJob, FlakyQuestion } from '../flaky/list.ts';
import type { Words } from '../ci/words.ts';
import type { KeyDesk } from '../keys/index.ts';
import type { ManualAddress } from '../manual/index.ts';
import type { CiError } from '../platform/errors.ts';
import type { RouteTestPorts } from '../routing/route-test.ts';
import type { Heard, NewMute, NewSubscription, StoredMute, StoredSubscription } from '../subscriptions/subscription.ts';

export interface CommandContext {
  readonly channelId: ChannelId;
  readonly userId: string;
}

export interface PipelineQuestion {
  readonly channelId: ChannelId;
  /** Full path of the project. */
  readonly project?: string;
  /** Name of the branch or tag. */
  readonly branch?: string;
  readonly limit: number;
}

/** One configured CI system. */
export interface ConnectionInfo {
  /** Folder name of the provider, the word that people type. */
  readonly provider: string;
  /** As people write the CI system's name. */
  readonly title: string;
  /** `default`, or the name in the configuration. */
  readonly name: string;
  /** Base address; empty when it is not set. */
  readonly url: string;
  /** Where it sends its deliveries to. */
  readonly webhook: string;
  /** What an application for people's accounts there must allow to come back to, where people link accounts by OAuth. */
  readonly redirects?: readonly string[];
  /** Its news belong to no project: only patterns that take anything reach them. */
  readonly projects?: false;
}

/** What people and programs did. */
export interface AuditDesk extends Pick<AuditTable, 'find'> {
  /** Patterns of an act's name. */
  likesOf(action: string): readonly string[];
  /** `~builds`, by identity; those that are gone are left out. */
  channelNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

export interface People {
  /** By the user name, without `@`. */
  idOf(username: string): Promise<string | undefined>;
  /** Undefined when the person may say what the channel is told; else a sentence about who may. */
  refusal(userId: string, channelId: ChannelId): Promise<string | undefined>;
  isAdministrator(userId: string): Promise<boolean>;
  /** User names without `@`, by identity; unknown people are left out. */
  names(userIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

export interface SubscriptionPorts {
  /** By number. */
  inChannel(channel: ChannelId): Promise<readonly StoredSubscription[]>;
  /** The one of the same channel, provider, connection and project is changed, and keeps its number. */
  subscribe(wish: NewSubscription): Promise<{ readonly subscription: StoredSubscription; readonly made: boolean }>;
  unsubscribe(channel: ChannelId, number: number): Promise<StoredSubscription | undefined>;
}

export interface MutePorts {
  inChannel(channel: ChannelId, now: Instant): Promise<readonly StoredMute[]>;
  mute(wish: NewMute): Promise<StoredMute>;
  unmute(channel: ChannelId, number: number): Promise<StoredMute | undefined>;
}

/** A delivery that was given up after all its tries. */
export interface DeadDelivery {
  readonly id: DeliveryId;
  readonly provider: string;
  readonly connection: string;
  readonly receivedAt: Instant;
  readonly attempts: number;
  /** Why the last try failed. */
  readonly reason: string;
}

export interface DeliveryPorts {
  counts(): Promise<{ readonly pending: number; readonly dead: number; readonly oldestPending?: Instant }>;
  /** Newest first. */
  dead(page: { readonly limit: number }): Promise<readonly DeadDelivery[]>;
  /** Answers how many will be tried again. */
  replay(which: readonly DeliveryId[] | 'all'): Promise<number>;
  /** When the connection was last heard; undefined when never. */
  lastOf(provider: string, connection: string): Promise<Instant | undefined>;
}

export interface CiPorts {
  /** Of the pipelines that the channel shows, the newest change first. */
  recentPipelines(question: PipelineQuestion): Promise<readonly PipelineView[]>;
  /** At least one a provider. */
  connections(): readonly ConnectionInfo[];
  /** What is wrong in the configuration and with the channels. */
  problems(): readonly CiError[];
  /** Looks at all connections and at what is around them, live. */
  readonly checkUp: CheckUp;
  readonly people: People;
  readonly subscriptions: SubscriptionPorts;
  readonly mutes: MutePorts;
  readonly deliveries: DeliveryPorts;
  /** The projects of which news came lately: of the newest pipelines anywhere, and of all that the channel shows; newest first. */
  heard(channel: ChannelId): Promise<readonly Heard[]>;
  /** Those of the configuration, Liquid by name. */
  templates(): Readonly<Record<string, string>>;
  /** The rules in force, with the subscriptions and mutes of this channel only: those of others are not everybody's business. */
  routeTest(channel: ChannelId): RouteTestPorts;
  /** Those that flaked most often come first. */
  flaky(question: FlakyQuestion): Promise<readonly FlakyJob[]>;
  /** What is told of somebody's accounts. */
  whoAmI(userId: string): Promise<Words>;
  /** How many accounts people linked. */
  linkedAccounts(): Promise<number>;
  readonly audit: AuditDesk;
  /** Keys of programs. */
  readonly keys: KeyDesk;
  /** The slash commands beside /ci that are switched on. */
  otherCommands(): readonly { readonly trigger: string; readonly summary: string }[];
  /** Where the manual in the bundle is read. */
  readonly manual: ManualAddress;
  about(): { readonly version: string; readonly runtime: string };
  /** Milliseconds since 1970. */
  now(): number;
}
