// The verbs of /ci that rooms bring: those about intents, and what is set up.
import type { OwnVerbs } from '../commands/index.ts';
import type { IntentBook } from '../intents/book.ts';
import { intentsCommand } from '../intents/intents-command.ts';
import type { Runs } from '../intents/runs.ts';
import { runsCommand } from '../intents/runs-command.ts';
import { movingCommand } from '../moving/index.ts';
import { setupCommand } from '../setup/index.ts';
import type { Identity } from './accounts.ts';
import { createIntentLists } from './intents-tab.ts';
import { movingPorts } from './moving.ts';
import type { Parts } from './parts.ts';
import type { SetupRoom } from './setup.ts';

export interface OwnRooms {
  readonly book: IntentBook;
  readonly runs: Runs;
  readonly setup: SetupRoom;
}

export function createOwnVerbs(parts: Parts, identity: Identity, { book, runs, setup }: OwnRooms): readonly OwnVerbs[] {
  const moving = movingCommand(movingPorts(parts, identity));
  return [
    intentsCommand({ book, runs, listFor: createIntentLists(parts, book) }),
    runsCommand(runs),
    setupCommand(setup.ports, setup.wizard, moving.look),
    moving,
  ];
}
