// What the setup needs from the other rooms, and what it is told of how things are.

import type { Reach } from '../ci/account.ts';
import type { CheckFinding } from '../ci/check.ts';
import type { Button } from '../ci/command.ts';
import type { ConnectionDesk } from '../ci/connection-desk.ts';
import type { Connection } from '../ci/connection.ts';
import type { Instant } from '../ci/pipeline.ts';
import type { SetupGuide, SetupPlace } from '../ci/setup.ts';
import type { Words } from '../ci/words.ts';
import type { PostContent } from '../delivery/index.ts';
import type { Log } from '../platform/log.ts';
import type { SetupMemory } from './state.ts';

/** One kind of CI system. */
export interface SystemSeen {
  readonly provider: string;
  readonly title: string;
  readonly guide: SetupGuide;
  /** Those in use; never empty for a kind of which nothing needs to be known. */
  readonly connections: readonly ConnectionSeen[];
}

export interface ConnectionSeen {
  readonly connection: Connection;
  /** When its last delivery came. */
  readonly heard?: Instant;
}

export interface ChannelNames {
  readonly builds: string;
  readonly reviews: string;
  readonly alerts: string;
}

export interface ChannelsSeen {
  /** Undefined while it is not clear which one. */
  readonly team?: { readonly id: string; readonly name: string; readonly title: string };
  readonly names: ChannelNames;
  /** Names of those that are there and not archived. */
  readonly found: readonly string[];
}

export interface SetupFacts {
  /** Mattermost's own address; empty while it is not set. */
  readonly site: string;
  readonly channels: ChannelsSeen;
  readonly systems: readonly SystemSeen[];
  /** What else could be done, as data of another plugin is here. */
  readonly more: readonly { readonly text: Words; readonly buttons: readonly Button[] }[];
}

export interface SetupSystems {
  all(): Promise<readonly SystemSeen[]>;
  place(connection: Connection): SetupPlace;
  /** The connection's own token; undefined without one. */
  own(connection: Connection): Reach | undefined;
  /** Throws CiError CI_ACCOUNT_…. */
  as(userId: string, connection: Connection): Promise<Reach>;
  check(connection: Connection): Promise<readonly CheckFinding[]>;
  readonly desk: ConnectionDesk;
}

export interface ChannelWish extends ChannelNames {
  /** Name of the team. */
  readonly team: string;
}

export interface SetupChannels {
  look(): Promise<ChannelsSeen>;
  teams(): Promise<readonly { readonly name: string; readonly title: string }[]>;
  /** A new team with that person in it; answers its name. Throws CiError CI_SETUP_TEAM. */
  makeTeam(title: string, userId: string): Promise<string>;
  /** Saved, found or made. Throws CiError. */
  choose(wish: ChannelWish): Promise<void>;
  /** The person becomes a member of them. */
  join(userId: string): Promise<void>;
  /** Public ones of the team, some, with that which everybody is in first. */
  open(): Promise<readonly { readonly id: string; readonly title: string }[]>;
  announce(channel: string, text: Words): Promise<void>;
}

export interface SetupPeople {
  /** The active ones, some. */
  administrators(): Promise<readonly { readonly id: string; readonly username: string }[]>;
  /** Empty when they are gone. */
  nameOf(userId: string): Promise<string>;
}

/** A post of the setup: `ci_setup` is the same for what says the same. */
export interface SetupContent extends PostContent {
  readonly props: { readonly ci_setup: string; readonly attachments: readonly object[] };
}

/** Posts of the bot to one person. */
export interface SetupPosts {
  /** Where the bot and the person talk. */
  channelOf(userId: string): Promise<string>;
  /** Answers its identity. */
  create(channel: string, content: SetupContent): Promise<string>;
  /** Nothing where it says so already; false when it is gone. */
  edit(post: string, content: SetupContent): Promise<boolean>;
  remove(post: string): Promise<void>;
  /** It is among the newest of the channel. */
  isNear(channel: string, post: string): Promise<boolean>;
}

export interface SetupPorts {
  readonly memory: SetupMemory;
  readonly posts: SetupPosts;
  readonly people: SetupPeople;
  readonly channels: SetupChannels;
  readonly systems: SetupSystems;
  site(): string;
  more(): Promise<SetupFacts['more']>;
  /** Markdown: what is right and wrong with all of it, for that administrator. */
  doctor(userId: string): Promise<string>;
  now(): Instant;
  readonly log: Log;
}
