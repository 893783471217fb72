// Shows the lines that an address in a message points at, below the message. It stands on the way of every post of the server: it is quick,
// it gives up early, and whatever goes wrong leaves the message as it is.

import type { Reach } from '../ci/account.ts';
import type { Connection } from '../ci/connection.ts';
import type { CodeAddress, FoundCode, Visibility } from '../ci/preview.ts';
import type { Clock } from '../platform/clock.ts';
import { asProblem } from '../platform/errors.ts';
import { inTime } from '../platform/in-time.ts';
import { createBuckets } from '../platform/limits.ts';
import type { Log } from '../platform/log.ts';
import { linksIn } from './code-links.ts';
import { codeText } from './code-text.ts';
import { codeAt, type Found, type Place } from './places.ts';

/** Code of which projects is shown to everybody in the channel: of those that are at least so open. */
export type CodeSetting = Visibility | 'off';

export interface CodePreviewPorts {
  places(): readonly Place[];
  setting(): CodeSetting;
  /** Rejects when they linked no account. */
  as(userId: string, connection: Connection): Promise<Reach>;
  anybody(connection: Connection): Reach;
  readonly now: Clock;
  readonly log: Log;
}

export interface Posted {
  readonly userId: string;
  readonly message: string;
}

/** Milliseconds for all of it. */
const PATIENCE = 1_500;
/** Milliseconds for one request. */
const TIMEOUT = 1_200;
/** Milliseconds for which a CI system that did not answer in time is left alone. */
const REST = 60_000;
const MOST_RESTING = 1_000;
/** It does not answer, or answers nobody. */
const OF_ALL = /^CI_(?:UNEXPECTED$|HTTP_)|_(?:UNAVAILABLE|NOT_THE_API|UNREADABLE)$/;
const MOST_LINKS = 10;
/** Code points of a message that Mattermost takes (`PostMessageMaxRunesV2`). */
const LONGEST = 16_383;
/** Of one person: who writes more links than this is shown no code for a while. */
const bounds = { capacity: 20, perSecond: 0.5, keys: 1_000 };

/** Answers the message with the code behind it; undefined to leave it as it is. Never rejects. */
export function createCodePreviews(ports: CodePreviewPorts): (posted: Posted) => Promise<string | undefined> {
  const resting = new Map<string, number>();
  const buckets = createBuckets(bounds);
  const rest = (name: string): void => {
    for (const [each, until] of resting) if (until <= ports.now() || resting.size >= MOST_RESTING) resting.delete(each);
    resting.set(name, ports.now() + REST);
  };
  const isAwake = (name: string): boolean => (resting.get(name) ?? 0) <= ports.now();
  const read = async (userId: string, found: Found<CodeAddress>): Promise<string | undefined> => {
    try {
      const code = await inTime(PATIENCE, readCode(ports, userId, found), () => 'late' as const);
      if (code === 'late') throw new Error('No answer in time.');
      return code && codeText(code, found.address);
    } catch (error) {
      // Of this person, or ours: the CI system may be well.
      const { code } = asProblem(error);
      if (/^CI_(?:ACCOUNT|STORAGE)_/.test(code)) return undefined;
      // What the CI system says to one person is no reason to leave the others without.
      rest(OF_ALL.test(code) ? nameOf(found.connection) : `${nameOf(found.connection)} ${userId}`);
      ports.log.info('Code is not shown for a minute', { connection: found.connection.name, reason: asProblem(error).message });
      return undefined;
    }
  };
  return async ({ userId, message }) => {
    // Most messages end here.
    if (!message.includes('#L') || ports.setting() === 'off') return undefined;
    const { links, open } = linksIn(message);
    if (open || links.length === 0) return undefined;
    const places = ports.places().filter(({ connection }) => isAwake(nameOf(connection)) && isAwake(`${nameOf(connection)} ${userId}`));
    const found = links.flatMap((link) => codeAt(places, link) ?? []).slice(0, MOST_LINKS);
    const asked = found.filter(() => buckets.take(userId, ports.now()) === 0);
    const texts = await Promise.all(asked.map((each) => read(userId, each)));
    return joined(message, texts);
  };
}

/** What everybody may read is asked for as nobody, so that nothing else can be shown; the rest as who posts it. */
async function readCode(ports: CodePreviewPorts, userId: string, found: Found<CodeAddress>): Promise<FoundCode | undefined> {
  const { previews, connection, address } = found;
  const setting = ports.setting();
  if (setting === 'public' || setting === 'off') return previews.readCode(address, ports.anybody(connection), TIMEOUT);
  const reach = await ports.as(userId, connection);
  if (setting === 'private') return previews.readCode(address, reach, TIMEOUT);
  const [visibility, code] = await Promise.all([
    previews.visibility(address.project, reach, TIMEOUT),
    previews.readCode(address, reach, TIMEOUT),
  ]);
  return visibility === 'public' || visibility === 'internal' ? code : undefined;
}

/** As many as fit. */
function joined(message: string, texts: readonly (string | undefined)[]): string | undefined {
  let whole = message;
  for (const text of texts) {
    const next = text === undefined ? whole : `${whole}\n\n${text}`;
    if (Array.from(next).length <= LONGEST) whole = next;
  }
  return whole === message ? undefined : whole;
}

function nameOf({ provider, name }: Connection): string {
  return `${provider}/${name}`;
}
