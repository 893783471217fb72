// Intents that stand in files of projects: read again when somebody pushes and every hour; the last good text of each stays in force.

import * as z from 'zod';
import type { IntentFile } from '../config/schema/intents.ts';
import { CiError } from '../platform/errors.ts';
import type { Intent, IntentSource } from './intent.ts';
import { readIntents, type IntentFault } from './read.ts';
import type { Forms } from './variables.ts';

export interface FoundFile {
  readonly provider: string;
  readonly connection: string;
  readonly text: string;
}

export interface FilePorts {
  /** Those of the configuration. */
  files(): readonly IntentFile[];
  /** With the connection's own token. Throws CiError where it cannot be read now. */
  fetch(file: IntentFile): Promise<FoundFile>;
  /** What every node knows; undefined where nothing is known. */
  load(name: string): Promise<string | undefined>;
  keep(name: string, text: string): Promise<void>;
  /** Tells all nodes, this one too, to load them again. */
  changed(): Promise<void>;
  readonly forms: Forms;
}

export interface IntentFiles {
  intents(): readonly Intent[];
  problems(): readonly CiError[];
  /** Reads those files again that stand in this project, or all of them. */
  refresh(project?: string): Promise<void>;
  /** Takes what any node has read. */
  load(): Promise<void>;
  /** Some are in this project. */
  standIn(project: string): boolean;
}

const problemSchema = z.object({ code: z.string(), message: z.string(), remedy: z.string() });
const keptSchema = z.object({
  provider: z.string(),
  connection: z.string(),
  /** The last good one; absent when there never was any. */
  text: z.string().exactOptional(),
  problems: z.array(problemSchema),
});
type Kept = z.output<typeof keptSchema>;

interface Known {
  readonly intents: readonly Intent[];
  readonly problems: readonly CiError[];
}

const MOST_TOLD = 10;

export function createIntentFiles(ports: FilePorts): IntentFiles {
  let known: readonly Known[] = [];
  const kept = async (file: IntentFile): Promise<Kept | undefined> => {
    const text = await ports.load(nameOf(file));
    return text === undefined ? undefined : keptSchema.safeParse(parsed(text)).data;
  };
  const refreshOne = async (file: IntentFile): Promise<void> => {
    const before = await kept(file);
    const now = await readAnew(ports, file, before);
    await ports.keep(nameOf(file), JSON.stringify(now));
  };
  return {
    intents: () => known.flatMap(({ intents }) => intents),
    problems: () => known.flatMap(({ problems }) => problems),
    async refresh(project) {
      const wanted = project === undefined ? ports.files() : ports.files().filter((file) => isIn(file, project));
      for (const file of wanted) await refreshOne(file);
      if (wanted.length > 0) await ports.changed();
    },
    async load() {
      known = await Promise.all(ports.files().map(async (file) => knownOf(file, await kept(file), ports.forms)));
    },
    standIn: (project) => ports.files().some((file) => isIn(file, project)),
  };
}

function isIn(file: IntentFile, project: string): boolean {
  return file.project.toLowerCase() === project.toLowerCase();
}

async function readAnew({ fetch, forms }: FilePorts, file: IntentFile, before: Kept | undefined): Promise<Kept> {
  const old = before?.text === undefined ? {} : { text: before.text };
  try {
    const { provider, connection, text } = await fetch(file);
    const read = readIntents(text, forms, sourceOf(file, { provider, connection }));
    if (read.kind === 'good') return { provider, connection, text, problems: [] };
    return { provider, connection, ...old, problems: told(file, read.faults, before?.text !== undefined) };
  } catch (error) {
    if (!(error instanceof CiError)) throw error;
    const { provider = '', connection = '' } = before ?? {};
    const { code, message, remedy } = error;
    return { provider, connection, ...old, problems: [{ code, message: `${file.project}, ${file.file}: ${message}`, remedy }] };
  }
}

function told(file: IntentFile, faults: readonly IntentFault[], hasOld: boolean): Kept['problems'] {
  const stays = hasOld ? ' Until then its last good version stays in force.' : '';
  return faults.slice(0, MOST_TOLD).map(({ line, path, what, remedy }) => ({
    code: 'CI_INTENT_FILE',
    message: `${file.project}, ${file.file}, line ${line}${path === '' ? '' : `, ${path}`}: ${what}`,
    remedy: `${remedy}${stays}`,
  }));
}

function knownOf(file: IntentFile, kept: Kept | undefined, forms: Forms): Known {
  if (kept === undefined) return { intents: [], problems: [] };
  const { text, problems } = kept;
  const read = text === undefined ? undefined : readIntents(text, forms, sourceOf(file, kept));
  return {
    intents: read?.kind === 'good' ? read.intents : [],
    problems: problems.map(({ code, message, remedy }) => new CiError(code, message, remedy)),
  };
}

function sourceOf({ project, file }: IntentFile, { provider, connection }: Pick<Kept, 'provider' | 'connection'>) {
  return (line: number): IntentSource => ({ kind: 'file', provider, connection, project, file, line });
}

function nameOf({ provider = '', connection = '', project, file, ref = '' }: IntentFile): string {
  return JSON.stringify([provider, connection, project, file, ref]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
