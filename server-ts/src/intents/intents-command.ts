// `/ci intents` and `/ci run`: what can be run here, and the way from what was typed to a run.

import type { Answer } from '../ci/command.ts';
import { code, join, say, type Words } from '../ci/words.ts';
import type { OwnVerbs } from '../commands/own-command.ts';
import type { IntentBook } from './book.ts';
import type { Intent } from './intent.ts';

export interface IntentsPorts {
  readonly book: IntentBook;
}

export function intentsCommand({ book }: IntentsPorts): OwnVerbs {
  return {
    answers: {
      intents: async () => listed(book.all()),
    },
    calls: {},
  };
}

function listed(intents: readonly Intent[]): Answer {
  if (intents.length === 0)
    return { text: say`There are no intents yet. A system administrator writes them under \`intents\` in the plugin’s configuration.` };
  return { text: join([say`What can be run:`, ...intents.map(line)]) };
}

function line({ name, description }: Intent): Words {
  return description === undefined ? say`- ${code(name)}` : say`- ${code(name)} ${description}`;
}
