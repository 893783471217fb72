// What the buttons need from the other rooms.

import type { SilenceSeen } from '../ci/alerts.ts';
import type { Connection } from '../ci/connection.ts';
import type { ChannelId, SubjectKey } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import type { Questions } from '../ci/provider.ts';
import type { Http } from '../ci/http.ts';
import type { SubjectState } from '../ci/subject.ts';
import type { Guard } from '../permissions/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';

export interface Person {
  readonly username: string;
  /** IANA name; UTC when the person has set none. */
  readonly timezone: string;
}

/** Mattermost's `model.Dialog`, the fields that are used. Titles and display names have at most 24 letters. */
export interface Dialog {
  readonly callback_id: string;
  readonly title: string;
  readonly introduction_text: string;
  readonly submit_label: string;
  readonly state: string;
  readonly elements: readonly {
    readonly display_name: string;
    readonly name: string;
    readonly type: 'text' | 'textarea';
    readonly placeholder?: string;
    readonly help_text?: string;
    readonly optional: boolean;
    readonly max_length: number;
  }[];
}

export interface PostSeen {
  readonly channelId: ChannelId;
  readonly rootId: string;
  /** The bot made it, so that its buttons are ours. */
  readonly ours: boolean;
}

export interface ActionPorts {
  /** By which everything goes that somebody asks for. */
  readonly guard: Guard;
  /** Undefined when it is not stored: gone, or seen by one person only. */
  post(postId: string): Promise<PostSeen | undefined>;
  /** Undefined for nobody and for deactivated accounts. */
  person(userId: string): Promise<Person | undefined>;
  /** Is a member of the channel and may write there. */
  mayPost(userId: string, channelId: ChannelId): Promise<boolean>;
  /** What is known of the subject; undefined unless the channel has a card that shows it. */
  shown(key: SubjectKey, channelId: ChannelId): Promise<SubjectState | undefined>;
  connection(provider: string, name: string): Connection | undefined;
  provider(name: string): (Pick<Questions, 'silence' | 'expireSilence'> & { readonly title: string }) | undefined;
  /** How this connection is reached: its certificate authority, limits. */
  http(connection: Connection): Http;
  /** Merges it into the subject for good; the cards that show it are renewed soon after. */
  learn(event: SilenceSeen): Promise<void>;
  /** The subject is to be looked at again at that time, when `endedSilence` (ci/alerts.ts) tells what to learn. */
  showAgain(key: SubjectKey, at: Instant): Promise<void>;
  /** A line only this person sees. Best effort, never rejects. */
  tell(userId: string, channelId: ChannelId, text: string): Promise<void>;
  /** `url`: where the filled form comes back to. Rejects when the trigger is too old. */
  openDialog(triggerId: string, url: string, dialog: Dialog): Promise<void>;
  /** Proves that something was made here for this person. */
  prove(userId: string, made: string): string;
  /** In constant time. */
  proves(userId: string, made: string, proof: string): boolean;
  readonly now: Clock;
  readonly log: Log;
}
