// Names that must not be mixed up, branded so that the compiler keeps them apart.

import { createHash } from 'node:crypto';

declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/**
 * Identity of what one card shows, over all connections. A pipeline is `<provider>/<connection>/<project id>/<pipeline id>`,
 * everything else `<provider>/<connection>/<kind>/<its own identity …>`.
 */
export type SubjectKey = Branded<string, 'SubjectKey'>;
/** Identity of one stored delivery (UUID). */
export type DeliveryId = Branded<string, 'DeliveryId'>;
/** A Mattermost channel. */
export type ChannelId = Branded<string, 'ChannelId'>;
/** A Mattermost post. */
export type PostId = Branded<string, 'PostId'>;

/** Parts may hold anything: what would blur the borders between them is percent-encoded. */
export function subjectKey(provider: string, connection: string, ...parts: readonly [string, string, ...string[]]): SubjectKey {
  return toSubjectKey(shortIdentity([provider, connection, ...parts].map((part) => encodeURIComponent(part.toWellFormed())).join('/')));
}

/** What {@link subjectKey} was given; undefined for a shortened one and for what it never made. */
export function partsOfKey(key: string): readonly string[] | undefined {
  if (key.length >= MAX_IDENTITY) return undefined;
  try {
    const parts = key.split('/').map(decodeURIComponent);
    return parts.length >= 4 ? parts : undefined;
  } catch {
    return undefined;
  }
}

/** More than PostgreSQL's indexes take must not keep news from being shown: the end of a longer one is told by its digest. */
const MAX_IDENTITY = 500;

/** Equal for equal texts, different for different ones, and at most {@link MAX_IDENTITY} characters. */
export function shortIdentity(text: string): string {
  if (text.length <= MAX_IDENTITY) return text;
  const digest = createHash('sha256').update(text).digest('hex');
  return `${text.slice(0, MAX_IDENTITY - digest.length - 1).toWellFormed()}~${digest}`;
}

/** Takes a key back from where it was stored or sent. */
export function toSubjectKey(text: string): SubjectKey;
export function toSubjectKey(text: string): string {
  return text;
}

/** Takes an identity back from where it was stored or sent. */
export function toDeliveryId(text: string): DeliveryId;
export function toDeliveryId(text: string): string {
  return text;
}

/** Takes an identity that Mattermost gave. */
export function toChannelId(text: string): ChannelId;
export function toChannelId(text: string): string {
  return text;
}

/** Takes an identity that Mattermost gave. */
export function toPostId(text: string): PostId;
export function toPostId(text: string): string {
  return text;
}
