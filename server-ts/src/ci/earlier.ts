// An earlier plugin for the same CI system: what it kept here, so that people can go on from there.

import type { OAuthApplication } from './connection.ts';
import type { HookTarget } from './hooks.ts';
import type { Interest } from './interest.ts';
import type { Reach } from './account.ts';

export interface Earlier {
  /** Its plugin id: of its settings, and of its rows in Mattermost's table of what plugins keep. */
  readonly id: string;
  /** Keys of the rows that are read. */
  readonly keys: readonly string[];
  /** Pure, and never throws, whatever was kept. */
  read(kept: EarlierKept): EarlierContents;
  /** Where the CI system sends it events by webhooks that can be changed to come here. */
  readonly hooks?: EarlierHooks;
}

export interface EarlierKept {
  /** Its settings by lower-case key; those that are texts. */
  readonly settings: Readonly<Record<string, string>>;
  /** What it kept by `keys`, as text. */
  readonly values: ReadonlyMap<string, string>;
}

export interface EarlierContents {
  /** The first one is that to which the subscriptions belong. */
  readonly connections: readonly EarlierConnection[];
  readonly subscriptions: readonly EarlierSubscription[];
  /** What was there and cannot be read: plain text, a sentence each. */
  readonly unread: readonly string[];
}

export interface EarlierConnection {
  /** As it was called; empty for the one of the settings. */
  readonly name: string;
  /** Without a trailing slash. */
  readonly url: string;
  readonly oauth?: OAuthApplication;
}

export interface EarlierSubscription {
  readonly channelId: string;
  /** User id of who made it; empty where that was not kept. */
  readonly creatorId: string;
  /** Path of a project, or of a group with `/**`. */
  readonly project: string;
  readonly events: readonly Interest[];
  /** Globs. */
  readonly labels: readonly string[];
}

/** A webhook that sends to the earlier plugin. */
export interface EarlierHook {
  readonly owner: { readonly kind: 'project' | 'group'; readonly id: string; readonly path: string };
  readonly id: string;
  /** Where it sends to now. */
  readonly url: string;
}

export interface EarlierHookList {
  readonly found: readonly EarlierHook[];
  /** Those whose webhooks whoever asked may not see. */
  readonly hidden: readonly string[];
  /** There are more projects than were looked at. */
  readonly more: boolean;
}

export interface EarlierHooks {
  /** Those of these projects and groups (`/**`), and of the groups above them. Throws a CiError when nobody can be asked. */
  find(projects: readonly string[], reach: Reach): Promise<EarlierHookList>;
  /**
   * It keeps its events and comes here. Answers how a test of it failed, if it did; undefined when it is gone. Throws a CiError when it is
   * refused.
   */
  change(hook: Pick<EarlierHook, 'owner' | 'id'>, target: HookTarget, reach: Reach): Promise<{ readonly failure?: string } | undefined>;
}
