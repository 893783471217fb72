// What it takes to answer somebody: the person's own line, the channel, dialogs, and the other rooms.

import type { Account, Reach } from '../ci/account.ts';
import type { Answer, Asked, Done, Followed, PostSeen } from '../ci/command.ts';
import type { ChannelSubscriptions } from '../ci/channel-subscriptions.ts';
import type { Connection } from '../ci/connection.ts';
import type { ChannelId } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import type { Guard } from '../permissions/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { PostAction } from '../rendering/actions.ts';
import type { Dialog } from '../rendering/dialog.ts';

/** Where somebody asked. */
export interface Place {
  readonly userId: string;
  readonly channelId: ChannelId;
  /** The thread; empty for none. */
  readonly rootId: string;
  /** IP address of who asks, where it is known. */
  readonly address?: string;
  /** With which a dialog can be opened, soon after `at`. */
  readonly trigger?: { readonly id: string; readonly at: Instant };
}

/** A post, as far as answers need it. The message holds no addresses outside code: the server would look them up first. */
export interface Said {
  readonly message: string;
  readonly attachments?: readonly { readonly fallback: string; readonly text: string; readonly actions?: readonly PostAction[] }[];
}

export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Person {
  readonly username: string;
  /** IANA name; UTC when the person has set none. */
  readonly timezone: string;
}

/** Posts of the bot. All reject when the server does not take them. */
export interface AnswerPosts {
  /** Seen by this person only, until the client is loaded anew. Answers its identity. */
  whisper(place: Place, said: Said): Promise<string>;
  rewhisper(place: Place, id: string, said: Said): Promise<void>;
  unwhisper(place: Place, id: string): Promise<void>;
  /** For all in the channel; `files` as `upload` named them, at most ten. */
  post(place: Place, said: Said, files: readonly string[]): Promise<void>;
  /** Answers the file's identity; it shows with the post that names it. */
  upload(channelId: ChannelId, file: NamedFile): Promise<string>;
  /** Bytes. */
  maxFileSize(): Promise<number>;
  /** Rejects when the trigger is too old. */
  openDialog(triggerId: string, dialog: Dialog): Promise<void>;
}

export interface AnswerPorts {
  /** By which everything goes that somebody asks for. */
  readonly guard: Guard;
  readonly posts: AnswerPosts;
  /** Undefined for nobody and for deactivated accounts. */
  person(userId: string): Promise<Person | undefined>;
  /** All of a provider, those without an address too. */
  connections(provider: string): readonly Connection[];
  /** Throws CiError CI_ACCOUNT_…. */
  as(userId: string, connection: Connection): Promise<Reach & { readonly account: Account }>;
  hasAccount(userId: string, connection: Connection): Promise<boolean>;
  isAdministrator(userId: string): Promise<boolean>;
  /** What is known here of a connection and for it, besides itself. */
  around(connection: Connection): Pick<Asked, 'webhook' | 'site' | 'own' | 'desk' | 'gates' | 'deeds'>;
  /** Paths of the projects that the channel is subscribed to or showed lately. */
  projects?(channelId: ChannelId, connection: Connection): Promise<readonly string[]>;
  /** The channel is told of this project's pipelines anyway. */
  hears?(channelId: ChannelId, connection: Connection, project: string): Promise<boolean>;
  /** Undefined where there is none that the person may read. */
  post?(userId: string, postId: string): Promise<PostSeen | undefined>;
  /** What the channel is told of by this connection. */
  subscriptions(place: Place, connection: Connection): ChannelSubscriptions;
  /** When webhooks were heard last. */
  lastHeard(connection: Connection): Promise<Instant | undefined>;
  /** One post in the channel lives with the run from now on. Throws CiError. */
  follow(followed: Followed, asked: Asked, place: Place): Promise<'fresh' | 'already'>;
  /** Somebody did something here: what is followed from this channel, or as this person, may stand otherwise now. Must not throw. */
  acted?(place: Place, connection: Connection): void;
  /** The cards of these tell that this person did it. Never rejects. */
  did?(asked: Asked, done: readonly Done[]): Promise<void>;
  /** The sidebar of this person opens the log. Never rejects. */
  openLog(place: Place, log: NonNullable<Answer['openLog']>): Promise<void>;
  /** Values that must not be shown wherever they stand. */
  secrets(): readonly string[];
  /** Proves that something was made here for this person. */
  prove(userId: string, made: string): string;
  /** In constant time. */
  proves(userId: string, made: string, proof: string): boolean;
  readonly now: Clock;
  readonly log: Log;
}
