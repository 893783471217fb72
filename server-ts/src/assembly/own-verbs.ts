// The verbs of /ci that rooms bring: those about intents.
import type { OwnVerbs } from '../commands/index.ts';
import type { IntentBook } from '../intents/book.ts';
import { intentsCommand } from '../intents/intents-command.ts';

export interface OwnRooms {
  readonly book: IntentBook;
}

export function createOwnVerbs({ book }: OwnRooms): readonly OwnVerbs[] {
  return [intentsCommand({ book })];
}
