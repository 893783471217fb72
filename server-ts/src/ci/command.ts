// A slash command that a provider brings: what it understands, and what each verb answers. Verbs answer what is to be said and done;
// other rooms say and do it.

import type { Account, Reach } from './account.ts';
import type { CallAct } from './act.ts';
import type { Change } from './change.ts';
import type { ChannelSubscriptions } from './channel-subscriptions.ts';
import type { Connection } from './connection.ts';
import type { DeployGates } from './deploy-gate.ts';
import type { Deed, DeedVerb } from './deed.ts';
import type { ConnectionDesk } from './connection-desk.ts';
import type { Grammar } from './grammar.ts';
import type { ChannelId, SubjectKey } from './ids.ts';
import type { Instant } from './pipeline.ts';
import type { RunMarks } from './run-life.ts';
import type { DeploymentState } from './deployment.ts';
import type { ReviewState } from './review.ts';
import type { PipelineState } from './state.ts';
import type { SubjectState } from './subject.ts';
import type { Words } from './words.ts';

/** Names one of the command's `calls`, and what it is about. Whoever can write HTTP can forge both: they are trusted with nothing. */
export interface Call {
  readonly name: string;
  readonly args: Readonly<Record<string, string>>;
}

/** Below a reply or a card. Clicked, its call is made as the person who clicks. */
export interface Button {
  readonly label: string;
  readonly call: Call;
  readonly style?: 'primary' | 'danger';
  /**
   * What will happen, as a question with its answer; asked before the call is made. `lightly`: little is lost when it was a mistake, so it
   * is asked only where that needs no dialog, which is the web app.
   */
  readonly confirm?: { readonly title: string; readonly text: string; readonly yes: string; readonly lightly?: true };
}

/** A list to choose one entry from; `choice` is added to the call's `args`. */
export interface Menu {
  readonly label: string;
  readonly call: Call;
  readonly choices: readonly Choice[];
}

export interface Choice {
  readonly label: string;
  readonly value: string;
}

interface FieldBase {
  readonly name: string;
  /** Longer ones than Mattermost takes are shortened. */
  readonly label: string;
  readonly help?: string;
  readonly optional?: boolean;
}

export type Field = FieldBase &
  (
    | { readonly kind: 'text' | 'lines' | 'secret' | 'number'; readonly value?: string; readonly placeholder?: string }
    | { readonly kind: 'yes-no'; readonly value?: boolean }
    | { readonly kind: 'choice'; readonly choices: readonly Choice[]; readonly value?: string }
    /** Any number of them; the answer has the values with a line break between. */
    | { readonly kind: 'choices'; readonly choices: readonly Choice[] }
  );

/** Asked of the person in a dialog. Submitted, the call is made with what was filled in as `fields`. */
export interface Form {
  readonly title: string;
  readonly introduction?: Words;
  readonly submit: string;
  readonly fields: readonly Field[];
  readonly call: Call;
}

/** A long text of a CI system, secrets still in it: shown as its end in a code block, with the whole as a file. */
export interface LogText {
  readonly fileName: string;
  readonly text: string;
  /** Only the end was fetched. */
  readonly cut: boolean;
}

/** A run of a CI system that was started or is watched: one post in the channel lives with it, from the queue to the verdict. */
export interface Followed {
  /** Identity of the job or project as the provider's subjects have it, and as people read it. */
  readonly project: { readonly id: string; readonly path: string; readonly url: string };
  /** Either the place in the queue, as the CI system identifies it, or the run itself. */
  readonly run:
    | { readonly queued: string; readonly reason?: string }
    | {
        readonly key: SubjectKey;
        readonly number: string;
        /** Where the CI system may give one number to several runs, one after the other. */
        readonly marks?: RunMarks;
      };
  /** `started`: by this person, now. `continued`: it was there, and runs on because of this person. `watched`: it runs anyway. */
  readonly why: 'started' | 'continued' | 'watched';
  /** With which values it was started, some; secret ones masked. */
  readonly parameters?: readonly { readonly name: string; readonly value: string }[];
}

/** What was done, to which subject. */
export interface Done {
  readonly key: SubjectKey;
  /** Where the CI system may give one number to several runs, one after the other. */
  readonly marks?: RunMarks;
  readonly verb: DeedVerb;
  /** What it was done to, where that is not the whole: the name of a job or an environment, `!7`. */
  readonly what?: string;
  /** Who the person is in the CI system. */
  readonly login?: string;
}

export interface Answer {
  readonly text: Words;
  /** For all in the channel, as the command acted on it; otherwise only for the person. */
  readonly inChannel?: true;
  readonly buttons?: readonly Button[];
  readonly menu?: Menu;
  readonly log?: LogText;
  /** Only with `inChannel`. */
  readonly files?: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** Asks the person for more; `text` is said where a dialog cannot be opened any more, with a button that opens it. */
  readonly form?: Form;
  /** Only of a form's call: what is wrong, by field name. The dialog stays open. */
  readonly faults?: Readonly<Record<string, string>>;
  /** Followed in the channel: `text` is then said to the person only, and may be empty. */
  readonly follow?: Followed;
  /** The cards of these tell that this person did it. */
  readonly did?: readonly Done[];
  /** The sidebar of the person opens the log of this run. */
  readonly openLog?: {
    readonly key: SubjectKey;
    /** What it is called, for people: `team/app #14`. */
    readonly title: string;
    /** Where the CI system may give one number to several runs, one after the other. */
    readonly marks?: RunMarks;
  };
}

/** A post that the person may read. */
export interface PostSeen {
  readonly id: string;
  /** As it was written. */
  readonly message: string;
  /** User name; empty when they are gone. */
  readonly author: string;
  /** Absent while the server does not know its own address. */
  readonly permalink?: string;
}

/** Somebody asks for something, somewhere. */
export interface Asked {
  readonly person: { readonly userId: string; readonly username: string; /** IANA name. */ readonly timezone: string };
  readonly channelId: ChannelId;
  /** The CI system it is asked of. */
  readonly connection: Connection;
  /** All of this provider, for answers that tell which is which. */
  readonly connections: readonly Connection[];
  /** That CI system as the person reaches it. Throws CI_ACCOUNT_MISSING when they linked no account; it is told with a way to. */
  as(): Promise<Reach & { readonly account: Account }>;
  readonly now: Instant;
  /** Its webhooks were heard within the last day. */
  readonly heard: boolean;
  /** That post, or the first one of the thread in which it was asked; undefined where there is none that the person may read. */
  post?(id?: string): Promise<PostSeen | undefined>;
  /** Asks for more than the verb told, once that is known: `deploy` of a job that deploys. Throws CiError. */
  permit?(kind: Change): Promise<void>;
  /** What is asked of deployments; nothing where it is left out. */
  readonly gates?: DeployGates;
  /** What people did from chat about a subject, the oldest first; nothing where it is not known. */
  deeds?(key: SubjectKey): Promise<readonly Deed[]>;
  /** The channel is told of this project's pipelines anyway. */
  hears?(project: string): Promise<boolean>;
  /** What the channel is told of by this CI system, for this person to list and change. */
  readonly subscriptions: ChannelSubscriptions;
  /** Paths of the projects of this CI system that the channel is subscribed to or showed lately, for what is not named. */
  projects?(): Promise<readonly string[]>;
  /** Where the deliveries of this CI system go, and with which secret; `url` is empty while Mattermost knows no address of its own. */
  readonly webhook: { readonly url: string; readonly secret: string | undefined };
  /** Mattermost's own address, subpath included, and the redirect addresses to register there; empty while it is not set. */
  readonly site: { readonly url: string; readonly redirects: readonly string[] };
  /** The person administers this Mattermost. */
  isAdministrator(): Promise<boolean>;
  /** That CI system as the connection's own token reaches it; undefined without one. */
  own(): Reach | undefined;
  /** For administrators only: the verb checks that. */
  readonly desk: ConnectionDesk;
  /** Tells the person how far it is, where it takes long; the answer replaces it. */
  progress?(text: Words): void;
}

/** A verb that was typed. */
export interface AskedVerb extends Asked {
  /** By parameter name. */
  readonly values: ReadonlyMap<string, string>;
  /** All words that are no flags, one by one. */
  readonly words: readonly string[];
  readonly flags: ReadonlyMap<string, string | true>;
}

/** A button, an entry of a menu or a submitted form. */
export interface AskedCall extends Asked {
  readonly args: Readonly<Record<string, string>>;
  /** What was filled in: texts, `true` and `false`. Empty for buttons and menus. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Throws CiError for what the person can mend: its message is plain text and escaped where it is shown, its remedy is our Markdown. */
export type AnswerVerb = (asked: AskedVerb) => Promise<Answer>;
export type AnswerCall = (asked: AskedCall) => Promise<Answer>;

/** What could be typed next. */
export interface Suggestion {
  /** What is put into the command; quotes are added where it needs them. */
  readonly text: string;
  readonly hint?: string;
  readonly help?: string;
}

/** `typed`: what stands there of the word; `before`: the words before it, verbs too. Fast: within 200 ms, from what is known; refreshed behind. */
export type Suggest = (asked: Asked, typed: string, before?: readonly string[]) => Promise<readonly Suggestion[]>;

export interface ProviderCommand {
  /** Without the verbs about accounts and `help`, which are the same everywhere. */
  readonly grammar: Grammar;
  /** By the verb's name. */
  readonly verbs: Readonly<Record<string, AnswerVerb>>;
  /** By the call's name. */
  readonly calls: Readonly<Record<string, AnswerCall>>;
  /** What each call does, by its name: what may not be typed may not be clicked either. */
  readonly acts: Readonly<Record<string, CallAct>>;
  /** Names of the verbs that need no address of the CI system: they set it up. */
  readonly unaddressed?: readonly string[];
  /** Made once by who serves them: what they keep, to be fast, belongs to what is answered. */
  suggestions(): Readonly<Record<string, Suggest>>;
  /** Which connection an address that was typed belongs to is found by it; undefined where no word of this verb is one. */
  addressIn(asked: Pick<AskedVerb, 'values' | 'words'>): string | undefined;
  /** What can be done about a run that waits at this place of the queue. Pure. */
  queuedButtons?(queued: string): readonly Button[];
  /** What can be done about a run now, for its card. Pure. */
  cardButtons(state: PipelineState, joined: readonly SubjectState[]): readonly Button[];
  /** The same for a merge request, an issue or a deployment on its own card. */
  subjectButtons?(state: ReviewState | DeploymentState): readonly Button[];
}
