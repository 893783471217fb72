// Checks files of intents as the plugin does: `validate-intents.mjs` starts it.
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { formsOf } from '../server-ts/src/intents/forms.ts';
import type { Intent } from '../server-ts/src/intents/intent.ts';
import { readIntents } from '../server-ts/src/intents/read.ts';
import { providers } from '../server-ts/src/providers/registry.ts';

export interface Validated {
  /** One for each fault, `file:line: …`. */
  readonly faults: readonly string[];
  readonly intents: readonly Intent[];
}

const at = (line: number) => ({ kind: 'configuration', line }) as const;

/** Also of names that stand in two files. */
export async function validate(files: readonly string[]): Promise<Validated> {
  const faults: string[] = [];
  const intents: Intent[] = [];
  const seen = new Map<string, string>();
  for (const file of files) {
    const shown = relative(process.env['INIT_CWD'] ?? process.cwd(), file);
    const read = await readFile(file, 'utf8').then(
      (text) => readIntents(text, formsOf(providers), at),
      (error: unknown) => String(error),
    );
    if (typeof read === 'string') faults.push(`${shown}:1: cannot be read (${read}).`);
    else if (read.kind === 'wrong')
      faults.push(
        ...read.faults.map(
          ({ line, path, what, remedy }) => `${shown}:${line}: ${[path, what, remedy].filter((part) => part !== '').join(' ')}`,
        ),
      );
    else
      for (const intent of read.intents) {
        const other = seen.get(intent.name);
        if (other !== undefined)
          faults.push(`${shown}:${intent.source.line}: there is another intent of the name ${intent.name} in ${other}.`);
        seen.set(intent.name, shown);
        intents.push(intent);
      }
  }
  return { faults, intents };
}

if (import.meta.main) {
  const { faults, intents } = await validate(process.argv.slice(2));
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  if (faults.length === 0) process.stdout.write(`${intents.length} intents are right: ${intents.map(({ name }) => name).join(', ')}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
