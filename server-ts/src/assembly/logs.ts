// Logs for the web app, joined: read as the person who asks, of any run that this person's account may read.
import { partsOfKey, toSubjectKey } from '../ci/ids.ts';
import { detailsOf } from '../ci/state.ts';
import { createMembership } from '../host/channels.ts';
import { createMask } from '../logs/mask.ts';
import { CiError } from '../platform/errors.ts';
import { createLogs, type NamedRun } from '../sidebar/log.ts';
import type { Commands } from './commands.ts';
import { connectionOf, providerOf, type Parts } from './parts.ts';

export function createLogApi({ api, configuration, storage, secrets }: Parts, { answers }: Commands): ReturnType<typeof createLogs> {
  return createLogs({
    isMember: createMembership(api),
    async find(key) {
      // Without the database the key alone must do.
      const state = (await storage.subjects.find(toSubjectKey(key)).catch(() => undefined))?.state;
      if (state === undefined) return runIn(key);
      if (state.kind !== 'pipeline') return undefined;
      const { provider, connection, project, id } = state.pipeline;
      const told = detailsOf(state);
      return { provider, connection, project: project.id, id, url: told.url, marks: told };
    },
    async read(userId, { project, id: run, marks, ...named }, { start, job }) {
      const [provider, connection] = [providerOf(named.provider), connectionOf(configuration.now(), named.provider, named.connection)];
      if (provider?.readLog === undefined || connection === undefined) throw unreadable(named.connection);
      const target = { project, run, start, ...(job !== undefined && { job }), ...(marks !== undefined && { marks }) };
      return provider.readLog(target, await answers.as(userId, connection));
    },
    masking: () => createMask(secrets.known()),
  });
}

/** A run that chat never heard of. */
function runIn(key: string): NamedRun | undefined {
  const [provider, connection, project, id, ...more] = partsOfKey(key) ?? [];
  if (provider === undefined || connection === undefined || project === undefined || id === undefined) return undefined;
  return more.length === 0 ? { provider, connection, project, id, url: '' } : undefined;
}

function unreadable(connection: string): CiError {
  return new CiError('CI_LOG_UNKNOWN', `The connection ${connection} gives no logs.`, 'Open the pipeline in the CI system.');
}
