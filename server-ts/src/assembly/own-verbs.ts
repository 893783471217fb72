// The verbs of /ci that rooms bring: those about intents.
import type { OwnVerbs } from '../commands/index.ts';
import type { IntentBook } from '../intents/book.ts';
import { intentsCommand } from '../intents/intents-command.ts';
import type { Runs } from '../intents/runs.ts';
import { runsCommand } from '../intents/runs-command.ts';
import { createIntentLists } from './intents-tab.ts';
import type { Parts } from './parts.ts';

export interface OwnRooms {
  readonly book: IntentBook;
  readonly runs: Runs;
}

export function createOwnVerbs(parts: Parts, { book, runs }: OwnRooms): readonly OwnVerbs[] {
  return [intentsCommand({ book, runs, listFor: createIntentLists(parts, book) }), runsCommand(runs)];
}
