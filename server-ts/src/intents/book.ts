// All intents that can be run now, wherever they were read.

import { CiError } from '../platform/errors.ts';
import type { Intent } from './intent.ts';
import type { Forms } from './variables.ts';

export interface IntentBook {
  /** In the order in which they were written; no two have one name. */
  all(): readonly Intent[];
  find(name: string): Intent | undefined;
  /** What is wrong with those that could not be read, for administrators. */
  problems(): readonly CiError[];
  /** Every kind of step there is. */
  readonly forms: Forms;
}

export interface BookParts {
  /** Those of the configuration. */
  written(): readonly Intent[];
  /** Those of files, as they were when they were right. */
  read(): readonly Intent[];
  /** What is wrong with files now. */
  problems(): readonly CiError[];
  readonly forms: Forms;
}

/** Of two with one name the first is meant, and the configuration's before those of files. */
export function createBook({ written, read, problems, forms }: BookParts): IntentBook {
  const sorted = (): { readonly all: readonly Intent[]; readonly twice: readonly Intent[] } => {
    const all = new Map<string, Intent>();
    const twice: Intent[] = [];
    for (const intent of [...written(), ...read()]) {
      if (all.has(intent.name)) twice.push(intent);
      else all.set(intent.name, intent);
    }
    return { all: [...all.values()], twice };
  };
  return {
    all: () => sorted().all,
    find: (name) => sorted().all.find((each) => each.name === name),
    problems: () => [...problems(), ...sorted().twice.map(takenTwice)],
    forms,
  };
}

function takenTwice({ name, source }: Intent): CiError {
  const where = source.kind === 'file' ? `${source.project}, ${source.file}, line ${source.line}` : `Configuration, line ${source.line}`;
  return new CiError(
    'CI_INTENT_TWICE',
    `${where}: there is another intent of the name ${name}, which is used.`,
    'Give one of them another name.',
  );
}
