// What a person wants to be told directly about one kind of CI system.

import { noticeKinds, type NoticeKind } from '../ci/notice.ts';
import type { Instant } from '../ci/pipeline.ts';

export interface Preferences {
  /** All direct messages but reminders. */
  readonly notifications: boolean;
  /** The daily one. */
  readonly reminders: boolean;
  readonly kindsOff: readonly NoticeKind[];
  /** Since when the person knows how to switch. */
  readonly introducedAt?: Instant;
}

export type PreferencesChange =
  | { readonly what: 'notifications' | 'reminders'; readonly on: boolean }
  | { readonly what: 'kinds'; readonly kinds: readonly NoticeKind[]; readonly on: boolean };

/** Whoever never said anything is told. */
export const usualPreferences: Preferences = { notifications: true, reminders: true, kindsOff: [] };

export function wants({ notifications, kindsOff }: Preferences, kind: NoticeKind): boolean {
  return notifications && !kindsOff.includes(kind);
}

export function isKind(word: string): word is NoticeKind {
  return noticeKinds.some((kind) => kind === word);
}

/** Rejects with a CiError while the database is away. */
export interface PreferencesTable {
  of(userId: string, provider: string): Promise<Preferences>;
  change(userId: string, provider: string, change: PreferencesChange): Promise<Preferences>;
  introduced(userId: string, provider: string, now: Instant): Promise<void>;
  /** Everybody with an account there who wants reminders and had none on that day or later. */
  unreminded(provider: string, day: string): Promise<readonly string[]>;
  /** False when somebody reminds them of that day, or did: `2026-11-21`. */
  remind(userId: string, provider: string, day: string): Promise<boolean>;
  /** It could not be done after all. */
  unremind(userId: string, provider: string, day: string): Promise<void>;
}
