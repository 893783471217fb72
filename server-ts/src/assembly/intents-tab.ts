// The sidebar's tab of intents, joined: which can be run in a channel, and why somebody may not.
import type { IntentList } from '@ci-command-center/contract';
import type { Hono } from 'hono';
import type { ChannelId } from '../ci/ids.ts';
import { createMembership } from '../host/channels.ts';
import { createPeople } from '../host/people.ts';
import { createStanding } from '../host/standing.ts';
import { createTopicNews } from '../host/topics.ts';
import type { IntentBook } from '../intents/book.ts';
import type { Runs } from '../intents/runs.ts';
import { passToRun, type WhoPorts } from '../intents/who.ts';
import { CiError } from '../platform/errors.ts';
import { createIntentApi } from '../sidebar/intents.ts';
import { viewIntent } from '../sidebar/intent-view.ts';
import { viewOfError } from '../sidebar/session.ts';
import type { Parts } from './parts.ts';

/** What can be run, and the runs of it. */
export interface Intents {
  readonly book: IntentBook;
  readonly runs: Runs;
}

export function createIntentsTab(parts: Parts, { book, runs }: Intents): Hono {
  const listFor = createIntentLists(parts, book);
  return createIntentApi({
    isMember: createMembership(parts.api),
    runs,
    intentsOf: ({ userId, channelId }) => listFor(userId, channelId),
  });
}

/** What can be run in a channel, as a person of it sees it. */
export function createIntentLists(
  { api, configuration, permissions }: Parts,
  book: IntentBook,
): (userId: string, channelId: ChannelId) => Promise<IntentList> {
  const { isAdministrator } = createPeople(api);
  const who: WhoPorts = { permissions, standing: createStanding(api), ownTeam: () => configuration.now().team, isAdministrator };
  return async (userId, channelId) => {
    const intents = await Promise.all(
      book.all().map(async (intent) => viewIntent(intent, await refusalOf(passToRun(who, intent, userId, channelId)))),
    );
    const problems = book.problems();
    if (problems.length === 0 || !(await isAdministrator(userId))) return { intents };
    return { intents, faults: problems.map((problem) => viewOfError(problem).message) };
  };
}

export interface IntentNews {
  /** Tells open sidebars when others can be run than at the last look. Never throws. */
  look(): void;
}

export function createIntentNews({ api, log }: Parts, book: Pick<IntentBook, 'all' | 'problems'>): IntentNews {
  const topics = createTopicNews(api, log);
  const shown = (): string => JSON.stringify([book.all(), book.problems().map(({ message }) => message)]);
  let before = shown();
  return {
    look() {
      const now = shown();
      if (now !== before) topics.toEverybody('intents');
      before = now;
    },
  };
}

/** Undefined: they may. */
async function refusalOf(pass: Promise<void>): Promise<string | undefined> {
  try {
    await pass;
    return undefined;
  } catch (error) {
    if (error instanceof CiError && error.code === 'CI_PERMISSION_DENIED') return viewOfError(error).message;
    throw error;
  }
}
