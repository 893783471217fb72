// The intents, joined: those of the configuration, and those of files in CI systems, which are read again when somebody pushes.
import { chooseConnection } from '../answers/index.ts';
import type { Connection } from '../ci/connection.ts';
import type { CiEvent } from '../ci/event.ts';
import type { Previews } from '../ci/preview.ts';
import type { Config } from '../config/index.ts';
import { createKeptTexts } from '../host/intent-files.ts';
import { createBook, type IntentBook } from '../intents/book.ts';
import { createIntentFiles, type FilePorts } from '../intents/files.ts';
import { formsOf } from '../intents/forms.ts';
import { CiError } from '../platform/errors.ts';
import { providers } from '../providers/registry.ts';
import type { Schedule, Task } from '../storage/index.ts';
import { createIntentNews } from './intents-tab.ts';
import { providerOf, titleOf, type Parts } from './parts.ts';
import { createSurroundings } from './surroundings.ts';

/** Name of the task. */
export const INTENT_FILES = 'intent-files';
/** Once over all nodes: what no push told of. */
export const intentFilesSchedule: Schedule = { name: INTENT_FILES, task: INTENT_FILES, at: '23 * * * *' };

export interface IntentRoom {
  readonly book: IntentBook;
  /** Reads the files of a project again, or all. */
  readonly task: Task;
  /** Something happened in a CI system. Never rejects. */
  told(event: CiEvent): void;
  /** The settings were read again. Never rejects. */
  reloaded(): Promise<void>;
}

/** Milliseconds for one file. */
const PATIENCE = 10_000;
/** Lines of a file that are asked for: all. */
const ALL = 100_000;

type File = Config['intentFiles'][number];

export function createIntentRoom(parts: Parts): IntentRoom {
  const { api, configuration, log, notices, storage } = parts;
  const forms = formsOf(providers);
  const files = createIntentFiles({
    ...createKeptTexts(api),
    files: () => configuration.now().intentFiles,
    fetch: createFetch(parts),
    changed: () => storage.changes.notify(INTENT_FILES),
    forms,
  });
  const book = createBook({ written: () => configuration.now().intents, read: files.intents, problems: files.problems, forms });
  const news = createIntentNews(parts, book);
  const queue = (payload: { readonly project?: string }): Promise<void> =>
    storage.tasks.add(INTENT_FILES, payload, { key: `${INTENT_FILES} ${payload.project ?? ''}`, attempts: 5 });
  const load = async (): Promise<void> => {
    try {
      await files.load();
      void notices.follow('intents', book.problems());
      news.look();
    } catch (error) {
      log.warn('Intents of files could not be loaded', { reason: String(error) });
    }
  };
  let wanted: Config['intentFiles'] | undefined;
  const look = async (): Promise<void> => {
    await load();
    if (wanted === configuration.now().intentFiles || configuration.now().intentFiles.length === 0) return;
    await queue({}).then(
      () => (wanted = configuration.now().intentFiles),
      (error: unknown) => log.debug('Files of intents are read later', { reason: String(error) }),
    );
  };
  // Also called when the database is there again: what should have been queued is, then.
  storage.changes.on(INTENT_FILES, () => void look());
  return {
    book,
    task: (payload) => files.refresh(projectIn(payload)),
    told(event) {
      if (event.kind !== 'news' || event.news.event !== 'push') return;
      const { path } = event.subject.project;
      if (!files.standIn(path)) return;
      queue({ project: path }).catch((error: unknown) => log.warn('A file of intents is read within the hour', { reason: String(error) }));
    },
    reloaded: look,
  };
}

function projectIn(payload: unknown): string | undefined {
  const project: unknown = typeof payload === 'object' && payload !== null && 'project' in payload ? payload.project : undefined;
  return typeof project === 'string' ? project : undefined;
}

/** With the connection's own token: nobody in particular asks. */
function createFetch(parts: Parts): FilePorts['fetch'] {
  const around = createSurroundings(parts);
  return async (file) => {
    const { connection, readCode } = await placeOf(parts, file);
    const reach = around(connection).own();
    if (reach === undefined)
      throw new CiError(
        'CI_INTENT_FILE',
        `${titleOf(connection.provider)} ${connection.name} has no token with which it could be read.`,
        'Give the connection a `token` that may read the project.',
      );
    const names = [...(file.ref ?? 'HEAD').split('/'), ...file.file.split('/')];
    const found = await readCode({ project: file.project, names, first: 1, last: ALL }, reach, PATIENCE);
    if (found !== undefined) return { provider: connection.provider, connection: connection.name, text: found.text };
    throw new CiError(
      'CI_INTENT_FILE',
      'There is no such file that the token of the connection may read.',
      'Correct project, file and ref under `intents`, or the token.',
    );
  };
}

async function placeOf(
  { configuration }: Parts,
  { provider, connection: named }: File,
): Promise<{ readonly connection: Connection; readonly readCode: Previews['readCode'] }> {
  const { connections } = configuration.now();
  const able = providers.filter(({ name, previews }) => previews !== undefined && (provider === undefined || name === provider));
  const reader = able.find(({ name }) => connections.some((each) => each.provider === name && each.url !== '')) ?? able[0];
  const readCode = reader && providerOf(reader.name)?.previews?.readCode;
  if (reader === undefined || readCode === undefined)
    throw new CiError('CI_INTENT_FILE', 'No CI system of that name keeps files.', 'Correct `provider` of the file under `intents`.');
  const connection = await chooseConnection({
    title: reader.title,
    connections: connections.filter((each) => each.provider === reader.name),
    named,
    hasAccount: async () => false,
  });
  return { connection, readCode };
}
