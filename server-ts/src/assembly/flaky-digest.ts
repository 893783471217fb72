// The regular post about flaky jobs: asked for every minute, once over all nodes; the configuration says when it is due.
import { createDigest, minuteOf } from '../flaky/digest.ts';
import { createMessages } from '../host/messages.ts';
import { systemClock } from '../platform/clock.ts';
import { CiError } from '../platform/errors.ts';
import type { Schedule, Task } from '../storage/index.ts';
import type { Parts } from './parts.ts';
import type { Places } from './rooms.ts';

export const digestSchedule: Schedule = { name: 'flaky-digest', task: 'digest', at: '* * * * *' };

export function createFlakyDigest({ api, botId, configuration, storage }: Parts, places: Places): Task {
  const digest = createDigest({
    plan: () => configuration.now().digest,
    flaky: storage.history.flaky,
    async channelOf(room) {
      const found = await places.channelOf(room);
      if (found !== undefined) return found;
      throw new CiError(
        'CI_DIGEST_CHANNEL',
        'There is no channel for the digest of flaky jobs.',
        'Name one under digest in the configuration.',
      );
    },
    post: createMessages(api, botId).post,
  });
  return (payload) => digest(minuteOf(payload, systemClock()));
}
