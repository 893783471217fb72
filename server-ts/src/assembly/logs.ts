// Logs for the web app, joined: read as the person who asks, of pipelines that a channel shows.
import { toChannelId, toSubjectKey } from '../ci/ids.ts';
import { createMembership } from '../host/channels.ts';
import { createMask } from '../logs/mask.ts';
import { CiError } from '../platform/errors.ts';
import { createLogs } from '../sidebar/log.ts';
import type { Commands } from './commands.ts';
import { connectionOf, providerOf, type Parts } from './parts.ts';

export function createLogApi({ api, configuration, storage, secrets }: Parts, { answers }: Commands): ReturnType<typeof createLogs> {
  return createLogs({
    isMember: createMembership(api),
    async shownIn(channelId, key) {
      const subject = toSubjectKey(key);
      const card = await storage.cards.find({ subject, channel: toChannelId(channelId), episode: 0, reply: '' });
      const state = card?.post === undefined ? undefined : (await storage.subjects.find(subject))?.state;
      return state?.kind === 'pipeline' ? state : undefined;
    },
    async read(userId, { pipeline }, { start, job }) {
      const [provider, connection] = [
        providerOf(pipeline.provider),
        connectionOf(configuration.now(), pipeline.provider, pipeline.connection),
      ];
      if (provider?.readLog === undefined || connection === undefined) throw unreadable(pipeline.connection);
      const target = { project: pipeline.project.id, run: pipeline.id, start, ...(job !== undefined && { job }) };
      return provider.readLog(target, await answers.as(userId, connection));
    },
    masking: () => createMask(secrets.known()),
  });
}

function unreadable(connection: string): CiError {
  return new CiError('CI_LOG_UNKNOWN', `The connection ${connection} gives no logs.`, 'Open the pipeline in the CI system.');
}
