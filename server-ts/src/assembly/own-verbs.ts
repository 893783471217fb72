// The verbs of /ci that rooms bring: those about intents.
import type { OwnVerbs } from '../commands/index.ts';
import type { IntentBook } from '../intents/book.ts';
import { intentsCommand } from '../intents/intents-command.ts';
import type { Runs } from '../intents/runs.ts';
import { runsCommand } from '../intents/runs-command.ts';

export interface OwnRooms {
  readonly book: IntentBook;
  readonly runs: Runs;
}

export function createOwnVerbs({ book, runs }: OwnRooms): readonly OwnVerbs[] {
  return [intentsCommand({ book }), runsCommand(runs)];
}
